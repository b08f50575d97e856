/** Brings a database to the present: each migration once, in order, whole or not at all. */
import { createHash, randomUUID } from 'node:crypto'
import type { EventEmitter } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { makeQueues } from './queues'
import { lineAt, statementsOf } from './statements'

// The number `prisma migrate` locks by, so that the two never run at once.
const lockKey = 72707369

// As `prisma migrate` makes it, so that it can take over where there is a network.
const bookkeeping = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`

type Migration = { name: string; sql: string; checksum: string }
type Options = { folder?: string; onProgress?: (line: string) => void }

/**
 * Applies what is missing to the database at `url` (of clearway_owner), one transaction a migration, and brings the
 * queue of jobs to what the timetable says. Returns the names applied. Throws, with nothing of the failing one left behind, naming its statement; and throws before it
 * begins when an applied migration was changed or is unknown here.
 */
export async function migrate(url: string, { folder = ownFolder(), onProgress = () => undefined }: Options = {}) {
  const migrations = await readMigrations(folder)
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    await client.query("set client_min_messages = 'warning'")
    await client.query(bookkeeping)
    const applied = await appliedChecksums(client)
    refuseRewrittenHistory(migrations, applied)
    const missing = migrations.filter(({ name }) => !applied.has(name))
    for (const migration of missing) {
      onProgress(`migrating ${migration.name}`)
      await apply(client, migration)
    }
    await makeQueues(url)
    return missing.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

function ownFolder(): string {
  return join(dirname(fileURLToPath(import.meta.url)), 'migrations')
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const bytes = await readFile(join(folder, name, 'migration.sql'))
      return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') }
    }),
  )
}

async function appliedChecksums(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
    'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null',
  )
  const unfinished = rows.find((row) => row.finished_at === null)
  if (unfinished) throw new Error(`Migration ${unfinished.migration_name} was begun elsewhere and never finished.`)
  return new Map(rows.map((row) => [row.migration_name, row.checksum]))
}

function refuseRewrittenHistory(migrations: Migration[], applied: Map<string, string>): void {
  const here = new Map(migrations.map(({ name, checksum }) => [name, checksum]))
  for (const [name, checksum] of applied) {
    if (!here.has(name))
      throw new Error(`The database knows migration ${name}, and this program does not: it is older.`)
    if (here.get(name) !== checksum)
      throw new Error(`Migration ${name} was changed after it was applied. Add a new one.`)
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  if (/^\s*(begin|start\s+transaction|commit|rollback)\s*;/im.test(sql)) {
    throw new Error(`Migration ${name} must leave the transaction to the runner.`)
  }
  let done = 0
  const countStatement = () => (done += 1)
  // pg says how many statements of a script were done only on its connection.
  const { connection } = client as unknown as { connection: EventEmitter }
  await client.query('begin')
  connection.on('commandComplete', countStatement)
  try {
    await client.query(sql)
  } catch (error) {
    connection.off('commandComplete', countStatement)
    await client.query('rollback')
    throw new Error(`Migration ${name} failed and left nothing behind. ${blame(sql, done, error)}`, { cause: error })
  }
  connection.off('commandComplete', countStatement)
  await client.query(
    `insert into _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
     values ($1, $2, clock_timestamp(), $3, now(), 1)`,
    [randomUUID(), checksum, name],
  )
  await client.query('commit')
}

function blame(sql: string, done: number, error: unknown): string {
  const { message, position, detail } = error as pg.DatabaseError
  const statements = statementsOf(sql)
  const line = position ? lineAt(sql, Number(position) - 1) : null
  const statement = line === null ? statements[done] : statements.findLast((one) => one.line <= line)
  const text = statement ? `: ${statement.text.replace(/\s+/g, ' ').slice(0, 200)}` : ''
  return `Line ${line ?? statement?.line ?? 'unknown'}, ${message}${detail ? ` (${detail})` : ''}${text}`
}
