/** What runs as the owner of the tables is known by name, pinned to its search path, and written down. */
import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let superuser: pg.Client
let functions: { name: string; app: boolean; jobs: boolean; pinned: boolean }[]

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  const { rows } = await superuser.query(
    `select proname as name, 'search_path=public, pg_temp' = any (coalesce(proconfig, '{}')) as pinned,
       has_function_privilege('clearway_app', oid, 'execute') as app, has_function_privilege('clearway_jobs', oid, 'execute') as jobs
     from pg_proc where pronamespace = 'public'::regnamespace and prosecdef order by 1`,
  )
  functions = rows
})
afterAll(() => superuser.end())

it('every function that runs as the owner has a search path nobody can bend', () => {
  expect(functions.length).toBeGreaterThan(20)
  expect(functions.filter(({ pinned }) => !pinned)).toEqual([])
})

it('docs/operations.md lists the functions that cross clinics, with who may run them', async () => {
  const { rows: triggers } = await superuser.query<{ name: string }>(
    "select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prorettype = 'trigger'::regtype",
  )
  const callable = functions.filter(
    ({ name, app, jobs }) => (app || jobs) && !triggers.some((trigger) => trigger.name === name),
  )
  const found = callable.map(
    ({ name, app, jobs }) => `${name}: ${[app && 'app', jobs && 'jobs'].filter(Boolean).join(', ')}`,
  )
  const text = await readFile('docs/operations.md', 'utf8')
  const listed = [...text.matchAll(/^\| `(\w+)\(.*?\)` \| ([\w, ]+) \|/gm)].map(([, name, who]) => `${name}: ${who}`)
  expect(listed.sort()).toEqual(found.sort())
})
