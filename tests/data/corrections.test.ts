/** Entries in error: struck through and replaced, never edited; and what a clinician has looked at. */
import { randomUUID } from 'node:crypto'
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { deviationsOfClient, reviewDeviations } from '~/data/deviations.server'
import { logInflation } from '~/data/inflations.server'
import { liveSession } from '~/data/live-session.server'
import { correctMeasurement } from '~/data/measurement-corrections.server'
import { recordMeasurement } from '~/data/measurements.server'
import { correctSession } from '~/data/session-corrections.server'
import { findSessionDose } from '~/data/session-dose.server'
import { correctSet } from '~/data/set-corrections.server'
import { logSet, type SetAsked } from '~/data/sets.server'
import { endSession, startSession } from '~/data/training-sessions.server'
import { readWorklist } from '~/data/worklist.server'
import { readClinic } from '~/database/door.server'
import { limitsAhead } from '~/domain/live-limits'
import { whoIsTold } from '~/domain/who-is-told'
import { acting } from '../acting'
import { thrownResponse } from '../auth/browser'
import { buildClinic, type Clinic, type Who } from '../builders'
import { type Built, buildCleared, train } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let trainer: Acting
let therapist: Awaited<ReturnType<typeof acting>>

beforeAll(async () => {
  clinic = await buildClinic(database)
  trainer = await acting(clinic.trainer)
  therapist = await acting(clinic.therapist)
})

/** 26 kg tested by the therapist: 30 % of it is 7.8 kg, and 60 % of the LOP of 168 mmHg is 100 mmHg. */
async function begun(): Promise<Built & { sessionId: string }> {
  const built = await buildCleared(clinic)
  await clinic.sql(
    clinic.therapist,
    `insert into measurements (clinic_id, id, client_id, kind, exercise, side, entered_value, entered_unit, amount, measured_by,
       occurred_at, measured_on) values ($1, $2, $3, 'one-rm', 'Leg extension', 'left', '26', 'kg', 26000, $4, now(), date '2000-01-01')`,
    [clinic.id, v7(), built.clientId, clinic.therapist.memberId],
  )
  return { ...built, sessionId: await started(built) }
}

async function started({ programId }: Pick<Built, 'programId'>): Promise<string> {
  const asked = { key: randomUUID(), at: new Date(), programId, place: 'clinic', painNrs: 2 } as const
  const outcome = await startSession(trainer, asked)
  if (!outcome.ok) throw new Error(outcome.why)
  return outcome.sessionId
}

type Session = { sessionId: string; lineId: string }
const kg = (value: string) => ({ loadG: Number(value) * 1000, enteredValue: value, enteredUnit: 'kg' as const })
const asCleared = ({ lineId }: Session): Omit<SetAsked, 'sessionId'> => ({
  lineId,
  side: 'left',
  reps: 30,
  load: kg('7'),
  rpe: null,
  isRestricted: true,
  restrictionSeconds: 90,
  pressureMmhg: 100,
  reason: '',
})

async function logged(session: Session, changes: Partial<SetAsked> = {}): Promise<string> {
  const asked = { ...asCleared(session), ...changes, sessionId: session.sessionId }
  const outcome = await logSet(trainer, { key: randomUUID(), at: new Date(), ...asked })
  if (!outcome.ok) throw new Error(outcome.why)
  return outcome.setId
}

const correct = (
  session: Session,
  setId: string,
  changes: Partial<SetAsked> | null,
  who = trainer,
  why = 'Typed wrong',
) => {
  const told = changes && { ...asCleared(session), ...changes }
  return correctSet(who, { key: randomUUID(), at: new Date(), sessionId: session.sessionId, setId, why, told })
}

const doseOf = async ({ sessionId }: Session) => {
  const dose = await readClinic(trainer, (query) => findSessionDose(query, trainer, sessionId))
  if (!dose) throw new Error('no such session')
  return dose
}
const toReview = async ({ sessionId }: Session) => {
  const filter = { risk: null, asks: null, whose: 'all' } as const
  const { deviations } = await readWorklist(therapist, { filter, after: null, before: null, at: new Date() })
  return deviations.sessions.find((one) => one.sessionId === sessionId)
}

const joins = (who: Who, { clientId }: Pick<Built, 'clientId'>) =>
  clinic.sql(
    clinic.trainer,
    'insert into care_team (clinic_id, client_id, member_id, added_by) values ($1, $2, $3, $4)',
    [clinic.id, clientId, who.memberId, clinic.trainer.memberId],
  )

