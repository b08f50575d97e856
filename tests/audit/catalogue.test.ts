/** The lists: whatever the database holds is either remembered, or says why it is not. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let owner: pg.Client

beforeAll(async () => {
  owner = new pg.Client({ connectionString: database.urls.superuser })
  await owner.connect()
})
afterAll(() => owner.end())

const names = async (text: string) => (await owner.query<{ name: string }>(text)).rows.map(({ name }) => name)

const tables = `select relname::text as name from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`

// Once more here, because the lists a migration fills know nothing of the migrations after it.
const columnsOnNoList = `select format('%s.%s', a.table_name, c.column_name) as name
  from audited_tables a join information_schema.columns c on c.table_schema = 'public' and c.table_name = a.table_name
  where c.column_name <> all (a.audited) and not a.unaudited ? c.column_name`

describe('every table', () => {
  it('is remembered, or says why it is not', async () => {
    const listed = 'select table_name from audited_tables union all select table_name from unaudited_tables'
    expect(await names(`select name from (${tables}) as t where name not in (${listed})`)).toEqual([])
    expect(await names(`select table_name as name from (${listed}) as l where table_name not in (${tables})`)).toEqual(
      [],
    )
  })

  it('is on one list only', async () => {
    expect(
      await names('select table_name as name from audited_tables join unaudited_tables using (table_name)'),
    ).toEqual([])
  })

  it('that is remembered has its triggers, for every way to change a row', async () => {
    const ways = `select a.table_name as name from audited_tables a where not exists (
      select 1 from pg_trigger t where t.tgrelid = ('public.' || a.table_name)::regclass and t.tgname = 'a_audit'
      and t.tgfoid = 'remember_change'::regproc and t.tgenabled = 'O' and t.tgqual is null
      and t.tgtype & 29 = case when a.by_statement then 25 else 29 end and t.tgtype & 2 = 0)`
    expect(await names(ways)).toEqual([])
    const byStatement = `select a.table_name as name from audited_tables a where a.by_statement and not exists (
      select 1 from pg_trigger t where t.tgrelid = ('public.' || a.table_name)::regclass and t.tgname = 'a_audit_insert'
      and t.tgfoid = 'remember_inserts'::regproc and t.tgenabled = 'O' and t.tgqual is null and t.tgnewtable is not null
      and t.tgtype = 4)`
    expect(await names(byStatement)).toEqual([])
    expect(await names('select table_name as name from audited_tables where by_statement')).toEqual(['window_flags'])
  })

  it('that the app may write, and that has a clinic, is not left out for being new', async () => {
    const written = `select distinct table_name::text as name from information_schema.role_table_grants
      where grantee in ('clearway_app', 'clearway_jobs') and privilege_type in ('INSERT', 'UPDATE', 'DELETE')
      and table_schema = 'public' and table_name not in (select table_name from audited_tables) order by 1`
    expect(await names(written)).toEqual([
      'commands',
      'history_files',
      'job_runs',
      'kept_forms',
      'notifications',
      'outbox',
      'roster_parts',
      'rosters',
    ])
  })
})

describe('every column of a remembered table', () => {
  it('is on one list, audited or not', async () => {
    expect(await names(columnsOnNoList)).toEqual([])
    await owner.query('begin')
    await owner.query('alter table clients add column nickname text')
    const found = await names(columnsOnNoList)
    await owner.query('rollback')
    expect(found).toEqual(['clients.nickname'])
  })

  it('on a list is there, and not on both', async () => {
    const listed = `select a.table_name, c from audited_tables a, unnest(a.audited) c
      union all select a.table_name, c from audited_tables a, jsonb_object_keys(a.unaudited) c`
    const strays = `select format('%s.%s', l.table_name, l.c) as name from (${listed}) as l
      left join information_schema.columns i on i.table_schema = 'public' and i.table_name = l.table_name and i.column_name = l.c
      group by l.table_name, l.c having count(i.column_name) <> 1`
    expect(await names(strays)).toEqual([])
  })

  it('left out says why', async () => {
    const silent = `select format('%s.%s', table_name, key) as name from audited_tables, jsonb_each_text(unaudited)
      where length(trim(value)) < 5`
    expect(await names(silent)).toEqual([])
  })

  it('that holds a secret is left out', async () => {
    const secrets = `select format('%s.%s', table_name, c) as name from audited_tables, unnest(audited) c
      where c ~ '(password|secret|token|verifier|salt|id_hash)'`
    expect(await names(secrets)).toEqual([])
  })
})

describe('a migration that lists a table badly', () => {
  it.each([
    ["call audit_table('clients', '{id}')", 'on neither list'],
    ["call audit_table('installation', '{kind,only_row,made_at,nickname}')", 'nickname'],
    [`call audit_table('installation', '{kind,only_row,made_at}', '{"made_at": "both"}')`, 'made_at'],
  ])('is refused: %s', async (statement, says) => {
    await expect(owner.query(statement)).rejects.toThrow(says)
  })
})
