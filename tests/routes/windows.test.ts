/** The forms of rehab windows as a browser sends them: what is said beside which field, what is kept, and who may. */
import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs } from '@remix-run/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '~/domain/calendar-day'
import { action as acknowledge } from '~/routes/programs.$programId_.flags.$flagId_.acknowledgement'
import { action as set, loader as settings } from '~/routes/settings.window'
import { loader as board } from '~/routes/windows'
import { action as review, loader as reviewPage } from '~/routes/windows_.review'
import { enforce } from '~/jobs/enforcer.server'
import { buildClinic, type Clinic, type Who } from '../builders'
import { type Planted, Planter, trained } from '../builders-window'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let planter: Planter
let due: Planted
let breach: Planted

beforeAll(async () => {
  clinic = await buildClinic(database)
  planter = await Planter.open(clinic, database.urls.superuser)
  const [row] = await clinic.sql<{ day: string }>(clinic.admin, 'select clinic_day(now())::text as day')
  due = await planter.program({ limbs: [], sessionsPerWeek: 2 })
  breach = await planter.program({ sessionsPerWeek: 5 })
  for (const program of [due, breach]) await trained(clinic, program, addDays(row?.day ?? '', -25))
  await enforce()
})
afterAll(() => planter.close())

type Said = { error?: Record<string, string[]>; initialValue?: Record<string, unknown> }
type Route = (args: ActionFunctionArgs) => Promise<unknown>
type Sent = { method?: string; search?: string; params?: Record<string, string>; fields?: [string, string][] }

async function ask(route: Route, who: Who, { method = 'POST', search = '', params = {}, fields = [] }: Sent) {
  const body = method === 'POST' ? new URLSearchParams([['key', randomUUID()], ...fields]) : null
  const request = new Request(`http://127.0.0.1/${search}`, { method, body, headers: { Cookie: who.cookie } })
  const args = { request, params, context: {}, response: undefined } as unknown as ActionFunctionArgs
  const answer = await route(args).catch((thrown: unknown) => thrown)
  if (answer instanceof Error) throw answer
  if (answer instanceof Response) return { status: answer.status, to: answer.headers.get('Location') }
  if (answer && typeof answer === 'object' && 'data' in answer && 'init' in answer) {
    const { data, init } = answer as { data: Said & { form?: Said; done?: object }; init: { status: number } | null }
    const said = data.form ?? data
    const kept = { fields: Object.keys(said.error ?? {}), typed: said.initialValue, done: data.done }
    return { status: init?.status ?? 200, ...kept }
  }
  return { status: 200, page: answer as Record<string, unknown> }
}

describe('"continue unchanged" in a form', () => {
  const fields = (...more: [string, string][]): [string, string][] => [['program', due.programId], ...more]

  it('without a reason or with 43 days is answered beside its field, and keeps what was typed', async () => {
    const silent = await ask(review, clinic.therapist, { fields: fields(['reviewDays', '30']) })
    expect(silent).toMatchObject({ status: 409, fields: ['reason'], typed: { reviewDays: '30' } })
    const long = await ask(review, clinic.therapist, { fields: fields(['reason', 'Well'], ['reviewDays', '43']) })
    expect(long).toMatchObject({ status: 409, fields: ['reviewDays'], typed: { reason: 'Well', reviewDays: '43' } })
  })

  it('shows what was chosen, and says of each why it may not', async () => {
    const search = `?program=${due.programId}&program=${breach.programId}&program=none`
    const { page } = await ask(reviewPage as Route, clinic.therapist, { method: 'GET', search })
    const chosen = page?.chosen as { programId: string; whyNot: string | null }[]
    const why = Object.fromEntries(chosen.map(({ programId, whyNot }) => [programId, whyNot]))
    expect(why).toEqual({ [due.programId]: null, [breach.programId]: 'in-breach' })
  })

  it('does what may be done, and names what may not', async () => {
    const both = fields(['program', breach.programId], ['reason', 'Well'], ['reviewDays', '21'])
    const answer = await ask(review, clinic.therapist, { fields: both })
    expect(answer).toMatchObject({ status: 409, done: { continued: 1, refused: `${breach.programId}=in-breach` } })
    const again = await ask(review, clinic.therapist, { fields: fields(['reason', 'Well']) })
    expect(again).toMatchObject({ status: 409, fields: [''] })
  })

  it('is no trainer’s and no admin’s', async () => {
    const sent = { fields: fields(['reason', 'Well']) }
    expect((await ask(review, clinic.trainer, sent)).status).toBe(403)
    expect((await ask(review, clinic.admin, sent)).status).toBe(403)
  })
})

