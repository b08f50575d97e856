/** Programs of a client held against each other over a real database: what counts for which, and what does not count. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { readClient } from '~/data/client-door.server'
import { type ComparisonAsked, findProgramComparison } from '~/data/program-comparison.server'
import type { ProgramComparison } from '~/domain/program-comparison'
import { loader as page } from '~/routes/clients.$clientId_.progress.programs'
import { loader as csv } from '~/routes/clients.$clientId_.progress.programs[.]csv'
import { acting } from '../acting'
import { ask, type Route } from '../asking'
import { buildClinic, type Clinic } from '../builders'
import { buildClient, buildCleared, buildScreening, train } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
// Noon, so that a day is the same one in UTC and at the clinic, on whichever side of a change of the clocks it lies.
const at = new Date(`${new Date().toISOString().slice(0, 10)}T12:00:00Z`)
let clinic: Clinic
let trainer: Acting

beforeAll(async () => {
  clinic = await buildClinic(database)
  trainer = await acting(clinic.trainer)
})

const daysAgo = (days: number) => new Date(at.getTime() - days * 86_400_000)
const dayOf = (days: number) => daysAgo(days).toISOString().slice(0, 10)

type Test = { kg: number; ago: number; side?: string; exercise?: string }
async function tested(clientId: string, { kg, ago, side = 'left', exercise = 'Leg extension' }: Test): Promise<string> {
  const id = randomUUID()
  await clinic.sql(
    clinic.therapist,
    `insert into measurements (clinic_id, id, client_id, kind, exercise, side, entered_value, entered_unit, amount, measured_by, occurred_at, measured_on)
     values ($1, $2, $3, 'one-rm', $4, $5, $6, 'kg', $7, $8, $9::timestamptz, $9::timestamptz::date)`,
    [clinic.id, id, clientId, exercise, side, String(kg), kg * 1000, clinic.therapist.memberId, daysAgo(ago)],
  )
  return id
}

const pain = (clientId: string, nrs: number, ago: number) =>
  clinic.sql(
    clinic.therapist,
    `insert into measurements (clinic_id, id, client_id, kind, side, entered_value, entered_unit, amount, measured_by, occurred_at, measured_on)
     values ($1, gen_random_uuid(), $2, 'pain', 'both', $3::text, 'nrs', $3::integer, $4, $5::timestamptz, $5::timestamptz::date)`,
    [clinic.id, clientId, nrs, clinic.therapist.memberId, daysAgo(ago)],
  )

/** Cleared and begun so many days ago, and, unless it runs, over some days later. One with another name trains no more. */
async function program(clientId: string, name: string | null, { ago, over }: { ago: number; over?: number }) {
  await buildScreening(clinic, clientId, { at: daysAgo(ago) })
  const built = await buildCleared(clinic, { clientId, at: daysAgo(ago), isBfr: false })
  await train(clinic, built, { at: daysAgo(ago), isBfr: false })
  await clinic.owner('alter table programs disable trigger user')
  const begun = "update programs set name = coalesce($2, name), status = 'active', started_at = $3 where id = $1"
  await clinic.owner(begun, [built.programId, name, daysAgo(ago)])
  if (over !== undefined) {
    await clinic.owner("update programs set status = 'completed', ended_at = $2 where id = $1", [
      built.programId,
      daysAgo(over),
    ])
  }
  await clinic.owner('alter table programs enable trigger user')
  return built
}

const compare = (clientId: string, asked: Partial<ComparisonAsked> = {}) =>
  readClient(trainer, { clientId, pathKind: 'test', at }, (query, client) =>
    findProgramComparison(query, client.id, { exercise: null, side: null, today: client.today, ...asked }),
  )
const told = ({ programs }: ProgramComparison) =>
  programs.map(({ name, gain }) => [name, gain.why ?? Math.round((gain.change ?? 0) * 10) / 10])

