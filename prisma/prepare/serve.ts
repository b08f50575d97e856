/** Clearway on this machine: the database up and present, the built server before it, and both ended together. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, findDatabase } from '~/database/location.server'
import { closePools, openPools } from '~/database/pools.server'
import { runEnforcer } from '../enforcer-run'
import { migrate } from '../migrate'
import { demoDatabase } from './demo-database'
import { printDemoAccounts, printSetupLink } from './greeting'
import { requireKind } from './kind'
import { endWithParent } from './run.mjs'
import { startServer } from './server-process'

/** Serves until it is asked to stop. `data` is the folder for all that is kept; the demo is embedded whatever DATABASE_URL says. */
export async function serve(kind: 'real' | 'demo', data: string): Promise<void> {
  // What it is made of is loaded meanwhile.
  const server = startServer(serverEnv(kind, data))
  const database = await findKind(kind, data)
    .then((found) => makeReady(kind, found))
    .catch(async (error) => {
      await server.stop()
      throw error
    })
  const { app, jobs } = database.urls
  server.serve({ DATABASE_URL: app, ...(jobs ? { CLEARWAY_JOBS_URL: jobs } : {}) })
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

function findKind(kind: 'real' | 'demo', data: string): Promise<Database> {
  return kind === 'demo' ? demoDatabase(data) : findDatabase({ ...process.env, CLEARWAY_DATA: data })
}

async function makeReady(kind: 'real' | 'demo', database: Database): Promise<Database> {
  const { owner, app, jobs } = database.urls
  try {
    if (owner) await migrate(owner, { onProgress: console.log })
    await requireKind(app, kind)
    if (jobs) await enforceOnce({ app, jobs })
    return database
  } catch (error) {
    await database.leave()
    throw error
  }
}

// What went past while nothing ran is flagged before anybody is served; a run that fails is the timetable's to repeat.
async function enforceOnce(urls: { app: string; jobs: string }): Promise<void> {
  try {
    await openPools(urls, 2)
    await runEnforcer()
  } catch (error) {
    console.error((error as Error).message)
  } finally {
    await closePools()
  }
}

// The pages get no more than they need: neither the owner's password nor the backup's.
function serverEnv(kind: 'real' | 'demo', data: string): NodeJS.ProcessEnv {
  const { CLEARWAY_OWNER_URL, CLEARWAY_BACKUP_URL, DATABASE_URL, CLEARWAY_JOBS_URL, ...env } = process.env
  return { ...env, NODE_ENV: 'production' as const, CLEARWAY_DATA: data, CLEARWAY_KIND: kind }
}

// The embedded server may be killed under us: the pages find the new one on the same port.
async function keepUp(database: Database): Promise<never> {
  for (;;) {
    await sleep(1_000)
    await database.keepUp().catch((error: Error) => console.error(error.message))
  }
}
