/** Inflations through their command and in straight SQL: what goes beyond is recorded, what cannot have been is refused. */
import { randomUUID } from 'node:crypto'
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { inflationForm, typedInflationForm } from '~/data/inflation-form.server'
import { type InflationAsked, logInflation } from '~/data/inflations.server'
import { findSessionDose } from '~/data/session-dose.server'
import { endSession, reportSession, startSession } from '~/data/training-sessions.server'
import { readClinic } from '~/database/door.server'
import { acting } from '../acting'
import { thrownResponse } from '../auth/browser'
import { buildClinic, type Clinic } from '../builders'
import { type Built, buildCleared } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let trainer: Acting

beforeAll(async () => {
  clinic = await buildClinic(database)
  trainer = await acting(clinic.trainer)
})

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000)

type Begun = Built & { sessionId: string }

/** A session under 8 minutes at 60 % of an LOP of 168 mmHg, begun two hours ago. */
async function begun(): Promise<Begun> {
  const built = await buildCleared(clinic, { at: ago(10_800) })
  return { ...built, sessionId: await start(built) }
}

async function start({ programId }: Built): Promise<string> {
  const at = ago(7_200)
  const outcome = await startSession(trainer, { key: randomUUID(), at, programId, place: 'clinic', painNrs: 2 })
  if (!outcome.ok) throw new Error(outcome.why)
  return outcome.sessionId
}

const log = (session: Begun, [on, off]: [number, number], changes: Partial<InflationAsked> = {}, who = trainer) => {
  const { sessionId, lineId } = session
  const asked = { sessionId, lineId, onAt: ago(on), offAt: ago(off), pressureMmhg: 100, reason: '', ...changes }
  return logInflation(who, { ...asked, key: randomUUID(), at: new Date() })
}

const recorded = ({ sessionId }: Begun) =>
  clinic.sql<{ limb: string; seconds: number; kind: string | null; reason: string | null }>(
    clinic.therapist,
    `select i.limb, round(extract(epoch from i.off_at - i.on_at))::integer as seconds, d.kind, d.reason
     from inflations i left join deviations d on d.clinic_id = i.clinic_id and d.inflation_id = i.id
     where i.session_id = $1 order by i.on_at, d.kind`,
    [sessionId],
  )

