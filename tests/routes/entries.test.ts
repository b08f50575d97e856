/** What a phone sends of a session: taken once, in the order it was done, and never for anybody else. */
import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs } from '@remix-run/node'
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { action, loader } from '~/routes/sessions.$sessionId_.entries'
import { ask, type Route } from '../asking'
import { thrownResponse } from '../auth/browser'
import { buildClinic, type Clinic, type Who } from '../builders'
import { type Built, buildCleared, train } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let elsewhere: Clinic

beforeAll(async () => {
  clinic = await buildClinic(database)
  elsewhere = await buildClinic(database)
})

const minute = 60_000
const ago = (minutes: number) => new Date(Date.now() - minutes * minute)

type Running = Built & { sessionId: string }

/** Begun half an hour ago; 26 kg were tested, so 30 % of it are 7.8 kg, and 60 % of the LOP of 168 mmHg are 100 mmHg. */
async function running(): Promise<Running> {
  const built = await buildCleared(clinic, { at: ago(60) })
  await clinic.sql(
    clinic.therapist,
    `insert into measurements (clinic_id, id, client_id, kind, exercise, side, entered_value, entered_unit, amount, measured_by,
       occurred_at, measured_on) values ($1, $2, $3, 'one-rm', 'Leg extension', 'left', '26', 'kg', 26000, $4, now(), date '2000-01-01')`,
    [clinic.id, v7(), built.clientId, clinic.therapist.memberId],
  )
  return { ...built, sessionId: await train(clinic, built, { at: ago(30) }) }
}

const setEntry = ({ lineId }: Running, changes: Record<string, string> = {}): Record<string, string> => ({
  kind: 'set',
  key: randomUUID(),
  memberId: clinic.trainer.memberId,
  doneAt: new Date().toISOString(),
  lineId,
  side: 'left',
  reps: '15',
  load: '7',
  pressureMmhg: '100',
  restrictionSeconds: '90',
  ...changes,
})

const endEntry = (doneAt: Date, changes: Record<string, string> = {}): Record<string, string> => ({
  kind: 'end',
  key: randomUUID(),
  memberId: clinic.trainer.memberId,
  doneAt: doneAt.toISOString(),
  ...changes,
})

async function send({ sessionId }: { sessionId: string }, entry: Record<string, string>, who: Who = clinic.trainer) {
  const { status, text } = await ask(action as Route, who, { sessionId }, entry)
  return { status, ...JSON.parse(text) } as { status: number; outcome: string; id?: string; why?: string }
}

const setsOf = ({ sessionId }: { sessionId: string }) =>
  clinic.sql<{ reps: number; set_number: number; occurred_at: Date; kind: string | null; reason: string | null }>(
    clinic.therapist,
    `select s.reps, s.set_number, s.occurred_at, d.kind, d.reason from sets s
     left join deviations d on d.clinic_id = s.clinic_id and d.set_id = s.id
     where s.session_id = $1 order by s.occurred_at, s.id, d.kind`,
    [sessionId],
  )

const endOf = async ({ sessionId }: { sessionId: string }) => {
  const text = 'select ended_at from training_sessions where id = $1'
  const [row] = await clinic.sql<{ ended_at: Date | null }>(clinic.therapist, text, [sessionId])
  return row?.ended_at ?? null
}

async function hold({ programId }: Running, at: Date): Promise<void> {
  await clinic.sql(
    clinic.therapist,
    `insert into holds (clinic_id, id, program_id, cause, reason, placed_by, occurred_at)
     values ($1, $2, $3, 'clinician', 'The knee is swollen', $4, $5)`,
    [clinic.id, v7(), programId, clinic.therapist.memberId, at],
  )
}

