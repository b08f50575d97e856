/** Measurements of every kind: what is kept, who may record which, and what straight SQL is refused. */
import { randomUUID } from 'node:crypto'
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import type { Measured } from '~/data/measurement-rows.server'
import { recordMeasurement } from '~/data/measurements.server'
import { isEffort, measurementKinds } from '~/domain/measurement'
import { acting } from '../acting'
import { buildClinic, type Clinic } from '../builders'
import { leastOf, measureBySql, strikeBySql, buildTesting } from '../builders-measuring'
import { type Built, buildClient, train } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let trainer: Acting
let therapist: Acting
let today: string

beforeAll(async () => {
  clinic = await buildClinic(database)
  trainer = await acting(clinic.trainer)
  therapist = await acting(clinic.therapist)
  const [row] = await clinic.sql<{ today: string }>(clinic.trainer, 'select clinic_day(now())::text as today')
  today = row?.today ?? ''
})

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
const efforts = measurementKinds.filter(isEffort)
const maxima = efforts.filter((kind) => kind !== 'endurance')

type InSession = Built & { sessionId: string }

async function inSession(asked: Parameters<typeof buildTesting>[1] = {}): Promise<InSession> {
  const built = await buildTesting(clinic, asked)
  return { ...built, sessionId: await train(clinic, built, { isBfr: false, at: asked.at ?? new Date() }) }
}

describe('in straight SQL, by a trainer,', () => {
  const refusalOf = (clientId: string, kind: string, more: Partial<Parameters<typeof measureBySql>[2]> = {}) =>
    measureBySql(clinic, clinic.trainer, { clientId, kind, ...more }).then(
      () => 'taken',
      (error: Error) => error.message,
    )

  it('what asks for no effort needs no session', async () => {
    const clientId = await buildClient(clinic)
    for (const kind of ['girth', 'range-of-motion', 'pain', 'score']) {
      expect(await refusalOf(clientId, kind), kind).toBe('taken')
    }
  })

  it('an effort is taken in a session of the day whose clearance has its line', async () => {
    const { clientId, sessionId } = await inSession()
    for (const kind of efforts) expect(await refusalOf(clientId, kind, { sessionId }), kind).toBe('taken')
  })

  it('no effort is taken without a session', async () => {
    const { clientId } = await inSession()
    for (const kind of maxima) expect(await refusalOf(clientId, kind), kind).toContain('test-not-cleared')
    expect(await refusalOf(clientId, 'endurance')).toContain('exercise-not-trained')
  })

  it('nor under a session of another client, of another day, or of none', async () => {
    const theirs = await inSession()
    const before = await inSession({ at: daysAgo(3) })
    for (const kind of efforts) {
      const { clientId } = await inSession()
      expect(await refusalOf(clientId, kind, { sessionId: theirs.sessionId }), kind).toContain('another client')
      expect(await refusalOf(before.clientId, kind, { sessionId: before.sessionId }), kind).toMatch(/not-/)
      expect(await refusalOf(before.clientId, kind, { ...before, at: daysAgo(3) }), kind).toBe('taken')
      expect(await refusalOf(clientId, kind, { sessionId: v7() }), kind).not.toBe('taken')
    }
  })

  it('nor under one outside clearance, or one that was struck through', async () => {
    const built = await buildTesting(clinic)
    const [outside, struck] = [
      await train(clinic, built, { isBfr: false, kind: 'reported', outsideReason: 'At home' }),
      await train(clinic, built, { isBfr: false }),
    ]
    await strikeBySql(clinic, clinic.trainer, 'session', struck, built.clientId)
    for (const kind of efforts) {
      for (const sessionId of [outside, struck]) {
        expect(await refusalOf(built.clientId, kind, { sessionId }), kind).toMatch(
          /test-not-cleared|exercise-not-trained/,
        )
      }
    }
  })

  it('no maximum of an exercise that is trained and not tested, and no force where nothing is', async () => {
    const tested = await inSession()
    for (const kind of ['one-rm', 'rep-max']) {
      const row = { exercise: 'Leg extension' }
      expect(await refusalOf(tested.clientId, kind, { ...tested, row }), kind).toContain('test-not-cleared')
    }
    const plain = await inSession({ isTestCleared: false })
    for (const kind of maxima) expect(await refusalOf(plain.clientId, kind, plain), kind).toContain('test-not-cleared')
    expect(await refusalOf(plain.clientId, 'endurance', plain)).toBe('taken')
    const another = { ...plain, row: { exercise: 'Leg press' } }
    expect(await refusalOf(plain.clientId, 'endurance', another)).toContain('exercise-not-trained')
  })

  it('no maximum of another limb than the line’s, nor of both together, while repetitions at a load are of either', async () => {
    const tested = await inSession()
    for (const side of ['right', 'both']) {
      for (const kind of maxima) {
        expect(await refusalOf(tested.clientId, kind, { ...tested, row: { side } }), kind).toContain('test-not-cleared')
      }
      expect(await refusalOf(tested.clientId, 'endurance', { ...tested, row: { side } })).toBe('taken')
    }
  })

  it('no maximum before the day the restrictions name, while repetitions at a load go on', async () => {
    const held = await inSession({ notBefore: '2099-01-01' })
    for (const kind of maxima) expect(await refusalOf(held.clientId, kind, held), kind).toContain('test-too-early')
    expect(await refusalOf(held.clientId, 'endurance', held)).toBe('taken')
  })

  it('none in a clinician’s name, and none as the row of a file', async () => {
    const clientId = await buildClient(clinic)
    const importId = v7()
    await clinic.sql(
      clinic.trainer,
      `insert into imports (clinic_id, id, kind, file_hash, client_id, rows_total, rows_taken, rows_skipped, rows_refused,
         not_taken, imported_by, occurred_at) values ($1, $2, 'strong', repeat('ab', 32), $3, 1, 1, 0, 0, '[]', $4, now())`,
      [clinic.id, importId, clientId, clinic.trainer.memberId],
    )
    const fromFile = { row: { import_id: importId, fingerprint: 'f1' } }
    expect(await refusalOf(clientId, 'one-rm', fromFile)).toContain('test-not-cleared')
    expect(await refusalOf(clientId, 'one-rm', { measuredBy: clinic.therapist })).toContain('not-your-role')
  })

  it('is never changed afterwards, nor deleted', async () => {
    const { clientId, sessionId } = await inSession()
    const id = await measureBySql(clinic, clinic.trainer, { clientId, kind: 'rep-max', sessionId })
    const change = (text: string) => clinic.sql(clinic.trainer, text, [id])
    await expect(change(`update measurements set kind = 'one-rm', reps = null where id = $1`)).rejects.toThrow()
    await expect(change('delete from measurements where id = $1')).rejects.toThrow()
  })
})

