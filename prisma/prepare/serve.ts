/** Clearway on this machine: the database up and present, the built server before it, and both ended together. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, findDatabase } from '~/database/location.server'
import { migrate } from '../migrate'
import { demoDatabase } from './demo-database'
import { printDemoAccounts, printSetupLink } from './greeting'
import { requireKind } from './kind'
import { endWithParent, run } from './run.mjs'
import { startServer } from './server-process'

/** Serves until it is asked to stop. `data` is the folder for all that is kept; the demo is embedded whatever DATABASE_URL says. */
export async function serve(kind: 'real' | 'demo', data: string): Promise<void> {
  const database =
    kind === 'demo' ? await demoDatabase(data) : await findDatabase({ ...process.env, CLEARWAY_DATA: data })
  const env = serverEnv(kind, data, database)
  const server = await makeReady(kind, database, env)
    .then(() => startServer(env))
    .catch(async (error) => {
      await database.leave()
      throw error
    })
  let isAsked = false
  endWithParent(async () => {
    isAsked = true
    await server.stop()
    await database.leave()
  })
  void server.ended.then(async (code) => {
    if (isAsked) return
    console.error(`The server ended by itself (${code}).`)
    await database.leave()
    process.exit(code || 1)
  })
  const address = await server.isReady()
  if (!address) return
  console.log(`\nClearway is up: ${address}`)
  if (kind === 'demo') printDemoAccounts()
  else await printSetupLink(database.urls.app, address)
  await keepUp(database)
}

async function makeReady(kind: 'real' | 'demo', { urls }: Database, env: NodeJS.ProcessEnv): Promise<void> {
  if (urls.owner) await migrate(urls.owner, { onProgress: console.log })
  await requireKind(urls.app, kind)
  const enforcer = join(import.meta.dirname, '../enforce.ts')
  if (urls.jobs && existsSync(enforcer)) await run(process.execPath, ['--import', 'tsx', enforcer], { env })
}

// The pages get no more than they need: neither the owner's password nor the backup's.
function serverEnv(kind: 'real' | 'demo', data: string, { urls }: Database): NodeJS.ProcessEnv {
  const { CLEARWAY_OWNER_URL, CLEARWAY_BACKUP_URL, ...env } = process.env
  const own = { NODE_ENV: 'production' as const, CLEARWAY_DATA: data, CLEARWAY_KIND: kind }
  return { ...env, ...own, DATABASE_URL: urls.app, CLEARWAY_JOBS_URL: urls.jobs }
}

// The embedded server may be killed under us: the pages find the new one on the same port.
async function keepUp(database: Database): Promise<never> {
  for (;;) {
    await sleep(1_000)
    await database.keepUp().catch((error: Error) => console.error(error.message))
  }
}
