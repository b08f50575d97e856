/** The pages before login: what they answer, whatever they are sent. */
import type { ActionFunctionArgs } from '@remix-run/node'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isSetupOpen, setupLink } from '~/auth/setup.server'
import { action as login, loader as loginPage } from '~/routes/login'
import { action as logout } from '~/routes/logout'
import { action as setup, loader as setupPage } from '~/routes/setup.$token'
import { buildClinic, type Clinic, password } from '../builders'
import { useTestDatabase } from '../use-database'
import { Browser, thrownResponse } from './browser'

const database = useTestDatabase()
let superuser: pg.Client
let token: string
let clinic: Clinic

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  // While nobody has an account: a link, so that later there is one that came too late.
  token = (await setupLink('http://localhost'))?.split('/').at(-1) ?? ''
})
afterAll(() => superuser.end())
beforeEach(() => superuser.query('truncate login_attempts'))

function sent(request: Request, params: Record<string, string> = {}): ActionFunctionArgs {
  const context = { nonce: '', requestId: '', kind: 'real' as const, clientAddress: '192.0.2.1' }
  return { request, params, context, response: undefined } as ActionFunctionArgs
}

const post = (path: string, fields: Record<string, string>, browser = new Browser()) =>
  browser.request(path, { method: 'POST', body: new URLSearchParams(fields) })

/** What an action answered, redirected or not, in one shape. */
async function answer(given: Promise<unknown>) {
  const found = await given.catch((thrown: unknown) => thrown)
  if (found instanceof Response)
    return { status: found.status, to: found.headers.get('Location'), headers: found.headers, text: '' }
  const { data, init } = found as { data: unknown; init: { status: number; headers?: HeadersInit } }
  return { status: init.status, to: null, headers: new Headers(init.headers), text: JSON.stringify(data) }
}

describe('the setup page', () => {
  const fields = {
    from: 'you',
    to: 'made',
    name: 'Riverside',
    timeZone: 'Europe/London',
    locale: 'en-GB',
    units: 'kg',
    plateStep: '1.25',
    adviceWillBeRead: 'on',
    emergencyNumber: '112',
    onCallNumber: '+44 1632 960 123',
    adminName: 'Ada Admin',
    email: 'ada@riverside.example',
    password: 'seven quiet lanterns',
    passwordAgain: 'seven quiet lanterns',
  }
  const setUp = (changed: Partial<typeof fields>, by = token) => {
    return answer(setup(sent(post(`/setup/${by}`, { ...fields, ...changed }), { token: by })))
  }

  it.each([
    ['clinic', 'name', { name: ' ' }],
    ['clinic', 'name', { name: 'a\u0000b' }],
    ['clinic', 'timeZone', { timeZone: 'Mars/Olympus' }],
    ['clinic', 'locale', { locale: 'tlh' }],
    ['floor', 'emergencyNumber', { emergencyNumber: 'call us' }],
    ['floor', 'onCallNumber', { onCallNumber: '' }],
    ['floor', 'plateStep', { plateStep: '25 kg' }],
    ['floor', 'plateStep', { plateStep: 'a bit' }],
    ['rules', 'adviceWillBeRead', { adviceWillBeRead: 'no' }],
    ['you', 'email', { email: 'ada at riverside' }],
    ['you', 'password', { password: 'fourteen signs', passwordAgain: 'fourteen signs' }],
    ['you', 'password', { password: 'riverside-riverside', passwordAgain: 'riverside-riverside' }],
    ['you', 'passwordAgain', { passwordAgain: 'seven quiet lantern' }],
    // Two mistakes: the earlier step first.
    ['floor', 'onCallNumber', { onCallNumber: '1', email: 'nobody' }],
  ])('leads to the step %s, says what is wrong beside %s, and keeps all but the passwords', async (...cell) => {
    const [step, field, changed] = cell
    const { status, text } = await setUp(changed)
    const told = JSON.parse(text)
    expect([status, told.step, Object.keys(told.errors)]).toEqual([400, step, [field]])
    expect(told.typed.adminName).toBe('Ada Admin')
    expect(told.typed.password).toBeUndefined()
    expect(text).not.toContain('lantern')
    expect((await superuser.query('select 1 from clinics')).rowCount).toBe(0)
  })

  it('goes on step by step with what was typed, and back without a word', async () => {
    const { name, timeZone, locale, units } = fields
    const first = { from: 'clinic', to: 'floor', name, timeZone, locale, units }
    const send = (sentFields: Record<string, string>) =>
      answer(setup(sent(post(`/setup/${token}`, sentFields), { token }))).then(({ status, text }) => {
        const { step, typed, errors } = JSON.parse(text)
        return { status, step, typed, errors }
      })
    expect(await send({ ...first, name: '' })).toMatchObject({ status: 400, step: 'clinic', typed: { timeZone } })
    expect(await send(first)).toEqual({
      ...{ status: 200, step: 'floor', errors: {} },
      typed: { name, timeZone, locale, units },
    })
    const back = await send({ ...first, from: 'floor', to: 'clinic', emergencyNumber: '1' })
    expect(back).toMatchObject({ status: 200, step: 'clinic', errors: {}, typed: { name, emergencyNumber: '1' } })
    expect(await send({ nonsense: 'x' })).toMatchObject({ status: 400, step: 'clinic', typed: {} })
    expect(await isSetupOpen(token)).toBe(true)
  })

  it('makes the clinic, leads to the login page, and is over for everybody', async () => {
    expect(await setUp({})).toMatchObject({ status: 302, to: '/login?done=clinic-made' })
    expect(await answer(setupPage(sent(new Request(`http://localhost/setup/${token}`), { token })))).toMatchObject({
      status: 404,
    })
    expect(await setUp({})).toMatchObject({ status: 302, to: `/setup/${token}` })
    expect((await superuser.query('select 1 from clinics')).rowCount).toBe(1)
    clinic = await buildClinic(database)
  })
})

