/** The check before a session and the check-in after one, as their pages send them. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ActionFunctionArgs } from '@remix-run/node'
import { action as start, loader as startPage } from '~/routes/programs.$programId_.session'
import { action as checkIn, loader as checkInPage } from '~/routes/sessions.$sessionId_.check-in'
import { action as flag } from '~/routes/clients.$clientId_.red-flag'
import { loader as today } from '~/routes/today'
import { loader as worklist } from '~/routes/worklist'
import { ask, browserOf, type Route, sentences } from '../asking'
import { buildClinic, type Clinic, type Who } from '../builders'
import { type Built, buildCleared, buildScreening, train } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic

beforeAll(async () => {
  clinic = await buildClinic(database)
})

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)
const oneTap = () => ({ key: randomUUID(), symptoms: 'none' })
const begin = ({ programId }: Built, fields: Record<string, string> = {}, who: Who = clinic.trainer) =>
  ask(start, who, { programId }, { ...oneTap(), ...fields })
const answer = (sessionId: string, fields: Record<string, string>, who: Who = clinic.trainer) =>
  ask(checkIn, who, { sessionId }, { key: randomUUID(), ...fields })
const count = async (text: string, values: unknown[]) => {
  const [row] = await clinic.sql<{ count: string }>(clinic.therapist, `select count(*) from ${text}`, values)
  return Number(row?.count)
}

/** Screened yesterday with a first reading of 134/78: asked for before each session, and none taken today. */
async function buildAsked(): Promise<Built> {
  const built = await buildCleared(clinic, { at: hoursAgo(30), isBfr: false })
  await buildScreening(clinic, built.clientId, { systolic: 134, at: hoursAgo(26) })
  return built
}

/** A first session 25 hours ago. */
async function buildTrained(hours = 25): Promise<Built & { sessionId: string }> {
  const built = await buildCleared(clinic, { at: hoursAgo(hours) })
  return { ...built, sessionId: await train(clinic, built, { at: hoursAgo(hours) }) }
}

