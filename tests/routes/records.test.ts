/** Handing out and erasing a record, as a browser asks: who may, what it asks for, what is remembered, what is answered after. */
import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs } from '@remix-run/node'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFhirRecord } from '~/domain/fhir-record'
import { loader as overview } from '~/routes/clients.$clientId._index'
import { action as erase, loader as erasure } from '~/routes/clients.$clientId_.erasure'
import { action as handOut, loader as handOutPage } from '~/routes/clients.$clientId_.record-export'
import { loader as bundle } from '~/routes/clients.$clientId_.record-export_.$exportId[.]json'
import { loader as sheet } from '~/routes/clients.$clientId_.record-export_.$exportId[.]pdf'
import { loader as clients } from '~/routes/clients._index'
import { loader as program } from '~/routes/programs.$programId._index'
import { loader as proof } from '~/routes/register.$decisionId'
import { loader as session } from '~/routes/sessions.$sessionId._index'
import { action as keep, loader as keeping } from '~/routes/settings.retention'
import { buildClinic, type Clinic, password, type Who } from '../builders'
import { buildRecorded, canary, type Recorded } from '../builders-record'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let superuser: pg.Client
let clinic: Clinic
let elsewhere: Clinic
let built: Recorded

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  clinic = await buildClinic(database)
  elsewhere = await buildClinic(database)
  built = await buildRecorded(clinic)
})
afterAll(() => superuser.end())

type Route = (args: ActionFunctionArgs) => Promise<unknown>
type Answer = { status: number; to: string | null; headers: Headers; text: string; data: Record<string, unknown> }

/** What a loader or an action answered or threw, in one shape. */
async function ask(
  route: Route,
  who: Who,
  params: Record<string, string>,
  sent?: Record<string, string>,
): Promise<Answer> {
  const init = sent ? { method: 'POST', body: new URLSearchParams(sent) } : {}
  const request = new Request('http://localhost/', { headers: { Cookie: who.cookie }, ...init })
  const args = { request, params, context: {} } as unknown as ActionFunctionArgs
  const answer = await route(args).catch((thrown: unknown) => thrown)
  if (answer instanceof Error) throw answer
  if (answer instanceof Response) {
    const { status, headers } = answer
    return { status, headers, to: headers.get('Location'), text: await answer.text(), data: {} }
  }
  const { data, init: told } = answer as { data?: Answer['data']; init?: { status?: number } }
  return {
    status: told?.status ?? 200,
    to: null,
    headers: new Headers(),
    text: '',
    data: data ?? (answer as Answer['data']),
  }
}

const typed = (more: Record<string, string> = {}) => ({
  key: randomUUID(),
  format: 'fhir',
  recipient: 'Dr. Elsewhere',
  reason: 'She moves to another town',
  password,
  ...more,
})
const exportIdOf = ({ to }: Answer) => /([0-9a-f-]{36})\.(json|pdf)$/.exec(to ?? '')?.[1] ?? ''

