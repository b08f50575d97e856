/** What an erasure does with each table and each column of words is written down, or a test fails. */
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clientTables } from '../client-tables'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let superuser: pg.Client

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
})
afterAll(() => superuser.end())

const names = async (text: string, values: unknown[] = []) =>
  (await superuser.query<{ name: string }>(text, values)).rows.map(({ name }) => name)

/** Tables that an erasure does not touch, and why. */
const untouched: Record<string, string> = {
  access_events: 'ids alone: who read a record stays known, and whose it was does not',
  audit_subjects: 'ids alone: which links of the chain are about the client',
  client_search_keys: 'follows from clients by trigger',
  emergency_access_ends: 'ids and a time',
  clearance_audit_items: 'ids alone: which decisions were drawn',
  register_lists: 'follows from decisions and clients by trigger',
  program_lists: 'follows from programs, versions, clients and erasures by trigger',
  red_flag_acknowledgements: 'ids and a time',
  red_flag_escalations: 'ids and times',
  check_in_misses: 'ids and a time',
  pressure_readings: 'figures',
  session_tickets: 'ids and times; read by the login alone, gone with it',
  templates: 'the clinic’s own: a name and the lines of a version',
  withdrawals: 'ids and a time',
}

it('each table with something of a client is on the list, or says why it is not', async () => {
  const listed = await names('select table_name as name from erasable_tables')
  const found = await clientTables(superuser)
  expect(found.filter((table) => !listed.includes(table) && !untouched[table])).toEqual([])
  expect(listed.filter((table) => !found.includes(table))).toEqual([])
  expect(Object.keys(untouched).filter((table) => !found.includes(table) || listed.includes(table))).toEqual([])
})

it('each column of words goes, or says why it stays', async () => {
  const silent = `select format('%s.%s', e.table_name, c.column_name) as name
    from erasable_tables e join information_schema.columns c on c.table_schema = 'public' and c.table_name = e.table_name
    where not e.is_deleted and c.udt_name in ('text', '_text', 'jsonb', 'json', 'bytea', 'varchar')
      and not e.blanks ? c.column_name and coalesce(length(e.keeps ->> c.column_name), 0) < 5`
  expect(await names(silent)).toEqual([])
  await superuser.query('begin')
  await superuser.query('alter table clients add column nickname text')
  const found = await names(silent)
  await superuser.query('rollback')
  expect(found).toEqual(['clients.nickname'])
})

it('each column on the list is there', async () => {
  const strays = `select format('%s.%s', e.table_name, k.name) as name
    from erasable_tables e, lateral (select jsonb_object_keys(e.blanks) union select jsonb_object_keys(e.keeps)) as k (name)
    where not exists (select 1 from information_schema.columns c where c.table_schema = 'public'
      and c.table_name = e.table_name and c.column_name = k.name)`
  expect(await names(strays)).toEqual([])
})

it('each table that takes rows of a client refuses those of one that was erased', async () => {
  const open = `select c.table_name::text as name from information_schema.columns c
    where c.table_schema = 'public' and c.column_name = 'client_id'
      and has_any_column_privilege('clearway_app', format('public.%I', c.table_name), 'INSERT')
      and c.table_name not in ('erasures', 'access_events')
      and not exists (select 1 from pg_trigger t where t.tgrelid = format('public.%I', c.table_name)::regclass
        and t.tgname = 'b_erased' and t.tgenabled = 'O')`
  expect(await names(open)).toEqual([])
})