describe('the login page', () => {
  const signIn = (fields: Record<string, string>, browser?: Browser) =>
    answer(login(sent(post('/login', fields, browser))))

  it('leads back to the page that was asked for', async () => {
    const { email } = clinic.trainer
    expect(await signIn({ email, password, next: '/clients?page=2' })).toMatchObject({
      status: 302,
      to: '/clients?page=2',
    })
    expect(await signIn({ email, password })).toMatchObject({ status: 302, to: '/' })
  })

  it('never leads elsewhere', async () => {
    const { email } = clinic.trainer
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', '/login']) {
      expect((await signIn({ email, password, next })).to, next).toBe('/')
    }
  })

  it('answers alike, byte for byte, for a wrong password and for an unknown account', async () => {
    const wrong = await signIn({ email: clinic.trainer.email, password: 'not the right password' })
    const unknown = await signIn({ email: 'nobody@nowhere.example', password: 'not the right password' })
    expect(wrong.text.replaceAll(clinic.trainer.email, 'nobody@nowhere.example')).toBe(unknown.text)
    expect([...wrong.headers]).toEqual([...unknown.headers])
    expect([wrong.status, unknown.status]).toEqual([400, 400])
    expect(wrong.text).not.toContain('not the right')
  })

  it('says how long to wait after too many tries', async () => {
    for (let n = 0; n < 10; n += 1) await signIn({ email: 'nobody@nowhere.example', password: 'wrong' })
    const { status, headers, text } = await signIn({ email: 'nobody@nowhere.example', password: 'wrong' })
    expect([status, headers.get('Retry-After')]).toEqual([429, '900'])
    expect(text).toContain('quarter of an hour')
  })

  it('sends whoever is logged in on to where they were going', async () => {
    const browser = new Browser()
    await browser.signIn(clinic.trainer.email, password)
    const there = await thrownResponse(loginPage(sent(browser.request('/login?next=/clients'))))
    expect(there.headers.get('Location')).toBe('/clients')
  })

  it.each([
    ['text/plain', 'hello'],
    ['application/json', '{"email":{"$ne":1}}'],
    ['multipart/form-data; boundary=x', 'garbage'],
    ['application/x-www-form-urlencoded', 'email=a%00@b.example&password=%00'],
    ['application/x-www-form-urlencoded', '__proto__[x]=1&email[]=1&email[a]=2&password.x=1'],
    ['application/x-www-form-urlencoded', `email=${'a'.repeat(400)}@b.example&password=${'p'.repeat(300)}`],
  ])('answers 400 to %s it cannot use', async (type, body) => {
    const request = new Browser().request('/login', { method: 'POST', headers: { 'Content-Type': type }, body })
    expect(await answer(login(sent(request)))).toMatchObject({ status: 400 })
  })
})

describe('the logout page', () => {
  it('ends the login, clears the browser, and leads to the login page', async () => {
    const browser = new Browser()
    await browser.signIn(clinic.trainer.email, password)
    const { status, to, headers } = await answer(logout(sent(post('/logout', {}, browser))))
    expect([status, to]).toEqual([302, `/login?kept=${browser.device()}`])
    expect(headers.get('Clear-Site-Data')).toBe('"cache", "cookies"')
    expect(await browser.memberOrNull()).toBeNull()
  })

  it('clears what the browser stored only when it says that nothing waits there to be sent', async () => {
    const { headers } = await answer(logout(sent(post('/logout', { kept: 'none' }, new Browser()))))
    expect(headers.get('Clear-Site-Data')).toBe('"cache", "cookies", "storage"')
  })
})