describe('a set logged in error', () => {
  it('is struck through and replaced under its own number, and both stay to be read', async () => {
    const session = await begun()
    const wrong = await logged(session, { reps: 40, reason: 'Counted so' })
    await logged(session, { reps: 15 })
    expect(await correct(session, wrong, { reps: 30 })).toMatchObject({ ok: true })
    const { sets, struckSets } = await doseOf(session)
    expect(sets.map(({ setNumber, reps }) => [setNumber, reps]).sort()).toEqual([
      [1, 30],
      [2, 15],
    ])
    const replacedById = sets.find(({ setNumber }) => setNumber === 1)?.id
    expect(struckSets).toMatchObject([
      { id: wrong, reps: 40, struck: { reason: 'Typed wrong', by: 'Maya Ruiz', replacedById } },
    ])
  })

  it('no longer counts as beyond once it was put right, and is no longer to be looked at', async () => {
    const session = await begun()
    const wrong = await logged(session, { load: kg('9'), reason: 'The plate was missing' })
    expect(await toReview(session)).toMatchObject({ count: 1, says: ['load above the cleared one'] })
    await correct(session, wrong, {})
    expect(await toReview(session)).toBeUndefined()
    expect(await readClinic(therapist, (query) => deviationsOfClient(query, session.clientId))).toMatchObject({
      count: 0,
    })
    const kept = await clinic.sql(clinic.therapist, 'select kind from deviations where set_id = $1', [wrong])
    expect(kept).toEqual([{ kind: 'load-above' }])
  })

  it('is held to the dose anew: what replaces it and goes beyond asks for a reason of its own', async () => {
    const session = await begun()
    const wrong = await logged(session)
    const asked = await correct(session, wrong, { load: kg('9') })
    expect(asked).toMatchObject({
      ok: false,
      why: 'deviation-needs-reason',
      beyond: [{ kind: 'load-above', logged: 9_000 }],
    })
    expect(await correct(session, wrong, { load: kg('9'), reason: 'The 8 kg plate was missing' })).toMatchObject({
      ok: true,
    })
    expect(await toReview(session)).toMatchObject({ count: 1 })
  })

  it('is put right after the end of its session, and not blamed for a hold that came since', async () => {
    const session = await begun()
    const wrong = await logged(session, { reps: 10 })
    await endSession(trainer, { key: randomUUID(), at: new Date(), sessionId: session.sessionId })
    await clinic.sql(
      clinic.trainer,
      `insert into holds (clinic_id, id, program_id, cause, reason, placed_by, occurred_at) values ($1, $2, $3, 'trainer', 'Sore', $4, now())`,
      [clinic.id, v7(), session.programId, clinic.trainer.memberId],
    )
    expect(await correct(session, wrong, { reps: 30 })).toMatchObject({ ok: true })
    expect(await toReview(session)).toBeUndefined()
  })

  it('is struck through alone where it was not done, once, and never without a reason', async () => {
    const session = await begun()
    const wrong = await logged(session)
    expect(await correct(session, wrong, null, trainer, '  ')).toMatchObject({ ok: false, why: 'reason-missing' })
    expect(await correct(session, wrong, null)).toMatchObject({ ok: true })
    expect(await correct(session, wrong, null)).toMatchObject({ ok: false, why: 'already-struck' })
    expect((await doseOf(session)).sets).toEqual([])
  })

  it('is put right by a clinician of the care team, by no other, and by no trainer who did not log it', async () => {
    const session = await begun()
    const [one, two] = [await logged(session), await logged(session, { reps: 15 })]
    expect((await thrownResponse(correct(session, one, {}, await acting(clinic.otherTrainer)))).status).toBe(404)
    expect(await correct(session, one, {}, therapist)).toMatchObject({ ok: false, why: 'entry-not-yours' })
    await joins(clinic.otherTrainer, session)
    const other = await acting(clinic.otherTrainer)
    expect(await correct(session, one, {}, other)).toMatchObject({ ok: false, why: 'entry-not-yours' })
    await joins(clinic.therapist, session)
    expect(await correct(session, one, {}, therapist)).toMatchObject({ ok: true })
    const raw = clinic.sql(
      clinic.otherTrainer,
      `insert into strikes (clinic_id, subject, subject_id, client_id, reason, struck_by, occurred_at) values ($1, 'set', $2, $3, 'Mine now', $4, now())`,
      [clinic.id, two, session.clientId, clinic.otherTrainer.memberId],
    )
    await expect(raw).rejects.toThrow('entry-not-yours')
  })

  it('is not replaced in straight SQL by a set of another session', async () => {
    const [session, elsewhere] = [await begun(), await begun()]
    const [wrong, other] = [await logged(session), await logged(elsewhere)]
    const raw = clinic.sql(
      clinic.trainer,
      `insert into strikes (clinic_id, subject, subject_id, client_id, reason, struck_by, replaced_by, occurred_at)
       values ($1, 'set', $2, $3, 'Typed wrong', $4, $5, now())`,
      [clinic.id, wrong, session.clientId, clinic.trainer.memberId, other],
    )
    await expect(raw).rejects.toThrow('nothing there that replaces it')
  })
})

