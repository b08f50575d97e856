/** The first clinic: one link, one clinic, one admin. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FirstClinicAsked, isSetupOpen, setUpClinic, setupLink } from '~/auth/setup.server'
import { useTestDatabase } from '../use-database'
import { Browser, origin, sha256 } from './browser'

const database = useTestDatabase()
let superuser: pg.Client

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
})
afterAll(() => superuser.end())

const password = 'seven quiet lanterns'
const asked: FirstClinicAsked = {
  name: 'Hôpital du Parc, 2nd floor',
  timeZone: 'Europe/Paris',
  locale: 'fr-FR',
  units: 'kg',
  plateStepG: 1250,
  emergencyNumber: '112',
  onCallNumber: '+33 1 55 55 01 00',
  admin: { name: 'Ada Admin', email: 'Ada@Parc.example' },
  password,
}

async function newToken(): Promise<string> {
  const link = await setupLink(origin)
  expect(link).toMatch(/^http:\/\/localhost:3000\/setup\/[\w-]{43}$/)
  return link?.split('/').at(-1) ?? ''
}

// In the order of an installation's life: each builds on what is there after the one before.
describe('the one-time link', () => {
  it('is kept as a hash', async () => {
    const token = await newToken()
    const { rows } = await superuser.query('select token_hash from setup_tokens')
    expect(rows).toEqual([{ token_hash: sha256(token).toString('hex') }])
    expect(await isSetupOpen(token)).toBe(true)
    expect(await isSetupOpen(`${token}x`)).toBe(false)
    expect(await isSetupOpen('')).toBe(false)
  })

  it('is dead after a day', async () => {
    const token = await newToken()
    await superuser.query("update setup_tokens set expires_at = expires_at - interval '24 hours'")
    expect(await isSetupOpen(token)).toBe(false)
    expect(await setUpClinic(token, asked)).toBe('link-spent')
  })

  it('changes nothing for a time zone PostgreSQL does not know', async () => {
    const token = await newToken()
    expect(await setUpClinic(token, { ...asked, timeZone: 'Mars/Olympus' })).toBe('unknown-time-zone')
    expect((await superuser.query('select 1 from clinics')).rowCount).toBe(0)
    expect(await isSetupOpen(token)).toBe(true)
  })

  it('makes one clinic and one admin, of two people who press at once, and then no other', async () => {
    const [first, second] = [await newToken(), await newToken()]
    const outcomes = await Promise.all([
      setUpClinic(first, asked),
      setUpClinic(first, asked),
      setUpClinic(second, asked),
    ])
    expect(outcomes.sort()).toEqual(['link-spent', 'link-spent', 'made'])
    const { rows } = await superuser.query(
      `select slug, emergency_number, on_call_number, time_zone, locale, units, plate_step_g, m.email, role from clinics c
       join members m on m.clinic_id = c.id join member_roles r on r.member_id = m.id`,
    )
    expect(rows).toEqual([
      {
        slug: 'hopital-du-parc-2nd-floor',
        emergency_number: '112',
        on_call_number: '+33 1 55 55 01 00',
        time_zone: 'Europe/Paris',
        locale: 'fr-FR',
        units: 'kg',
        plate_step_g: 1250,
        email: 'ada@parc.example',
        role: 'admin',
      },
    ])
    expect(await setupLink(origin)).toBeNull()
    expect(await isSetupOpen(second)).toBe(false)
  })

  it('leaves an admin who can sign in', async () => {
    const browser = new Browser()
    expect(await browser.signIn('ada@parc.example', password)).toMatchObject({ ok: true })
    expect(await browser.member('clinic:settings')).toMatchObject({ roles: ['admin'], licence: null })
  })
})
