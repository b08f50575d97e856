/** Rows that a job writes many of: each is of the clinic of its context, under that clinic's lock, and written when it was. */
import pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildClinic, type Clinic, inOne } from '../builders'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let other: Clinic
let superuser: pg.Client

beforeAll(async () => {
  clinic = await buildClinic(database)
  other = await buildClinic(database)
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
})
afterAll(() => superuser.end())

const asJobs = (clinicId: string) => ({ clinicId, memberId: '' })
const lockOf = 'select pg_advisory_xact_lock(hashtextextended($1, 0))'
const mail = (source: string) => `insert into outbox (clinic_id, id, member_id, kind, subject_id, occurred_at)
  select $1::uuid, uuidv7(), $2::uuid, 'window-breach', uuidv7(), now() ${source}`
const told = {
  notifications: `insert into notifications (clinic_id, id, member_id, kind, subject_id, occurred_at, recorded_at)
    values ($1, $2, $3, 'window-past', uuidv7(), now(), $4) returning recorded_at`,
  outbox: `insert into outbox (clinic_id, id, member_id, kind, subject_id, occurred_at, recorded_at)
    values ($1, $2, $3, 'window-breach', uuidv7(), now(), $4) returning recorded_at`,
  window_flags: `insert into window_flags (clinic_id, id, program_id, scope, severity, opened_on, review_on, occurred_at, recorded_at)
    values ($1, $2, $3, 'program', 'breach', '2026-01-01', '2026-01-22', now(), $4) returning recorded_at`,
}

describe.each(['notifications', 'outbox'] as const)('a row of %s', (table) => {
  it.each(['2020-01-01', '2999-01-01', null])('that says it was written in %s was written now', async (claimed) => {
    const began = Date.now()
    const [row] = await inOne(database.urls.jobs, asJobs(clinic.id), (rows) =>
      rows<{ recorded_at: Date }>(told[table], [clinic.id, v7(), clinic.trainer.memberId, claimed]),
    )
    expect(Math.abs(Number(row?.recorded_at) - began)).toBeLessThan(60_000)
  })
})

describe.each(Object.entries(told))('a row of %s of another clinic', (_table, text) => {
  it('is refused to whoever sees every clinic as well', async () => {
    const values = [other.id, v7(), other.trainer.memberId, new Date()]
    const written = inOne(database.urls.superuser, asJobs(clinic.id), (rows) => rows(text, values))
    await expect(written).rejects.toThrow('no-clinic')
  })

  it('is refused where there is no clinic', async () => {
    const values = [other.id, v7(), other.trainer.memberId, new Date()]
    await expect(inOne(database.urls.superuser, asJobs(''), (rows) => rows(text, values))).rejects.toThrow('no-clinic')
  })
})

describe('the lock of a clinic', () => {
  const entered =
    "from (select set_config('clearway.clinic', $3, true) as clinic offset 0) e where e.clinic is not null"
  const enter = () =>
    inOne(database.urls.jobs, asJobs(clinic.id), async (rows) => {
      await rows("set local lock_timeout = '200ms'")
      await rows(mail(entered), [other.id, other.trainer.memberId, other.id])
    })

  it('is waited for by a row of a clinic that its statement entered on the way', async () => {
    await superuser.query('begin')
    await superuser.query(lockOf, [other.id])
    await expect(enter()).rejects.toThrow('lock timeout')
    await superuser.query('rollback')
    await enter()
  })

  it('is held until the end of what took it so', async () => {
    await inOne(database.urls.jobs, asJobs(clinic.id), async (rows) => {
      await rows(mail(entered), [other.id, other.trainer.memberId, other.id])
      const { rows: free } = await superuser.query('select pg_try_advisory_lock(hashtextextended($1, 0)) as is_free', [
        other.id,
      ])
      expect(free).toEqual([{ is_free: false }])
    })
  })
})
