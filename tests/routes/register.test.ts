/** Certificates and audits as a browser asks for them: who gets the file, what is remembered, and what a form says back. */
import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs } from '@remix-run/node'
import { extractText, getDocumentProxy } from 'unpdf'
import { beforeAll, describe, expect, it } from 'vitest'
import { loader as certificateOfVersion } from '~/routes/programs.$programId_.versions.$versionId_.certificate[.]pdf'
import { loader as proofPage } from '~/routes/register.$decisionId'
import { loader as certificateOfDecision } from '~/routes/register.$decisionId_.certificate[.]pdf'
import { action as find, loader as findPage } from '~/routes/register.audits.$auditId_.$decisionId.finding'
import { loader as auditPage } from '~/routes/register.audits.$auditId._index'
import { loader as auditsPage } from '~/routes/register.audits._index'
import { action as draw, loader as drawPage } from '~/routes/register.audits.new'
import { loader as incidentsPage } from '~/routes/register.incidents'
import { loader as outsidePage } from '~/routes/register.outside'
import { loader as overridesPage } from '~/routes/register.overrides'
import { buildClinic, type Clinic, type Who } from '../builders'
import { type Built, buildCleared, buildClient, buildDraft, buildScreening, sign, submit } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let built: Built
let decisionId: string

beforeAll(async () => {
  clinic = await buildClinic(database)
  built = await buildCleared(clinic)
  const [row] = await clinic.sql<{ id: string }>(clinic.admin, 'select id from decisions')
  decisionId = row?.id ?? ''
})

type Route = (args: ActionFunctionArgs) => Promise<unknown>
type Refused = { error?: Record<string, string[]>; initialValue?: Record<string, unknown> }
type Asked = { params?: Record<string, string>; fields?: Record<string, string>; search?: string }

/** What a loader or an action answered or threw, in one shape. */
async function ask(route: Route, { cookie }: Who, { params = {}, fields, search = '' }: Asked = {}) {
  const init = fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}
  const request = new Request(`http://localhost:3000/${search}`, { ...init, headers: { Cookie: cookie } })
  const args = { request, params, context: {}, response: undefined } as unknown as ActionFunctionArgs
  const answer = await route(args).catch((thrown: unknown) => thrown)
  if (answer instanceof Error) throw answer
  if (answer instanceof Response) {
    const { status, headers } = answer
    return { status, headers, bytes: new Uint8Array(await answer.arrayBuffer()), refused: {} as Refused, page: {} }
  }
  const { data, init: made } = answer as { data?: Refused; init?: { status: number } }
  return {
    status: made?.status ?? 200,
    headers: new Headers(),
    bytes: null,
    refused: data ?? {},
    page: answer as object,
  }
}

const wordsOf = async (bytes: Uint8Array | null) =>
  (await extractText(await getDocumentProxy(bytes ?? new Uint8Array()), { mergePages: true })).text.replaceAll(
    /\s+/g,
    ' ',
  )

async function remembered(text: string): Promise<number> {
  const [row] = await clinic.sql<{ n: number }>(clinic.admin, `select count(*)::int as n from ${text}`)
  return row?.n ?? 0
}
const exports = () => remembered(`audit_events where kind = 'export.certificate'`)

describe('a certificate', () => {
  const ofVersion = () => ({ params: { programId: built.programId, versionId: built.versionId } })

  it('is a file for whoever serves the client and for the register, remembered before it leaves', async () => {
    const before = await exports()
    const ways = [
      await ask(certificateOfVersion, clinic.trainer, ofVersion()),
      await ask(certificateOfVersion, clinic.therapist, ofVersion()),
      await ask(certificateOfDecision, clinic.admin, { params: { decisionId } }),
    ]
    for (const { status, headers, bytes } of ways) {
      expect(status).toBe(200)
      expect(headers.get('Content-Type')).toBe('application/pdf')
      expect(headers.get('Content-Disposition')).toBe(`attachment; filename="clearance-${decisionId.slice(-12)}.pdf"`)
      expect(await wordsOf(bytes)).toContain(`SHA-256 ${built.contentHash}`)
    }
    expect(await exports()).toBe(before + 3)
    const noted = `access_events where kind = 'export' and client_id = '${built.clientId}'
      and path_kind = 'routes/register.$decisionId_.certificate[.]pdf'`
    expect(await remembered(noted)).toBe(1)
  })

  it('is not there for another care team, another clinic, an admin by the program, or a trainer by the register', async () => {
    const other = await buildClinic(database)
    const before = await exports()
    const statuses = [
      await ask(certificateOfVersion, clinic.otherTrainer, ofVersion()),
      await ask(certificateOfVersion, other.therapist, ofVersion()),
      await ask(certificateOfVersion, clinic.admin, ofVersion()),
      await ask(certificateOfDecision, other.admin, { params: { decisionId } }),
      await ask(certificateOfDecision, clinic.trainer, { params: { decisionId } }),
      await ask(certificateOfDecision, clinic.admin, { params: { decisionId: 'x' } }),
    ].map(({ status }) => status)
    expect(statuses).toEqual([404, 404, 403, 404, 403, 404])
    expect(await exports()).toBe(before)
  })

  it('asked for in vain is remembered as a denial', async () => {
    const denials = () =>
      remembered(`access_events where kind = 'denial' and path_kind like 'routes/register.$decisionId%'`)
    const before = await denials()
    for (const route of [certificateOfDecision, proofPage]) {
      const asked = { params: { decisionId: built.versionId } }
      expect((await ask(route, clinic.admin, asked)).status).toBe(404)
    }
    expect(await denials()).toBe(before + 2)
  })

  it('is not there of a decision that cleared nothing', async () => {
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId)
    const declined = await submit(clinic, await buildDraft(clinic, clientId))
    const id = await sign(clinic, declined, { outcome: 'declined' })
    const params = { programId: declined.programId, versionId: declined.versionId }
    expect((await ask(certificateOfVersion, clinic.therapist, { params })).status).toBe(404)
    expect((await ask(certificateOfDecision, clinic.admin, { params: { decisionId: id } })).status).toBe(404)
  })
})

