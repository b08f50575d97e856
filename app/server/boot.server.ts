/** Starts the server: settings, then the database, then the door; and ends it in the opposite order. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type InstallationKind, installationKind } from '~/data/installation.server'
import { useSealKey } from '~/auth/seal.server'
import { openDatabase } from '~/database/open.server'
import { pingDatabase, pools } from '~/database/pools.server'
import { keptSecret } from '~/database/secrets.server'
import { type Schedule, startJobs } from '~/jobs/schedule.server'
import { witnessPath } from '~/data/audit-witness-file.server'
import { createApp, type Shell } from './app.server'
import { databaseWatch, type Queue } from './jobs-watch.server'
import { writeDownTheUncaught } from './last-resort.server'
import { errorFacts, log } from './log.server'
import { measureProcess } from './metrics.server'
import { isFirstOfMachine } from './processes.server'
import { readSettings, sealKeyAdvice, type Settings } from './settings.server'
import { closeServer, onceAskedToStop } from './shutdown.server'

type Pages = Pick<Shell, 'build' | 'mode' | 'client'> & { server?: Server }

/** Resolves when the server listens. Throws an Error with a sentence for whoever started it. */
export async function boot({ server = createServer(), ...pages }: Pages): Promise<void> {
  const settings = readSettings()
  const closeDatabase = await openDatabase()
  let isStopping = false
  let jobs: Schedule | null = null
  const queue = (): Queue => (pools().jobs ? (jobs?.isRunning() ? 'running' : 'not-running') : 'elsewhere')
  const isReady = () => (isStopping ? Promise.reject(new Error('shutting down')) : pingDatabase())
  try {
    await requireKind(settings.kind)
    useSealKey(settings.sealKey ?? (await keptSecret(process.env.CLEARWAY_DATA || 'data', 'seal-key')))
    measureProcess({ log, slowMs: settings.slowStatementMs })
    server.on('request', createApp({ ...pages, settings, isReady, jobs: databaseWatch(queue) }))
    server.requestTimeout = 60_000
    await listen(server, settings)
  } catch (error) {
    await closeDatabase()
    throw error
  }
  writeDownTheUncaught()
  if (isFirstOfMachine()) greet(settings, server)
  jobs = runJobs()

  onceAskedToStop(async () => {
    isStopping = true
    await closeServer(server)
    await jobs?.stop()
    await closeDatabase()
    process.exit(0)
  })
}

function greet(settings: Settings, server: Server): void {
  console.log(`Clearway is listening on ${addressOf(server, settings.host)}`)
  const advice = sealKeyAdvice(settings)
  if (advice) console.log(advice)
}

// Without the jobs' own address the pages are served all the same: what is overdue is derived from the data.
function runJobs(): Schedule | null {
  if (!pools().jobs) return null
  return startJobs(isFirstOfMachine() ? witnessPath() : null, {
    onRun: (job, counts, milliseconds) => {
      if (Object.values(counts).some((count) => count > 0))
        log({ level: 'info', kind: 'job', job, ...counts, milliseconds })
    },
    onError: (job, error) => log({ level: 'error', kind: 'job', job, ...errorFacts(error) }),
  })
}

/** Nothing is served as what it is not: known passwords on an open address, or people's records as a demo. */
async function requireKind(kind: InstallationKind): Promise<void> {
  const found = await installationKind()
  if (found !== kind) throw new Error(`The database is of kind ${found}, and CLEARWAY_KIND says ${kind}.`)
}

function listen(server: Server, { host, port }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE'
      reject(isTaken ? new Error(`Port ${port} on ${host} is taken: is Clearway running already?`) : error)
    })
    server.listen(port, host, resolve)
  })
}

function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