describe('in straight SQL, by a clinician,', () => {
  it.each([
    ['rep-max', { reps: null }],
    ['rep-max', { reps: 11 }],
    ['endurance', { reps: null }],
    ['endurance', { amount: -1 }],
    ['one-rm', { reps: 3 }],
    ['one-rm', { is_failed: true }],
    ['isometric-force', { amount: 0 }],
    ['isometric-force', { entered_unit: 'cm' }],
    ['range-of-motion', { is_passive: null }],
    ['range-of-motion', { amount: 361 }],
    ['score', { scale_low: null }],
    ['score', { scale_high: null }],
    ['score', { scale_low: 8_000, scale_high: 0 }],
    ['score', { amount: 8_001 }],
    ['score', { is_higher_better: null }],
    ['pain', { instrument: 'LEFS' }],
  ])('a %s with %j is none', async (kind, row) => {
    const clientId = await buildClient(clinic)
    await expect(measureBySql(clinic, clinic.therapist, { clientId, kind, row })).rejects.toThrow(/check constraint/)
  })

  it('every kind is a baseline that needs no session', async () => {
    const clientId = await buildClient(clinic)
    for (const kind of Object.keys(leastOf)) await measureBySql(clinic, clinic.therapist, { clientId, kind })
    const [row] = await clinic.sql(
      clinic.therapist,
      'select count(*)::int as n from measurements where client_id = $1',
      [clientId],
    )
    expect(row).toEqual({ n: 8 })
  })
})

