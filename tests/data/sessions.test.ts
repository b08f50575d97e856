/** Sessions through their commands: nothing uncleared starts, and what took place is always taken. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { submitVersion } from '~/data/submissions.server'
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

const start = (programId: string, key: string = randomUUID(), who = trainer) =>
  startSession(who, { key, at: new Date(), programId, place: 'clinic', painNrs: null })

const report = (programId: string, changes: Partial<Parameters<typeof reportSession>[1]> = {}) =>
  reportSession(trainer, {
    key: randomUUID(),
    at: new Date(),
    programId,
    place: 'home',
    occurredAt: new Date(Date.now() - 3_600_000),
    endedAt: null,
    isBfr: true,
    painNrs: null,
    outsideReason: null,
    ...changes,
  })

async function sessionsOf({ programId }: Pick<Built, 'programId'>) {
  return clinic.sql<{ id: string; is_bfr: boolean; ended_at: Date | null; is_outside_clearance: boolean }>(
    clinic.therapist,
    'select id, is_bfr, ended_at, is_outside_clearance from training_sessions where program_id = $1',
    [programId],
  )
}

describe('a screening that rules out exercise of any kind', () => {
  it('refuses the submission of a program with restriction and of one without', async () => {
    for (const isBfr of [true, false]) {
      const clientId = await buildClient(clinic)
      await buildScreening(clinic, clientId, { bfr: 'no-exercise', systolic: 188 })
      const { programId, versionId } = await buildDraft(clinic, clientId, { isBfr })
      const asked = { key: randomUUID(), at: new Date(), programId, versionId, whys: {} }
      expect(await submitVersion(trainer, asked)).toEqual({ ok: false, why: 'no-exercise' })
    }
  })

  it('refuses the start of every cleared program of the client', async () => {
    const bfr = await buildCleared(clinic)
    const plain = await buildCleared(clinic, { clientId: bfr.clientId, isBfr: false })
    await buildScreening(clinic, bfr.clientId, { bfr: 'no-exercise', systolic: 188 })
    for (const { programId } of [bfr, plain]) {
      expect(await start(programId)).toEqual({ ok: false, why: 'no-exercise' })
    }
    expect(await sessionsOf(bfr)).toEqual([])
    expect(await sessionsOf(plain)).toEqual([])
  })
})

describe('a session', () => {
  it('has one effect when its form is sent twice', async () => {
    const { programId } = await buildCleared(clinic)
    const key = randomUUID()
    const [first, second] = await Promise.all([start(programId, key), start(programId, key)])
    expect(first.ok).toBe(true)
    expect(second).toEqual(first)
    expect(await sessionsOf({ programId })).toHaveLength(1)
  })

  it('does not start while another of the same client runs, and does once that one is ended', async () => {
    const { programId } = await buildCleared(clinic)
    const first = await start(programId)
    expect(await start(programId)).toEqual({ ok: false, why: 'session-running' })
    const sessionId = first.ok ? first.sessionId : ''
    expect(await endSession(trainer, { key: randomUUID(), at: new Date(), sessionId })).toEqual({ ok: true, sessionId })
    expect(await endSession(trainer, { key: randomUUID(), at: new Date(), sessionId })).toEqual({
      ok: false,
      why: 'session-over',
    })
    expect((await start(programId)).ok).toBe(true)
  })

  it('does not start without a pressure measured on this limb', async () => {
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId)
    const built = await submit(clinic, await buildDraft(clinic, clientId))
    await sign(clinic, built)
    await consent(clinic, built)
    expect(await start(built.programId)).toEqual({ ok: false, why: 'lop-missing' })
  })

  it('does not exist for another care team nor for another clinic', async () => {
    const { programId } = await buildCleared(clinic)
    const elsewhere = await buildClinic(database)
    for (const who of [clinic.otherTrainer, clinic.therapist, elsewhere.trainer]) {
      const response = await thrownResponse(start(programId, randomUUID(), await acting(who)))
      expect(response.status).toBe(404)
    }
    const started = await start(programId)
    const sessionId = started.ok ? started.sessionId : ''
    for (const who of [clinic.otherTrainer, elsewhere.trainer]) {
      const ending = endSession(await acting(who), { key: randomUUID(), at: new Date(), sessionId })
      expect((await thrownResponse(ending)).status).toBe(404)
    }
  })
})

describe('a session reported afterwards', () => {
  it('is taken under its clearance without a reason', async () => {
    const built = await buildCleared(clinic, { at: new Date(Date.now() - 2 * 3_600_000) })
    expect((await report(built.programId)).ok).toBe(true)
    expect(await sessionsOf(built)).toMatchObject([{ is_outside_clearance: false }])
  })

  it('outside clearance needs a reason, and then tells the clinicians and the admin', async () => {
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId)
    const built = await submit(clinic, await buildDraft(clinic, clientId))
    expect(await report(built.programId)).toEqual({ ok: false, why: 'outside-clearance-needs-reason' })
    expect(await sessionsOf(built)).toEqual([])

    const told = await report(built.programId, { outsideReason: 'Trained at home before anybody had cleared it' })
    const rows = await clinic.sql<{ name: string }>(
      clinic.admin,
      `select m.name from notifications n join members m on m.clinic_id = n.clinic_id and m.id = n.member_id
       where n.kind = 'session-outside-clearance' and n.subject_id = $1 order by m.name`,
      [told.ok ? told.sessionId : ''],
    )
    expect(rows.map(({ name }) => name)).toEqual(['Ada Admin', 'Dr. Amara Osei', 'Lin Chen', 'Sam Both', 'Tove Berg'])
    const [program] = await clinic.sql<{ status: string }>(
      clinic.trainer,
      'select status from programs where id = $1',
      [built.programId],
    )
    expect(program?.status).toBe('not-started')
  })

  it('never lies in the future', async () => {
    const { programId } = await buildCleared(clinic)
    const occurredAt = new Date(Date.now() + 3_600_000)
    expect(await report(programId, { occurredAt })).toEqual({ ok: false, why: 'in-the-future' })
  })
})

describe('one more session in the week than cleared', () => {
  const asWritten = (programId: string, weekReason: string) =>
    startSession(trainer, {
      key: randomUUID(),
      at: new Date(),
      programId,
      place: 'clinic',
      painNrs: null,
      weekReason,
    })
  const beyond = ({ programId }: Built) =>
    clinic.sql(
      clinic.therapist,
      `select x.kind, x.logged, x.cleared, x.reason from deviations x join training_sessions s
         on s.clinic_id = x.clinic_id and s.id = x.session_id where s.program_id = $1`,
      [programId],
    )

  it('starts only with its reason, which goes to the clinician as a deviation of the session', async () => {
    const built = await buildCleared(clinic, { sessionsPerWeek: 1 })
    const first = await start(built.programId)
    if (!first.ok) throw new Error(first.why)
    await endSession(trainer, { key: randomUUID(), sessionId: first.sessionId, at: new Date() })
    expect(await beyond(built)).toEqual([])

    expect(await start(built.programId)).toEqual({ ok: false, why: 'week-needs-reason' })
    expect(await asWritten(built.programId, '  ')).toEqual({ ok: false, why: 'week-needs-reason' })
    expect(await asWritten(built.programId, 'Makes up for last week')).toMatchObject({ ok: true })
    const told = { kind: 'sessions-a-week-above', logged: 2, cleared: 1, reason: 'Makes up for last week' }
    expect(await beyond(built)).toEqual([told])
  })

  it('is counted against the limit where the clearance has a lower one', async () => {
    const built = await buildCleared(clinic, { sessionsPerWeek: 3, maxSessionsPerWeek: 1 })
    const first = await start(built.programId)
    if (!first.ok) throw new Error(first.why)
    await endSession(trainer, { key: randomUUID(), sessionId: first.sessionId, at: new Date() })
    expect(await start(built.programId)).toEqual({ ok: false, why: 'week-needs-reason' })
  })

  it('is taken when it is reported, and told all the same', async () => {
    const built = await buildCleared(clinic, { sessionsPerWeek: 1, at: new Date(Date.now() - 2 * 3_600_000) })
    const reported = await report(built.programId, { occurredAt: new Date(Date.now() - 60_000) })
    expect(reported).toMatchObject({ ok: true })
    expect(await report(built.programId, { occurredAt: new Date(Date.now() - 30_000) })).toMatchObject({ ok: true })
    expect(await beyond(built)).toMatchObject([{ kind: 'sessions-a-week-above', logged: 2, cleared: 1 }])
  })
})