describe('a session entered in error', () => {
  const at = () => new Date()
  const told = (changes = {}) => ({
    place: 'home' as const,
    occurredAt: new Date(Date.now() - 60_000),
    endedAt: null,
    isBfr: true,
    painNrs: 3,
    outsideReason: null,
    ...changes,
  })

  it('is replaced by one that is reported, with its sets and their deviations', async () => {
    const session = await begun()
    await logged(session)
    await logged(session, { reps: 15, load: kg('9'), reason: 'The plate was missing' })
    const asked = { key: randomUUID(), at: at(), sessionId: session.sessionId, why: 'It was at home' }
    const outside = await correctSession(trainer, {
      ...asked,
      told: told({ occurredAt: new Date(Date.now() - 3_600_000) }),
    })
    expect(outside).toEqual({ ok: false, why: 'outside-clearance-needs-reason' })
    const outcome = await correctSession(trainer, { ...asked, key: randomUUID(), told: told({ occurredAt: asked.at }) })
    const next = { ...session, sessionId: outcome.ok ? outcome.sessionId : '' }
    const dose = await doseOf(next)
    expect(dose).toMatchObject({ kind: 'reported', place: 'home', struck: null })
    expect(dose.sets.map(({ setNumber, loadG, deviations }) => [setNumber, loadG, deviations])).toEqual([
      [1, 7_000, []],
      [2, 9_000, [{ says: 'load above the cleared one', reason: 'The plate was missing' }]],
    ])
    expect((await doseOf(session)).struck).toMatchObject({ reason: 'It was at home', replacedById: next.sessionId })
  })

  it('is replaced with the times of its cuffs and what went beyond in them, or not at all where they leave no room', async () => {
    const hours = (n: number) => new Date(Date.now() - n * 3_600_000)
    const built = await buildCleared(clinic, { at: hours(4) })
    const begunAt = hours(3)
    const asked = { key: randomUUID(), at: begunAt, programId: built.programId, place: 'clinic', painNrs: 2 } as const
    const outcome = await startSession(trainer, asked)
    const sessionId = outcome.ok ? outcome.sessionId : ''
    const onAt = new Date(+begunAt + 60_000)
    const cuff = { onAt, offAt: new Date(+onAt + 1_300_000), pressureMmhg: 100, reason: 'The valve stuck' }
    await logInflation(trainer, { ...cuff, key: randomUUID(), at: at(), sessionId, lineId: built.lineId })
    const right = (changes: object) =>
      correctSession(trainer, { key: randomUUID(), at: at(), sessionId, why: 'An hour later', told: told(changes) })
    const tooShort = await right({ occurredAt: hours(2), endedAt: new Date(+hours(2) + 600_000) })
    expect(tooShort).toEqual({ ok: false, why: 'cuff-times-out-of-order' })
    const occurredAt = new Date(+begunAt + 3_600_000)
    // As it is typed, to the minute: half of one less than the cuff was on.
    const endedAt = new Date(+occurredAt + 1_330_000)
    const replaced = await right({ occurredAt, endedAt })
    const dose = await doseOf({ ...built, sessionId: replaced.ok ? replaced.sessionId : '' })
    expect(dose.inflations).toMatchObject([
      {
        sessionId: dose.id,
        onAt: expect.stringContaining(new Date(+onAt + 3_570_000).toISOString().slice(0, 19)),
        deviations: [{ says: 'cuff on to the ceiling of a leg, 20 minutes', reason: 'The valve stuck' }],
      },
    ])
    const { toReview } = await readClinic(therapist, (query) => deviationsOfClient(query, built.clientId))
    expect(toReview).toBe(2)
  })

  it('takes no set any more, and leaves window, counts and day as if it had not been', async () => {
    const session = await begun()
    const windows = () =>
      clinic.sql(clinic.therapist, 'select opened_on from rehab_windows where program_id = $1', [session.programId])
    expect(await windows()).toHaveLength(1)
    const asked = { key: randomUUID(), at: at(), sessionId: session.sessionId, why: 'Wrong client', told: null }
    expect(await correctSession(trainer, asked)).toMatchObject({ ok: true })
    expect(await windows()).toEqual([])
    expect((await thrownResponse(logged(session))).status).toBe(404)
    const [day] = await clinic.sql(clinic.therapist, `select is_struck('session', $1) as struck`, [session.sessionId])
    expect(day).toEqual({ struck: true })
  })

  it('that was started opens no way to a third session of the day unseen', async () => {
    const built = await buildCleared(clinic)
    const first = await train(clinic, built)
    const second = await train(clinic, built)
    await clinic.sql(
      clinic.trainer,
      'update training_sessions set ended_at = occurred_at where id = any ($1) and ended_at is null',
      [[first, second]],
    )
    const asked = { key: randomUUID(), at: at(), sessionId: second, why: 'Started by mistake', told: null }
    expect(await correctSession(trainer, asked)).toMatchObject({ ok: true })
    const lineId = built.lineId
    expect(await toReview({ sessionId: second, lineId })).toMatchObject({
      says: ['a session that was started was struck through'],
    })
    const third = await started(built)
    expect(await toReview({ sessionId: third, lineId })).toMatchObject({
      says: ['the third session of the day, counting what was struck through'],
    })
    const rows = await clinic.sql(
      clinic.therapist,
      `select n.subject_id as id from notifications n where n.kind = 'deviation' and n.client_id = $1 and n.member_id = $2 order by n.id`,
      [built.clientId, clinic.therapist.memberId],
    )
    expect(rows).toEqual([{ id: second }, { id: third }])
  })
})