describe('acknowledging in a form', () => {
  it('comes back to the program, for its trainer and clinicians alone', async () => {
    const [flag] = await clinic.sql<{ id: string }>(clinic.admin, 'select id from window_flags where program_id = $1', [
      breach.programId,
    ])
    const params = { programId: breach.programId, flagId: flag?.id ?? '' }
    expect(await ask(acknowledge, clinic.trainer, { params })).toEqual({
      status: 303,
      to: `/programs/${breach.programId}?done=acknowledged`,
    })
    expect((await ask(acknowledge, clinic.otherTrainer, { params })).status).toBe(404)
    expect((await ask(acknowledge, clinic.admin, { params })).status).toBe(403)
    expect((await ask(acknowledge, clinic.therapist, { params: { ...params, flagId: due.programId } })).status).toBe(
      404,
    )
  })
})

describe('the window of the clinic in a form', () => {
  const fields = (was: string, windowDays: string, closingFromDay: string, breachEscalationDays: string) => ({
    fields: Object.entries({ was, windowDays, closingFromDay, breachEscalationDays }) as [string, string][],
  })

  const was = async () => {
    const { page } = await ask(settings as Route, clinic.admin, { method: 'GET' })
    return String(page?.was)
  }

  it.each([
    ['longer than three weeks', ['22', '15', '3'], 409, ['windowDays']],
    ['warning later', ['21', '16', '3'], 409, ['closingFromDay']],
    ['closing on its last day', ['10', '10', '3'], 409, ['closingFromDay']],
    ['escalating later', ['21', '15', '4'], 409, ['breachEscalationDays']],
    ['no number', ['', '15', '3'], 400, ['windowDays']],
  ] as const)('%s is answered beside its field', async (_what, [days, closing, escalation], status, expected) => {
    const answer = await ask(set, clinic.admin, fields(await was(), days, closing, escalation))
    expect(answer).toMatchObject({ status, fields: expected, typed: { closingFromDay: closing } })
  })

  it('is saved by an admin, shown again, and no clinician’s', async () => {
    const opened = await was()
    expect((await ask(set, clinic.doctor, fields(opened, '14', '10', '1'))).status).toBe(403)
    const saved = { status: 303, to: '/settings/window?done=window-set' }
    expect(await ask(set, clinic.admin, fields(opened, '14', '10', '1'))).toEqual(saved)
    const { page } = await ask(settings as Route, clinic.admin, { method: 'GET' })
    expect(page?.settings).toEqual({ windowDays: 14, closingFromDay: 10, breachEscalationDays: 1 })
  })
})

describe('the page of the board', () => {
  it('opens no program for an admin, and takes no strange filter for one', async () => {
    const strange = '?phase=gone&trainer=x&limb=tail&after=9_x&severity=breach'
    const { page } = await ask(board as Route, clinic.admin, { method: 'GET', search: strange })
    expect(page).toMatchObject({ canOpen: false, mayReview: false, after: null, before: null })
    expect(page?.rows).toHaveLength(1)
    expect(page?.asked).toMatchObject({ phase: null, trainerId: null, limb: null, severity: 'breach' })
  })
})