describe('one tap', () => {
  it('says that nothing is new and starts, once however often it is sent', async () => {
    const built = await buildCleared(clinic)
    const fields = oneTap()
    const first = await begin(built, fields)
    expect(first).toMatchObject({ status: 303, to: expect.stringMatching(/^\/sessions\//) })
    expect((await begin(built, fields)).to).toBe(first.to)
    expect(await count('session_checks where program_id = $1', [built.programId])).toBe(1)
    expect(await count('training_sessions where program_id = $1 and check_id is not null', [built.programId])).toBe(1)
  })

  it('where a pressure is asked for answers with the page and what is missing beside its field', async () => {
    const built = await buildAsked()
    const missing = await begin(built)
    expect([missing.status, sentences(missing).map(([field]) => field)]).toEqual([400, ['systolic1']])
    expect(await count('session_checks where program_id = $1', [built.programId])).toBe(0)
    const taken = await begin(built, {
      systolic1: '136',
      diastolic1: '82',
      painNrs: '3',
      sleep: 'badly',
      place: 'home',
    })
    expect(taken.status).toBe(303)
    expect(
      await count(`training_sessions where program_id = $1 and pain_nrs = 3 and place = 'home'`, [built.programId]),
    ).toBe(1)
  })

  it('where a check-in is open asks how it was since, and answers it', async () => {
    const built = await buildTrained()
    const missing = await begin(built)
    expect([missing.status, sentences(missing).map(([field]) => field)]).toEqual([400, ['after']])
    expect((await begin(built, { after: 'some', effects: 'soreness' })).status).toBe(303)
    expect(await count('check_ins where session_id = $1 and check_id is not null', [built.sessionId])).toBe(1)
  })
})

describe('what is typed into the check', () => {
  it.each([
    ['no answer about symptoms', { symptoms: '' }, ['symptoms']],
    ['“yes” and nothing said', { symptoms: 'some' }, ['otherSymptom']],
    ['something said under “no”', { otherSymptom: 'A rash' }, ['symptoms']],
    ['one number of a pressure', { systolic1: '140' }, ['diastolic1']],
    ['the numbers swapped', { systolic1: '80', diastolic1: '120' }, ['diastolic1']],
    ['a second reading without the first', { systolic2: '130', diastolic2: '80' }, ['systolic1']],
    ['pain of 11', { painNrs: '11' }, ['painNrs']],
    ['a sleep of its own', { sleep: 'long' }, ['sleep']],
    ['a sign that is none', { symptoms: 'some', signs: 'hiccups' }, ['signs']],
  ] as [string, Record<string, string>, string[]][])(
    'is sent back with it beside its field: %s',
    async (_case, fields, expected) => {
      const built = await buildCleared(clinic)
      const back = await begin(built, { painNrs: '2', ...fields })
      expect([back.status, sentences(back).map(([field]) => field?.replace(/\[.*/, ''))]).toEqual([400, expected])
      expect(back.refused.initialValue).toMatchObject({ painNrs: fields.painNrs ?? '2' })
      expect(await count('session_checks where program_id = $1', [built.programId])).toBe(0)
    },
  )

  it('leads back to the page at a stop value, and to nothing else', async () => {
    const built = await buildCleared(clinic, { at: hoursAgo(25) })
    const first = await begin(built, { systolic1: '184', diastolic1: '96' })
    expect(first).toMatchObject({ status: 303, to: `/programs/${built.programId}/session` })
    expect((await ask(startPage, clinic.trainer, { programId: built.programId })).data).toMatchObject({
      program: { starts: null, startsOnceChecked: 'whole' },
      asked: { pressures: [{ systolic: 184, diastolic: 96 }] },
    })
    expect((await begin(built, { systolic1: '186', diastolic1: '94' })).to).toBe(`/programs/${built.programId}/session`)
    expect((await begin(built)).status, 'without another reading').toBe(400)
    expect((await begin(built, { systolic1: '126', diastolic1: '78' })).to).toMatch(/^\/sessions\//)
  })
})

describe('a red flag by any route', () => {
  const routes: [string, (built: Built & { sessionId: string }) => Promise<{ to: string | null }>][] = [
    ['before a session', (built) => begin(built, { symptoms: 'some', signs: 'calf-pain' })],
    [
      'before a session, with nothing else answered, or answered wrong',
      (built) => begin(built, { symptoms: '', painNrs: '11', systolic1: 'high', signs: 'calf-pain' }),
    ],
    ['in a check-in', ({ sessionId }) => answer(sessionId, { signs: 'dark-or-less-urine' })],
    [
      'on its own page',
      ({ clientId }) => ask(flag, clinic.trainer, { clientId }, { key: randomUUID(), sign: 'fainting' }),
    ],
  ]
  it.each(routes)('%s: leaves no way to start any session of the client', async (_route, raise) => {
    const built = await buildTrained()
    const other = await buildCleared(clinic, { clientId: built.clientId, isBfr: false })
    expect((await raise(built)).to).toMatch(new RegExp(`^/clients/${built.clientId}/red-flag\\?raised=`))
    for (const each of [built, other]) {
      const refused = await begin(each, { after: 'none' })
      expect([refused.status, refused.to]).toEqual([409, null])
      await expect(train(clinic, each, { isBfr: each === built })).rejects.toThrow('on-hold')
    }
  })
})

describe('a check-in', () => {
  it('stands on the trainer’s day and is gone from it once answered', async () => {
    const built = await buildTrained()
    const listed = async () => {
      const { data } = await ask(today, clinic.trainer, {})
      return ((data?.checkIns ?? []) as { sessionId: string; hour: number }[]).find(
        ({ sessionId }) => sessionId === built.sessionId,
      )
    }
    expect(await listed()).toMatchObject({ hour: 24, isMissed: false })
    const back = await answer(built.sessionId, { after: 'some' })
    expect([back.status, sentences(back).map(([field]) => field)]).toEqual([400, ['painNrs', 'symptoms', 'effects']])
    const saved = await answer(built.sessionId, { painNrs: '3', symptoms: 'none', after: 'none' })
    expect(saved).toMatchObject({ status: 303, to: '/today?done=checked-in' })
    expect(await listed()).toBeUndefined()
    const again = await answer(built.sessionId, { painNrs: '3', symptoms: 'none', after: 'none' })
    expect([again.status, sentences(again)]).toEqual([409, [['', 'No check-in of this session is due now.']]])
  })

  it('that was missed stands on the clinician’s worklist, who may make it', async () => {
    const built = await buildTrained(50)
    const { data } = await ask(worklist, clinic.doctor, {})
    const missed = data?.missed as { oldest: { sessionId: string; missed: number[] }[] } | undefined
    expect(missed?.oldest.find(({ sessionId }) => sessionId === built.sessionId)?.missed).toEqual([24])
    expect((await ask(checkInPage, clinic.doctor, { sessionId: built.sessionId })).status).toBe(200)
    const saved = await answer(built.sessionId, { painNrs: '1', symptoms: 'none', after: 'none' }, clinic.doctor)
    expect(saved.to).toBe('/worklist?done=checked-in')
  })

  it('is asked of a session that is followed, and not shown to another care team', async () => {
    const built = await buildTrained()
    const second = await train(clinic, built, { at: hoursAgo(20) })
    expect((await ask(checkInPage, clinic.trainer, { sessionId: second })).status).toBe(404)
    expect((await ask(checkInPage, clinic.otherTrainer, { sessionId: built.sessionId })).status).toBe(404)
  })
})

it('a red-flag sign among several fields of one name is sent with all that was ticked', async () => {
  const built = await buildCleared(clinic)
  const browser = await browserOf(clinic.trainer)
  const body = new URLSearchParams([
    ...Object.entries({ ...oneTap(), symptoms: 'some' }),
    ['signs', 'fainting'],
    ['signs', 'chest-pain'],
  ])
  const request = browser.request('/', { method: 'POST', body })
  const args = { request, params: { programId: built.programId }, context: {} } as unknown as ActionFunctionArgs
  await (start as Route)(args)
  const rows = await clinic.sql(clinic.trainer, 'select signs from session_checks where program_id = $1', [
    built.programId,
  ])
  expect(rows).toEqual([{ signs: ['fainting', 'chest-pain'] }])
})
