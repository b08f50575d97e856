/**
 * Clients made many by SQL, with the triggers off: of each row that hangs on a client of a story a copy, its ids in the
 * order of the first ones, its content with its own ids in it and hashed anew, and the register's lists by the view that
 * defines them. The audit chain and what members were told are not copied: a copy was never done by anybody.
 */
import type pg from 'pg'
import type { Story } from './stories'

type Column = { name: string; type: string; isIdentity: boolean }
type Table = { name: string; columns: Column[] }

/** Not a client's, of the audit, of the clinic's oversight, or made anew at the end. */
const left = [
  'access_events',
  'audit_',
  'clearance_audit',
  'client_archives',
  'client_search_keys',
  'commands',
  'emergency_',
  'erasures',
  'hand_overs',
  'history_files',
  'kept_forms',
  'notifications',
  'outbox',
  'record_exports',
  'program_lists',
  'register_lists',
  'roster',
]

/** Copies of each story until the clinic has about as many programs; resolves to how many it has then. */
export async function multiply(
  superuser: pg.Client,
  { clinicId, stories, programs }: { clinicId: string; stories: readonly Story[]; programs: number },
): Promise<number> {
  const tables = await clinicTables(superuser)
  await superuser.query("set session_replication_role = 'replica'")
  try {
    const copies = stories.map((story) => ({ story, copies: copiesOf(story, stories, programs) }))
    let made = 0
    const names = tables.map(({ name }) => name)
    await withoutIndexes(superuser, names, async () => {
      // The fewest first: what hangs on a story is looked for among all that is there by then.
      for (const each of copies.toSorted((a, b) => a.copies * a.story.programs - b.copies * b.story.programs))
        made += (await multiplyStory(superuser, tables, clinicId, each.story, each.copies)) * each.story.programs
    })
    const lists = ['register_lists', 'program_lists', 'client_search_keys']
    await withoutIndexes(superuser, lists, () => listAgain(superuser, clinicId))
    return made
  } finally {
    await superuser.query('reset session_replication_role')
  }
}

