/** The report for the referring doctor, as a browser asks: who reads, who signs, what is said when it cannot be, what leaves. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReportSheet } from '~/ui/progress-report/report-parts'
import { action, loader } from '~/routes/clients.$clientId_.progress_.report._index'
import { loader as signed } from '~/routes/clients.$clientId_.progress_.report.$reportId'
import { loader as file } from '~/routes/clients.$clientId_.progress_.report.$reportId[.]pdf'
import { ask, sentences } from '../asking'
import { buildClinic, type Clinic, password, type Who } from '../builders'
import { buildClient } from '../builders-program'
import { erase } from '../builders-record'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let superuser: pg.Client
let clinic: Clinic
let elsewhere: Clinic
let clientId: string

type Page = {
  hash: string
  chosen: string[]
  sheet: ReportSheet
  isAnythingMeasured: boolean
  signing: { role?: string; why?: string }
  sent: { rows: { id: string; addresseeName: string }[]; after: string | null }
}

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  clinic = await buildClinic(database)
  elsewhere = await buildClinic(database)
  clientId = await buildClient(clinic)
  for (const [side, grams] of [
    ['left', 26_000],
    ['right', 40_000],
  ] as const)
    await measure(side, grams)
})
afterAll(() => superuser.end())

async function measure(side: string, grams: number, exercise = 'Leg press', whose = clientId): Promise<void> {
  await clinic.sql(
    clinic.therapist,
    `insert into measurements (clinic_id, id, client_id, kind, exercise, side, entered_value, entered_unit, amount, measured_by,
       occurred_at, measured_on) values ($1, $2, $3, 'one-rm', $4, $5, $6, 'kg', $7, $8, now(), '2000-01-01')`,
    [clinic.id, v7(), whose, exercise, side, String(grams / 1000), grams, clinic.therapist.memberId],
  )
}

async function page(who: Who, whose = clientId, search = ''): Promise<Page> {
  return (await ask(loader, who, { clientId: whose }, null, search)).data as unknown as Page
}

async function form(changes: Record<string, string> = {}, whose = clientId): Promise<Record<string, string>> {
  const { hash } = await page(clinic.therapist, whose)
  return {
    key: randomUUID(),
    contentHash: hash,
    addresseeName: 'Dr Elsewhere',
    addresseePractice: 'Elm Street Practice',
    summary: 'She may jog from January.',
    password,
    ...changes,
  }
}

async function sign(who = clinic.therapist): Promise<string> {
  const { to } = await ask(action, who, { clientId }, await form())
  return to?.match(/report\/([0-9a-f-]{36})\?/)?.[1] ?? ''
}

const count = async (whose = clientId) =>
  Number((await superuser.query('select count(*) from progress_reports where client_id = $1', [whose])).rows[0].count)

describe('before it is signed', () => {
  it('shows a clinician what it will say, and a trainer as well, who may not sign', async () => {
    const shown = await page(clinic.therapist)
    expect(shown.chosen).toEqual(['Leg press'])
    expect(shown.sheet.sections[0]?.heading).toBe('Is it getting stronger? Leg press')
    expect(shown.sheet.signature).toBeNull()
    expect(shown.signing).toMatchObject({ role: 'physical-therapist' })
    expect((await page(clinic.trainer)).signing).toMatchObject({ why: 'not-a-clinician' })
    expect((await ask(action, clinic.trainer, { clientId }, await form())).status).toBe(403)
  })

  it('takes what goes into it from the address, and no more than four exercises', async () => {
    const whose = await buildClient(clinic)
    for (const exercise of ['A', 'B', 'C', 'D', 'E']) await measure('left', 20_000, exercise, whose)
    const all = ['E', 'D', 'C', 'B', 'A', 'no such'].map((exercise) => `exercise=${encodeURIComponent(exercise)}`)
    const shown = await page(clinic.therapist, whose, `?index&range=all&${all.join('&')}`)
    expect(shown.chosen).toEqual(['E', 'D', 'C', 'B'])
    expect(shown.sheet.letter).toEqual([
      { term: 'Period', value: expect.stringMatching(/^everything on record until /) },
    ])
  })

  it('is nobody’s of another clinic, or of another care team', async () => {
    expect((await ask(loader, elsewhere.doctor, { clientId })).status).toBe(404)
    expect((await ask(loader, clinic.otherTrainer, { clientId })).status).toBe(404)
    expect((await ask(action, elsewhere.doctor, { clientId }, await form())).status).toBe(404)
  })
})

describe('signing it', () => {
  it('leads to what was signed, once however often the form is sent', async () => {
    const sent = await form()
    const before = await count()
    const one = await ask(action, clinic.therapist, { clientId }, sent)
    expect(one).toMatchObject({ status: 303, to: expect.stringMatching(/progress\/report\/.+done=report-signed$/) })
    // Even after something was recorded: that form was answered.
    await measure('left', 26_500)
    expect((await ask(action, clinic.therapist, { clientId }, sent)).to).toBe(one.to)
    expect(await count()).toBe(before + 1)
    expect((await page(clinic.trainer)).sent.rows[0]).toMatchObject({ addresseeName: 'Dr Elsewhere' })
  })

  it('is refused, with the report as it is now, when something was recorded since it was read', async () => {
    const sent = await form()
    await measure('right', 41_000)
    const before = await count()
    const answer = await ask(action, clinic.therapist, { clientId }, sent)
    expect(answer.status).toBe(409)
    expect(sentences(answer)).toEqual([
      ['', 'Something was recorded since you read this. Below is what it says now: read it, then sign.'],
    ])
    expect(answer.refused.initialValue).toMatchObject({ summary: 'She may jog from January.' })
    expect(JSON.stringify(answer.refused)).not.toContain(password)
    expect(await count()).toBe(before)
    const { hash } = await page(clinic.therapist)
    expect(hash).not.toBe(sent.contentHash)
    expect((await ask(action, clinic.therapist, { clientId }, { ...sent, contentHash: hash })).status).toBe(303)
  })

  it.each([
    ['the wrong password', { password: 'not the password at all' }, 400, 'password'],
    ['no addressee', { addresseeName: '  ' }, 409, 'addresseeName'],
    ['no summary', { summary: '' }, 409, 'summary'],
    ['a summary longer than anybody reads', { summary: 'x'.repeat(4001) }, 400, 'summary'],
    ['no hash of what was read', { contentHash: 'x' }, 400, 'contentHash'],
  ])('says beside the field what is wrong with %s', async (_, changes, status, field) => {
    const answer = await ask(action, clinic.therapist, { clientId }, await form(changes))
    expect([answer.status, sentences(answer).map(([name]) => name)]).toEqual([status, [field]])
  })

  it('needs something that was measured', async () => {
    const whose = await buildClient(clinic)
    expect(await page(clinic.therapist, whose)).toMatchObject({ isAnythingMeasured: false })
    const answer = await ask(action, clinic.therapist, { clientId: whose }, await form({}, whose))
    expect(sentences(answer)).toEqual([
      ['', 'Nothing was measured in this time. Choose a longer one, or measure first.'],
    ])
  })

  it('needs a licence that is good today, and says so before anything is written', async () => {
    await clinic.owner('update members set licence_valid_until = current_date - 2 where id = $1', [
      clinic.otherTherapist.memberId,
    ])
    expect((await page(clinic.otherTherapist)).signing).toEqual({
      name: 'Tove Berg',
      licence: expect.anything(),
      why: 'licence-expired',
    })
    const answer = await ask(action, clinic.otherTherapist, { clientId }, await form())
    expect(answer.status).toBe(409)
    expect(sentences(answer)[0]?.[1]).toContain('licence on record has expired')
  })
})

describe('what was signed', () => {
  let reportId: string
  beforeAll(async () => {
    reportId = await sign(clinic.doctor)
  })

  it('is read by trainers too, with its proof', async () => {
    const { data } = await ask(signed, clinic.trainer, { clientId, reportId })
    expect(data).toMatchObject({ report: { isWhole: true, sheet: { summary: 'She may jog from January.' } } })
    expect(JSON.stringify(data)).toContain('Dr. Amara Osei, physician')
  })

  it('stays as it was, whatever is recorded and whoever is renamed after it', async () => {
    const before = await ask(signed, clinic.therapist, { clientId, reportId })
    const paper = await ask(file, clinic.therapist, { clientId, reportId })
    await measure('left', 27_000)
    await clinic.owner("update members set name = 'Lin Other' where id = $1", [clinic.therapist.memberId])
    const after = await ask(signed, clinic.therapist, { clientId, reportId })
    await clinic.owner("update members set name = 'Lin Chen' where id = $1", [clinic.therapist.memberId])
    expect(after.data?.report).toEqual(before.data?.report)
    expect((await ask(file, clinic.therapist, { clientId, reportId })).text).toBe(paper.text)
  })

  it('leaves as a PDF that names nobody outside, remembered in the audit first', async () => {
    const { text, status } = await ask(file, clinic.trainer, { clientId, reportId })
    expect([status, text.startsWith('%PDF-1.7')]).toEqual([200, true])
    const { rows } = await superuser.query(
      `select e.actor_member_id as by from audit_events e join audit_details d on d.clinic_id = e.clinic_id and d.seq = e.seq
       where e.kind = 'export.progress-report' and d.detail like '%' || $1 || '%' order by e.seq desc limit 1`,
      [reportId],
    )
    expect(rows).toEqual([{ by: clinic.trainer.memberId }])
  })

  it('is not there for another client, clinic or care team', async () => {
    const other = await buildClient(clinic)
    for (const [who, whose] of [
      [clinic.therapist, other],
      [clinic.otherTrainer, clientId],
      [elsewhere.doctor, clientId],
    ] as const)
      for (const route of [signed, file])
        expect((await ask(route, who, { clientId: whose, reportId })).status).toBe(404)
    expect((await ask(file, clinic.therapist, { clientId, reportId: v7() })).status).toBe(404)
    expect((await ask(file, clinic.therapist, { clientId, reportId: 'x' })).status).toBe(404)
  })

  it('leaves no more once its text is not the one that was signed, and its page says so', async () => {
    await superuser.query("set session_replication_role = 'replica'")
    await superuser.query('alter table progress_reports drop constraint the_hash_is_of_the_content')
    await superuser.query("update progress_reports set content = replace(content, '26', '36') where id = $1", [
      reportId,
    ])
    await superuser.query("set session_replication_role = 'origin'")
    expect((await ask(signed, clinic.therapist, { clientId, reportId })).data).toMatchObject({
      report: { isWhole: false },
    })
    expect((await ask(file, clinic.therapist, { clientId, reportId })).status).toBe(404)
  })

  it('is gone with the record of its client', async () => {
    await erase(clinic, clientId)
    expect((await ask(signed, clinic.therapist, { clientId, reportId })).status).toBe(410)
    expect((await ask(file, clinic.therapist, { clientId, reportId })).status).toBe(410)
  })
})
