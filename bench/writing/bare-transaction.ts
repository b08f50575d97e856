/**
 * What a command is measured against: BEGIN, the clinic's lock, one narrow row, one row of an audit as large as ours,
 * COMMIT, each a prepared statement, with nothing asked and nothing checked.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'

const tables = `
create schema bare;
create table bare.rows (clinic_id uuid, id uuid, member_id uuid, written_at timestamptz, primary key (clinic_id, id));
create table bare.events (clinic_id uuid, seq bigint generated always as identity, kind text, actor_member_id uuid, table_name text,
  row_id text, occurred_at timestamptz, recorded_at timestamptz, detail_hash bytea, previous_hash bytea, hash bytea, salt bytea,
  detail text, primary key (clinic_id, seq))`

const hash = Buffer.alloc(32)
const salt = Buffer.alloc(16)
/** As long as what a set says of itself. */
const detail = 'x'.repeat(560)

export type Bare = {
  write: (clinicId: string, isLocked: boolean) => Promise<void>
  count: () => Promise<number>
  end: () => Promise<void>
}

export async function openBare(url: string, connections: number): Promise<Bare> {
  const pool = new pg.Pool({ connectionString: url, max: connections })
  await pool.query(tables)
  return {
    write: async (clinicId, isLocked) => {
      const client = await pool.connect()
      const ask = (name: string, text: string, values: unknown[] = []) => client.query({ name, text, values })
      await ask('begin', 'begin')
      if (isLocked) await ask('lock', 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [clinicId])
      const id = randomUUID()
      await ask('row', 'insert into bare.rows values ($1, $2, $1, now())', [clinicId, id])
      await ask(
        'event',
        `insert into bare.events (clinic_id, kind, actor_member_id, table_name, row_id, occurred_at, recorded_at, detail_hash, previous_hash, hash, salt, detail)
         values ($1, 'sets.insert', $1, 'sets', $2, now(), clock_timestamp(), $3, $3, $3, $4, $5)`,
        [clinicId, id, hash, salt, detail],
      )
      await ask('commit', 'commit')
      client.release()
    },
    count: async () => {
      const { rows } = await pool.query<{ count: string }>(
        'select count(*) from bare.rows join bare.events on row_id = id::text',
      )
      return Number(rows[0]?.count)
    },
    end: () => pool.end(),
  }
}
