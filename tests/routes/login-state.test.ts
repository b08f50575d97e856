/** What a page that asks by itself is told of its login: how long it has left, and nothing else. */
import type { LoaderFunctionArgs } from '@remix-run/node'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { pollingHeader } from '~/auth/guard.server'
import { loader } from '~/routes/login-state'
import { Browser } from '../auth/browser'
import { buildClinic, type Clinic, password } from '../builders'
import { useTestDatabase } from '../use-database'

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
  await browser.signIn(clinic.trainer.email, password)
})

const idleFor = (interval: string) =>
  superuser.query('update logins set last_active_at = clock_timestamp() - $2::interval where id_hash = $1', [
    browser.idHash(),
    interval,
  ])

async function ask({ isPolling = true, from = browser } = {}): Promise<Record<string, unknown>> {
  // As the page spells it, which cannot read the constant of the server.
  const headers: Record<string, string> = isPolling ? { 'X-Clearway-Polling': '1' } : {}
  const args = { request: from.request('/login-state', { headers }), params: {}, context: {} }
  return (await loader(args as unknown as LoaderFunctionArgs)).json()
}

it('the page and the guard spell the header alike', () => expect(pollingHeader).toBe('X-Clearway-Polling'))

it('says how long it is until the login goes idle and until its end, and to ask is no use of it', async () => {
  await idleFor('10 minutes')
  for (const _ of [1, 2]) {
    const state = await ask()
    expect(state).toEqual({
      ...{ is: 'open', memberId: clinic.trainer.memberId, email: clinic.trainer.email, idleMinutes: 15 },
      ...{ idleSeconds: expect.any(Number), endSeconds: expect.any(Number) },
    })
    expect(state.idleSeconds).toBeGreaterThan(290)
    expect(state.idleSeconds).toBeLessThanOrEqual(300)
    expect(state.endSeconds).toBeGreaterThan(43_100)
  }
})

it('without the polling header it is a use, also where a clinic idles after a minute', async () => {
  await superuser.query('update clinics set idle_minutes = 1 where id = $1', [clinic.id])
  await idleFor('40 seconds')
  expect((await ask()).idleSeconds).toBeLessThanOrEqual(20)
  expect((await ask({ isPolling: false })).idleSeconds).toBeGreaterThan(55)
  await superuser.query('update clinics set idle_minutes = 15 where id = $1', [clinic.id])
})

it('brings no login back that is over, and says the same whatever ended it', async () => {
  await idleFor('15 minutes')
  expect(await ask({ isPolling: false })).toEqual({ is: 'over' })
  expect(await ask()).toEqual({ is: 'over' })
  expect(await ask({ from: new Browser() })).toEqual({ is: 'over' })
})
