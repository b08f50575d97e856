/** Signing in and out, against PostgreSQL. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endLoginOf, farewell } from '~/auth/login.server'
import { passwordChallenge } from '~/data/login.server'
import { buildClinic, type Clinic, password } from '../builders'
import { useTestDatabase } from '../use-database'
import { Browser, sha256 } from './browser'

const database = useTestDatabase()
let clinic: Clinic
let superuser: pg.Client

beforeAll(async () => {
  clinic = await buildClinic(database)
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  await superuser.query("select set_config('clearway.clinic', $1, false)", [clinic.id])
})
afterAll(() => superuser.end())

describe('signing in', () => {
  it('lets a member in with the right password, with their roles, licence and clinic', async () => {
    const browser = new Browser()
    expect(await browser.signIn(clinic.doctor.email, password)).toMatchObject({ ok: true })
    expect(await browser.member()).toMatchObject({
      clinicId: clinic.id,
      memberId: clinic.doctor.memberId,
      email: clinic.doctor.email,
      roles: ['doctor'],
      licence: { number: 'MD-48213', state: 'BE', validUntil: '2099-12-31' },
      clinic: { id: clinic.id, timeZone: 'Europe/Berlin', idleMinutes: 15, emergencyNumber: '112' },
    })
  })

  it('takes the email in any case and with spaces around it', async () => {
    const browser = new Browser()
    expect(await browser.signIn(` ${clinic.trainer.email.toUpperCase()} `, password)).toMatchObject({ ok: true })
  })

  it('answers a wrong password, an unknown account and a deactivated member alike', async () => {
    await superuser.query('update members set deactivated_at = now() where id = $1', [clinic.otherTrainer.memberId])
    const refused = { ok: false, why: 'wrong-password' }
    expect(await new Browser().signIn(clinic.trainer.email, 'not the right password')).toEqual(refused)
    expect(await new Browser().signIn('nobody@nowhere.example', password)).toEqual(refused)
    expect(await new Browser().signIn(clinic.otherTrainer.email, password)).toEqual(refused)
  })

  it('gives an unknown account a challenge of the same shape, and the same one each time', async () => {
    const known = await passwordChallenge(clinic.trainer.email)
    const unknown = await passwordChallenge('nobody@nowhere.example')
    expect(unknown.params).toBe(known.params)
    expect(unknown.salt.length).toBe(known.salt.length)
    expect(await passwordChallenge('Nobody@Nowhere.example ')).toEqual(unknown)
    expect((await passwordChallenge('somebody@nowhere.example')).salt).not.toEqual(unknown.salt)
  })

  it('makes a new login each time and ends the one the browser had', async () => {
    const browser = new Browser()
    await browser.signIn(clinic.trainer.email, password)
    const first = browser.request('/clients')
    const firstHash = browser.idHash()
    await browser.signIn(clinic.trainer.email, password)
    expect(browser.idHash()).not.toBe(firstHash)
    expect(first.headers.get('Cookie')).not.toBe(browser.request().headers.get('Cookie'))
    const { rows } = await superuser.query('select ended_at from logins where id_hash = $1', [firstHash])
    expect(rows[0].ended_at).not.toBeNull()
  })
})

describe('the cookie', () => {
  it('is bound to the host, secure and out of reach of scripts over HTTPS', async () => {
    const browser = new Browser('192.0.2.1', 'https://clinic.example')
    const outcome = await browser.signIn(clinic.trainer.email, password)
    const cookies = outcome.ok ? outcome.headers.getSetCookie() : []
    expect(cookies.map((cookie) => cookie.split('=')[0])).toEqual(['__Host-clearway', '__Host-clearway-device'])
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; HttpOnly/)
      expect(cookie).toMatch(/; Secure/)
      expect(cookie).toMatch(/; SameSite=Lax/)
      expect(cookie).toMatch(/; Path=\//)
      expect(cookie).not.toMatch(/Domain/i)
    }
    // Past the twelve hours of the login, which the database counts: a form that comes too late says whose it is.
    expect(cookies[0]).toContain('Max-Age=86400')
    // 40 signs of 5 bits: 200 bits.
    expect(browser.cookie('__Host-clearway')).toMatch(/^[a-z2-7]{40}$/)
  })

  it('is secure on plain HTTP too, except on the loopback', async () => {
    const lan = await new Browser('192.0.2.1', 'http://clinic.example').signIn(clinic.trainer.email, password)
    expect(lan.ok && lan.headers.getSetCookie()[0]).toMatch(/^__Host-clearway=.*; Secure/)
    const loopback = await new Browser('127.0.0.1', 'http://127.0.0.1:3000').signIn(clinic.trainer.email, password)
    expect(loopback.ok && loopback.headers.getSetCookie()[0]).toMatch(/^clearway=(?!.*Secure)/)
  })

  it('stands in the database as a hash, in no table and in no column as itself', async () => {
    const browser = new Browser()
    await browser.signIn(clinic.trainer.email, password)
    const id = browser.cookie('clearway') ?? ''
    expect(browser.idHash()).toBe(sha256(id).toString('hex'))
    const { rows: tables } = await superuser.query<{ name: string }>(
      "select oid::regclass::text as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
    )
    expect(tables.length).toBeGreaterThan(5)
    for (const { name } of tables) {
      const { rows } = await superuser.query(`select 1 from ${name} t where t::text like '%' || $1 || '%'`, [id])
      expect(rows, name).toEqual([])
    }
    expect((await superuser.query('select 1 from logins where id_hash = $1', [browser.idHash()])).rowCount).toBe(1)
  })
})

describe('signing out', () => {
  it('ends the login at once, also for a copy of its cookie', async () => {
    const browser = new Browser()
    await browser.signIn(clinic.trainer.email, password)
    const request = browser.request('/logout', { method: 'POST' })
    await endLoginOf(request)
    expect(await browser.memberOrNull()).toBeNull()
    const headers = farewell(request)
    expect(headers.get('Clear-Site-Data')).toBe('"cache", "cookies"')
    browser.keep(headers)
    expect(browser.cookie('clearway')).toBeUndefined()
  })
})