describe('two programs of one client', () => {
  let clientId: string
  let mistaken: string

  beforeAll(async () => {
    clientId = await buildClient(clinic)
    await program(clientId, 'Without a cuff', { ago: 100, over: 60 })
    const second = await program(clientId, 'With more load', { ago: 40 })
    for (const test of [
      ...[
        { kg: 40, ago: 120 },
        { kg: 50, ago: 101 },
        { kg: 55, ago: 70 },
        { kg: 60, ago: 41 },
        { kg: 75, ago: 12 },
      ],
      { kg: 80, ago: 41, side: 'right' },
      { kg: 30, ago: 41, exercise: 'Leg curl' },
    ]) {
      await tested(clientId, test)
    }
    mistaken = await tested(clientId, { kg: 600, ago: 5 })
    await clinic.sql(
      clinic.therapist,
      `insert into strikes (clinic_id, client_id, subject, subject_id, reason, struck_by, occurred_at)
       values ($1, $2, 'measurement', $3, 'A digit too many', $4, now())`,
      [clinic.id, clientId, mistaken, clinic.therapist.memberId],
    )
    await pain(clientId, 6, 110)
    await pain(clientId, 4, 65)
    await pain(clientId, 5, 45)
    await pain(clientId, 1, 2)
    await clinic.sql(
      clinic.therapist,
      `insert into holds (clinic_id, id, program_id, cause, reason, placed_by, occurred_at)
       values ($1, gen_random_uuid(), $2, 'clinician', 'Swollen', $3, now())`,
      [clinic.id, second.programId, clinic.therapist.memberId],
    )
  })

  it('are each measured from the last test before their clearance to their last day, without what was struck', async () => {
    const comparison = await compare(clientId)
    // 60 → 75 is 25 %, 50 → 55 is 10 %.
    expect(told(comparison)).toEqual([
      ['With more load', 25],
      ['Without a cuff', 10],
    ])
    expect(comparison).toMatchObject({ exercise: 'Leg extension', side: 'left', formula: 'epley', total: 2 })
    expect(comparison.programs.map(({ days, endedOn }) => [days, endedOn === null])).toEqual([
      [41, true],
      [41, false],
    ])
    expect(comparison.programs[0]?.gain.points).toEqual([
      { on: dayOf(41), loadG: 60_000, isTested: true, day: 0, percent: 0 },
      { on: dayOf(12), loadG: 75_000, isTested: true, day: 28, percent: 25 },
    ])
  })

  it('have their pain, holds and sessions beside', async () => {
    const { programs } = await compare(clientId)
    expect(programs.map(({ pain, holds, redFlags, sessions }) => [pain, holds, redFlags, sessions.done])).toEqual([
      [{ from: 5, to: 1 }, 1, 0, 1],
      [{ from: 6, to: 4 }, 0, 0, 1],
    ])
    // Three sessions a week for five whole weeks and a sixth of six days, of which the hold of today takes none.
    expect(programs[1]?.sessions).toMatchObject({ kept: 1 })
    expect(programs[1]?.sessions.planned).toBeGreaterThanOrEqual(15)
  })

  it('are compared by the exercise and side that are asked for, and by the most tested where they are not there', async () => {
    expect(await compare(clientId, { side: 'right' })).toMatchObject({ exercise: 'Leg extension', side: 'right' })
    expect(told(await compare(clientId, { side: 'right' }))).toEqual([
      ['With more load', 'one-maximum'],
      // The test of the right side came after its last day.
      ['Without a cuff', 'no-maximum'],
    ])
    const curl = await compare(clientId, { exercise: 'Leg curl', side: 'right' })
    expect(curl).toMatchObject({ exercise: 'Leg curl', side: 'left' })
    expect(await compare(clientId, { exercise: "'; drop table sets" })).toMatchObject({ exercise: 'Leg extension' })
    expect(curl.choices).toEqual([
      { exercise: 'Leg extension', sides: ['left', 'right'] },
      { exercise: 'Leg curl', sides: ['left'] },
    ])
  })

  it('leave as CSV with who took it and why, remembered before', async () => {
    const { text, status } = await ask(csv as Route, clinic.trainer, { clientId }, null, '?side=left&exercise=%00')
    expect(status).toBe(200)
    const [head = '', columns = '', first = ''] = text.split('\r\n')
    expect(head).toContain('Exported by Maya Ruiz')
    expect(columns.split(',')).toHaveLength(22)
    expect(first).toContain('"With more load"')
    expect(first).toContain(`60,"${dayOf(41)}","tested",75,"${dayOf(12)}","tested",25,6.3`)
    const [event] = await clinic.sql<{ kind: string }>(
      clinic.admin,
      'select kind from audit_events order by seq desc limit 1',
    )
    expect(event?.kind).toBe('export.progress')
  })

  it('are nobody’s to see but who serves the client', async () => {
    for (const who of [clinic.otherTrainer, clinic.admin]) {
      for (const route of [page, csv])
        expect([403, 404]).toContain((await ask(route as Route, who, { clientId })).status)
    }
    expect((await ask(page as Route, clinic.doctor, { clientId })).status).toBe(200)
  })
})

