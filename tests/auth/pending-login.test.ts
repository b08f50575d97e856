/** After the right password, the code: what waits for it is no login, and is not guessed. */
import type { ActionFunctionArgs } from '@remix-run/node'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { memberOfSession } from '~/auth/floor-guard.server'
import { isLoginPending, passLogin } from '~/auth/pending-login.server'
import { findFloorLogin, findLogin, forgetOldLogins } from '~/data/login.server'
import { action as login } from '~/routes/login'
import { action as code, loader as codePage } from '~/routes/login_.second-factor'
import { buildClinic, type Clinic, password, type Who } from '../builders'
import { type Authenticator, awaitNextCode, enrolled } from '../second-factor'
import { useTestDatabase } from '../use-database'
import { Browser, sha256 } from './browser'

const database = useTestDatabase()
let clinic: Clinic
let superuser: pg.Client
let doctor: Who
let phone: Authenticator

beforeAll(async () => {
  clinic = await buildClinic(database)
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  await superuser.query("select set_config('clearway.clinic', $1, false)", [clinic.id])
  doctor = clinic.doctor
  phone = await enrolled(clinic, doctor)
})
afterAll(() => superuser.end())
beforeEach(async () => {
  await superuser.query('truncate login_attempts, pending_logins')
  await awaitNextCode(superuser, doctor)
})

async function waiting(browser = new Browser()): Promise<Browser> {
  expect(await browser.signIn(doctor.email, password)).toMatchObject({ ok: true, isCodeDue: true })
  return browser
}

async function pass(browser: Browser, typed: string): Promise<string> {
  const outcome = await passLogin(browser.request(), { code: typed, address: browser.address })
  if (outcome.ok) browser.keep(outcome.headers)
  return outcome.ok ? 'opened' : outcome.why
}

const tokenOf = (browser: Browser) => browser.cookie('clearway-pending') ?? ''
const wrong = 'AAAA-AAAA-AAAA-AAAA'

describe('the right password of an account with a second factor', () => {
  it('opens no login and marks no browser as known, until the code is right', async () => {
    const browser = await waiting()
    expect(browser.idHash()).toBe('')
    expect(browser.device()).toBeNull()
    expect(await pass(browser, phone.code())).toBe('opened')
    expect(await browser.member()).toMatchObject({ memberId: doctor.memberId, hasSecondFactor: true, isCodeDue: true })
    expect(browser.device()).not.toBeNull()
    expect(tokenOf(browser)).toBe('')
  })

  it('gives a token that is nobody’s login: not to a page, not on the floor, not to any function', async () => {
    const token = tokenOf(await waiting())
    const hash = sha256(token).toString('hex')
    const forger = new Browser()
    forger.keep(new Headers({ 'Set-Cookie': `clearway=${token}` }))
    expect(await forger.memberOrNull()).toBeNull()
    expect(await memberOfSession(forger.request(), doctor.memberId)).toBeNull()
    expect(await findLogin(hash)).toBeNull()
    expect(await findFloorLogin(hash, { sessionId: null, clientId: null })).toBeNull()
    for (const call of [
      "reauthenticate($1, '', 'sign:cleared', 'x') ->> 'outcome'",
      'sealed_factor_of_login($1)::text',
    ]) {
      const [row] = await clinic.sql<{ answer: string | null }>(doctor, `select ${call} as answer`, [hash])
      expect(row?.answer ?? 'password-wrong').toBe('password-wrong')
    }
  })

  it('opens a login under a new id, once', async () => {
    const browser = await waiting()
    const token = tokenOf(browser)
    expect(await pass(browser, phone.code())).toBe('opened')
    expect(browser.cookie('clearway')).not.toBe(token)
    const again = new Browser()
    again.keep(new Headers({ 'Set-Cookie': `clearway-pending=${token}` }))
    await awaitNextCode(superuser, doctor)
    expect(await pass(again, phone.code())).toBe('login-over')
  })

  it('waits five minutes, and does not outlast a new password', async () => {
    const slow = await waiting()
    await superuser.query(
      "update pending_logins set made_at = made_at - interval '5 minutes', expires_at = expires_at - interval '5 minutes'",
    )
    expect(await pass(slow, phone.code())).toBe('login-over')
    const browser = await waiting()
    await superuser.query('update accounts set password_verifier = password_verifier where member_id = $1', [
      doctor.memberId,
    ])
    expect(await isLoginPending(browser.request())).toBe(false)
    expect(await pass(browser, phone.code())).toBe('login-over')
  })

  it('lets nobody in who was deactivated meanwhile', async () => {
    const browser = await waiting()
    await superuser.query('update members set deactivated_at = now() where id = $1', [doctor.memberId])
    expect(await pass(browser, phone.code())).toBe('login-over')
    await superuser.query('update members set deactivated_at = null where id = $1', [doctor.memberId])
  })

  it('is forgotten when nobody came back to it', async () => {
    await waiting()
    await superuser.query(
      "update pending_logins set made_at = made_at - interval '1 hour', expires_at = expires_at - interval '1 hour'",
    )
    await forgetOldLogins()
    expect((await superuser.query('select 1 from pending_logins')).rowCount).toBe(0)
  })

  it('is answered in the same words as before when it is wrong', async () => {
    const refused = { ok: false, why: 'wrong-password' }
    expect(await new Browser().signIn(doctor.email, 'not the right password')).toEqual(refused)
  })
})

