/** Migrations: each once, in order, whole or not at all, and never rewritten. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { migrate } from '../../prisma/migrate'
import { createTestDatabase, type TestDatabase } from '../database-template'

let database: TestDatabase
let client: pg.Client
let folder: string

beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: database.urls.superuser })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})
beforeEach(async () => {
  await client.query('drop schema public cascade; create schema public authorization clearway_owner')
  folder = await mkdtemp(join(tmpdir(), 'migrations-'))
  return () => rm(folder, { recursive: true })
})

const write = async (name: string, sql: string) => {
  await mkdir(join(folder, name), { recursive: true })
  await writeFile(join(folder, name, 'migration.sql'), sql)
}
const run = () => migrate(database.urls.owner, { folder })
const tables = async () => {
  const { rows } = await client.query(
    "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1",
  )
  return rows.map(({ relname }) => relname)
}

it('applies each migration once, in the order of their names', async () => {
  await write('20260102000000_second', 'insert into clients values (2)')
  await write('20260101000000_first', 'create table clients (n integer); insert into clients values (1)')
  expect(await run()).toEqual(['20260101000000_first', '20260102000000_second'])
  expect(await run()).toEqual([])
  await write('20260103000000_third', 'insert into clients values (3)')
  expect(await run()).toEqual(['20260103000000_third'])
  expect((await client.query('select n from clients order by n')).rows).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
})

it('keeps the books as Prisma does, with the SHA-256 of the file', async () => {
  await write('20260101000000_first', 'select 1')
  await run()
  const { rows } = await client.query(
    'select migration_name, checksum, applied_steps_count, finished_at is not null as finished from _prisma_migrations',
  )
  expect(rows).toEqual([
    {
      migration_name: '20260101000000_first',
      // printf 'select 1' | sha256sum
      checksum: '822ae07d4783158bc1912bb623e5107cc9002d519e1143a9c200ed6ee18b6d0f',
      applied_steps_count: 1,
      finished: true,
    },
  ])
})

it('leaves nothing of a failing migration behind, and keeps those before it', async () => {
  await write('20260101000000_first', 'create table clients (n integer)')
  await write(
    '20260102000000_second',
    'create table programs (n integer);\ninsert into clients values (1);\nselect 1 / 0;',
  )
  await expect(run()).rejects.toThrow('Migration 20260102000000_second failed and left nothing behind')
  expect(await tables()).toEqual(['_prisma_migrations', 'clients'])
  expect((await client.query('select * from clients')).rows).toEqual([])
  await write('20260102000000_second', 'create table programs (n integer)')
  expect(await run()).toEqual(['20260102000000_second'])
})

const body = `-- A function; with a semicolon in its comment
CREATE FUNCTION one() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;
CREATE FUNCTION two() RETURNS integer LANGUAGE sql
  BEGIN ATOMIC SELECT CASE WHEN true THEN 2 END; END;
COMMENT ON FUNCTION one() IS 'a; b';
`

it.each([
  ['that fails when it runs', 'SELECT one() / 0;', 'Line 6, division by zero: SELECT one() / 0'],
  ['that cannot be read', 'SELEKT one();', 'Line 6, syntax error at or near "SELEKT": SELEKT one()'],
  [
    'that names what is not there',
    'SELECT two(),\n  three();',
    'Line 7, function three() does not exist: SELECT two(), three()',
  ],
])('names the line and the statement %s', async (_, statement, message) => {
  await write('20260101000000_first', `${body}${statement}\nSELECT 2;`)
  await expect(run()).rejects.toThrow(message)
})

it('refuses a migration that was changed after it was applied', async () => {
  await write('20260101000000_first', 'create table clients (n integer)')
  await run()
  await write('20260101000000_first', 'create table clients (n bigint)')
  await write('20260102000000_second', 'create table programs (n integer)')
  await expect(run()).rejects.toThrow('20260101000000_first was changed after it was applied')
  expect(await tables()).toEqual(['_prisma_migrations', 'clients'])
})

it('refuses a database that is ahead of the program', async () => {
  await write('20260101000000_first', 'select 1')
  await run()
  await rm(join(folder, '20260101000000_first'), { recursive: true })
  await expect(run()).rejects.toThrow('this program does not: it is older')
})

it('refuses a migration that would end the transaction itself', async () => {
  await write('20260101000000_first', 'create table clients (n integer);\ncommit;\nselect 1 / 0')
  await expect(run()).rejects.toThrow('must leave the transaction to the runner')
  expect(await tables()).toEqual(['_prisma_migrations'])
})

it('applies each migration once when two run at the same time', async () => {
  await write('20260101000000_first', 'create table clients (n integer); select pg_sleep(0.2)')
  const applied = await Promise.all([run(), run(), run()])
  expect(applied.flat()).toEqual(['20260101000000_first'])
})