describe('where there is less to compare', () => {
  it('nothing is said of a client without a clearance, and the one program of another stands alone', async () => {
    const bare = await buildClient(clinic)
    expect(await compare(bare)).toMatchObject({ programs: [], choices: [], exercise: null, side: null, total: 0 })
    const alone = await buildClient(clinic)
    await program(alone, 'The only one', { ago: 30 })
    expect(told(await compare(alone))).toEqual([['The only one', 'no-maximum']])
  })

  it('sets to RPE 9 are estimated by the clinic’s formula, and those under a cuff or of 11 repetitions never', async () => {
    const clientId = await buildClient(clinic)
    const built = await program(clientId, null, { ago: 30 })
    const set = async (ago: number, kg: number, changes: { reps?: number; rpe?: number } = {}) => {
      const sessionId = await train(clinic, built, { at: daysAgo(ago), isBfr: false })
      await clinic.sql(
        clinic.trainer,
        `insert into sets (clinic_id, id, client_id, session_id, prescription_id, exercise, side, set_number, reps, load_g,
           entered_value, entered_unit, rpe, occurred_at, performed_on, logged_by)
         values ($1, gen_random_uuid(), $2, $3, $4, 'Leg extension', 'left', 1, $5, $6, $7, 'kg', $8, $9::timestamptz, $9::timestamptz::date, $10)`,
        [
          ...[clinic.id, clientId, sessionId, built.lineId, changes.reps ?? 6, kg * 1000, String(kg), changes.rpe ?? 9],
          ...[daysAgo(ago), clinic.trainer.memberId],
        ],
      )
    }
    await set(28, 50)
    await set(21, 90, { rpe: 7 })
    await set(14, 90, { reps: 11 })
    await set(7, 60)
    // Epley of 6: × 1.2; the change is that of the loads.
    const { programs } = await compare(clientId)
    expect(programs[0]?.gain).toMatchObject({
      first: { loadG: 60_000, isTested: false },
      last: { loadG: 72_000 },
      change: 20,
    })
    await clinic.sql(clinic.admin, "update clinics set one_rm_formula = 'oconner'")
    // O'Conner of 6: × 1.15.
    expect((await compare(clientId)).programs[0]?.gain).toMatchObject({
      first: { loadG: 57_500 },
      last: { loadG: 69_000 },
    })
    await clinic.sql(clinic.admin, "update clinics set one_rm_formula = 'epley'")
  })
})

describe('a client of many years', () => {
  it('is compared with little over the wire, however much was logged', async () => {
    const clientId = await buildClient(clinic)
    await program(clientId, null, { ago: 300 })
    await clinic.owner('alter table sets disable trigger user')
    await clinic.owner(
      `insert into sets (clinic_id, id, client_id, session_id, exercise, side, set_number, reps, load_g, entered_value,
         entered_unit, rpe, occurred_at, performed_on, logged_by)
       select $1, gen_random_uuid(), $2, (select id from training_sessions where client_id = $2), 'Exercise ' || n % 2, 'left', 1, 1 + n % 12, 20000 + n * 10, '20', 'kg', 6 + n % 5,
         now() - make_interval(days => n % 2000), (now() - make_interval(days => n % 2000))::date, $3
       from generate_series(1, 4000) n`,
      [clinic.id, clientId, clinic.trainer.memberId],
    )
    await clinic.owner('alter table sets enable trigger user')
    const comparison = await compare(clientId, { exercise: 'Exercise 1' })
    expect(comparison.exercise).toBe('Exercise 1')
    expect(JSON.stringify(comparison).length).toBeLessThan(60_000)
    expect(comparison.programs[0]?.gain.points.length).toBeLessThanOrEqual(61)
    expect(comparison.programs[0]?.clearedOn).toBe(dayOf(300))
  })
})
