/** A clinic that was just made, page by page: nothing fails for want of data, and each empty page says what comes first. */
import { existsSync } from 'node:fs'
import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setUpClinic, setupLink } from '~/auth/setup.server'
import { clinicSettings } from '~/data/clinic-settings.server'
import { readFirstSteps } from '~/data/first-steps.server'
import { readClinic } from '~/database/door.server'
import { usualSettings } from '~/domain/clinic-settings'
import type { Role } from '~/domain/member'
import { Browser, origin } from '../auth/browser'
import { inOne } from '../builders'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
const bundle = new URL('../../build/server/pages.js', import.meta.url)
const password = 'seven quiet lanterns'
let handle: ReturnType<typeof createRequestHandler>
let superuser: pg.Client
let admin: Browser
let clinicId: string

beforeAll(async () => {
  if (!existsSync(bundle)) throw new Error('Build first: npm run build.')
  handle = createRequestHandler((await import(bundle.href)) as ServerBuild, 'production')
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  const token = (await setupLink(origin))?.split('/').at(-1) ?? ''
  const clinic = {
    name: 'Riverside',
    timeZone: 'Europe/London',
    locale: 'en-GB',
    units: 'lb',
    plateStepG: 1134,
  } as const
  const numbers = { emergencyNumber: '999', onCallNumber: '+44 1632 960123' }
  const you = { admin: { name: 'Ada Admin', email: 'ada@riverside.example' }, password }
  expect(await setUpClinic(token, { ...clinic, ...numbers, ...you })).toBe('made')
  admin = await signedIn('ada@riverside.example')
  clinicId = (await admin.member()).clinicId
})
afterAll(() => superuser.end())

async function signedIn(email: string): Promise<Browser> {
  const browser = new Browser()
  expect(await browser.signIn(email, password)).toMatchObject({ ok: true })
  return browser
}

/** A colleague as an accepted invitation leaves them: with the password of the admin, to spare the tests another one. */
async function join(name: string, role: Role, licence: string | null): Promise<Browser> {
  const id = v7()
  const email = `${name}@riverside.example`
  await superuser.query("select set_config('clearway.clinic', $1, false)", [clinicId])
  await superuser.query(
    `insert into members (clinic_id, id, name, email, licence_number, licence_state, licence_valid_until)
     values ($1, $2, $3, $4, $5::text, $5::text, case when $5::text is not null then date '2099-12-31' end)`,
    [clinicId, id, name, email, licence],
  )
  await superuser.query('insert into member_roles (clinic_id, member_id, role) values ($1, $2, $3)', [
    clinicId,
    id,
    role,
  ])
  await superuser.query(
    `select create_account($1, $2, password_salt, password_params, password_verifier) from accounts
     where email = 'ada@riverside.example'`,
    [clinicId, id],
  )
  return signedIn(email)
}

async function open(browser: Browser, path: string) {
  const context = { nonce: 'n', requestId: 'r', kind: 'test', clientAddress: '127.0.0.1' } as const
  const answer = await handle(browser.request(path), context)
  return { status: answer.status, to: answer.headers.get('Location'), body: await answer.text() }
}

/** The pages of the menu, as the menu has them. */
async function menuOf(browser: Browser, path: string): Promise<string[]> {
  const { body } = await open(browser, path)
  const nav = /<nav class="nav" aria-label="Main">(.*?)<\/nav>/s.exec(body)?.[1] ?? ''
  return [...nav.matchAll(/href="([^"]+)"/g)].map(([, to]) => to ?? '')
}

const tabs = ['clinic', 'clearance', 'window', 'floor', 'measuring', 'sign-in', 'mail', 'cover'].map(
  (tab) => `/settings/${tab}`,
)
const register = ['overrides', 'incidents', 'outside', 'audits', 'audits/new', 'export'].map(
  (page) => `/register/${page}`,
)

describe('a clinic that was just made', () => {
  it('has what was asked for, and the usual for the rest', async () => {
    const settings = await readClinic(await admin.member(), clinicSettings)
    expect(settings).toEqual({
      ...usualSettings,
      ...{ name: 'Riverside', timeZone: 'Europe/London', locale: 'en-GB', units: 'lb', plateStepG: 1134 },
      ...{ emergencyNumber: '999', onCallNumber: '+44 1632 960123' },
    })
  })

  it('opens every page of its admin, and leads them to the first steps', async () => {
    expect((await open(admin, '/')).to).toBe('/first-steps')
    const menu = await menuOf(admin, '/first-steps')
    expect(menu).toContain('/settings')
    const pages = [
      ...menu.filter((to) => to !== '/settings'),
      ...tabs,
      ...register,
      '/audit/verification',
      '/absences/new',
    ]
    for (const path of pages) expect((await open(admin, path)).status, path).toBe(200)
    expect((await open(admin, '/register')).body).toContain('href="/first-steps"')
  })

  it('opens every page of a trainer and of a therapist who just came, and says what comes first', async () => {
    const trainer = await join('tess', 'trainer', null)
    const therapist = await join('theo', 'physical-therapist', 'PT-1')
    for (const [browser, start, says] of [
      [trainer, '/today', 'Open your clients'],
      [therapist, '/worklist', 'Open the clients'],
    ] as const) {
      expect((await open(browser, '/')).to).toBe(start)
      const { body } = await open(browser, start)
      expect(body).toContain(says)
      expect(body).not.toContain('/first-steps')
      const menu = await menuOf(browser, start)
      expect(menu.length).toBeGreaterThan(4)
      for (const path of [...menu, '/templates', '/kept-forms', '/clients/new', '/clients/import']) {
        expect((await open(browser, path)).status, path).toBe(200)
      }
      expect((await open(browser, '/first-steps')).status).toBe(403)
    }
  })

  it('is under way once a client is there as well: its admin lands in the register then', async () => {
    const stepsNow = async () => {
      const member = await admin.member()
      return readClinic(member, (query) => readFirstSteps(query, member, false))
    }
    expect((await open(admin, '/')).to).toBe('/first-steps')
    const before = await stepsNow()
    expect(before.isUnderWay).toBe(false)
    expect(before.steps.filter(({ isDone }) => isDone).map(({ step }) => step)).toEqual(['clinician', 'trainer'])
    const [tess] = (await superuser.query("select id from members where clinic_id = $1 and name = 'tess'", [clinicId]))
      .rows
    await inOne(database.urls.app, { clinicId, memberId: tess.id }, (rows) =>
      rows(
        `insert into clients (clinic_id, id, record_number, given_name, family_name, birth_date, sex, created_by)
         values ($1, $2, 'R-1', 'Cora', 'Client', '1980-01-01', 'female', $3)`,
        [clinicId, v7(), tess.id],
      ),
    )
    expect((await open(admin, '/')).to).toBe('/register')
    expect(await menuOf(admin, '/register')).not.toContain('/first-steps')
    expect((await stepsNow()).isUnderWay).toBe(true)
    // A licence that lapsed clears nothing: the clinic is back where it was.
    await superuser.query(
      "update members set licence_valid_until = '2020-01-01' where clinic_id = $1 and name = 'theo'",
      [clinicId],
    )
    expect((await open(admin, '/')).to).toBe('/first-steps')
  })
})