describe('a measurement entered in error', () => {
  it('is struck through and replaced: the next dose is worked out from the right one', async () => {
    const session = await begun()
    await joins(clinic.therapist, session)
    const measured = (loadKg: string) =>
      ({ kind: 'one-rm', exercise: 'Leg extension', side: 'left', load: kg(loadKg), isConfirmed: true }) as const
    const on = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' })
    const asked = { key: randomUUID(), at: new Date(), clientId: session.clientId, on, measured: measured('62') }
    const wrong = await recordMeasurement(therapist, asked)
    const measurementId = wrong.ok ? wrong.measurementId : ''
    expect((await doseOf(session)).lines[0]?.oneRmG).toBe(62_000)
    const correction = {
      key: randomUUID(),
      at: new Date(),
      clientId: session.clientId,
      measurementId,
      why: 'Typed 62 for 26',
    }
    const byTrainer = await correctMeasurement(trainer, { ...correction, told: null })
    expect(byTrainer).toEqual({ ok: false, why: 'entry-not-yours' })
    const outcome = await correctMeasurement(therapist, { ...correction, told: { on, measured: measured('27') } })
    expect(outcome).toMatchObject({ ok: true })
    expect((await doseOf(session)).lines[0]?.oneRmG).toBe(27_000)
  })
})

