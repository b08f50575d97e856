/** The settings as a browser sends them: what is asked before it is saved, what is kept of what was typed, and who may. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loader as index } from '~/routes/settings._index'
import { action as saveClearance, loader as clearance } from '~/routes/settings.clearance'
import { action as saveClinic, loader as clinicPage } from '~/routes/settings.clinic'
import { action as saveMeasuring, loader as measuring } from '~/routes/settings.measuring'
import { action as saveSignIn, loader as signIn } from '~/routes/settings.sign-in'
import { ask, type Route, sentences } from '../asking'
import { buildClinic, type Clinic, password } from '../builders'
import { buildCleared } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let superuser: pg.Client
let clinic: Clinic

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  clinic = await buildClinic(database)
  await buildCleared(clinic)
  await superuser.query("set session_replication_role = 'replica'")
  await superuser.query('update screenings set screened_on = screened_on - 10')
  await superuser.query("set session_replication_role = 'origin'")
})
afterAll(() => superuser.end())

const opened = async (page: unknown) => {
  const { data } = await ask(page as Route, clinic.admin, {})
  return { was: String(data?.was), key: randomUUID() }
}
/** What an action answered instead of saving: the form's own part, and what is asked. */
async function send(action: unknown, fields: Record<string, string>) {
  const answer = await ask(action as Route, clinic.admin, {}, fields)
  const { form, ...asked } = (answer.data ?? {}) as { form?: object; effects?: object[]; asksPassword?: boolean }
  return {
    status: answer.status,
    to: answer.to,
    asked,
    said: sentences({ ...answer, refused: form ?? {} }),
    text: answer.text,
  }
}

describe('the clearance rules', () => {
  const usual = { clearanceValidDays: '30', screeningValidDays: '28', decisionTargetHours: '48' }

  it('that make screenings stale are saved once that was read, and not for other numbers', async () => {
    const form = { ...usual, ...(await opened(clearance)), screeningValidDays: '9' }
    const effects = [{ kind: 'screenings-stale', count: 1 }]
    expect(await send(saveClearance, form)).toMatchObject({ status: 409, asked: { effects }, said: [] })
    const unread = { ...form, agreed: 'screenings-stale=0' }
    expect(await send(saveClearance, unread)).toMatchObject({ status: 409, asked: { effects } })
    const read = { ...form, agreed: 'screenings-stale=1' }
    expect(await send(saveClearance, read)).toMatchObject({ status: 303, to: '/settings/clearance?done=clearance-set' })
  })

  it('out of range are said beside their field, whatever would follow from them', async () => {
    const form = { ...usual, ...(await opened(clearance)) }
    for (const [field, value] of [
      ['clearanceValidDays', '31'],
      ['screeningValidDays', '999999999999'],
      ['decisionTargetHours', '0.5'],
      ['decisionTargetHours', 'soon'],
    ] as const) {
      const { status, said } = await send(saveClearance, { ...form, [field]: value })
      expect([[400, 409].includes(status), said.map(([name]) => name)]).toEqual([true, [field]])
    }
  })
})

describe('the formula of estimates', () => {
  it('is saved once one has read what it makes of a set', async () => {
    const form = { ...(await opened(measuring)), oneRmFormula: 'brzycki' }
    const effects = [{ kind: 'formula-changes', from: 'epley', to: 'brzycki' }]
    expect(await send(saveMeasuring, form)).toMatchObject({ status: 409, asked: { effects }, said: [] })
    const another = { ...form, agreed: 'formula-changes=epley-lander' }
    expect(await send(saveMeasuring, another)).toMatchObject({ status: 409, asked: { effects } })
    const read = { ...form, agreed: 'formula-changes=epley-brzycki' }
    expect(await send(saveMeasuring, read)).toMatchObject({ status: 303, to: '/settings/measuring?done=measuring-set' })
    const late = await send(saveMeasuring, {
      ...form,
      key: randomUUID(),
      oneRmFormula: 'lander',
      agreed: 'formula-changes=brzycki-lander',
    })
    const changed = [{ setting: 'oneRmFormula', before: 'epley', after: 'brzycki' }]
    expect(late).toMatchObject({ status: 409, asked: { meanwhile: { changed } } })
  })

  it('that is none of the seven is said beside its field', async () => {
    const { status, said } = await send(saveMeasuring, { ...(await opened(measuring)), oneRmFormula: 'mine' })
    expect([status, said]).toEqual([400, [['oneRmFormula', 'Choose one of the seven.']]])
  })
})

describe('the clinic', () => {
  it('changed by somebody else meanwhile is told, with what was typed kept', async () => {
    const facts = { name: 'North', timeZone: 'Europe/Berlin', locale: 'en-GB', units: 'kg' }
    const [first, second] = [await opened(clinicPage), await opened(clinicPage)]
    expect((await send(saveClinic, { ...first, ...facts })).status).toBe(303)
    const late = await send(saveClinic, { ...second, ...facts, name: 'South' })
    expect(late).toMatchObject({
      ...{ status: 409, said: [['', expect.stringContaining('Somebody changed these settings')]] },
      asked: { meanwhile: { changed: [{ setting: 'name', before: 'Riverside Clinic', after: 'North' }] } },
    })
    expect(late.text).toContain('"name":"South"')
  })

  it('is an admin’s alone', async () => {
    for (const who of [clinic.trainer, clinic.therapist, clinic.doctor]) {
      for (const page of [index, clinicPage, clearance, measuring, signIn]) {
        expect((await ask(page as Route, who, {})).status).toBe(403)
      }
      expect((await ask(saveSignIn as Route, who, {}, { idleMinutes: '60' })).status).toBe(403)
    }
  })
})

describe('how people sign in', () => {
  it('asks for the password of what makes it less strict, and for nothing else', async () => {
    expect(await send(saveSignIn, { ...(await opened(signIn)), idleMinutes: '10' })).toMatchObject({ status: 303 })
    const longer = { ...(await opened(signIn)), idleMinutes: '20' }
    expect(await send(saveSignIn, longer)).toMatchObject({ status: 409, asked: { asksPassword: true }, said: [] })
    const wrong = await send(saveSignIn, { ...longer, password: 'seven wrong lanterns' })
    expect(wrong).toMatchObject({ status: 400, asked: { asksPassword: true } })
    expect(wrong.said.map(([name]) => name)).toEqual(['password'])
    expect(wrong.text).not.toContain('lanterns')
    expect(await send(saveSignIn, { ...longer, password })).toMatchObject({
      ...{ status: 303, to: '/settings/sign-in?done=sign-in-set' },
    })
  })

  it('demands no second factor by an admin without one', async () => {
    const form = { ...(await opened(signIn)), idleMinutes: '20', secondFactorDemanded: 'on' }
    const { status, said } = await send(saveSignIn, form)
    expect([status, said.map(([name]) => name)]).toEqual([409, ['secondFactorDemanded']])
  })
})