const kg = (value: number) => ({ loadG: value * 1000, enteredValue: String(value), enteredUnit: 'kg' as const })
const curl = { exercise: 'Leg curl, lying', side: 'left' } as const
const oneRm = (load: number, isConfirmed = false): Measured => ({
  kind: 'one-rm',
  ...curl,
  load: kg(load),
  isConfirmed,
})
const repMax = (load: number, reps: number, more: { isConfirmed?: boolean; isFailed?: boolean } = {}): Measured => ({
  ...{ kind: 'rep-max', ...curl, load: kg(load), reps, rpe: null, isFailed: false, isConfirmed: false },
  ...more,
})

function record(clientId: string, measured: Measured, { by = therapist, on = today } = {}) {
  return recordMeasurement(by, { key: randomUUID(), at: new Date(), clientId, on, measured })
}

describe('a measurement through its command', () => {
  it('is kept as it was typed beside its whole number, with what it was measured with', async () => {
    const clientId = await buildClient(clinic)
    const scale = { low: 0, high: 8_000, isHigherBetter: true }
    const each: Measured[] = [
      { ...repMax(35, 5), device: 'Machine 2', position: null } as Measured,
      { kind: 'endurance', exercise: 'Leg extension', side: 'right', load: kg(0), reps: 25, rpe: 9.5 },
      {
        ...{ kind: 'isometric-force', movement: 'Knee extension', side: 'left' },
        ...{ force: { amount: 211_824, enteredValue: '21.6', enteredUnit: 'kg' } },
        ...{ device: 'Dynamometer', position: 'seated, knee at 90°' },
      },
      {
        ...{ kind: 'range-of-motion', movement: 'Knee extension', side: 'left', isPassive: true },
        degrees: { amount: -5, enteredValue: '-5', enteredUnit: 'deg' },
      },
      {
        ...{ kind: 'score', instrument: 'LEFS', side: 'both', scale },
        points: { amount: 6_250, enteredValue: '62.5', enteredUnit: 'points' },
      },
    ]
    for (const measured of each) expect(await record(clientId, measured)).toMatchObject({ ok: true })
    const rows = await clinic.sql(
      clinic.therapist,
      `select kind, amount, entered_value || ' ' || entered_unit as entered, reps, rpe, is_passive, scale_high, device, position
       from measurements where client_id = $1 order by id`,
      [clientId],
    )
    const none = { reps: null, rpe: null, is_passive: null, scale_high: null, device: null, position: null }
    expect(rows).toEqual([
      { ...none, kind: 'rep-max', amount: 35_000, entered: '35 kg', reps: 5, device: 'Machine 2' },
      { ...none, kind: 'endurance', amount: 0, entered: '0 kg', reps: 25, rpe: 9.5 },
      {
        ...{ ...none, kind: 'isometric-force', amount: 211_824, entered: '21.6 kg' },
        ...{ device: 'Dynamometer', position: 'seated, knee at 90°' },
      },
      { ...none, kind: 'range-of-motion', amount: -5, entered: '-5 deg', is_passive: true },
      { ...none, kind: 'score', amount: 6_250, entered: '62.5 points', scale_high: 8_000 },
    ])
  })

  it('by a trainer finds the session of the day that clears it, and says why there is none', async () => {
    const clientId = await buildClient(clinic)
    const without = (measured: Measured) => record(clientId, measured, { by: trainer })
    const counted: Measured = {
      kind: 'endurance',
      exercise: 'Leg extension',
      side: 'left',
      load: kg(20),
      reps: 25,
      rpe: null,
    }
    expect(await without(repMax(35, 5))).toEqual({ ok: false, why: 'test-not-cleared' })
    expect(await without(counted)).toEqual({ ok: false, why: 'exercise-not-trained' })

    const built = await inSession()
    const held: Measured = {
      ...{ kind: 'isometric-force', movement: 'Knee flexion', side: 'left' },
      force: { amount: 200_000, enteredValue: '200', enteredUnit: 'N' },
    }
    for (const measured of [repMax(35, 5), counted, held]) {
      expect(await record(built.clientId, measured, { by: trainer }), measured.kind).toMatchObject({ ok: true })
    }
    const ofTheOther = { ...repMax(35, 5), side: 'right' } as const
    expect(await record(built.clientId, ofTheOther, { by: trainer })).toEqual({ ok: false, why: 'test-not-cleared' })
    const sessions = await clinic.sql<{ session_id: string }>(
      clinic.trainer,
      'select distinct session_id from measurements where client_id = $1',
      [built.clientId],
    )
    expect(sessions).toEqual([{ session_id: built.sessionId }])
  })
})