describe('what went beyond', () => {
  it('was said before it was logged, word for word', async () => {
    const session = await begun()
    const told = { ...asCleared(session), load: kg('9'), reps: 33, pressureMmhg: 120, restrictionSeconds: 600 }
    const live = await readClinic(trainer, async (query) => {
      const dose = await findSessionDose(query, trainer, session.sessionId)
      return dose && liveSession(query, trainer, dose, new Date())
    })
    const [line] = live?.lines ?? []
    if (!live || !line) throw new Error('no such session')
    const { beyond } = limitsAhead(live, line, { ...told, loadG: told.load.loadG })
    const answer = await logSet(trainer, { ...told, sessionId: session.sessionId, key: randomUUID(), at: new Date() })
    expect(answer).toMatchObject({ ok: false, why: 'deviation-needs-reason' })
    expect(answer.ok ? [] : answer.beyond).toEqual(beyond.map(({ basis: _, ...deviation }) => deviation))
    expect(beyond).toHaveLength(4)
  })

  it('is told once a session to who signed its clearance, as whoIsTold() says, and to who stands in for them', async () => {
    const toldOf = async ({ sessionId }: Session) =>
      (
        await clinic.sql<{ id: string }>(
          clinic.admin,
          `select member_id as id from notifications where kind = 'deviation' and subject_id = $1`,
          [sessionId],
        )
      ).map(({ id }) => id)
    const facts = { everyoneInCharge: [], isAcknowledged: false, minutesSince: 0, escalateAfterMinutes: 30 }
    const clinicianIds = [clinic.therapist, clinic.otherTherapist, clinic.doctor, clinic.trainerAndTherapist].map(
      ({ memberId }) => memberId,
    )
    const told = (signer: Who | null, delegate: Who | null) =>
      whoIsTold({
        ...facts,
        clinicianIds,
        clearances: [{ signer: signer?.memberId ?? null, delegate: delegate?.memberId ?? null }],
      }).sort()

    const one = await begun()
    await logged(one, { load: kg('9'), reason: 'No other plate' })
    await logged(one, { load: kg('9'), reason: 'No other plate' })
    expect(await toldOf(one)).toEqual(told(clinic.therapist, null))

    const away = (delegate: Who | null) =>
      clinic.sql(
        clinic.therapist,
        `insert into absences (clinic_id, id, member_id, from_day, until_day, delegate_id, recorded_by, occurred_at)
         values ($1, $2, $3, clinic_day(now()), clinic_day(now()), $4, $3, now()) returning id`,
        [clinic.id, v7(), clinic.therapist.memberId, delegate?.memberId ?? null],
      )
    await away(clinic.otherTherapist)
    const two = await begun()
    await logged(two, { load: kg('9'), reason: 'No other plate' })
    expect(await toldOf(two)).toEqual(told(null, clinic.otherTherapist))
    await clinic.sql(
      clinic.therapist,
      `insert into absence_ends (clinic_id, id, absence_id, last_day, ended_by, occurred_at)
       select clinic_id, $1, id, clinic_day(now()) - 1, member_id, now() from absences`,
      [v7()],
    )
    await away(null)
    const three = await begun()
    await logged(three, { load: kg('9'), reason: 'No other plate' })
    expect((await toldOf(three)).sort()).toEqual(told(null, null))
  })

  it('waits until a clinician has looked who did not log it, and again when more goes beyond', async () => {
    const session = await begun()
    await logged(session, { load: kg('9'), reason: 'No other plate' })
    const look = (who: Acting, seen = 1) =>
      reviewDeviations(who, { key: randomUUID(), at: new Date(), sessionId: session.sessionId, note: 'Seen', seen })
    expect((await thrownResponse(look(trainer))).status).toBe(404)
    expect(await look(therapist)).toMatchObject({ ok: true })
    expect(await toReview(session)).toBeUndefined()
    expect(await look(therapist)).toEqual({ ok: false, why: 'nothing-to-review' })
    await logged(session, { reps: 20, reason: 'Felt easy' })
    expect(await toReview(session)).toMatchObject({ count: 1 })
    // A page that was made before it went further shows less than there is.
    expect(await look(therapist, 1)).toEqual({ ok: false, why: 'more-to-review' })
    expect(await look(therapist, 2)).toMatchObject({ ok: true })
    const raw = clinic.sql(
      clinic.trainer,
      `insert into deviation_reviews (clinic_id, id, session_id, reviewed_by, occurred_at) values ($1, $2, $3, $4, now())`,
      [clinic.id, v7(), session.sessionId, clinic.trainer.memberId],
    )
    await expect(raw).rejects.toThrow('not-a-clinician')
  })

  it('is not looked at by the clinician who logged it as a trainer', async () => {
    const built = await buildCleared(clinic)
    await joins(clinic.trainerAndTherapist, built)
    const both = await acting(clinic.trainerAndTherapist)
    const sessionId = await train(clinic, built, { by: clinic.trainerAndTherapist })
    const asked = {
      ...asCleared({ sessionId, lineId: built.lineId }),
      sessionId,
      load: null,
      reps: 31,
      reason: 'One more',
    }
    expect(await logSet(both, { ...asked, key: randomUUID(), at: new Date() })).toMatchObject({ ok: true })
    const look = { key: randomUUID(), at: new Date(), sessionId, note: '', seen: 1 }
    expect(await reviewDeviations(both, look)).toEqual({ ok: false, why: 'own-deviation' })
    expect(await reviewDeviations(therapist, look)).toMatchObject({ ok: true })
  })
})