describe('a set that a phone sends', () => {
  it('is taken once, however often it is sent', async () => {
    const session = await running()
    const entry = setEntry(session)
    const first = await send(session, entry)
    expect(first).toEqual({ status: 200, outcome: 'taken', id: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    expect(await send(session, { ...entry, isKept: '1' })).toEqual(first)
    expect(await setsOf(session)).toHaveLength(1)
  })

  it('has the time at which it was done, and stands in that order', async () => {
    const session = await running()
    const times = [ago(20), ago(18), ago(16)]
    for (const [index, doneAt] of [times[1], times[0], times[2]].entries()) {
      const entry = setEntry(session, { doneAt: doneAt?.toISOString() ?? '', reps: String(10 + index), isKept: '1' })
      expect(await send(session, entry)).toMatchObject({ status: 200 })
    }
    const sets = await setsOf(session)
    expect(sets.map(({ occurred_at }) => occurred_at)).toEqual(times)
    expect(sets.map(({ reps, set_number }) => [reps, set_number])).toEqual([
      [11, 2],
      [10, 1],
      [12, 3],
    ])
  })

  it('of a phone whose clock is off has the nearest time there can be', async () => {
    const session = await running()
    for (const doneAt of ['2001-01-01T00:00:00Z', '2099-01-01T00:00:00.000+02:00']) {
      expect(await send(session, setEntry(session, { doneAt }))).toMatchObject({ status: 200 })
    }
    const [early, late] = await setsOf(session)
    expect(Number(early?.occurred_at) - Number(ago(31))).toBeLessThan(minute)
    expect(Number(late?.occurred_at) - Date.now()).toBeLessThan(minute + 1)
  })

  it('beyond the cleared dose is asked for its reason in words, and taken with it', async () => {
    const session = await running()
    const entry = setEntry(session, { load: '9' })
    expect(await send(session, entry)).toEqual({
      status: 409,
      outcome: 'refused',
      why: 'deviation-needs-reason',
      says: 'This goes beyond the cleared dose. It can be logged: write what happened.',
      beyond: ['load above the cleared one: 9\u00a0kg, cleared 7.8\u00a0kg'],
    })
    expect(await setsOf(session)).toEqual([])
    expect(await send(session, { ...entry, reason: 'The 8 kg plate was missing' })).toMatchObject({ status: 200 })
    expect(await setsOf(session)).toMatchObject([{ kind: 'load-above', reason: 'The 8 kg plate was missing' }])
  })

  it('that is not understood says so in sentences', async () => {
    const session = await running()
    expect(await send(session, setEntry(session, { reps: '', rpe: '11' }))).toEqual({
      status: 400,
      outcome: 'mistake',
      mistakes: ['Count the reps.', 'Effort is between 0 and 10.'],
    })
    for (const [field, typed] of Object.entries({ kind: 'dance', key: 'x', doneAt: 'yesterday', isKept: 'yes' })) {
      expect(await send(session, setEntry(session, { [field]: typed }))).toMatchObject({
        status: 400,
        outcome: 'mistake',
      })
    }
    expect(await send(session, {})).toMatchObject({ status: 400, outcome: 'mistake' })
  })
})

describe('a set kept on the phone', () => {
  it('and done before a hold is no deviation; done after it, it is one that nobody could know of', async () => {
    const session = await running()
    await hold(session, ago(10))
    const before = setEntry(session, { doneAt: ago(11).toISOString(), isKept: '1' })
    const after = setEntry(session, { doneAt: ago(9).toISOString(), isKept: '1' })
    expect(await send(session, before)).toMatchObject({ status: 200 })
    expect(await send(session, after)).toMatchObject({ status: 200 })
    expect(await setsOf(session)).toMatchObject([
      { set_number: 1, kind: null },
      { set_number: 2, kind: 'on-hold', reason: 'Done while the phone had no connection.' },
    ])
  })

  it('after a hold is asked for its reason where the phone had its connection', async () => {
    const session = await running()
    await hold(session, ago(10))
    expect(await send(session, setEntry(session))).toMatchObject({ status: 409, why: 'deviation-needs-reason' })
  })

  it('and done before the end of its session is taken after it; done after the end it is not', async () => {
    const session = await running()
    expect(await send(session, endEntry(ago(5)))).toMatchObject({ status: 200, outcome: 'taken' })
    const late = setEntry(session, { doneAt: ago(6).toISOString(), isKept: '1' })
    expect(await send(session, late)).toMatchObject({ status: 200, outcome: 'taken' })
    const after = setEntry(session, { doneAt: ago(4).toISOString(), isKept: '1' })
    expect(await send(session, after)).toMatchObject({
      status: 409,
      outcome: 'refused',
      why: 'session-over',
      beyond: [],
    })
    expect(await setsOf(session)).toHaveLength(1)
  })
})

describe('the end that a phone sends', () => {
  it('is when it was pressed, once', async () => {
    const session = await running()
    const entry = endEntry(ago(5))
    expect(await send(session, entry)).toEqual({ status: 200, outcome: 'taken', id: session.sessionId })
    expect(await send(session, { ...entry, isKept: '1' })).toMatchObject({ status: 200 })
    expect((await endOf(session))?.toISOString()).toBe(entry.doneAt)
    expect(await send(session, endEntry(ago(3)))).toMatchObject({ status: 409, why: 'session-over' })
  })

  it('lies no earlier than a set that is there', async () => {
    const session = await running()
    const doneAt = ago(5).toISOString()
    await send(session, setEntry(session, { doneAt }))
    expect(await send(session, endEntry(ago(8)))).toMatchObject({ status: 200 })
    expect((await endOf(session))?.toISOString()).toBe(doneAt)
  })
})

describe('the time of a cuff that a phone sends', () => {
  const cuffEntry = ({ lineId }: Running, minutesOn: number, changes: Record<string, string> = {}) => ({
    kind: 'inflation',
    key: randomUUID(),
    memberId: clinic.trainer.memberId,
    doneAt: ago(5).toISOString(),
    lineId,
    onAt: ago(5 + minutesOn).toISOString(),
    offAt: ago(5).toISOString(),
    pressureMmhg: '100',
    ...changes,
  })
  const cuffsOf = ({ sessionId }: Running) =>
    clinic.sql<{ seconds: number; reason: string | null }>(
      clinic.therapist,
      `select extract(epoch from i.off_at - i.on_at)::int as seconds, d.reason from inflations i
       left join deviations d on d.clinic_id = i.clinic_id and d.inflation_id = i.id where i.session_id = $1`,
      [sessionId],
    )

  it('is taken once, however often it is sent', async () => {
    const session = await running()
    const entry = cuffEntry(session, 6)
    const first = await send(session, entry)
    expect(first).toMatchObject({ status: 200, outcome: 'taken' })
    expect(await send(session, { ...entry, isKept: '1' })).toEqual(first)
    expect(await cuffsOf(session)).toEqual([{ seconds: 360, reason: null }])
  })

  it('for longer than cleared is asked for its reason, and says itself why where it was kept', async () => {
    const session = await running()
    const entry = cuffEntry(session, 9)
    expect(await send(session, entry)).toMatchObject({ status: 409, why: 'deviation-needs-reason' })
    expect(await send(session, { ...entry, isKept: '1' })).toMatchObject({ status: 200, outcome: 'taken' })
    expect(await cuffsOf(session)).toEqual([{ seconds: 540, reason: 'Done while the phone had no connection.' }])
  })

  it('that is no time says so in a sentence', async () => {
    const session = await running()
    const answer = await send(session, cuffEntry(session, 6, { onAt: 'noon' }))
    expect(answer).toMatchObject({ status: 400, outcome: 'mistake', mistakes: ['Say when the cuff went on.'] })
  })
})

describe('an entry', () => {
  it('of another member of the clinic is not taken in this one’s name', async () => {
    const session = await running()
    const entry = setEntry(session, { memberId: clinic.otherTrainer.memberId })
    expect(await send(session, entry)).toEqual({ status: 403, outcome: 'another-member' })
    expect(await setsOf(session)).toEqual([])
  })

  it('of another care team and of another clinic answers as for a session that is not there', async () => {
    const session = await running()
    const nowhere = { sessionId: randomUUID() }
    for (const who of [clinic.otherTrainer, clinic.therapist, elsewhere.trainer]) {
      const entry = setEntry(session, { memberId: who.memberId })
      const answer = await send(session, entry, who)
      expect(answer).toEqual({ status: 404, outcome: 'not-there' })
      expect(await send(nowhere, entry, who)).toEqual(answer)
      expect(await send({ sessionId: 'none' }, entry, who)).toEqual(answer)
    }
    expect(await setsOf(session)).toEqual([])
  })

  it('without a login is told that the login is over, and no page leads there', async () => {
    const { sessionId } = await running()
    const body = new URLSearchParams(endEntry(ago(1)))
    const request = new Request(`http://localhost/sessions/${sessionId}/entries`, { method: 'POST', body })
    const answer = await action({ request, params: { sessionId } } as unknown as ActionFunctionArgs)
    expect(answer.status).toBe(401)
    expect(await answer.json()).toEqual({ outcome: 'login-over' })
    expect((await thrownResponse(Promise.resolve().then(loader))).status).toBe(405)
  })
})
