/** Absences as a browser sends them: what is said beside which field, what is kept of what was typed, and who may. */
import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs } from '@remix-run/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '~/domain/calendar-day'
import { action as end, loader as endPage } from '~/routes/absences.$absenceId_.end'
import { action as record } from '~/routes/absences.new'
import { buildClinic, type Clinic, type Who } from '../builders'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let today: string

beforeAll(async () => {
  clinic = await buildClinic(database)
  const [row] = await clinic.sql<{ day: string }>(clinic.admin, 'select clinic_day(now())::text as day')
  today = row?.day ?? ''
})

type Said = { error?: Record<string, string[]>; initialValue?: Record<string, string> }

type Route = (args: ActionFunctionArgs) => Promise<unknown>

async function ask(route: Route, who: Who, fields: object, absenceId = '') {
  const body = new URLSearchParams({ key: randomUUID(), ...fields })
  const request = new Request('http://127.0.0.1/', { method: 'POST', body, headers: { Cookie: who.cookie } })
  const args = { request, params: { absenceId }, context: {}, response: undefined } as unknown as ActionFunctionArgs
  const answer = await route(args).catch((thrown: unknown) => thrown)
  if (answer instanceof Error) throw answer
  if (answer instanceof Response) return { status: answer.status, to: answer.headers.get('Location') }
  const { data, init } = answer as { data: Said; init: { status: number } | null }
  return { status: init?.status ?? 200, fields: Object.keys(data.error ?? {}), typed: data.initialValue }
}

const asked = (who: Who, days: object = {}) => ({
  memberId: who.memberId,
  from: addDays(today, 1),
  until: addDays(today, 3),
  delegateId: '',
  ...days,
})

describe('an absence in a form', () => {
  it.each([
    ['without days', { from: '', until: '' }, 400, ['from', 'until']],
    ['with a day that does not exist', { until: '2026-02-30' }, 400, ['until']],
    ['with a last day before the first', { until: '2020-01-01' }, 409, ['until']],
    ['from a day that is over', { from: '2020-01-01', until: '2020-01-02' }, 409, ['from']],
    ['with somebody unknown to stand in', { delegateId: randomUUID() }, 409, ['delegateId']],
  ])('%s is answered beside its fields, with what was typed', async (_says, days, status, fields) => {
    const answer = await ask(record, clinic.therapist, asked(clinic.therapist, days))
    expect(answer).toMatchObject({ status, fields })
    expect(answer.typed).toMatchObject(Object.fromEntries(Object.entries(days).filter(([, value]) => value !== '')))
  })

  it('is recorded, and ended by whom it concerns', async () => {
    const { therapist } = clinic
    const recorded = await ask(record, therapist, asked(therapist, { delegateId: clinic.doctor.memberId }))
    expect(recorded).toEqual({ status: 303, to: '/absences?done=absence-recorded' })
    const [row] = await clinic.sql<{ id: string }>(therapist, 'select id from absences')
    const ended = (who: Who, route: Route = end) => ask(route, who, {}, row?.id)
    expect((await ended(clinic.otherTherapist)).status).toBe(404)
    expect((await ended(clinic.otherTherapist, endPage)).status).toBe(404)
    expect(await ended(therapist)).toEqual({ status: 303, to: '/absences?done=absence-ended' })
    expect((await ended(therapist)).status).toBe(409)
  })

  it('is a trainer’s own to record, with a trainer to stand in, and no colleague’s', async () => {
    const { trainer, otherTrainer, therapist } = clinic
    const unfit = await ask(record, trainer, asked(trainer, { delegateId: therapist.memberId }))
    expect(unfit).toMatchObject({ status: 409, fields: ['delegateId'] })
    expect((await ask(record, trainer, asked(otherTrainer))).status).toBe(409)
    const covered = await ask(record, trainer, asked(trainer, { delegateId: otherTrainer.memberId }))
    expect(covered).toMatchObject({ status: 303 })
    const others = await ask(record, clinic.therapist, asked(clinic.doctor))
    expect(others).toMatchObject({ status: 409, fields: ['memberId'] })
    expect((await ask(record, clinic.admin, asked(clinic.doctor))).status).toBe(303)
  })
})