describe('the pages beside the register', () => {
  it('are read by clinicians and admins, and the audits by admins alone', async () => {
    for (const page of [overridesPage, incidentsPage, outsidePage]) {
      expect((await ask(page, clinic.admin)).status).toBe(200)
      expect((await ask(page, clinic.therapist)).status).toBe(200)
      expect((await ask(page, clinic.trainer)).status).toBe(403)
    }
    for (const page of [auditsPage, drawPage]) {
      expect((await ask(page, clinic.admin)).status).toBe(200)
      expect((await ask(page, clinic.doctor)).status).toBe(403)
    }
    expect((await ask(draw, clinic.doctor, { fields: {} })).status).toBe(403)
  })

  it('take whatever stands in their address', async () => {
    const search = '?period=x&kind=x&trainer=x&after=2026-99-99_x'
    for (const page of [overridesPage, incidentsPage, outsidePage, auditsPage]) {
      expect((await ask(page, clinic.admin, { search })).status).toBe(200)
    }
  })

  it('lead from the proof back into the sample for an admin only', async () => {
    const search = `?audit=${built.versionId}`
    const asked = { params: { decisionId }, search }
    expect((await ask(proofPage, clinic.admin, asked)).page).toMatchObject({ auditId: built.versionId })
    expect((await ask(proofPage, clinic.therapist, asked)).page).toMatchObject({ auditId: null })
  })
})

describe('an audit by its forms', () => {
  const today = new Date().toLocaleDateString('sv', { timeZone: 'Europe/Berlin' })
  const fields = (more: Record<string, string> = {}) => ({
    key: randomUUID(),
    from: '2020-01-01',
    until: today,
    sampleSize: '5',
    ...more,
  })

  it('is drawn, found and read again', async () => {
    const { status, headers } = await ask(draw, clinic.admin, { fields: fields() })
    expect(status).toBe(303)
    const auditId = headers.get('Location')?.split('/').pop() ?? ''
    const params = { auditId, decisionId }
    expect((await ask(auditPage, clinic.admin, { params })).page).toMatchObject({ audit: { drawn: 1, looked: 0 } })
    expect((await ask(findPage, clinic.admin, { params })).page).toMatchObject({ isOwn: false })
    const kept = { key: randomUUID(), finding: 'question', note: 'Why so early?' }
    const found = await ask(find, clinic.admin, { params, fields: kept })
    expect(found.headers.get('Location')).toBe(`/register/audits/${auditId}?done=audited`)
    expect((await ask(auditPage, clinic.admin, { params })).page).toMatchObject({ audit: { drawn: 1, looked: 1 } })
    const stranger = { params: { auditId, decisionId: built.versionId }, fields: { ...kept, key: randomUUID() } }
    expect((await ask(find, clinic.admin, stranger)).status).toBe(404)
    expect((await ask(find, clinic.therapist, { params, fields: kept })).status).toBe(403)
  })

  it.each([
    [{ sampleSize: '51' }, 400, 'sampleSize', /1 to 50/],
    [{ from: '2026-02-30' }, 400, 'from', /first day/],
    [{ from: '2020-01-01', until: '2020-02-01' }, 409, 'from', /Nothing was cleared/],
    [{ until: '2999-01-01' }, 409, 'until', /not in the future/],
  ])('drawn with %o answers beside the field, with what was typed', async (change, status, field, says) => {
    const typed = fields(change)
    const answer = await ask(draw, clinic.admin, { fields: typed })
    expect(answer.status).toBe(status)
    expect(answer.refused.error?.[field]?.[0]).toMatch(says)
    expect(answer.refused.initialValue).toMatchObject(change)
  })

  it('found without a note says so beside it', async () => {
    const drawn = await ask(draw, clinic.admin, { fields: fields() })
    const params = { auditId: drawn.headers.get('Location')?.split('/').pop() ?? '', decisionId }
    const answer = await ask(find, clinic.admin, {
      params,
      fields: { key: randomUUID(), finding: 'not-in-order', note: '' },
    })
    expect([answer.status, answer.refused.error?.note?.[0]]).toEqual([409, expect.stringMatching(/^Write what/)])
    const nothing = await ask(find, clinic.admin, { params, fields: { key: randomUUID() } })
    expect([nothing.status, nothing.refused.error?.finding]).toEqual([400, ['Choose what you found.']])
  })
})
