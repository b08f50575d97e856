/** The program that runs in production: `node build/server/index.js`. */
import cluster from 'node:cluster'
import { toldLater } from './told.server'

// React and Remix look at it as they are loaded, so it stands before they are.
process.env.NODE_ENV ??= 'production'

try {
  await serve(toldLater())
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

async function serve(told: ReturnType<typeof toldLater>): Promise<void> {
  if (cluster.isPrimary) {
    const { readSettings } = await import('./settings.server')
    const { processes } = readSettings()
    if (processes > 1) {
      const { leadProcesses } = await import('./processes.server')
      leadProcesses(processes, told)
      return
    }
  }
  // All it is made of is loaded before it is told where its database is.
  const { start } = await import('./start.server')
  Object.assign(process.env, await told)
  await start()
}
