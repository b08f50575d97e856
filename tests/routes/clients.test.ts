/** The pages of clients and screenings, asked as a browser asks them: who is answered, and what a form does. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { ActionFunctionArgs } from '@remix-run/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { loader as overview } from '~/routes/clients.$clientId._index'
import { action as addToTeam, loader as team } from '~/routes/clients.$clientId_.care-team'
import { action as remove, loader as removal } from '~/routes/clients.$clientId_.care-team_.$memberId.removal'
import { action as note, loader as notePage } from '~/routes/clients.$clientId_.event.new'
import { action as measure, loader as lopPage } from '~/routes/clients.$clientId_.lop.new'
import { loader as record } from '~/routes/clients.$clientId_.record'
import { loader as outcome } from '~/routes/clients.$clientId_.screening.$screeningId'
import { loader as history } from '~/routes/clients.$clientId_.screening._index'
import { action as screen, loader as screenPage } from '~/routes/clients.$clientId_.screening.new'
import { action as search, loader as list } from '~/routes/clients._index'
import { action as importFiles } from '~/routes/clients.import'
import { action as add, loader as addPage } from '~/routes/clients.new'
import { buildClinic, type Clinic, type Who } from '../builders'
import { buildCleared, buildClient, buildScreening } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let elsewhere: Clinic

beforeAll(async () => {
  clinic = await buildClinic(database)
  elsewhere = await buildClinic(database)
})

type Route = (args: ActionFunctionArgs) => Promise<unknown>
type Answer = { status: number; to: string | null; data: Record<string, unknown> }
type Sent = Record<string, string | string[]> | FormData

/** What a loader or an action answered or threw, in one shape. */
async function ask(route: Route, who: Who | null, params: Record<string, string>, sent?: Sent): Promise<Answer> {
  const headers = who ? { Cookie: who.cookie } : undefined
  const body = sent instanceof FormData ? sent : sent && new URLSearchParams(pairsOf(sent))
  const request = new Request('http://localhost/', { headers, ...(body ? { method: 'POST', body } : {}) })
  const args = { request, params, context: {}, response: undefined } as unknown as ActionFunctionArgs
  const answer = await route(args).catch((thrown: unknown) => thrown)
  if (answer instanceof Error) throw answer
  if (answer instanceof Response) return { status: answer.status, to: answer.headers.get('Location'), data: {} }
  const { data, init } = answer as { data?: Answer['data']; init?: { status?: number } }
  return { status: init?.status ?? 200, to: null, data: data ?? (answer as Answer['data']) }
}

function pairsOf(sent: Record<string, string | string[]>): [string, string][] {
  return Object.entries(sent).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]))
}

const answered = (more: Record<string, string | string[]> = {}) => ({
  key: randomUUID(),
  systolic1: '118',
  diastolic1: '76',
  hadSurgery: 'no',
  isConfirmed: 'on',
  ...more,
})
const person = { givenName: 'Zoë', familyName: 'Ångström', birthDate: '1984-02-29', sex: 'female' }
const cuff = () => ({
  key: randomUUID(),
  limb: 'left-leg',
  cuffWidthCm: '11.5',
  position: 'lying',
  pressureMmhg: '168',
})
const errorsOf = ({ data }: Answer) => Object.keys((data as { error?: object }).error ?? {})
const changes = () =>
  clinic
    .sql<{ n: string }>(clinic.trainer, 'select count(*) as n from audit_events where clinic_id = $1', [clinic.id])
    .then(([row]) => Number(row?.n))

