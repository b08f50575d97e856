/** Sets through their command: beyond the cleared dose they are recorded with a reason, and never lost. */
import { randomUUID } from 'node:crypto'
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { holdProgram } from '~/data/holds.server'
import { logSet, type SetAsked } from '~/data/sets.server'
import { endSession, reportSession, startSession } from '~/data/training-sessions.server'
import { acting } from '../acting'
import { thrownResponse } from '../auth/browser'
import { buildClinic, type Clinic } from '../builders'
import {
  type Built,
  buildCleared,
  buildClient,
  buildDraft,
  buildScreening,
  consent,
  measureLop,
  sign,
  submit,
} from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let trainer: Acting

beforeAll(async () => {
  clinic = await buildClinic(database)
  trainer = await acting(clinic.trainer)
})

/** 26 kg tested by the therapist: 30 % of it is 7.8 kg, and 60 % of the LOP of 168 mmHg is 100 mmHg. */
async function begun(asked: Parameters<typeof buildCleared>[1] = {}) {
  return startedOn(await buildCleared(clinic, asked))
}

async function startedOn(built: Built) {
  await clinic.sql(
    clinic.therapist,
    `insert into measurements (clinic_id, id, client_id, kind, exercise, side, entered_value, entered_unit, amount, measured_by,
       occurred_at, measured_on) values ($1, $2, $3, 'one-rm', 'Leg extension', 'left', '26', 'kg', 26000, $4, now(), date '2000-01-01')`,
    [clinic.id, v7(), built.clientId, clinic.therapist.memberId],
  )
  const outcome = await startSession(trainer, {
    key: randomUUID(),
    at: new Date(),
    programId: built.programId,
    place: 'clinic',
    painNrs: 2,
  })
  if (!outcome.ok) throw new Error(outcome.why)
  return { ...built, sessionId: outcome.sessionId }
}

type Begun = Pick<Built, 'lineId'> & { sessionId: string }

const kg = (value: string, loadG: number) => ({ loadG, enteredValue: value, enteredUnit: 'kg' as const })

const asCleared = ({ sessionId, lineId }: Begun): SetAsked => ({
  sessionId,
  lineId,
  side: 'left',
  reps: 30,
  load: kg('7', 7_000),
  rpe: null,
  isRestricted: true,
  restrictionSeconds: 90,
  pressureMmhg: 100,
  reason: '',
})

const log = (session: Begun, changes: Partial<SetAsked> = {}, key: string = randomUUID(), who = trainer) =>
  logSet(who, { ...asCleared(session), ...changes, key, at: new Date() })

const recorded = ({ sessionId }: Begun) =>
  clinic.sql<{ set_number: number; load_g: number; kind: string | null; reason: string | null }>(
    clinic.therapist,
    `select s.set_number, s.load_g, d.kind, d.reason from sets s left join deviations d on d.clinic_id = s.clinic_id and d.set_id = s.id
     where s.session_id = $1 order by s.set_number, d.kind`,
    [sessionId],
  )

describe('a set within the cleared dose', () => {
  it('is logged without a word, and once when it is sent twice', async () => {
    const session = await begun()
    const key = randomUUID()
    const first = await log(session, {}, key)
    expect(await log(session, {}, key)).toEqual(first)
    expect(await recorded(session)).toEqual([{ set_number: 1, load_g: 7_000, kind: null, reason: null }])
  })

  it('with restriction is not logged before the cuff went on', async () => {
    const session = await begun()
    expect(await log(session, { restrictionSeconds: null })).toMatchObject({ ok: false, why: 'set-before-cuff-on' })
    expect(await log(session, { isRestricted: false, restrictionSeconds: null, pressureMmhg: null })).toMatchObject({
      ok: true,
    })
  })
})

