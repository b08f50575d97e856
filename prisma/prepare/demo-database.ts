/** The demo's database: there whole or not at all, however often its making was interrupted. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '~/database/embedded.server'
import type { Database } from '~/database/location.server'
import { type DatabaseUrls, ensureRoles } from '~/database/roles.server'
import { migrate } from '../migrate'
import { markDemo } from './kind'
import { run } from './run.mjs'

const seed = join(import.meta.dirname, '../seed/demo.ts')

/** The demo of the folder `data`, made and filled if it is not there. It lies apart from anything real. */
export async function demoDatabase(data: string): Promise<Database> {
  const folder = join(data, 'postgres')
  const server = await startEmbedded(folder)
  try {
    const superuserUrl = server.superuserUrl()
    const made = await asSuperuser(superuserUrl, "select from pg_database where datname = 'clearway'")
    if (!made.rowCount) await makeDemo(superuserUrl, folder, data)
    return { ...server, urls: await ensureRoles(superuserUrl, folder, 'clearway') }
  } catch (error) {
    await server.leave()
    throw error
  }
}

// Filled under another name and renamed when whole: killed half-way, it is made again from the start.
async function makeDemo(superuserUrl: string, folder: string, data: string): Promise<void> {
  console.log('Filling the demo clinic …')
  await asSuperuser(superuserUrl, 'drop database if exists clearway_part with (force)')
  const urls = await ensureRoles(superuserUrl, folder, 'clearway_part')
  await migrate(urls.owner)
  await markDemo(urls.owner)
  if (existsSync(seed)) await runSeed(urls, data)
  await asSuperuser(superuserUrl, 'alter database clearway_part rename to clearway')
}

async function runSeed({ app, owner, jobs, backup }: DatabaseUrls, data: string): Promise<void> {
  const env = {
    CLEARWAY_DATA: data,
    CLEARWAY_KIND: 'demo',
    DATABASE_URL: app,
    CLEARWAY_OWNER_URL: owner,
    CLEARWAY_JOBS_URL: jobs,
    CLEARWAY_BACKUP_URL: backup,
  }
  const { code } = await run(process.execPath, ['--import', 'tsx', seed], { env })
  if (code !== 0) throw new Error('Filling the demo clinic failed.')
}

async function asSuperuser(url: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(statement)
  } finally {
    await client.end()
  }
}