describe('who is not to see a client', () => {
  const pages: [string, Route, Sent?][] = [
    ['overview', overview],
    ['record', record],
    ['screenings', history],
    ['one screening', outcome],
    ['questionnaire', screenPage],
    ['questionnaire sent', screen, answered()],
    ['questionnaire sent half empty', screen, { key: 'no key' }],
    ['LOP', lopPage],
    ['LOP sent', measure, cuff()],
    ['LOP sent empty', measure, {}],
    ['note', notePage],
    ['note sent', note, { key: randomUUID(), kind: 'surgery' }],
    ['note sent empty', note, {}],
    ['care team', team],
    ['care team sent', addToTeam, { key: randomUUID(), memberId: randomUUID() }],
    ['care team sent empty', addToTeam, {}],
    ['removal', removal],
    ['removal sent', remove, { key: randomUUID() }],
    ['removal sent empty', remove, {}],
  ]

  it.each(pages)('gets of %s exactly what an id of nobody gets, and changes nothing', async (_page, route, sent) => {
    const clientId = await buildClient(clinic)
    const screeningId = await buildScreening(clinic, clientId)
    const params = { clientId, screeningId, memberId: clinic.trainer.memberId }
    const before = await changes()
    for (const who of [clinic.otherTrainer, elsewhere.doctor]) {
      expect(await ask(route, who, params, sent)).toEqual({ status: 404, to: null, data: {} })
    }
    const ofNobody = await ask(route, clinic.trainer, { ...params, clientId: randomUUID() }, sent)
    expect(ofNobody).toEqual({ status: 404, to: null, data: {} })
    expect((await ask(route, clinic.admin, params, sent)).status).toBe(403)
    expect((await ask(route, null, params, sent)).to).toMatch(/^\/login/)
    expect(await changes()).toBe(before)
  })

  it.each([
    ['list', list],
    ['search', search, { words: 'lind' }],
    ['add', addPage],
    ['add sent', add, { key: randomUUID(), ...person }],
    ['import sent', importFiles, { key: randomUUID() }],
  ] as [string, Route, Sent?][])('is an admin without another role for %s: 403', async (_page, route, sent) => {
    expect((await ask(route, clinic.admin, {}, sent)).status).toBe(403)
    expect((await ask(route, null, {}, sent)).to).toMatch(/^\/login/)
  })
})

describe('the questionnaire', () => {
  it.each([
    ['no pressure at all', { systolic1: '', diastolic1: '' }, ['systolic1', 'diastolic1']],
    ['systolic alone', { diastolic1: '' }, ['diastolic1']],
    ['the numbers swapped', { systolic1: '76', diastolic1: '118' }, ['diastolic1']],
    ['a pressure of nobody alive', { systolic1: '400' }, ['systolic1']],
    ['half of a second reading', { systolic2: '130' }, ['diastolic2']],
    ['surgery without when', { hadSurgery: 'yes' }, ['surgeryWeeksAgo']],
    ['nothing said of surgery', { hadSurgery: '' }, ['hadSurgery']],
    ['nothing confirmed', { isConfirmed: '' }, ['isConfirmed']],
    ['pain of eleven', { painNrs: '11' }, ['painNrs']],
    ['a box that is not ours', { condition: ['diabetes', 'luck'] }, ['condition']],
    ['a NUL in the note', { note: 'a\0b' }, ['note']],
    ['words for numbers', { systolic1: 'high', bmi: 'big' }, ['systolic1', 'bmi']],
    ['no key of ours', { key: 'x' }, ['key']],
  ])('comes back with what was typed for %s, and nothing is kept', async (_what, more, fields) => {
    const clientId = await buildClient(clinic)
    const answer = await ask(screen, clinic.trainer, { clientId }, answered({ anticoagulantFor: 'a stent', ...more }))
    expect(answer.status).toBe(400)
    expect(errorsOf(answer).sort()).toEqual([...fields].sort())
    expect(answer.data.initialValue).toMatchObject({ anticoagulantFor: 'a stent' })
    expect((await ask(history, clinic.trainer, { clientId })).data.page).toMatchObject({ rows: [] })
  })

  it('leads to what it came to', async () => {
    const clientId = await buildClient(clinic)
    const condition = ['hypertension', 'open-wound:left-leg']
    const { status, to } = await ask(screen, clinic.trainer, { clientId }, answered({ condition, bmi: '24.5' }))
    expect(status).toBe(303)
    const screeningId = to?.split('/').at(-1) ?? ''
    const { data } = await ask(outcome, clinic.therapist, { clientId, screeningId })
    expect(data.screening).toMatchObject({
      isNewest: true,
      outcomes: [
        { scope: 'all', bfr: 'elevated', plain: 'precaution' },
        { scope: 'left-leg', bfr: 'no-restriction', plain: 'precaution' },
      ],
      answers: { bmi: 24.5, painNrs: null, surgery: null },
    })
    const another = await buildClient(clinic)
    expect((await ask(outcome, clinic.trainer, { clientId: another, screeningId })).status).toBe(404)
  })

  it('takes fields that no form has for nothing', async () => {
    const clientId = await buildClient(clinic)
    const more = { clientId: randomUUID(), outcome: 'standard', ageYears: '3', screenedBy: randomUUID(), rejected: 'x' }
    const { to } = await ask(screen, clinic.trainer, { clientId }, answered({ ...more, systolic1: '185' }))
    const { data } = await ask(outcome, clinic.trainer, { clientId, screeningId: to?.split('/').at(-1) ?? '' })
    expect(data.screening).toMatchObject({ outcomes: [{ bfr: 'no-exercise' }], screenedBy: clinic.trainer.name })
  })

  it('says to a trainer after a red flag that a clinician screens, and takes nothing', async () => {
    const clientId = await buildClient(clinic)
    await clinic.sql(
      clinic.trainer,
      `insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, raised_by, occurred_at)
       values ($1, $2, $3, 'chest-pain', true, $4, now())`,
      [clinic.id, randomUUID(), clientId, clinic.trainer.memberId],
    )
    expect((await ask(screenPage, clinic.trainer, { clientId })).data.refusal).toBe('screening-needs-clinician')
    expect(await ask(screen, clinic.trainer, { clientId }, answered())).toMatchObject({
      status: 409,
      data: {
        error: { '': ['After a red flag a clinician does the screening. Ask a physical therapist or a doctor.'] },
      },
    })
    expect((await ask(screenPage, clinic.therapist, { clientId })).data.refusal).toBeNull()
    expect((await ask(screen, clinic.therapist, { clientId }, answered())).status).toBe(303)
  })
})

