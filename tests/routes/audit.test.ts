/** The pages of the audit, asked as a browser asks them, without JavaScript too. */
import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs } from '@remix-run/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { loader as event } from '~/routes/audit.$seq'
import { action as findClient, loader as log } from '~/routes/audit._index'
import { action as verify, loader as verification } from '~/routes/audit.verification'
import { buildClinic, type Clinic, type Who } from '../builders'
import { type Built, buildCleared } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let elsewhere: Clinic
let built: Built
let recordNumber: string

beforeAll(async () => {
  clinic = await buildClinic(database)
  elsewhere = await buildClinic(database)
  built = await buildCleared(clinic)
  const [client] = await clinic.sql<{ record: string }>(clinic.admin, 'select record_number as record from clients')
  recordNumber = client?.record ?? ''
})

type Route = (args: ActionFunctionArgs) => Promise<unknown>
type Asked = { search?: string; seq?: string; sent?: Record<string, string> }

/** What a loader or an action answered or threw, in one shape. */
async function ask(route: Route, who: Who, { search = '', seq, sent }: Asked = {}) {
  const body = sent && new URLSearchParams(sent)
  const request = new Request(`http://localhost/audit${search}`, {
    headers: { Cookie: who.cookie },
    ...(body ? { method: 'POST', body } : {}),
  })
  const args = { request, params: { seq }, context: {} } as unknown as ActionFunctionArgs
  const answer = await route(args).catch((thrown: unknown) => thrown)
  if (answer instanceof Error) throw answer
  if (answer instanceof Response) return { status: answer.status, to: answer.headers.get('Location') ?? '', data: {} }
  const { data = answer, init } = answer as { data?: unknown; init?: { status?: number } }
  return { status: init?.status ?? 200, to: '', data: data as Record<string, unknown> }
}

const rowsOf = (answer: { data: Record<string, unknown> }, list: 'changes' | 'readings') =>
  (answer.data[list] as { rows: { kind: string; clientId: string | null; pathKind?: string }[] }).rows

describe('the log', () => {
  it('finds a client by record number, with nothing but their id in the address, and keeps the other filters', async () => {
    const sent = { record: ` ${recordNumber} ` }
    const { status, to } = await ask(findClient, clinic.admin, { search: '?index&topic=decisions&after=9', sent })
    expect([status, to]).toEqual([303, `/audit?topic=decisions&client=${built.clientId}`])
    const answer = await ask(log, clinic.admin, { search: to.replace('/audit', '') })
    expect(rowsOf(answer, 'changes').map(({ kind, clientId }) => [kind, clientId])).toEqual([
      ['decision.cleared', built.clientId],
    ])
    expect(answer.data.client).toMatchObject({ recordNumber, name: 'Ana Lindqvist' })
  })

  it('says beside the field that there is no such number, and keeps what was typed', async () => {
    for (const [who, record] of [
      [clinic.admin, 'R-none'],
      [elsewhere.admin, recordNumber],
      [clinic.admin, ''],
    ] as const) {
      const { status, data } = await ask(findClient, who, { sent: { record } })
      expect(status).toBe(404)
      expect(data).toEqual({ record, error: 'No client here has this number on their record.' })
    }
  })

  it('notes that it was read, and about whom', async () => {
    await ask(log, clinic.admin, { search: `?client=${built.clientId}` })
    const answer = await ask(log, clinic.admin, { search: `?view=readings&client=${built.clientId}` })
    expect(rowsOf(answer, 'readings')[1]).toMatchObject({ pathKind: 'routes/audit._index', clientId: built.clientId })
  })

  it.each([
    '?view=x&topic=x&kind=x&member=x&client=x&from=x&until=x&after=x&before=x',
    '?from=2026-02-30&until=0000-01-01&after=-1&before=99999999999999999999',
    '?after=1e400&from=9999-12-31&until=9999-12-31',
    '?member=%00&client=%00&topic=constructor',
  ])('answers an address that makes no sense as if it had not asked: %s', async (search) => {
    expect(await ask(log, clinic.admin, { search })).toMatchObject({ status: 200 })
  })

  it('is closed to who is no admin', async () => {
    for (const route of [log, event, verification, findClient, verify]) {
      expect(await ask(route, clinic.doctor, { seq: '1' })).toMatchObject({ status: 403 })
    }
  })
})

describe('an event', () => {
  it('shows its link, and another clinic’s number is its own event or none', async () => {
    const answer = await ask(event, clinic.admin, { seq: '3' })
    expect(answer.data.event).toMatchObject({
      seq: 3,
      fault: null,
      isFollowed: true,
      before: { seq: 2 },
      after: { seq: 4 },
    })
    for (const seq of ['0', '-1', '1e3', 'x', '999999', '99999999999999999999']) {
      expect(await ask(event, clinic.admin, { seq })).toMatchObject({ status: 404 })
    }
    const [own] = await elsewhere.sql<{ last: number }>(
      elsewhere.admin,
      'select max(seq)::int as last from audit_events',
    )
    expect(await ask(event, elsewhere.admin, { seq: String((own?.last ?? 0) + 1) })).toMatchObject({ status: 404 })
  })
})

describe('verifying', () => {
  it('by its button runs, is kept, and is shown with its result', async () => {
    const { status, to } = await ask(verify, clinic.admin, { sent: { key: randomUUID() } })
    expect([status, to]).toEqual([303, expect.stringMatching(/^\/audit\/verification\?run=[0-9a-f-]{36}$/)])
    const { data } = await ask(verification, clinic.admin, { search: to.slice(to.indexOf('?')) })
    expect(data.run).toMatchObject({ isOver: true, broken: null, byName: 'Ada Admin' })
    const state = (await ask(log, clinic.admin)).data.state as { verified: unknown }
    expect(state.verified).toMatchObject({ isOver: true, broken: null })
  })

  it('is refused without a key, and of a run that is not the clinic’s', async () => {
    expect(await ask(verify, clinic.admin, { sent: {} })).toMatchObject({ status: 400 })
    const sent = { key: randomUUID(), runId: randomUUID() }
    expect(await ask(verify, clinic.admin, { sent })).toMatchObject({ status: 404 })
  })
})