describe('a maximum that jumps', () => {
  const jump = { ok: false, why: 'jump-not-confirmed' }

  // Epley: 30 kg for 10 say 40 kg.
  it('tested is held against the last tested one, never against an estimate', async () => {
    const clientId = await buildClient(clinic)
    expect(await record(clientId, repMax(30, 10))).toMatchObject({ ok: true })
    expect(await record(clientId, oneRm(60))).toMatchObject({ ok: true })
    expect(await record(clientId, oneRm(73))).toEqual(jump)
    expect(await record(clientId, oneRm(73, true))).toMatchObject({ ok: true })
  })

  it('estimated is held against the last of either kind', async () => {
    const clientId = await buildClient(clinic)
    const [earlier, later] = ['2026-03-02', '2026-03-05']
    expect(await record(clientId, oneRm(40), { on: earlier })).toMatchObject({ ok: true })
    // Epley: 42 kg for 5 say 49, which is 22.5 % above 40.
    expect(await record(clientId, repMax(42, 5), { on: earlier })).toEqual(jump)
    expect(await record(clientId, repMax(42, 5, { isConfirmed: true }), { on: later })).toMatchObject({ ok: true })
    expect(await record(clientId, repMax(48, 5))).toMatchObject({ ok: true })
    expect(await record(clientId, repMax(30, 5))).toEqual(jump)
  })

  it('is nothing a failed attempt could say, which is kept all the same', async () => {
    const clientId = await buildClient(clinic)
    expect(await record(clientId, oneRm(40))).toMatchObject({ ok: true })
    expect(await record(clientId, repMax(80, 2, { isFailed: true }))).toMatchObject({ ok: true })
    expect(await record(clientId, repMax(80, 0))).toMatchObject({ ok: true })
    // Neither of them is the last maximum: that is 40 kg still, and 42 kg for 5 say 49.
    expect(await record(clientId, repMax(42, 5))).toEqual(jump)
  })

  it('estimated is by the formula of the clinic', async () => {
    const clientId = await buildClient(clinic)
    await record(clientId, oneRm(40))
    // 37 kg for 10 say 49.3 by Epley and 46.25 by O'Conner: above and below 48, which is 20 % above 40.
    const elsewhere = await buildClinic(database)
    const other = await acting(elsewhere.therapist)
    await elsewhere.sql(elsewhere.admin, `update clinics set one_rm_formula = 'oconner' where id = $1`, [elsewhere.id])
    const there = await buildClient(elsewhere)
    await record(there, oneRm(40), { by: other })
    expect(await record(clientId, repMax(37, 10))).toEqual(jump)
    expect(await record(there, repMax(37, 10), { by: other })).toMatchObject({ ok: true })
  })

  it('estimated is held against a set to the limit of a session too', async () => {
    const built = await inSession()
    await clinic.sql(
      clinic.trainer,
      `insert into sets (clinic_id, id, client_id, session_id, prescription_id, exercise, side, set_number, reps, load_g,
         entered_value, entered_unit, rpe, occurred_at, performed_on, logged_by)
       select $1, $2, $3, $4, l.id, l.exercise, 'left', 1, 5, 60000, '60', 'kg', 9, now(), '2000-01-01', $5
       from prescriptions l where l.version_id = $6 and l.mode = 'strength-test'`,
      [clinic.id, v7(), built.clientId, built.sessionId, clinic.trainer.memberId, built.versionId],
    )
    // 60 kg for 5 say 70.
    expect(await record(built.clientId, repMax(40, 5))).toEqual(jump)
    expect(await record(built.clientId, repMax(60, 5))).toMatchObject({ ok: true })
  })
})
