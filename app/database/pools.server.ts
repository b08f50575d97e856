/** The connections: commands and reads as clearway_app, the enforcer's as clearway_jobs, each checked before it is used. */
import pg from 'pg'
import { commandClient } from './client.server'
import { watchPool } from './statements.server'

/** Pinned for every connection: @prisma/adapter-pg writes timestamptz wrongly in any other zone. */
const sessionOptions = [
  '-c TimeZone=UTC',
  '-c default_transaction_isolation=read\\ committed',
  '-c lock_timeout=3s',
  '-c statement_timeout=15s',
  '-c idle_in_transaction_session_timeout=30s',
].join(' ')

/** Of one pool, by its name. */
export type Connections = { pool: string; open: number; idle: number; waiting: number }

type Pools = {
  commands: ReturnType<typeof commandClient>
  /** The connections of `commands`, for those that are hot. */
  writes: pg.Pool
  reads: pg.Pool
  /** `queue` is pg-boss's own, so that what it waits for takes no connection from the jobs. */
  jobs: { client: ReturnType<typeof commandClient>; pool: pg.Pool; queue: pg.Pool } | null
  connections: () => Connections[]
  close: () => Promise<void>
}

// In development the server and the routes are loaded by different loaders, and must share one set of pools.
const place = Symbol.for('clearway.pools')
const held = globalThis as { [place]?: Pools }

/**
 * Opens the pools, `size` connections each; refuses a database that is not PostgreSQL 18, not in UTC, or reached by
 * a role that row-level security does not bind. `jobs` may be left out where nothing runs by itself.
 */
export async function openPools(urls: { app: string; jobs?: string | undefined }, size = 8): Promise<void> {
  if (held[place]) throw new Error('The pools are open already.')
  const all = [newPool(urls.app, size, 'clearway', { pipeline: true }), newPool(urls.app, size, 'clearway reads')]
  if (urls.jobs)
    all.push(newPool(urls.jobs, Math.min(size, 3), 'clearway jobs'), newPool(urls.jobs, 2, 'clearway queue'))
  const [commands, reads, jobs, queue] = all as [pg.Pool, pg.Pool, pg.Pool | undefined, pg.Pool | undefined]
  try {
    for (const pool of all) await checkConnection(pool)
  } catch (error) {
    await Promise.all(all.map((pool) => pool.end()))
    throw error
  }
  held[place] = {
    commands: commandClient(commands),
    writes: commands,
    reads,
    jobs: jobs && queue ? { client: commandClient(jobs), pool: jobs, queue } : null,
    connections: () => all.map(connectionsOf),
    close: async () => {
      await Promise.all([held[place]?.commands.$disconnect(), held[place]?.jobs?.client.$disconnect()])
      await Promise.all(all.map((pool) => pool.end()))
    },
  }
}

/** The open pools; throws when nobody opened them. */
export function pools(): Pools {
  const open = held[place]
  if (!open) throw new Error('The database is not open: call openPools first.')
  return open
}

/** How many connections there are, and how many wait for one; none while no pool is open. */
export function countConnections(): Connections[] {
  return held[place]?.connections() ?? []
}

/** Resolves when the database answers; rejects while it does not. */
export async function pingDatabase(): Promise<void> {
  await pools().reads.query('select 1')
}

/** Ends all connections; does nothing when none are open. */
export async function closePools(): Promise<void> {
  const open = held[place]
  held[place] = undefined
  await open?.close()
}

function newPool(url: string, max: number, name: string, options: pg.PoolConfig = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    options: sessionOptions,
    application_name: name,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    ...options,
  })
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  // Nor may one that is in use: whoever uses it hears of it by the statement that fails.
  pool.on('connect', (client) => client.on('error', () => undefined))
  watchPool(pool)
  return pool
}

function connectionsOf({ options, totalCount, idleCount, waitingCount }: pg.Pool): Connections {
  return { pool: options.application_name ?? '', open: totalCount, idle: idleCount, waiting: waitingCount }
}

async function checkConnection(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ zone: string; major: number; unbound: boolean; role: string }>(
    `select current_setting('TimeZone') as zone, current_setting('server_version_num')::int / 10000 as major,
       rolsuper or rolbypassrls as unbound, rolname as role from pg_roles where rolname = current_user`,
  )
  const found = rows[0]
  if (found?.zone !== 'UTC') throw new Error(`The database session is in time zone ${found?.zone}; it must be UTC.`)
  if (found.major !== 18) throw new Error(`The database is PostgreSQL ${found.major}; it must be 18.`)
  if (found.unbound) throw new Error(`The role ${found.role} is not bound by row-level security; use clearway_app.`)
}
