/** A clinic of many clients, as fast as SQL fills it: past the triggers, with the keys they would have made. */
import pg from 'pg'
import type { Clinic } from './builders'
import type { TestDatabase } from './database-template'

const given = ['Anna', 'José', 'Mehmet', 'Zoë', 'Liam', 'Ingrid', 'Olu', 'Mary-Ann', 'Siân', 'Björn']
const syllables = ['lin', 'berg', 'qvi', 'sto', 'mar', 'ka', 'son', 'hol', 'ne', 'dal', 'vik', 'ros', 'ten', 'gra']

/** One in a hundred is in the care of the clinic's trainer. */
export async function fillClients({ urls }: Pick<TestDatabase, 'urls'>, clinic: Clinic, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: urls.superuser })
  await client.connect()
  try {
    await client.query(`set session_replication_role = replica`)
    await client.query(
      `insert into clients (clinic_id, id, record_number, given_name, family_name, birth_date, sex, created_by)
       select $1, uuidv7(), 'R-' || g, ($3::text[])[1 + g % array_length($3::text[], 1)],
         case when g % 400 = 0 then 'Lindqvist' else initcap(s[1 + g % 14] || s[1 + (g / 14) % 14] || s[1 + (g / 196) % 14]) end,
         date '1940-01-01' + g % 25000, 'other', $2
       from generate_series(1, $5::integer) g, (select $4::text[] as s) parts`,
      [clinic.id, clinic.trainer.memberId, given, syllables, count],
    )
    await client.query(
      `insert into care_team (clinic_id, client_id, member_id, added_by)
       select clinic_id, id, created_by, created_by from clients where clinic_id = $1 and record_number ~ '00$'`,
      [clinic.id],
    )
    await client.query(
      `insert into client_search_keys (clinic_id, client_id, key)
       select clinic_id, id, search_keys(given_name || ' ' || family_name || ' ' || record_number) from clients where clinic_id = $1
       on conflict do nothing`,
      [clinic.id],
    )
    await client.query('analyze clients, care_team, client_search_keys')
  } finally {
    await client.end()
  }
}

/**
 * Clients as the keys of their names alone tell them: half of them Mia Berg, the others Kim Dahl, and behind them all one
 * called Mia Dahl.
 */
export async function fillNamesakes({ urls }: Pick<TestDatabase, 'urls'>, clinic: Clinic, count: number) {
  const client = new pg.Client({ connectionString: urls.superuser })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    await client.query(
      `insert into clients (clinic_id, id, record_number, given_name, family_name, birth_date, sex, created_by)
       select $1, lpad(to_hex(g), 32, case when g > $3 then 'f' else '0' end)::uuid, 'N-' || g,
         case when g % 2 = 0 or g > $3 then 'Mia' else 'Kim' end, case when g % 2 = 0 and g <= $3 then 'Berg' else 'Dahl' end,
         date '1980-01-01', 'other', $2
       from generate_series(1, $3::integer + 1) g`,
      [clinic.id, clinic.trainer.memberId, count],
    )
    await client.query(
      `insert into client_search_keys (clinic_id, client_id, key)
       select clinic_id, id, unnest(array[lower(given_name), lower(family_name)]) from clients where clinic_id = $1`,
      [clinic.id],
    )
    await client.query('analyze clients, client_search_keys')
  } finally {
    await client.end()
  }
}
