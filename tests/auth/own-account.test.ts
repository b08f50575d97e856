/** What a person does with their own account: how they read, their password, and where they are signed in. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { confirmMember } from '~/auth/confirm-member.server'
import { derivePassword, storePassword } from '~/auth/password.server'
import { findFloorLogin, passwordChallenge, settleLogin } from '~/data/login.server'
import { action as saveFormats, loader as accountPage } from '~/routes/account._index'
import { loader as loginsPage } from '~/routes/account.logins._index'
import { action as endLogin, loader as endLoginPage } from '~/routes/account.logins_.$loginId.end'
import { action as endOthers } from '~/routes/account.logins_.others.end'
import { action as changePassword } from '~/routes/account.password'
import { action as measure } from '~/routes/clients.$clientId_.measurements.new'
import { type Answer, answerOf, type Route, sentences } from '../asking'
import { buildClinic, type Clinic, password, type Who } from '../builders'
import { buildCleared, train } from '../builders-program'
import { useTestDatabase } from '../use-database'
import { Browser } from './browser'

const database = useTestDatabase()
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0'
const fresh = 'seven quiet lanterns in the yard'

let clinic: Clinic
let superuser: pg.Client
let app: pg.Client

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  app = new pg.Client({ connectionString: database.urls.app })
  await Promise.all([superuser.connect(), app.connect()])
  clinic = await buildClinic(database)
})
afterAll(() => Promise.all([superuser.end(), app.end()]))
beforeEach(() => superuser.query('truncate login_attempts'))

async function signedIn(who: Who, address?: string, given = password): Promise<Browser> {
  const browser = new Browser(address)
  expect(await browser.signIn(who.email, given)).toMatchObject({ ok: true })
  return browser
}

type Asked = { fields?: Record<string, string>; params?: Record<string, string>; headers?: Record<string, string> }

function ask(route: Route, browser: Browser, { fields, params = {}, headers = {} }: Asked = {}): Promise<Answer> {
  const init = fields ? { method: 'POST', body: new URLSearchParams(fields), headers } : { headers }
  return answerOf(route, browser.request('/account', init), params)
}

const key = () => ({ key: randomUUID() })
const isOpen = async (browser: Browser) => (await browser.memberOrNull()) !== null
const lastEvent = async (kind: string) => {
  const { rows } = await superuser.query(
    `select e.actor_member_id as actor, d.detail from audit_events e join audit_details d using (clinic_id, seq)
     where e.clinic_id = $1 and e.kind = $2 order by e.seq desc`,
    [clinic.id, kind],
  )
  return rows
}

describe('how somebody reads', () => {
  const save = (browser: Browser, chosen: Record<string, string>) =>
    ask(saveFormats, browser, { fields: { ...key(), locale: '', units: '', timeZone: '', ...chosen } })

  it('is as they choose, for them alone, and is in the audit as their own change', async () => {
    const browser = await signedIn(clinic.doctor)
    const colleague = await signedIn(clinic.admin)
    const chosen = { locale: 'en-US', units: 'lb', timeZone: 'America/New_York' }
    expect(await save(browser, chosen)).toMatchObject({ status: 303, to: '/account?done=formats-set' })
    expect((await browser.member()).clinic).toMatchObject(chosen)
    expect((await colleague.member()).clinic).toMatchObject({ locale: 'en-GB', units: 'kg', timeZone: 'Europe/Berlin' })
    const [event] = await lastEvent('accounts.update')
    expect(event?.actor).toBe(clinic.doctor.memberId)
    expect(JSON.parse(event?.detail)).toEqual({
      locale: [null, 'en-US'],
      units: [null, 'lb'],
      time_zone: [null, 'America/New_York'],
    })
  })

  it('is as the clinic does once nothing is chosen any more', async () => {
    const browser = await signedIn(clinic.doctor)
    await save(browser, { units: 'lb' })
    await save(browser, {})
    expect((await browser.member()).clinic).toMatchObject({ units: 'kg', timeZone: 'Europe/Berlin' })
  })

  it('is what their loads are read in, while the day stays the clinic’s', async () => {
    const { clientId } = await buildCleared(clinic)
    const browser = await signedIn(clinic.therapist)
    await save(browser, { units: 'lb', timeZone: 'Pacific/Kiritimati' })
    const [day] = await clinic.sql<{ today: string }>(clinic.trainer, 'select clinic_day(now())::text as today')
    const fields = { ...key(), kind: 'one-rm', exercise: 'Leg press', side: 'left', load: '100', on: day?.today ?? '' }
    expect(await ask(measure, browser, { fields, params: { clientId } })).toMatchObject({ status: 303 })
    const measured = await clinic.sql(
      clinic.trainer,
      "select amount, entered_value, entered_unit, measured_on = clinic_day(now()) as today from measurements where kind = 'one-rm'",
    )
    // 100 lb of 453.59237 g.
    expect(measured).toEqual([{ amount: 45_359, entered_value: '100', entered_unit: 'lb', today: true }])

    // A page that was made before they chose otherwise, and is sent after.
    await save(browser, { units: 'kg' })
    const older = { ...fields, ...key(), load: '101', loadUnit: 'lb', isConfirmed: 'on' }
    expect(await ask(measure, browser, { fields: older, params: { clientId } })).toMatchObject({ status: 303 })
    const [later] = await clinic.sql(
      clinic.trainer,
      "select entered_value, entered_unit from measurements where entered_value = '101'",
    )
    expect(later).toEqual({ entered_value: '101', entered_unit: 'lb' })
  })

  it('in a time zone PostgreSQL does not know, or a way of writing nobody offers, is refused beside its field', async () => {
    const browser = await signedIn(clinic.doctor)
    const zone = await save(browser, { timeZone: 'Mars/Olympus_Mons', units: 'lb' })
    expect(zone.status).toBe(409)
    expect(sentences(zone)).toEqual([['timeZone', expect.stringContaining('is not known here')]])
    expect(zone.refused.initialValue).toMatchObject({ units: 'lb' })
    const locale = await save(browser, { locale: 'xx-XX' })
    expect([locale.status, sentences(locale)]).toEqual([400, [['locale', 'Choose one of the list.']]])
    expect((await browser.member()).clinic.units).toBe('kg')
  })

  it('stands on their page with what they are to the clinic', async () => {
    const { data } = await ask(accountPage, await signedIn(clinic.doctor))
    expect(data).toMatchObject({
      person: { name: 'Dr. Amara Osei', roles: ['doctor'], licence: { number: 'MD-48213', state: 'BE' } },
      account: {
        own: { locale: null, units: null, timeZone: null },
        clinic: { units: 'kg' },
        passwordReplacedAt: null,
      },
      factor: { isOn: false, isMissing: false },
    })
  })
})

type LoginsShown = { open: Record<string, unknown>[]; ended: Record<string, unknown>[] }

describe('the list of logins', () => {
  const listed = async (browser: Browser) => (await ask(loginsPage, browser)).data as unknown as LoginsShown
  const idOf = async (browser: Browser) => {
    const { rows } = await superuser.query('select id from logins where id_hash = $1', [browser.idHash()])
    return { loginId: rows[0].id as string }
  }

  it('names each by browser and address, this one first, and by nothing that opens it', async () => {
    const there = await signedIn(clinic.doctor, '::ffff:203.0.113.7')
    const here = await signedIn(clinic.doctor, '2001:db8::7')
    await superuser.query('update logins set user_agent = $2 where id_hash = $1', [there.idHash(), firefox])
    const answer = await ask(loginsPage, here)
    const { open } = answer.data as unknown as LoginsShown
    expect(open.slice(0, 2)).toMatchObject([
      { device: 'An unknown browser', address: '2001:db8::7', isThis: true },
      { device: 'Firefox on Windows', address: '203.0.113.7', isThis: false },
    ])
    for (const { idHash } of [there, here].map((browser) => ({ idHash: browser.idHash() }))) {
      expect(answer.text).not.toContain(idHash)
    }
    expect(answer.text).not.toContain(firefox)
  })

  it('ends another one at once, which then stands among the ended', async () => {
    const there = await signedIn(clinic.doctor)
    const here = await signedIn(clinic.doctor)
    const params = await idOf(there)
    expect(await ask(endLoginPage, here, { params })).toMatchObject({ status: 200 })
    const fields = key()
    expect(await ask(endLogin, here, { params, fields })).toMatchObject({ to: '/account/logins?done=login-ended' })
    expect(await ask(endLogin, here, { params, fields })).toMatchObject({ to: '/account/logins?done=login-ended' })
    expect([await isOpen(there), await isOpen(here)]).toEqual([false, true])
    expect((await listed(here)).ended[0]).toMatchObject({ id: params.loginId })
    expect((await lastEvent('login.ended'))[0]?.actor).toBe(clinic.doctor.memberId)
  })

  it('ends all others at once', async () => {
    const others = [await signedIn(clinic.doctor), await signedIn(clinic.doctor)]
    const colleague = await signedIn(clinic.therapist)
    const here = await signedIn(clinic.doctor)
    expect(await ask(endOthers, here, { fields: key() })).toMatchObject({ to: '/account/logins?done=logins-ended' })
    expect(await Promise.all([...others, here, colleague].map(isOpen))).toEqual([false, false, true, true])
    expect((await listed(here)).open).toHaveLength(1)
  })

  it('answers a login of somebody else, or this very one, as one that is not there', async () => {
    const colleague = await signedIn(clinic.therapist)
    const here = await signedIn(clinic.doctor)
    for (const params of [await idOf(colleague), await idOf(here), { loginId: randomUUID() }, { loginId: 'x' }]) {
      expect(await ask(endLoginPage, here, { params })).toMatchObject({ status: 404 })
      expect(await ask(endLogin, here, { params, fields: key() })).toMatchObject({ status: 404 })
    }
    expect([await isOpen(colleague), await isOpen(here)]).toEqual([true, true])
  })

  it('keeps an address no longer than the login, a month after its end', async () => {
    const there = await signedIn(clinic.doctor, '203.0.113.9')
    await superuser.query(
      "update logins set created_at = created_at - interval '31 days', expires_at = expires_at - interval '31 days' where id_hash = $1",
      [there.idHash()],
    )
    await app.query('select forget_old_logins()')
    const { rows } = await superuser.query("select 1 from logins where address = '203.0.113.9'")
    expect(rows).toEqual([])
  })
})

describe('a password', () => {
  beforeEach(async () => {
    clinic = await buildClinic(database)
  })
  const asked = { currentPassword: password, password: fresh, passwordAgain: fresh }
  const change = (browser: Browser, changed: Record<string, string> = {}) =>
    ask(changePassword, browser, { fields: { ...key(), ...asked, ...changed } })

  it('is changed by giving the old one: every other login is over, this one goes on, and the person is told', async () => {
    const built = await buildCleared(clinic)
    const sessionId = await train(clinic, built)
    const there = await signedIn(clinic.trainer)
    const onFloor = (browser: Browser) => findFloorLogin(browser.idHash(), { sessionId, clientId: null })
    await onFloor(there)
    const here = await signedIn(clinic.trainer)
    const fields = { ...key(), ...asked }
    expect(await ask(changePassword, here, { fields })).toMatchObject({ to: '/account?done=password-changed' })
    expect([await isOpen(there), await isOpen(here)]).toEqual([false, true])
    expect(await onFloor(there)).toBeNull()
    expect(await new Browser().signIn(clinic.trainer.email, password)).toEqual({ ok: false, why: 'wrong-password' })
    await signedIn(clinic.trainer, '192.0.2.1', fresh)

    // The same form again, as by a double click.
    expect(await ask(changePassword, here, { fields })).toMatchObject({ to: '/account?done=password-changed' })
    // And with another password, as from a page gone back to: it is not said to be set.
    const other = { password: 'nine loud lanterns in the lane', passwordAgain: 'nine loud lanterns in the lane' }
    const reused = await ask(changePassword, here, { fields: { ...fields, ...other } })
    expect([reused.status, sentences(reused)]).toEqual([
      409,
      [['', expect.stringContaining('sent before with other content')]],
    ])
    const { rows } = await superuser.query(
      "select member_id, kind, sent_at from outbox where clinic_id = $1 and kind = 'password-changed'",
      [clinic.id],
    )
    expect(rows).toEqual([{ member_id: clinic.trainer.memberId, kind: 'password-changed', sent_at: null }])
    const events = await lastEvent('password.changed')
    expect(events.map(({ actor }) => actor)).toEqual([clinic.trainer.memberId])
  })

  it.each([
    ['currentPassword', 409, { currentPassword: 'not the right password' }],
    ['password', 400, { password: 'too short', passwordAgain: 'too short' }],
    ['password', 400, { password, passwordAgain: password }],
    ['password', 400, { password: 'Riverside Clinic', passwordAgain: 'Riverside Clinic' }],
    ['passwordAgain', 400, { passwordAgain: 'seven quiet lanterns' }],
  ])('is refused beside %s, with nothing of it given back, and stays as it was', async (field, status, changed) => {
    const here = await signedIn(clinic.trainer)
    const there = await signedIn(clinic.trainer)
    const answer = await change(here, changed)
    expect([answer.status, sentences(answer).map(([name]) => name)]).toEqual([status, [field]])
    for (const secret of [...Object.values(asked), ...Object.values(changed)]) expect(answer.text).not.toContain(secret)
    expect(await isOpen(there)).toBe(true)
    await signedIn(clinic.trainer)
  })

  it('that is replaced while a login with the old one opens leaves that login no chance', async () => {
    const late = new Browser()
    await late.signIn(clinic.trainer.email, password)
    const old = await derivePassword(password, await passwordChallenge(clinic.trainer.email))
    await change(await signedIn(clinic.trainer))
    // As if the row had been written behind the change, which ended all there were.
    await superuser.query('update logins set ended_at = null where id_hash = $1', [late.idHash()])
    expect(await settleLogin(late.idHash(), old, '192.0.2.1')).toBe(false)
    expect(await isOpen(late)).toBe(false)
  })
})

describe('as the app’s role in straight SQL, with the context of whom it likes,', () => {
  let own: Browser
  beforeAll(async () => {
    clinic = await buildClinic(database)
  })
  beforeEach(async () => {
    own = await signedIn(clinic.trainer)
    await app.query("select set_config('clearway.clinic', $1, false), set_config('clearway.member', $2, false)", [
      clinic.id,
      clinic.doctor.memberId,
    ])
  })

  const confirmed = async (purpose: string, hash: string) => {
    const given = await confirmMember(own.request(), await own.member(), { password }, purpose, hash)
    return given.ok ? given.reauthenticationId : null
  }
  const changed = async (idHash: string, reauthenticationId: string | null) => {
    const { salt, params, verifier } = await storePassword(fresh)
    const values = [idHash, randomUUID(), reauthenticationId, salt, params, verifier]
    const { rows } = await app.query('select change_password($1, $2, $3, $4, $5, $6) as yes', values)
    return rows[0].yes
  }

  it('a password changes only where the old one was given for exactly the new one, by its own login', async () => {
    const doctors = await signedIn(clinic.doctor)
    expect(await changed(own.idHash(), null)).toBe(false)
    expect(await changed(own.idHash(), await confirmed('account:password', 'c'.repeat(64)))).toBe(false)
    expect(await changed(own.idHash(), await confirmed('sign:cleared', 'c'.repeat(64)))).toBe(false)
    expect(await changed(doctors.idHash(), await confirmed('account:password', 'c'.repeat(64)))).toBe(false)
    expect(await changed('0'.repeat(64), null)).toBe(false)
    await signedIn(clinic.trainer)
    await signedIn(clinic.doctor)
  })

  it('a login of another account ends by none of its own functions', async () => {
    const doctors = await signedIn(clinic.doctor)
    const { rows } = await superuser.query('select id from logins where id_hash = $1', [doctors.idHash()])
    const ended = await app.query('select end_own_login($1, $2) as yes', [own.idHash(), rows[0].id])
    expect(ended.rows).toEqual([{ yes: false }])
    await app.query('select end_other_logins($1)', [own.idHash()])
    expect(await isOpen(doctors)).toBe(true)
  })

  it('the formats of the login’s own account change, and no others', async () => {
    await app.query("select save_own_formats($1, 'en-US', 'lb', null)", [own.idHash()])
    expect((await (await signedIn(clinic.doctor)).member()).clinic.units).toBe('kg')
    expect((await own.member()).clinic.units).toBe('lb')
    const { rows } = await app.query("select current_setting('clearway.member') as member")
    expect(rows).toEqual([{ member: clinic.doctor.memberId }])
    const nobody = app.query("select save_own_formats($1, 'en-US', 'lb', null)", ['0'.repeat(64)])
    await expect(nobody).rejects.toMatchObject({ code: 'CW001' })
  })

  it.each([
    ['reads no link', 'select token_hash from password_resets'],
    ['makes no link good again', 'update password_resets set used_at = null'],
    ['tells of no change', "insert into password_changes values (null, null, null, 'reset', now())"],
    ['takes no change back', 'delete from password_changes'],
    ['writes no mail', "insert into outbox (kind) values ('password-reset')"],
    ['writes no mail of a link', 'select write_reset_mails()'],
    ['learns not who asked for a link', 'select clinics_awaiting_resets()'],
    ['learns not whose a link is', "select account_of_reset('x')"],
    ['replaces no password', "select replace_password(null, null, 'reset', null, null, null, null)"],
    ['reads no account', 'select locale from accounts'],
    ['chooses for nobody', "update accounts set locale = 'en-US'"],
    ['reads no address', 'select address from logins'],
  ])('it %s', async (_what, statement) => {
    await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' })
  })
})
