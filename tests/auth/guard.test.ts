/** The guard of every page: a login counts while it is open, in use, and its member's own. */
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { memberOrNull, pollingHeader, requireMember } from '~/auth/guard.server'
import { buildClinic, type Clinic, password } from '../builders'
import { useTestDatabase } from '../use-database'
import { Browser, thrownResponse } from './browser'

const database = useTestDatabase()
let clinic: Clinic
let superuser: pg.Client
let browser: Browser

beforeAll(async () => {
  clinic = await buildClinic(database)
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  await superuser.query("select set_config('clearway.clinic', $1, false)", [clinic.id])
})
afterAll(() => superuser.end())
beforeEach(async () => {
  browser = new Browser()
  await browser.signIn(clinic.therapist.email, password)
})

const idleFor = (interval: string) =>
  superuser.query('update logins set last_active_at = clock_timestamp() - $2::interval where id_hash = $1', [
    browser.idHash(),
    interval,
  ])
const idleSeconds = async () => {
  const { rows } = await superuser.query(
    'select extract(epoch from clock_timestamp() - last_active_at)::float as s from logins where id_hash = $1',
    [browser.idHash()],
  )
  return rows[0].s
}

describe('a login', () => {
  it('goes idle after 15 minutes', async () => {
    await idleFor('14 minutes 58 seconds')
    expect(await browser.memberOrNull()).not.toBeNull()
    await idleFor('15 minutes')
    expect(await browser.memberOrNull()).toBeNull()
    await browser.signIn(clinic.therapist.email, password)
    expect(await browser.memberOrNull()).not.toBeNull()
  })

  it('goes idle by the setting of its clinic', async () => {
    await superuser.query('update clinics set idle_minutes = 60 where id = $1', [clinic.id])
    await idleFor('59 minutes')
    expect(await browser.memberOrNull()).not.toBeNull()
    await superuser.query('update clinics set idle_minutes = 5 where id = $1', [clinic.id])
    await idleFor('5 minutes')
    expect(await browser.memberOrNull()).toBeNull()
    await superuser.query('update clinics set idle_minutes = 15 where id = $1', [clinic.id])
  })

  it('is kept from going idle by being used, and marked at most once a minute', async () => {
    await idleFor('59 seconds')
    await browser.member()
    expect(await idleSeconds()).toBeGreaterThan(58)
    await idleFor('61 seconds')
    await browser.member()
    expect(await idleSeconds()).toBeLessThan(30)
  })

  it('is not kept from going idle by polling, nor by being looked at', async () => {
    await idleFor('10 minutes')
    await requireMember(browser.request('/inbox'), undefined, { isPolling: true })
    await requireMember(browser.request('/inbox', { headers: { [pollingHeader]: '1' } }))
    await browser.memberOrNull()
    expect(await idleSeconds()).toBeGreaterThan(599)
  })

  it('is not brought back by use once it is idle', async () => {
    await idleFor('15 minutes')
    expect((await thrownResponse(browser.member())).status).toBe(302)
    expect(await idleSeconds()).toBeGreaterThan(899)
  })

  it('is over after 12 hours, however busy', async () => {
    const age = (interval: string) =>
      superuser.query(
        `update logins set created_at = now() - $2::interval, expires_at = now() - $2::interval + interval '12 hours'
         where id_hash = $1`,
        [browser.idHash(), interval],
      )
    const expiresAt = async () =>
      (await superuser.query('select expires_at from logins where id_hash = $1', [browser.idHash()])).rows
    await age('11 hours 59 minutes')
    const before = await expiresAt()
    expect(await browser.memberOrNull()).not.toBeNull()
    await browser.member()
    expect(await expiresAt()).toEqual(before)
    await age('12 hours')
    expect(await browser.memberOrNull()).toBeNull()
  })
})

describe('a member', () => {
  it('is out at their next request once deactivated', async () => {
    expect(await browser.memberOrNull()).not.toBeNull()
    await superuser.query('update members set deactivated_at = clock_timestamp() where id = $1', [
      clinic.therapist.memberId,
    ])
    expect(await browser.memberOrNull()).toBeNull()
    await superuser.query('update members set deactivated_at = null where id = $1', [clinic.therapist.memberId])
  })

  it('has the roles and the licence of this moment', async () => {
    const before = await browser.member('program:decide')
    expect(before.roles).toEqual(['physical-therapist'])
    await superuser.query("update members set licence_valid_until = '2020-01-31' where id = $1", [
      clinic.therapist.memberId,
    ])
    await superuser.query("update member_roles set role = 'trainer' where member_id = $1", [clinic.therapist.memberId])
    const refused = await thrownResponse(browser.member('program:decide'))
    expect(refused.status).toBe(403)
    expect((await browser.member()).licence?.validUntil).toBe('2020-01-31')
    await superuser.query("update member_roles set role = 'physical-therapist' where member_id = $1", [
      clinic.therapist.memberId,
    ])
  })

  it('is nobody by a cookie that was made up', async () => {
    const made = new Browser()
    made.keep(new Headers({ 'Set-Cookie': `clearway=${'a'.repeat(40)}` }))
    expect(await made.memberOrNull()).toBeNull()
    expect(await memberOrNull(new Request('http://localhost/'))).toBeNull()
  })

  it('is not taken from a plain cookie over HTTPS', async () => {
    const id = browser.cookie('clearway')
    const request = new Request('https://clinic.example/', { headers: { Cookie: `clearway=${id}` } })
    expect(await memberOrNull(request)).toBeNull()
  })
})

describe('who is not let in', () => {
  it('is sent to the login page with the way back', async () => {
    const refused = await thrownResponse(requireMember(new Request('http://localhost/clients?page=2')))
    expect(refused.status).toBe(302)
    expect(refused.headers.get('Location')).toBe('/login?next=%2Fclients%3Fpage%3D2')
  })

  it('gets 403 where none of their roles has the action', async () => {
    expect((await thrownResponse(browser.member('member:manage'))).status).toBe(403)
  })
})