describe('handing out a record', () => {
  it('is offered to clinicians and admins, and to nobody of another clinic', async () => {
    const params = { clientId: built.clientId }
    for (const who of [clinic.therapist, clinic.doctor, clinic.admin])
      expect((await ask(handOutPage, who, params)).status).toBe(200)
    expect((await ask(handOutPage, clinic.trainer, params)).status).toBe(403)
    for (const route of [handOutPage, handOut])
      expect((await ask(route, elsewhere.admin, params, route === handOut ? typed() : undefined)).status).toBe(404)
  })

  it.each([
    ['without a reason', { reason: ' ' }, 'reason'],
    ['without saying to whom', { recipient: '' }, 'recipient'],
    ['with a wrong password', { password: 'not the password at all' }, 'password'],
  ])('is refused %s, beside the field, with what was typed kept', async (_, more, field) => {
    const answer = await ask(handOut, clinic.admin, { clientId: built.clientId }, typed(more))
    expect([400, 409]).toContain(answer.status)
    const { error, initialValue } = answer.data as {
      error: Record<string, string[]>
      initialValue: Record<string, string>
    }
    expect(Object.keys(error)).toEqual([field])
    expect(JSON.stringify(initialValue)).not.toContain('password')
  })

  it('gives the bundle to who made it, notes each fetch, and gives it to nobody else', async () => {
    const answer = await ask(handOut, clinic.admin, { clientId: built.clientId }, typed())
    const params = { clientId: built.clientId, exportId: exportIdOf(answer) }
    const file = await ask(bundle, clinic.admin, params)
    expect(file.headers.get('Content-Disposition')).toMatch(/^attachment; filename="record-\d+\.json"$/)
    const read = readFhirRecord(JSON.parse(file.text))
    expect(read.ok && read.record.client.familyName).toBe(canary.familyName)
    for (const said of ['Dr. Elsewhere', 'She moves to another town']) expect(file.text).toContain(said)
    expect((await ask(bundle, clinic.therapist, params)).status).toBe(404)
    expect((await ask(sheet, clinic.admin, params)).status).toBe(404)
    expect((await ask(bundle, clinic.admin, { ...params, clientId: built.programId })).status).toBe(404)
    const { rows } = await superuser.query<{ count: string }>(
      "select count(*) from access_events where kind = 'export' and client_id = $1 and member_id = $2",
      [built.clientId, clinic.admin.memberId],
    )
    expect(rows[0]?.count).toBe('1')
  })

  it('gives a PDF of the same to a clinician', async () => {
    const answer = await ask(handOut, clinic.doctor, { clientId: built.clientId }, typed({ format: 'pdf' }))
    const file = await ask(sheet, clinic.doctor, { clientId: built.clientId, exportId: exportIdOf(answer) })
    expect(file.headers.get('Content-Type')).toBe('application/pdf')
    expect(file.text.startsWith('%PDF-1.7')).toBe(true)
  })

  it('has one effect however often the form is sent', async () => {
    const form = typed()
    const [one, two] = [
      await ask(handOut, clinic.admin, { clientId: built.clientId }, form),
      await ask(handOut, clinic.admin, { clientId: built.clientId }, form),
    ]
    expect(one.to).toBe(two.to)
  })

  it('leads back to the form once ten minutes are over', async () => {
    const answer = await ask(handOut, clinic.admin, { clientId: built.clientId }, typed())
    const exportId = exportIdOf(answer)
    await superuser.query("set session_replication_role = 'replica'")
    await superuser.query("update record_exports set recorded_at = recorded_at - interval '11 minutes' where id = $1", [
      exportId,
    ])
    await superuser.query("set session_replication_role = 'origin'")
    const late = await ask(bundle, clinic.admin, { clientId: built.clientId, exportId })
    expect(late.to).toBe(`/clients/${built.clientId}/record-export?expired=yes`)
  })

  it('is a link in the chain about this client, and no row without its password', async () => {
    const { rows } = await superuser.query<{ kind: string }>(
      `select distinct e.kind from record_exports x join audit_events e on e.clinic_id = x.clinic_id and e.seq = x.chain_seq
       join audit_subjects s on s.clinic_id = e.clinic_id and s.seq = e.seq and s.client_id = x.client_id
       where encode(e.hash, 'hex') = x.chain_hash`,
    )
    expect(rows).toEqual([{ kind: 'export.record' }])
    const insert = (who: Who) =>
      clinic.sql(
        who,
        `insert into record_exports (clinic_id, id, client_id, format, recipient, reason, exported_by, chain_seq, chain_hash,
           time_zone, reauthentication_id, occurred_at)
         values ($1, uuidv7(), $2, 'fhir', 'me', 'why not', $3, 1, '', '', uuidv7(), now())`,
        [clinic.id, built.clientId, who.memberId],
      )
    await expect(insert(clinic.admin)).rejects.toThrow('no-reauthentication')
    await expect(insert(clinic.trainer)).rejects.toThrow('not-your-role')
  })
})