describe('a cuff', () => {
  it('is not offered, and not taken, without a screening', async () => {
    const clientId = await buildClient(clinic)
    const { data } = await ask(lopPage, clinic.trainer, { clientId })
    expect(data.refusals).toMatchObject({ 'left-leg': 'screening-missing', 'right-arm': 'screening-missing' })
    expect((await ask(measure, clinic.trainer, { clientId }, cuff())).status).toBe(409)
    await buildScreening(clinic, clientId)
    expect(await ask(measure, clinic.trainer, { clientId }, cuff())).toMatchObject({
      status: 303,
      to: `/clients/${clientId}`,
    })
    expect((await ask(lopPage, clinic.trainer, { clientId })).data.lops).toMatchObject([{ cuffWidthMm: 115 }])
  })
})

describe('a note', () => {
  it('says what it holds, and holds it', async () => {
    const { clientId, programId } = await buildCleared(clinic)
    expect((await ask(notePage, clinic.trainer, { clientId })).data.held).toMatchObject([{ id: programId }])
    const sent = { key: randomUUID(), kind: 'pregnancy' }
    expect(await ask(note, clinic.trainer, { clientId }, sent)).toMatchObject({
      status: 303,
      to: `/clients/${clientId}`,
    })
    const { data } = await ask(overview, clinic.trainer, { clientId })
    expect(data).toMatchObject({
      next: 'screen-again',
      overview: {
        programs: [{ holds: [{ cause: 'event' }], next: { step: 'lift-hold' } }],
        events: [{ kind: 'pregnancy' }],
      },
    })
  })
})

describe('files', () => {
  const bytesOf = (name: string) => readFileSync(new URL(`../../../shared/data/fhir/${name}.json`, import.meta.url))
  const formOf = (key: string, ...files: [string, Uint8Array][]) => {
    const form = new FormData()
    form.set('key', key)
    for (const [name, bytes] of files) form.append('files', new Blob([new Uint8Array(bytes)]), name)
    return form
  }

  it('are taken or refused one by one, each with its name', async () => {
    const own = await buildClinic(database)
    const files: [string, Uint8Array][] = [
      ['laurie.json', bytesOf('laurie-mccullough')],
      ['again.json', bytesOf('laurie-mccullough')],
      ['shane.json', bytesOf('shane-jast')],
      ['notes.json', Buffer.from('not a record')],
    ]
    const key = randomUUID()
    const first = await ask(importFiles, own.trainer, {}, formOf(key, ...files))
    expect(first).toMatchObject({
      status: 200,
      data: {
        reports: [
          { fileName: 'laurie.json', ok: true, givenName: 'Laurie', taken: { conditions: 6, bloodPressures: 8 } },
          {
            fileName: 'again.json',
            ok: false,
            why: 'duplicate-client',
            knownClientId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          },
          { fileName: 'shane.json', ok: false, why: 'deceased' },
          { fileName: 'notes.json', ok: false, why: 'file-not-understood' },
        ],
      },
    })
    expect((await ask(importFiles, own.trainer, {}, formOf(key, ...files))).data).toEqual(first.data)
    const known = await ask(importFiles, own.otherTrainer, {}, formOf(randomUUID(), ...files.slice(0, 1)))
    expect(known).toMatchObject({ status: 409, data: { reports: [{ why: 'duplicate-client', knownClientId: null }] } })
  })

  it.each([
    ['no file', []],
    ['an empty file', [['empty.json', new Uint8Array()]]],
  ] as [string, [string, Uint8Array][]][])('%s is asked for again', async (_what, files) => {
    const answer = await ask(importFiles, clinic.trainer, {}, formOf(randomUUID(), ...files))
    expect(answer).toMatchObject({ status: 400, data: { reports: [] } })
    expect(answer.data.errors).not.toEqual([])
  })
})