describe('a code at the login', () => {
  it('works once, and a recovery code does too', async () => {
    const typed = phone.code()
    expect(await pass(await waiting(), typed)).toBe('opened')
    expect(await pass(await waiting(), typed)).toBe('code-wrong')
    const [recovery = ''] = phone.recovery
    expect(await pass(await waiting(), recovery)).toBe('opened')
    expect(await pass(await waiting(), recovery)).toBe('code-wrong')
  })

  it('raced from two browsers opens one login', async () => {
    const browsers = [await waiting(), await waiting(new Browser('192.0.2.2'))]
    const typed = phone.code()
    const outcomes = await Promise.all(browsers.map((browser) => pass(browser, typed)))
    expect(outcomes.sort()).toEqual(['code-wrong', 'opened'])
  })

  it('is asked for with the password again after five wrong ones', async () => {
    const browser = await waiting()
    const outcomes = []
    for (let n = 0; n < 5; n += 1) outcomes.push(await pass(browser, '000000'))
    expect(outcomes).toEqual([...Array(4).fill('code-wrong'), 'login-over'])
    expect(await pass(browser, phone.code())).toBe('login-over')
  })

  it('is evaluated ten times in a quarter of an hour for all who know the password, from any address', async () => {
    const answers: Record<string, number> = {}
    for (let n = 0; n < 24; n += 4) {
      const browser = await waiting(new Browser(`198.51.100.${n}`))
      for (let at = 0; at < 4; at += 1) {
        const answer = await pass(browser, wrong)
        answers[answer] = (answers[answer] ?? 0) + 1
      }
    }
    expect(answers).toEqual({ 'code-wrong': 10, 'too-many-tries': 14 })
    expect(await pass(await waiting(), phone.code())).toBe('too-many-tries')
    await superuser.query("update login_attempts set at = at - interval '15 minutes'")
    expect(await pass(await waiting(), phone.code())).toBe('opened')
  })

  it('keeps the owner’s own browser out at no time', async () => {
    const owner = await waiting()
    await pass(owner, phone.code())
    for (const address of ['198.51.100.1', '198.51.100.2', '198.51.100.3']) {
      const stranger = await waiting(new Browser(address))
      for (let n = 0; n < 4; n += 1) await pass(stranger, wrong)
    }
    await awaitNextCode(superuser, doctor)
    expect(await pass(await waiting(), phone.code())).toBe('too-many-tries')
    expect(await pass(await waiting(owner), phone.code())).toBe('opened')
  })
})

describe('the page of the code', () => {
  const sent = (browser: Browser, path: string, fields?: Record<string, string>) => {
    const init = fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}
    const context = { nonce: '', requestId: '', kind: 'real' as const, clientAddress: '192.0.2.1' }
    return { request: browser.request(path, init), params: {}, context, response: undefined } as ActionFunctionArgs
  }
  const answered = async (given: Promise<unknown>) => {
    const found = await given.catch((thrown: unknown) => thrown)
    if (found instanceof Response)
      return { status: found.status, to: found.headers.get('Location'), headers: found.headers }
    const { data, init } = found as { data?: unknown; init?: { status: number } }
    return { status: init?.status ?? 200, to: null, text: JSON.stringify(data ?? found) }
  }
  const next = '/worklist?risk=justify'

  it('comes after the password and leads to what was asked for', async () => {
    const browser = new Browser()
    const first = await answered(login(sent(browser, '/login', { email: doctor.email, password, next })))
    expect(first).toMatchObject({ status: 302, to: `/login/second-factor?${new URLSearchParams({ next })}` })
    browser.keep(first.headers ?? new Headers())
    expect(await codePage(sent(browser, first.to ?? ''))).toEqual({ next })
    const second = await answered(code(sent(browser, '/login/second-factor', { code: phone.code(), next })))
    expect(second).toMatchObject({ status: 302, to: next })
    browser.keep(second.headers ?? new Headers())
    expect(await browser.memberOrNull()).toMatchObject({ memberId: doctor.memberId })
  })

  it('says beside the field what is wrong, and gives no code back', async () => {
    const browser = await waiting()
    const empty = await answered(code(sent(browser, '/login/second-factor', { next })))
    expect(empty).toMatchObject({ status: 400, text: expect.stringContaining('Type the code') })
    const missed = await answered(code(sent(browser, '/login/second-factor', { code: '123456', next })))
    expect(missed).toMatchObject({ status: 400, text: expect.stringContaining('That code is not right') })
    expect(missed.text).not.toContain('123456')
    const lost = await answered(code(sent(browser, '/login/second-factor', { recovery: wrong, next })))
    expect(lost).toMatchObject({ status: 400, text: expect.stringContaining('"recovery"') })
  })

  it('leads back to the password when nothing waits, and to no page of others', async () => {
    const late = `/login?${new URLSearchParams({ next })}&code=late`
    expect(
      await answered(codePage(sent(new Browser(), `/login/second-factor?${new URLSearchParams({ next })}`))),
    ).toMatchObject({ to: late })
    expect(await answered(code(sent(new Browser(), '/login/second-factor', { code: '123456', next })))).toMatchObject({
      to: late,
    })
    const browser = await waiting()
    const away = { code: phone.code(), next: '//elsewhere.example' }
    expect(await answered(code(sent(browser, '/login/second-factor', away)))).toMatchObject({ to: '/' })
  })
})