describe('how long records are kept', () => {
  it('is for admins alone to see and to decide', async () => {
    for (const who of [clinic.trainer, clinic.doctor]) {
      expect((await ask(keeping, who, {})).status).toBe(403)
      expect((await ask(keep, who, {}, { key: randomUUID(), years: '10' })).status).toBe(403)
    }
  })

  it('is undecided first, then what was decided, with who and when', async () => {
    expect((await ask(keeping, clinic.admin, {})).data).toMatchObject({ retention: { years: null, decided: null } })
    expect((await ask(keep, clinic.admin, {}, { key: randomUUID(), years: '0' })).status).toBe(400)
    expect((await ask(keep, clinic.admin, {}, { key: randomUUID(), years: '10' })).to).toBe(
      '/settings/retention?done=retention-set',
    )
    const { data } = await ask(keeping, clinic.admin, {})
    expect(data).toMatchObject({
      retention: { years: 10, decided: { by: 'Ada Admin' } },
      past: { rows: [], after: null },
    })
  })

  it('leads to a record by its number, typed exactly, and never by an address that holds it', async () => {
    for (const to of ['record-export', 'erasure']) {
      const found = await ask(keep, clinic.admin, {}, { recordNumber: canary.recordNumber, to })
      expect(found.to).toBe(`/clients/${built.clientId}/${to}`)
    }
    expect((await ask(keep, clinic.admin, {}, { recordNumber: 'CANARY' })).status).toBe(404)
    expect((await ask(keep, elsewhere.admin, {}, { recordNumber: canary.recordNumber })).status).toBe(404)
  })
})

describe('erasing a record', () => {
  const form = (more: Record<string, string> = {}) => ({
    key: randomUUID(),
    basis: 'client-demand',
    reason: 'Demanded in writing on 24 November',
    password,
    ...more,
  })

  it('is for admins of the clinic alone', async () => {
    const params = { clientId: built.clientId }
    for (const who of [clinic.trainer, clinic.therapist, clinic.doctor]) {
      expect((await ask(erasure, who, params)).status).toBe(403)
      expect((await ask(erase, who, params, form())).status).toBe(403)
    }
    expect((await ask(erase, elsewhere.admin, params, form())).status).toBe(404)
  })

  it.each([
    ['before the time is over, where nobody demands it', { basis: 'retention' }, 'basis'],
    ['without a reason', { reason: '' }, 'reason'],
    ['with a wrong password', { password: 'not the password at all' }, 'password'],
  ])('is refused %s', async (_, more, field) => {
    const { data } = await ask(erase, clinic.admin, { clientId: built.clientId }, form(more))
    expect(Object.keys((data as { error: object }).error)).toEqual([field])
  })

  it('is done with a reason and the password, and says what went', async () => {
    const before = await ask(handOut, clinic.admin, { clientId: built.clientId }, typed())
    expect((await ask(erase, clinic.admin, { clientId: built.clientId }, form())).to).toBe(
      `/clients/${built.clientId}/erasure?done=erased`,
    )
    const { data } = await ask(erasure, clinic.admin, { clientId: built.clientId })
    expect(data).toMatchObject({
      client: { givenName: 'Erased', erasure: { by: 'Ada Admin', basis: 'client-demand', counts: { clients: 1 } } },
    })
    expect((await ask(bundle, clinic.admin, { clientId: built.clientId, exportId: exportIdOf(before) })).status).toBe(
      404,
    )
  })

  it('leaves pages that say so, lists without the client, and no export', async () => {
    for (const [route, params] of [
      [overview, { clientId: built.clientId }],
      [program, { programId: built.programId }],
      [handOutPage, { clientId: built.clientId }],
      [session, { sessionId: built.sessionId }],
    ] as const) {
      const answer = await ask(route, clinic.doctor, params)
      expect(answer.status).toBe(410)
      expect(JSON.parse(answer.text)).toMatchObject({ why: 'client-erased', erased: { by: 'Ada Admin' } })
    }
    expect((await ask(handOut, clinic.admin, { clientId: built.clientId }, typed())).status).toBe(410)
    expect(JSON.stringify((await ask(clients, clinic.doctor, {})).data)).not.toContain(built.clientId)
  })

  it('leaves the decision in the register, whole, under an erased client', async () => {
    const { data } = await ask(proof, clinic.admin, { decisionId: built.decisionId })
    expect(data).toMatchObject({
      proof: {
        isContentWhole: true,
        client: { givenName: 'Erased', familyName: 'client' },
        screening: { isErased: true },
        decision: { signerName: 'Lin Chen', contentHash: built.contentHash },
      },
    })
  })
})
