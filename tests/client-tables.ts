/** The tables that hold something of a client, as the catalogue of the database says, whatever a list says. */
import type pg from 'pg'

// By foreign keys, as far as they lead; by what the audit files under a client; and by a column of the name.
const text = `
with recursive hangs as (
  select 'clients'::regclass::oid as id
  union
  select fk.conrelid from hangs join pg_constraint fk on fk.contype = 'f' and fk.confrelid = hangs.id
)
select distinct c.relname::text as name from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and (
  c.oid in (select id from hangs)
  or c.relname in (select table_name from audited_tables where subject_table is not null)
  or exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname in ('client_id', 'record_number') and not a.attisdropped))
order by 1`

export async function clientTables(superuser: pg.Client): Promise<string[]> {
  const { rows } = await superuser.query<{ name: string }>(text)
  return rows.map(({ name }) => name)
}