describe('a client added by hand', () => {
  it('leads to their page, once for a key', async () => {
    const sent = { key: randomUUID(), ...person }
    const first = await ask(add, clinic.trainer, {}, sent)
    expect(first).toMatchObject({ status: 303, to: expect.stringMatching(/^\/clients\/[0-9a-f-]{36}$/) })
    expect(await ask(add, clinic.trainer, {}, sent)).toEqual(first)
  })

  it.each([
    ['givenName', { givenName: ' ' }],
    ['familyName', { familyName: 'a\0b' }],
    ['birthDate', { birthDate: '2026-02-30' }],
    ['birthDate', { birthDate: '1899-12-31' }],
    ['sex', { sex: 'yes' }],
    ['recordNumber', { recordNumber: 'x'.repeat(81) }],
  ])('is asked again for a wrong %s: %j', async (field, more) => {
    const answer = await ask(add, clinic.trainer, {}, { key: randomUUID(), ...person, ...more })
    expect(answer.status).toBe(400)
    expect(errorsOf(answer)).toEqual([field])
  })

  it('is told beside the field that the number is taken, or the birthday ahead', async () => {
    const numbered = { ...person, birthDate: '1999-09-09', recordNumber: 'TAKEN-1' }
    await ask(add, clinic.trainer, {}, { key: randomUUID(), ...numbered })
    const again = await ask(add, clinic.trainer, {}, { key: randomUUID(), ...numbered })
    expect([again.status, errorsOf(again)]).toEqual([409, ['recordNumber']])
    const ahead = await ask(add, clinic.trainer, {}, { key: randomUUID(), ...person, birthDate: '2090-01-01' })
    expect([ahead.status, errorsOf(ahead)]).toEqual([409, ['birthDate']])
  })
})

describe('the list', () => {
  it('keeps what was searched for out of its address, and finds it', async () => {
    await buildClient(clinic)
    const found = await ask(search, clinic.trainer, {}, { words: ' LIND ' })
    expect(found).toMatchObject({ status: 200, to: null, data: { words: ' LIND ' } })
    expect(found.data.rows).not.toEqual([])
    expect(await ask(search, clinic.trainer, {}, { words: ' \0 ' })).toMatchObject({ status: 303, to: '/clients' })
  })
})

describe('the care team', () => {
  it('takes a colleague in, and leads a trainer who leaves back to the list', async () => {
    const clientId = await buildClient(clinic)
    const memberId = clinic.otherTrainer.memberId
    const sent = () => ({ key: randomUUID(), memberId })
    expect((await ask(addToTeam, clinic.trainer, { clientId }, sent())).to).toBe(`/clients/${clientId}/care-team`)
    expect((await ask(overview, clinic.otherTrainer, { clientId })).status).toBe(200)
    expect((await ask(remove, clinic.trainer, { clientId, memberId }, sent())).status).toBe(409)
    expect((await ask(remove, clinic.otherTrainer, { clientId, memberId }, sent())).to).toBe('/clients')
    expect((await ask(overview, clinic.otherTrainer, { clientId })).status).toBe(404)
    const foreign = { key: randomUUID(), memberId: elsewhere.trainer.memberId }
    expect((await ask(addToTeam, clinic.trainer, { clientId }, foreign)).status).toBe(404)
  })
})