describe('an inflation', () => {
  it('as cleared is recorded with its limb, once when it is sent twice, and makes its event in the audit', async () => {
    const session = await begun()
    const { sessionId, lineId } = session
    const times = { onAt: ago(500), offAt: ago(20) }
    const asked = { key: randomUUID(), at: new Date(), sessionId, lineId, ...times, pressureMmhg: 100, reason: '' }
    const first = await logInflation(trainer, asked)
    expect(await logInflation(trainer, asked)).toEqual(first)
    expect(await recorded(session)).toEqual([{ limb: 'left-leg', seconds: 480, kind: null, reason: null }])
    const [event] = await clinic.sql(
      clinic.admin,
      `select e.kind, s.client_id from audit_events e join audit_subjects s using (clinic_id, seq) where e.kind = 'inflations.insert'
       order by e.seq desc limit 1`,
    )
    expect(event).toEqual({ kind: 'inflations.insert', client_id: session.clientId })
  })

  it('that goes beyond says how, asks for a reason, and is recorded with it', async () => {
    const session = await begun()
    expect(await log(session, [1_900, 1_500])).toMatchObject({ ok: true })
    const asked = await log(session, [1_400, 100], { pressureMmhg: 110 })
    expect(asked).toMatchObject({
      ok: false,
      why: 'deviation-needs-reason',
      beyond: [
        { kind: 'restriction-ceiling', logged: 1_300, cleared: 480 },
        { kind: 'pressure-above', logged: 110, cleared: 100 },
        { kind: 'reperfusion-short', logged: 100, cleared: 180 },
      ],
    })
    expect(await recorded(session)).toHaveLength(1)
    const reason = 'The valve stuck'
    expect(await log(session, [1_400, 100], { pressureMmhg: 110, reason })).toMatchObject({ ok: true })
    expect((await recorded(session)).map(({ kind }) => kind)).toEqual([
      null,
      'pressure-above',
      'reperfusion-short',
      'restriction-ceiling',
    ])
    expect((await recorded(session)).at(-1)).toMatchObject({ seconds: 1_300, reason })
    const measured = await clinic.sql(
      clinic.therapist,
      'select kind, logged, cleared from deviations where session_id = $1 order by kind',
      [session.sessionId],
    )
    expect(measured).toEqual([
      { kind: 'pressure-above', logged: 110, cleared: 100 },
      { kind: 'reperfusion-short', logged: 100, cleared: 180 },
      { kind: 'restriction-ceiling', logged: 1_300, cleared: 480 },
    ])
  })

  it('put on after a hold went beyond; one that was on when the hold came did not', async () => {
    const session = await begun()
    await clinic.sql(
      clinic.trainer,
      `insert into holds (clinic_id, id, program_id, cause, reason, placed_by, occurred_at)
       values ($1, $2, $3, 'trainer', 'Swollen', $4, $5)`,
      [clinic.id, v7(), session.programId, clinic.trainer.memberId, ago(500)],
    )
    expect(await log(session, [600, 400])).toMatchObject({ ok: true })
    expect(await log(session, [200, 100])).toMatchObject({ ok: false, beyond: [{ kind: 'on-hold' }] })
    expect(await log(session, [200, 100], { reason: 'Held by mistake' })).toMatchObject({ ok: true })
    expect((await recorded(session)).map(({ kind }) => kind)).toEqual([null, 'on-hold'])
  })

  it('is told of the whole day: another session of it counts for reperfusion and totals', async () => {
    const session = await begun()
    await log(session, [900, 600])
    await endSession(trainer, { key: randomUUID(), at: ago(500), sessionId: session.sessionId })
    const second = { ...session, sessionId: await start(session) }
    expect(await log(second, [450, 300])).toMatchObject({
      ok: false,
      beyond: [{ kind: 'reperfusion-short', logged: 150 }],
    })
    expect(await log(second, [400, 300])).toMatchObject({ ok: true })
    const dose = await readClinic(trainer, (query) => findSessionDose(query, trainer, second.sessionId))
    expect(dose?.inflations.map(({ limb, sessionId }) => [limb, sessionId])).toEqual([
      ['left-leg', session.sessionId],
      ['left-leg', second.sessionId],
    ])
  })

  it('is taken while it came off before the end, and refused after it', async () => {
    const session = await begun()
    await endSession(trainer, { key: randomUUID(), at: ago(100), sessionId: session.sessionId })
    expect(await log(session, [300, 101])).toMatchObject({ ok: true })
    expect(await log(session, [60, 30])).toMatchObject({ ok: false, why: 'session-over' })
  })

  it('is not outlived by its session: an end told for earlier is that of the cuff', async () => {
    const session = await begun()
    const offAt = ago(100)
    await log(session, [300, 0], { offAt })
    const { sessionId } = session
    await endSession(trainer, { key: randomUUID(), at: new Date(), doneAt: ago(200), sessionId })
    const [row] = await clinic.sql<{ ended_at: Date }>(
      clinic.trainer,
      'select ended_at from training_sessions where id = $1',
      [sessionId],
    )
    expect(row?.ended_at).toEqual(offAt)
  })

  it('counts a session that was reported as plain for what it was', async () => {
    const built = await buildCleared(clinic)
    const reported = await reportSession(trainer, {
      key: randomUUID(),
      at: new Date(),
      programId: built.programId,
      place: 'home',
      occurredAt: new Date(),
      endedAt: null,
      isBfr: false,
      painNrs: null,
      outsideReason: null,
    })
    const session = { ...built, sessionId: reported.ok ? reported.sessionId : '' }
    expect(await log(session, [100, 10])).toMatchObject({ ok: true })
    const [row] = await clinic.sql(clinic.trainer, 'select is_bfr, bfr_limbs from training_sessions where id = $1', [
      session.sessionId,
    ])
    expect(row).toEqual({ is_bfr: true, bfr_limbs: ['left-leg'] })
  })

  it('does not exist for another care team nor for another clinic', async () => {
    const session = await begun()
    const elsewhere = await buildClinic(database)
    for (const who of [clinic.otherTrainer, clinic.therapist, elsewhere.trainer]) {
      const response = await thrownResponse(log(session, [100, 10], {}, await acting(who)))
      expect(response.status).toBe(404)
    }
  })
})

