/** What a person does about a flag: continue unchanged, one or many at once, and acknowledge, which resolves nothing. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acknowledgeFlag, flagsOf } from '~/data/window-flags.server'
import { continueUnchanged } from '~/data/window-reviews.server'
import { windowStrips } from '~/data/window-strips.server'
import { readClinic } from '~/database/door.server'
import { addDays } from '~/domain/calendar-day'
import { enforce } from '~/jobs/enforcer.server'
import { acting } from '../acting'
import { buildClinic, type Clinic, inOne, type Who } from '../builders'
import { type Planted, Planter, trained } from '../builders-window'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
const today = new Date().toISOString().slice(0, 10)
const noon = new Date(`${today}T12:00:00Z`)
let clinic: Clinic
let planter: Planter

beforeAll(async () => {
  clinic = await buildClinic(database)
  planter = await Planter.open(clinic, database.urls.superuser)
})
afterAll(() => planter.close())

async function past(asked: Parameters<Planter['program']>[0] = {}, daysAgo = 25): Promise<Planted> {
  const planted = await planter.program({ limbs: [], sessionsPerWeek: 2, ...asked })
  await trained(clinic, planted, addDays(today, -daysAgo))
  return planted
}

const plain = { reason: 'Pain-free, goes on', reviewDays: 21 }

async function proceed(who: Who, programs: Planted[], asked: object = {}) {
  const programIds = programs.map(({ programId }) => programId)
  const member = await acting(who)
  return continueUnchanged(member, { ...plain, ...asked, programIds, key: randomUUID(), at: noon })
}

async function flagOf({ programId }: Planted, at = noon): Promise<string | null> {
  const doctor = await acting(clinic.doctor)
  const [strip] = await readClinic(doctor, (query) => windowStrips(query, [programId], at))
  return strip?.flag ?? null
}

const eventsOf = async (kind: string): Promise<number> => {
  const [row] = await clinic.sql<{ n: number }>(
    clinic.admin,
    'select count(*)::int as n from audit_events where kind = $1',
    [kind],
  )
  return row?.n ?? 0
}

async function flagIdOf({ programId }: Planted): Promise<string> {
  const [row] = await clinic.sql<{ id: string }>(clinic.admin, 'select id from window_flags where program_id = $1', [
    programId,
  ])
  return row?.id ?? ''
}

describe('"continue unchanged"', () => {
  it('sets the next review day, and a new flag is due once that has passed', async () => {
    const program = await past()
    await enforce()
    expect(await flagOf(program)).toBe('review-due')
    expect(await proceed(clinic.therapist, [program], { reviewDays: 42 })).toMatchObject({ ok: true, continued: 1 })
    const inDays = (days: number) => new Date(noon.getTime() + days * 86_400_000)
    expect(await flagOf(program)).toBeNull()
    expect(await flagOf(program, inDays(41))).toBeNull()
    expect(await flagOf(program, inDays(42))).toBe('review-due')
    await enforce(inDays(41))
    const flags = () =>
      clinic.sql(clinic.admin, 'select 1 from window_flags where program_id = $1', [program.programId])
    expect(await flags()).toHaveLength(1)
    await enforce(inDays(42))
    await enforce(inDays(43))
    expect(await flags()).toHaveLength(2)
  })

  it('needs no enforcer to have run: what is past is flagged and reviewed at once', async () => {
    const program = await past()
    expect(await proceed(clinic.doctor, [program])).toMatchObject({ ok: true, continued: 1 })
    const doctor = await acting(clinic.doctor)
    const [flag] = await readClinic(doctor, (query) => flagsOf(query, program.programId, noon))
    expect(flag).toMatchObject({ stands: false, review: { name: 'Dr. Amara Osei', nextOn: addDays(today, 21) } })
  })

  it('goes through for many plain programs, each by its own row and event, and names those it does not', async () => {
    const many = [await past(), await past(), await past()]
    const bfr = await past({ limbs: ['left-leg'] })
    const breach = await past({ limbs: ['left-leg'], sessionsPerWeek: 5 })
    const young = await past({}, 3)
    const before = await eventsOf('window_reviews.insert')
    const outcome = await proceed(clinic.therapist, [...many, bfr, breach, young])
    expect(outcome).toMatchObject({ ok: true, continued: 3 })
    expect(outcome.ok && outcome.refused.split(' ').sort()).toEqual(
      [
        `${bfr.programId}=review-by-itself`,
        `${breach.programId}=in-breach`,
        `${young.programId}=window-not-past`,
      ].sort(),
    )
    expect(await eventsOf('window_reviews.insert')).toBe(before + 3)
    expect(await Promise.all([...many, bfr, breach].map((each) => flagOf(each)))).toEqual([
      null,
      null,
      null,
      'review-due',
      'breach',
    ])
    expect(await proceed(clinic.therapist, [bfr])).toMatchObject({ ok: true, continued: 1 })
  })

  it('is written once for one key', async () => {
    const program = await past()
    const member = await acting(clinic.therapist)
    const asked = { ...plain, programIds: [program.programId], key: randomUUID(), at: noon }
    const [first, again] = [await continueUnchanged(member, asked), await continueUnchanged(member, asked)]
    expect(again).toEqual(first)
    const rows = await clinic.sql(clinic.admin, 'select 1 from window_reviews where program_id = $1', [
      program.programId,
    ])
    expect(rows).toHaveLength(1)
  })

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'of a breach',
      async () => proceed(clinic.doctor, [await past({ limbs: ['left-leg'], sessionsPerWeek: 5 })]),
      'in-breach',
    ],
    ['of what is not past', async () => proceed(clinic.doctor, [await past({}, 20)]), 'window-not-past'],
    ['by a trainer', async () => proceed(clinic.trainer, [await past()]), 'not-a-clinician'],
    ['without a reason', async () => proceed(clinic.doctor, [await past()], { reason: ' ' }), 'reason-missing'],
    ['for 43 days', async () => proceed(clinic.doctor, [await past()], { reviewDays: 43 }), 'review-day-out-of-range'],
    ['by who raised it', async () => proceed(clinic.trainerAndTherapist, [await raisedByBoth()]), 'own-program'],
    ['by who wrote it', async () => proceed(clinic.trainerAndTherapist, [await writtenByBoth()]), 'own-program'],
  ])('is refused %s', async (_what, work, why) => {
    expect(await work()).toEqual({ ok: false, why })
  })

  it('of a program of another clinic is as of one that does not exist', async () => {
    const elsewhere = await buildClinic(database)
    const program = await past()
    await expect(proceed(elsewhere.doctor, [program])).rejects.toMatchObject({ status: 404 })
  })
})

async function raisedByBoth(): Promise<Planted> {
  const program = await past()
  await planter.sql('update programs set raised_by = $2 where id = $1', [
    program.programId,
    clinic.trainerAndTherapist.memberId,
  ])
  return program
}

async function writtenByBoth(): Promise<Planted> {
  const program = await past()
  await planter.sql('update versions set edited_by = array[$2::uuid] where id = $1', [
    program.versionId,
    clinic.trainerAndTherapist.memberId,
  ])
  return program
}

describe('in straight SQL as the app’s own role', () => {
  const review = async (
    who: Who,
    program: Planted,
    changes: { by?: Who; days?: number; as?: string; reason?: string } = {},
  ) => {
    const { by = who, days = 21, as = 'physical-therapist', reason = 'Well' } = changes
    await clinic.sql(
      who,
      `insert into window_reviews (clinic_id, id, flag_id, program_id, scope, reviewed_by, signed_as, reason, review_days, reviewed_on,
         next_review_on, time_zone, occurred_at)
       select $1, gen_random_uuid(), f.id, f.program_id, f.scope, $3, $4, $5, $6, '2099-01-01', '2099-02-01', 'UTC', $7
       from window_flags f where f.program_id = $2 order by f.recorded_at desc limit 1`,
      [clinic.id, program.programId, by.memberId, as, reason, days, noon],
    )
  }
  let due: Planted
  let breach: Planted
  let own: Planted

  beforeAll(async () => {
    due = await past()
    breach = await past({ limbs: ['left-leg'], sessionsPerWeek: 5 })
    own = await raisedByBoth()
    await enforce()
  })

  it.each<[string, () => Promise<void>, string]>([
    ['a look at a breach', () => review(clinic.therapist, breach), 'in-breach'],
    ['a trainer’s look', () => review(clinic.trainer, due), 'not-a-clinician'],
    ['a look in a role not held', () => review(clinic.therapist, due, { as: 'doctor' }), 'not-a-clinician'],
    [
      'a look in another’s name',
      () => review(clinic.therapist, due, { by: clinic.doctor, as: 'doctor' }),
      'not-your-role',
    ],
    ['a look at one’s own program', () => review(clinic.trainerAndTherapist, own), 'own-program'],
    ['43 days', () => review(clinic.therapist, due, { days: 43 }), 'review-day-out-of-range'],
    ['no reason', () => review(clinic.therapist, due, { reason: ' ' }), 'reason-missing'],
  ])('%s is refused', async (_what, work, why) => {
    await expect(work()).rejects.toThrow(why)
  })

  it('a lapsed licence is refused, from that very day', async () => {
    const { otherTherapist } = clinic
    const licence = (until: string) =>
      inOne(database.urls.owner, clinic.admin, (rows) =>
        rows('update members set licence_valid_until = $2 where id = $1', [otherTherapist.memberId, until]),
      )
    await licence(addDays(today, -1))
    await expect(review(otherTherapist, due)).rejects.toThrow('licence-expired')
    expect(await proceed(otherTherapist, [due])).toEqual({ ok: false, why: 'licence-expired' })
    await licence('2099-12-31')
  })

  it('a second look at the same flag is refused, and a look is never changed or deleted', async () => {
    await review(clinic.therapist, due)
    await expect(review(clinic.doctor, due, { as: 'doctor' })).rejects.toThrow('window-not-past')
    const change = clinic.sql(clinic.therapist, 'update window_reviews set review_days = 42')
    await expect(change).rejects.toThrow(/permission denied|immutable/)
    const [row] = await clinic.sql(
      clinic.admin,
      'select reviewed_on::text as on, next_review_on::text as next, time_zone as zone from window_reviews where program_id = $1',
      [due.programId],
    )
    expect(row).toEqual({ on: today, next: addDays(today, 21), zone: 'Europe/Berlin' })
  })

  it('an acknowledgement in another’s name or of a flag that ended is refused', async () => {
    const acknowledge = (who: Who, program: Planted, by = who) =>
      flagIdOf(program).then((flagId) =>
        clinic.sql(
          who,
          'insert into flag_acknowledgements (clinic_id, flag_id, acknowledged_by, occurred_at) values ($1, $2, $3, $4)',
          [clinic.id, flagId, by.memberId, noon],
        ),
      )
    await expect(acknowledge(clinic.therapist, breach, clinic.doctor)).rejects.toThrow('not-your-role')
    await expect(acknowledge(clinic.otherTrainer, breach)).rejects.toThrow('not-your-role')
    await expect(acknowledge(clinic.therapist, due)).rejects.toThrow('window-not-past')
  })
})

describe('acknowledging', () => {
  it('says who and when, once a person, and resolves nothing', async () => {
    const program = await past({ limbs: ['left-leg'], sessionsPerWeek: 5 })
    await enforce()
    const flagId = await flagIdOf(program)
    const acknowledge = async (who: Who, note = '') => {
      const member = await acting(who)
      return acknowledgeFlag(member, { key: randomUUID(), programId: program.programId, flagId, note, at: noon })
    }
    expect(await acknowledge(clinic.trainer, 'Calling today')).toEqual({ ok: true })
    expect(await acknowledge(clinic.therapist)).toEqual({ ok: true })
    expect(await acknowledge(clinic.therapist)).toEqual({ ok: true })
    await expect(acknowledge(clinic.otherTrainer)).rejects.toMatchObject({ status: 404 })
    const doctor = await acting(clinic.doctor)
    const [flag] = await readClinic(doctor, (query) => flagsOf(query, program.programId, noon))
    expect(flag?.acknowledgements.map(({ name, note }) => [name, note])).toEqual([
      ['Maya Ruiz', 'Calling today'],
      ['Lin Chen', ''],
    ])
    expect(flag?.stands).toBe(true)
    expect(await flagOf(program)).toBe('breach')
  })
})