/** An index that grows by a million rows in no order is written many times over; made at the end it is written once. */
async function withoutIndexes(superuser: pg.Client, tables: readonly string[], work: () => Promise<void>) {
  const { rows } = await superuser.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     where i.indrelid::regclass::text = any ($1) and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)`,
    [tables],
  )
  for (const { name } of rows) await superuser.query(`drop index ${name}`)
  await work()
  await superuser.query("set maintenance_work_mem = '512MB'")
  for (const { definition } of rows) await superuser.query(definition)
  await superuser.query('reset maintenance_work_mem')
}

function copiesOf(story: Story, stories: readonly Story[], programs: number): number {
  const aThousand = stories.reduce((sum, each) => sum + each.share * each.programs, 0)
  return Math.max(0, Math.min(Math.round((programs * story.share) / aThousand), story.most) - 1)
}

async function clinicTables(superuser: pg.Client): Promise<Table[]> {
  const { rows } = await superuser.query<{ name: string; columns: Column[] }>(`
    select t.relname as name, json_agg(json_build_object('name', a.attname, 'type', a.atttypid::regtype::text,
      'isIdentity', a.attidentity <> '') order by a.attnum) as columns
    from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    where t.relnamespace = 'public'::regnamespace and t.relkind = 'r' and a.attgenerated = ''
      and exists (select 1 from pg_attribute c where c.attrelid = t.oid and c.attname = 'clinic_id')
      and t.relname not in ('members', 'member_roles', 'accounts', 'invitations')
    group by t.relname order by t.relname`)
  return rows.filter(({ name }) => !left.some((one) => name.startsWith(one)))
}

const uuidColumns = ({ columns }: Table) => columns.filter(({ name, type }) => type === 'uuid' && name !== 'clinic_id')

/** All ids of rows that hang on the client, found by whatever names one of them. */
async function gather(superuser: pg.Client, tables: readonly Table[], clinicId: string, clientId: string) {
  await superuser.query('drop table if exists own, own_ids')
  await superuser.query('create temporary table own_ids (id uuid primary key)')
  await superuser.query('insert into own_ids values ($1)', [clientId])
  for (let grown = 1; grown > 0; ) {
    grown = 0
    for (const table of tables.filter(({ columns }) => columns.some(({ name }) => name === 'id'))) {
      const found = await superuser.query(
        `insert into own_ids select t.id from ${table.name} t where t.clinic_id = $1 and ${hangs(table)}
         and t.id not in (select id from own_ids) on conflict do nothing`,
        [clinicId],
      )
      grown += found.rowCount ?? 0
    }
  }
}

const hangs = (table: Table) =>
  `(${uuidColumns(table)
    .map(({ name }) => `t.${name} in (select id from own_ids)`)
    .join(' or ')})`

/** A later version of the same id: its time stays, so that copies lie in time where the first one does. */
const copied = (value: string) =>
  `(left(${value}::text, 15) || substr(md5(${value}::text || n), 1, 3) || '-a' || substr(md5(${value}::text || n), 4, 3)
    || '-' || substr(md5(${value}::text || n), 7, 12))::uuid`

async function multiplyStory(
  superuser: pg.Client,
  tables: readonly Table[],
  clinicId: string,
  story: Story,
  copies: number,
) {
  if (copies === 0) return 1
  await gather(superuser, tables, clinicId, story.clientId)
  // Of hundreds of ids a signed text names a few, and each is looked for in every copy.
  const { rows } = await superuser.query<{ id: string }>(
    `select o.id from own_ids o where exists (select 1 from versions v where v.clinic_id = $1 and v.id in (select id from own_ids)
       and position(o.id::text in v.content) > 0)`,
    [clinicId],
  )
  const ids = rows.map(({ id }) => id)
  for (const table of tables.filter((each) => uuidColumns(each).length > 0)) {
    const columns = table.columns.filter(({ isIdentity }) => !isIdentity)
    const values = columns.map((column) => copiedValue(table, column, ids))
    await superuser.query(
      `insert into ${table.name} (${columns.map(({ name }) => name).join(', ')})
       select ${values.join(', ')} from ${table.name} t, generate_series(1, ${copies}) n
       where t.clinic_id = $1 and ${hangs(table)}${order(table)}`,
      [clinicId],
    )
  }
  return copies + 1
}

/** What is numbered as it is written keeps, copy by copy, the order it had. */
const order = ({ columns }: Table) => {
  const identity = columns.find(({ isIdentity }) => isIdentity)
  return identity ? ` order by n, t.${identity.name}` : ''
}

function copiedValue(table: Table, { name, type }: Column, ids: readonly string[]): string {
  if (table.name === 'clients' && name === 'record_number') return `'S-' || md5(t.id::text || n)`
  if (table.name === 'clients' && name === 'family_name') return `t.family_name || ' ' || n`
  if (name === 'content' && table.name === 'versions') return contentOf(ids)
  if (name === 'content_hash' && ['versions', 'decisions'].includes(table.name)) return hashOf(table.name, ids)
  if (type !== 'uuid' || name === 'clinic_id') return `t.${name}`
  // A password given again is used up by one signature.
  if (name === 'reauthentication_id') return copied(`t.${name}`)
  return `case when t.${name} in (select id from own_ids) then ${copied(`t.${name}`)} else t.${name} end`
}

/** The signed text of a copy names the ids of the copy. */
function contentOf(ids: readonly string[], text = 't.content'): string {
  return ids.reduce((inner, id) => `replace(${inner}, '${id}', ${copied(`'${id}'`)}::text)`, text)
}

function hashOf(table: string, ids: readonly string[]): string {
  const content =
    table === 'versions'
      ? contentOf(ids)
      : contentOf(ids, '(select v.content from versions v where v.clinic_id = t.clinic_id and v.id = t.version_id)')
  return `case when t.content_hash is null then null else encode(sha256(convert_to(${content}, 'UTF8')), 'hex') end`
}

/** What follows from the rows: by the view and the function that the triggers use. */
async function listAgain(superuser: pg.Client, clinicId: string): Promise<void> {
  await superuser.query('delete from register_lists where clinic_id = $1', [clinicId])
  await superuser.query('analyze')
  await superuser.query(
    `insert into register_lists (clinic_id, list, seq, signed_at, signer_name, record_number, outcome, risk, program_name, justified)
     select clinic_id, list, seq, signed_at, signer_name, record_number, outcome, risk, program_name, justified
     from decision_lists where clinic_id = $1`,
    [clinicId],
  )
  await superuser.query(
    `insert into program_lists (clinic_id, program_id, client_id, raised_by, status, newest, name, family_name, given_name)
     select clinic_id, program_id, client_id, raised_by, status, newest, name, family_name, given_name
     from listed_programs where clinic_id = $1 on conflict do nothing`,
    [clinicId],
  )
  await superuser.query(
    `insert into client_search_keys (clinic_id, client_id, key)
     select clinic_id, id, search_keys(given_name || ' ' || family_name || ' ' || record_number) from clients
     where clinic_id = $1 on conflict do nothing`,
    [clinicId],
  )
}
