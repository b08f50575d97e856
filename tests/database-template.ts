/** Databases for tests: a copy each of one migrated template, in a server of their own that is never durable. */
import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '~/database/embedded.server'
import { isAlive } from '~/database/folder-lock.server'
import { type DatabaseUrls, ensureRoles, letIn, roleUrls } from '~/database/roles.server'
import { migrate } from '../prisma/migrate'

export type TestDatabase = { urls: DatabaseUrls & { superuser: string }; drop: () => Promise<void> }

const migrations = join(import.meta.dirname, '..', 'prisma', 'migrations')
const folder = join(
  tmpdir(),
  `clearway-test-${process.getuid?.() ?? ''}-${createHash('sha256')
    .update(import.meta.dirname)
    .digest('hex')
    .slice(0, 8)}`,
)

let template: Promise<string> | undefined

/** An own, migrated database of kind `test`, with its addresses by role. `drop` closes it for good. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await startEmbedded(folder, { isThrowaway: true })
  const superuserUrl = server.superuserUrl()
  template ??= ensureTemplate(superuserUrl)
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  const client = await connected(superuserUrl)
  try {
    await client.query(`create database ${name} template ${await template} owner clearway_owner strategy file_copy`)
    await letIn(client, name)
  } finally {
    await client.end()
  }
  // The roles were made with the template.
  const urls = await roleUrls(superuserUrl, folder, name)
  return {
    urls: { ...urls, superuser: server.superuserUrl(name) },
    drop: async () => {
      await asSuperuser(superuserUrl, `drop database if exists ${name} with (force)`)
      await server.leave()
    },
  }
}

/** Keeps the server up for a whole run of tests, the template ready; vitest calls it once, and what it returns at the end. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startEmbedded(folder, { isThrowaway: true })
  await dropLeftovers(server.superuserUrl())
  await ensureTemplate(server.superuserUrl())
  return server.leave
}

// Named by what the migrations say, so that a changed migration gets a template of its own.
async function ensureTemplate(superuserUrl: string): Promise<string> {
  const name = `template_${await migrationsHash()}`
  const client = await connected(superuserUrl)
  try {
    await client.query("select pg_advisory_lock(hashtext('clearway template'))")
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (!rowCount) await makeTemplate(client, superuserUrl, name)
  } finally {
    await client.end()
  }
  return name
}

async function makeTemplate(client: pg.Client, superuserUrl: string, template: string): Promise<void> {
  const old = await client.query<{ datname: string }>(
    "select datname from pg_database where datname like 'template\\_%'",
  )
  for (const { datname } of old.rows) await client.query(`drop database ${datname} with (force)`)
  await ensureRoles(superuserUrl, folder, 'template_part')
  const { owner } = await roleUrls(superuserUrl, folder, 'template_part')
  await migrate(owner, { folder: migrations })
  await asSuperuser(owner, "update installation set kind = 'test'")
  await client.query(`alter database template_part rename to ${template}`)
}

async function migrationsHash(): Promise<string> {
  const hash = createHash('sha256')
  for (const name of (await readdir(migrations)).sort()) {
    hash.update(name).update(await readFile(join(migrations, name, 'migration.sql')))
  }
  return hash.digest('hex').slice(0, 12)
}

async function dropLeftovers(superuserUrl: string): Promise<void> {
  const client = await connected(superuserUrl)
  const { rows } = await client.query<{ datname: string }>(
    "select datname from pg_database where datname like 'test\\_%'",
  )
  for (const { datname } of rows) {
    if (!isAlive(Number(datname.split('_')[1]))) await client.query(`drop database if exists ${datname} with (force)`)
  }
  // Nothing else clears away what is left of databases that were made and dropped.
  await client.query('vacuum pg_database, pg_shdepend')
  await client.end()
}

async function asSuperuser(url: string, statement: string): Promise<void> {
  const client = await connected(url)
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}