describe('straight SQL as the role of the app', () => {
  const insert = (session: Begun, changes: Record<string, unknown> = {}, who = clinic.trainer) => {
    const row = {
      clinic_id: clinic.id,
      id: v7(),
      client_id: session.clientId,
      session_id: session.sessionId,
      prescription_id: session.lineId,
      on_at: ago(600),
      off_at: ago(300),
      logged_by: clinic.trainer.memberId,
      ...changes,
    }
    const names = Object.keys(row)
    const places = names.map((_, index) => `$${index + 1}`)
    const text = `insert into inflations (${names.join(', ')}) values (${places.join(', ')}) returning limb, performed_on::text`
    return clinic.sql(who, text, Object.values(row))
  }

  it('cannot write one under another name, off before on, for too long, before its session or of another client', async () => {
    const session = await begun()
    const other = await begun()
    const refused: [string, Record<string, unknown>][] = [
      ['not-your-role', { logged_by: clinic.otherTrainer.memberId }],
      ['cuff-times-out-of-order', { off_at: ago(601) }],
      ['cuff-times-out-of-order', { off_at: ago(600), on_at: ago(600 + 7_201) }],
      ['cuff-times-out-of-order', { off_at: null }],
      ['cuff-times-out-of-order', { on_at: ago(7_600), off_at: ago(7_000) }],
      ['session-over', { client_id: other.clientId }],
      ['line-not-in-version', { prescription_id: other.lineId }],
    ]
    for (const [why, changes] of refused) await expect(insert(session, changes), why).rejects.toThrow(why)
  })

  it('cannot write one for a line without a cuff, nor after the end of the session', async () => {
    const plain = await buildCleared(clinic, { isBfr: false, at: ago(10_800) })
    await expect(insert({ ...plain, sessionId: await start(plain) })).rejects.toThrow('line-not-in-version')
    const session = await begun()
    await endSession(trainer, { key: randomUUID(), at: ago(400), sessionId: session.sessionId })
    await expect(insert(session)).rejects.toThrow('session-over')
  })

  it('cannot put a cuff on a limb that wears one, and cannot change or take away what was written', async () => {
    const session = await begun()
    expect(await insert(session, { limb: 'right-arm', performed_on: '2000-01-01' })).toMatchObject([
      { limb: 'left-leg' },
    ])
    await expect(insert(session, { on_at: ago(301), off_at: ago(200) })).rejects.toThrow('cuff-on-already')
    await expect(insert(session, { on_at: ago(700), off_at: ago(100) })).rejects.toThrow('cuff-on-already')
    for (const text of ["update inflations set off_at = off_at + interval '1 hour'", 'delete from inflations']) {
      await expect(clinic.sql(clinic.trainer, text)).rejects.toThrow(/permission denied/)
    }
  })

  it('finds the day of a client by an index', async () => {
    const plan = await clinic.as(clinic.trainer, async (rows) => {
      await rows('set local enable_seqscan = off')
      return rows(
        `explain select 1 from inflations i where i.clinic_id = current_clinic() and i.client_id = $1 and i.performed_on = $2`,
        [v7(), '2026-11-26'],
      )
    })
    expect(JSON.stringify(plan)).toContain('inflations_of_client')
  })
})

describe('the form', () => {
  const id = randomUUID()
  const both = { key: id, lineId: id, pressureMmhg: '100,4', reason: ' Late ' }

  it('of a phone gives instants', () => {
    const sent = { ...both, onAt: '2026-11-26T12:00:00.500Z', offAt: '2026-11-26T13:07:00+01:00' }
    expect(inflationForm().parse(sent)).toEqual({
      key: id,
      lineId: id,
      pressureMmhg: 100,
      reason: 'Late',
      onAt: new Date('2026-11-26T12:00:00.500Z'),
      offAt: new Date('2026-11-26T12:07:00Z'),
    })
  })

  it('typed by hand gives times of the clinic', () => {
    const typed = { key: id, lineId: id, day: '2026-11-26', onTime: '14:06', offTime: '14:12:30' }
    expect(typedInflationForm().parse(typed)).toMatchObject({
      onTime: '14:06',
      offTime: '14:12:30',
      pressureMmhg: null,
    })
  })

  it.each([
    [inflationForm(), { onAt: 'noon' }, 'Say when the cuff went on.'],
    [inflationForm(), { onAt: '2026-11-26T12:00:00Z', offAt: '2026-11-26' }, 'Say when the cuff came off.'],
    [inflationForm(), { pressureMmhg: 'high' }, 'The pressure is between 0 and 400 mmHg.'],
    [typedInflationForm(), { day: '2026-02-30' }, 'Enter the day.'],
    [typedInflationForm(), { onTime: '25:00' }, 'Enter the time the cuff went on.'],
  ])('says what is wrong beside it', (schema, changes, says) => {
    const parsed = schema.safeParse({ ...both, ...changes })
    expect(parsed.success ? [] : parsed.error.issues.map(({ message }) => message)).toContain(says)
  })
})