describe('a set beyond the cleared dose', () => {
  it('says what goes beyond, asks for a reason, and is recorded with it', async () => {
    const session = await begun()
    const beyond = { load: kg('9', 9_000), reps: 32, pressureMmhg: 110, restrictionSeconds: 500 }
    const asked = await log(session, beyond)
    expect(asked).toMatchObject({ ok: false, why: 'deviation-needs-reason' })
    expect(asked.ok ? [] : asked.beyond).toMatchObject([
      { kind: 'load-above', logged: 9_000, cleared: 7_800 },
      { kind: 'reps-above', logged: 32, cleared: 30 },
      { kind: 'pressure-above', logged: 110, cleared: 100 },
      { kind: 'restriction-above', logged: 500, cleared: 480 },
    ])
    expect(await recorded(session)).toEqual([])

    expect(await log(session, { ...beyond, reason: 'The 8 kg plate was missing' })).toMatchObject({ ok: true })
    const reason = 'The 8 kg plate was missing'
    expect(await recorded(session)).toEqual(
      ['load-above', 'pressure-above', 'reps-above', 'restriction-above'].map((kind) => ({
        set_number: 1,
        load_g: 9_000,
        kind,
        reason,
      })),
    )
  })

  it('is one when it is a set more than was cleared', async () => {
    const session = await begun({ isBfr: false })
    await log(session, { isRestricted: false, restrictionSeconds: null, pressureMmhg: null })
    for (const reps of [15, 15, 15]) {
      await log(session, { reps, isRestricted: false, restrictionSeconds: null, pressureMmhg: null })
    }
    const fifth = await log(session, { reps: 15, isRestricted: false, restrictionSeconds: null, pressureMmhg: null })
    expect(fifth.ok ? [] : fifth.beyond).toMatchObject([{ kind: 'sets-above', logged: 5, cleared: 4 }])
  })

  it('is one when it lies above the limit of the clearance, though within the version', async () => {
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId)
    const built = await submit(clinic, await buildDraft(clinic, clientId))
    await sign(clinic, built, { outcome: 'cleared-with-limits', maxLoadPercent: 20 })
    await consent(clinic, built)
    await measureLop(clinic, clientId)
    const session = await startedOn(built)
    const asked = await log(session)
    expect(asked.ok ? [] : asked.beyond).toMatchObject([{ kind: 'load-above', logged: 7_000, cleared: 5_200 }])
  })

  it('is taken after a hold, as a deviation of its own', async () => {
    const session = await begun()
    const hold = { key: randomUUID(), at: new Date(), programId: session.programId, reason: 'The knee is swollen' }
    expect((await holdProgram(trainer, hold)).ok).toBe(true)
    const asked = await log(session)
    expect(asked.ok ? [] : asked.beyond).toMatchObject([{ kind: 'on-hold' }])
    expect((await log(session, { reason: 'Done before anybody told me' })).ok).toBe(true)
    expect(await recorded(session)).toMatchObject([{ kind: 'on-hold', reason: 'Done before anybody told me' }])
  })

  it('is taken in a session reported outside clearance, under the reason of that session', async () => {
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId)
    const built = await submit(clinic, await buildDraft(clinic, clientId))
    const reported = await reportSession(trainer, {
      key: randomUUID(),
      at: new Date(),
      programId: built.programId,
      place: 'home',
      occurredAt: new Date(Date.now() - 7_200_000),
      endedAt: new Date(Date.now() - 3_600_000),
      isBfr: true,
      painNrs: null,
      outsideReason: 'Nobody had cleared it yet',
    })
    const session = { ...built, sessionId: reported.ok ? reported.sessionId : '' }
    expect(await log(session, { load: null, restrictionSeconds: null })).toMatchObject({ ok: true })
    expect((await recorded(session)).map(({ kind, reason }) => [kind, reason])).toContainEqual([
      'outside-clearance',
      'Nobody had cleared it yet',
    ])
  })
})

describe('a set', () => {
  it('is refused after the end of its session, and on a line that the version does not have', async () => {
    const session = await begun()
    expect(await log(session, { lineId: randomUUID() })).toMatchObject({ ok: false, why: 'line-not-in-version' })
    await endSession(trainer, { key: randomUUID(), at: new Date(), sessionId: session.sessionId })
    expect(await log(session)).toMatchObject({ ok: false, why: 'session-over' })
  })

  it('does not exist for another care team nor for another clinic', async () => {
    const session = await begun()
    const elsewhere = await buildClinic(database)
    for (const who of [clinic.otherTrainer, clinic.therapist, elsewhere.trainer]) {
      const response = await thrownResponse(log(session, {}, randomUUID(), await acting(who)))
      expect(response.status).toBe(404)
    }
  })
})
