/**
 * A client with very many sets over six years, by SQL as the superuser with the triggers off: half of them in sessions,
 * half from two imported logs, with what is struck through among them. For what is asked of a long history.
 */
import { createHash } from 'node:crypto'
import pg from 'pg'
import type { Clinic } from './builders'
import type { TestDatabase } from './database-template'

export const longExercises = [
  'Leg extension',
  'Leg press',
  'Squat',
  'Calf raise',
  'Hip thrust',
  'Row',
  'Plank',
  'Bench press',
]
const daysOfHistory = 2_190

/** The fourth part of an id. */
const kinds = { import: '8001', program: '8002', version: '8003', session: '8004', set: '8005' }

type Filled = Pick<Clinic, 'id' | 'trainer'>

/** `until` is the last day; every day has as many sets as another, and of each exercise and side. */
export async function fillSets(
  { urls }: TestDatabase,
  { id, trainer }: Filled,
  { clientId, sets, until }: { clientId: string; sets: number; until: string },
): Promise<void> {
  // In the order they are written in, as the app's own are: else most of the time goes into three indexes of ids.
  const idOf = (kind: 'import' | 'program' | 'version' | 'session' | 'set', number: string) =>
    `overlay(overlay('${clientId}' placing lpad(to_hex(${number}), 12, '0') from 25) placing '${kinds[kind]}' from 20 for 4)::uuid`
  const day = `(date '${until}' - ((i::bigint * ${daysOfHistory}) / ${sets})::int)`
  const file = createHash('sha256').update(clientId).digest('hex')
  // The same in every run, and nothing goes with anything.
  const one = (seed: number, of: number) => `((hashint4extended(i, ${seed}) & 1048575) % ${of})`
  const isLogged = `${one(1, 2)} = 0`
  const statements = [
    `insert into imports (clinic_id, id, client_id, imported_by, kind, file_hash, rows_total, rows_taken, rows_skipped, rows_refused, occurred_at)
      select '${id}', ${idOf('import', 'n')}, '${clientId}', '${trainer.memberId}', 'hevy', '${file}', 0, 0, 0, 0, now() from generate_series(0, 2) n`,
    `insert into training_sessions (clinic_id, id, client_id, program_id, version_id, kind, is_bfr, pain_nrs, logged_by, occurred_at, day, time_zone)
      select '${id}', ${idOf('session', 'd')}, '${clientId}', ${idOf('program', '0')}, ${idOf('version', '0')}, 'reported', false,
        (d * 7) % 11, '${trainer.memberId}', (date '${until}' - d) + time '10:00', date '${until}' - d, 'Europe/Berlin'
      from generate_series(0, ${daysOfHistory - 1}) d`,
    `insert into sets (clinic_id, id, client_id, session_id, import_id, exercise, side, set_number, reps, load_g, entered_value, entered_unit,
        rpe, is_restricted, is_test, fingerprint, local_at, occurred_at, performed_on, logged_by)
      select '${id}', ${idOf('set', 'i')}, '${clientId}', case when not ${isLogged} then ${idOf('session', `date '${until}' - ${day}`)} end,
        case when ${isLogged} then ${idOf('import', `${one(2, 3)}`)} end,
        ('{${longExercises.join(',')}}'::text[])[${one(3, longExercises.length)} + 1], ('{left,right,both}'::text[])[${one(4, 3)} + 1],
        1, ${one(5, 16)}, case when ${one(6, 20)} > 0 then 20000 + ${one(7, 400)}::int * 250 end, '', null,
        case when ${one(8, 2)} = 0 then 5 + ${one(9, 11)} * 0.5 end, ${one(10, 5)} = 0, ${one(11, 100)} = 0,
        case when ${isLogged} then md5(i::text) end, case when ${isLogged} then ${day} + time '10:00' end,
        ${day} + time '10:00', ${day}, '${trainer.memberId}'
      from generate_series(0, ${sets - 1}) i`,
    `insert into strikes (clinic_id, subject, subject_id, client_id, reason, struck_by, occurred_at)
      select '${id}'::uuid, 'set', ${idOf('set', 'n * 501')}, '${clientId}'::uuid, 'Typed twice', '${trainer.memberId}'::uuid, now() from generate_series(1, 60) n
      union all select '${id}', 'session', ${idOf('session', 'n * 101')}, '${clientId}', 'Another client', '${trainer.memberId}', now() from generate_series(1, 9) n
      union all select '${id}', 'import', ${idOf('import', '2')}, '${clientId}', 'The wrong file', '${trainer.memberId}', now()`,
  ]
  const client = new pg.Client({ connectionString: urls.superuser })
  await client.connect()
  try {
    await client.query('begin')
    // Else the vacuum would find rows whose commit is not on disk yet, and leave them to be looked up one by one.
    await client.query('set local session_replication_role = replica; set local synchronous_commit = on')
    // Made once at the end: row by row they are most of the time it takes.
    const { rows: indexes } = await client.query<{ name: string; made: string }>(
      "select indexname as name, indexdef as made from pg_indexes where tablename = 'sets' and indexname <> 'sets_pkey'",
    )
    for (const { name } of indexes) await client.query(`drop index ${name}`)
    for (const statement of statements) await client.query(statement)
    for (const { made } of indexes) await client.query(made)
    await client.query('commit')
    await client.query('vacuum analyze sets, strikes, training_sessions')
  } finally {
    await client.end()
  }
}
