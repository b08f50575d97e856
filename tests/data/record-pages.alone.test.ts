/** A long record is read a page at a time: as many statements as pages, each by the key, and no row twice or never. */
import pg from 'pg'
import { expect, it, vi } from 'vitest'
import { recordRows } from '~/data/whole-record.server'
import { readClinic } from '~/database/door.server'
import { buildClinic } from '../builders'
import { buildRecorded } from '../builders-record'
import { useTestDatabase } from '../use-database'

// As it is, and counted: how much of a record is read is how often this door is gone through.
vi.mock('~/database/door.server', async (importOriginal) => {
  const door = await importOriginal<typeof import('~/database/door.server')>()
  return { ...door, readClinic: vi.fn(door.readClinic) }
})

const database = useTestDatabase()

it('1,201 sets are three pages, and each set once', async () => {
  const clinic = await buildClinic(database)
  const built = await buildRecorded(clinic)
  const superuser = new pg.Client({
    connectionString: database.urls.superuser,
    options: '-c session_replication_role=replica',
  })
  await superuser.connect()
  await superuser.query(
    `insert into sets (clinic_id, id, client_id, session_id, prescription_id, exercise, side, set_number, reps, entered_value,
       is_restricted, occurred_at, performed_on, logged_by)
     select $1, uuidv7(), $2, $3, $4, 'Leg extension', 'left', 1, n, '', false, now(), '2026-01-01', $5
     from generate_series(1, 1200) n`,
    [clinic.id, built.clientId, built.sessionId, built.lineId, clinic.trainer.memberId],
  )
  await superuser.query('analyze sets')
  await superuser.end()
  vi.mocked(readClinic).mockClear()
  const seen = new Set<unknown>()
  let rows = 0
  for await (const { id } of recordRows(clinic.admin, built.clientId, 'sets')) {
    seen.add(id)
    rows += 1
  }
  expect([rows, seen.size]).toEqual([1_201, 1_201])
  expect(readClinic).toHaveBeenCalledTimes(3)
  const plan = await clinic.sql<{ 'QUERY PLAN': string }>(
    clinic.admin,
    `explain select t.id from sets t where t.clinic_id = current_clinic() and t.client_id = $1 and t.id > $2 order by t.id limit 500`,
    [built.clientId, built.setId],
  )
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toMatch(/Index.*(sets_by_client|sets_pkey)/)
})
