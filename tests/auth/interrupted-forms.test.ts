/** A form that arrives once its login is over: kept for its sender, sealed, and for nobody else. */
import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs } from '@remix-run/node'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { requireMemberOfSession } from '~/auth/floor-guard.server'
import { requireMember } from '~/auth/guard.server'
import { endLoginOf } from '~/auth/login.server'
import { unseal } from '~/auth/seal.server'
import { forgetInterruptedForms } from '~/data/interrupted-forms.server'
import { endOtherLogins } from '~/data/own-logins.server'
import { action as discard, loader as look } from '~/routes/interrupted-forms.$interruptedFormId'
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
  await superuser.query('delete from interrupted_forms')
  browser = new Browser()
  await browser.signIn(clinic.trainer.email, password)
})

const goIdle = (minutes = 20) =>
  superuser.query(
    'update logins set last_active_at = clock_timestamp() - make_interval(mins => $2) where id_hash = $1',
    [browser.idHash(), minutes],
  )
const passEnd = (hours = 13) =>
  superuser.query(
    `update logins set created_at = now() - make_interval(hours => $2), last_active_at = now(),
       expires_at = now() - make_interval(hours => $2) + interval '12 hours' where id_hash = $1`,
    [browser.idHash(), hours],
  )
const rows = async () => (await superuser.query('select * from interrupted_forms')).rows

const path = `/clients/${randomUUID()}/screening/new`
const key = randomUUID()
const typed = { key, systolic: '118', note: 'Canarywell' }

function post(to = path, body: BodyInit = new URLSearchParams(typed)): Request {
  return browser.request(to, { method: 'POST', body })
}

/** What a post is answered with; its cookies are kept, as a browser would. */
async function send(request = post(), guard: (request: Request) => Promise<unknown> = requireMember): Promise<string> {
  const answer = await thrownResponse(guard(request))
  browser.keep(answer.headers)
  return answer.headers.get('Location') ?? ''
}

const idIn = (location: string) => /^\/login\?next=%2Finterrupted-forms%2F([0-9a-f-]{36})$/.exec(location)?.[1]

async function keep(request?: Request): Promise<string> {
  const id = idIn(await send(request))
  if (!id) throw new Error('Nothing was kept.')
  return id
}

type Found = { form: { path: string; fields: [string, string][] } }
const ask = (route: (args: ActionFunctionArgs) => Promise<unknown>, id: string, from = browser, method = 'GET') => {
  const request = from.request(`/interrupted-forms/${id}`, { method })
  return route({ request, params: { interruptedFormId: id }, context: {} } as unknown as ActionFunctionArgs)
}
const found = async (id: string, from?: Browser) => (await ask(look, id, from)) as Found
const statusOf = async (asked: Promise<unknown>) => (await thrownResponse(asked)).status
const back = (from = browser) => from.signIn(clinic.trainer.email, password)

describe('a form sent with a login that went idle', () => {
  it('is there after the login, field by field, with where it was going', async () => {
    await goIdle()
    const id = await keep(post(`${path}?limb=left&index&_routes=x`))
    await back()
    const { form } = await found(id)
    expect(form).toMatchObject({ path: `${path}?limb=left`, fields: Object.entries(typed) })
  })

  it('is the same when the page sent it by script, or as multipart without a file', async () => {
    await goIdle()
    const multipart = new FormData()
    for (const [name, value] of Object.entries(typed)) multipart.append(name, value)
    const ids = [await keep(post(`${path}.data`)), await keep(post(path, multipart))]
    await back()
    for (const id of ids) expect((await found(id)).form).toMatchObject({ path, fields: Object.entries(typed) })
  })

  it('is kept by the pages of the gym floor as well, where no ticket lets it in', async () => {
    await goIdle()
    const guard = (request: Request) => requireMemberOfSession(request, randomUUID(), 'session:log')
    expect(idIn(await send(post('/sessions/0190/sets'), guard))).toBeDefined()
  })

  it('keeps no password and no code, not even sealed, and nothing that can be read', async () => {
    await goIdle()
    await keep(
      post(path, new URLSearchParams({ ...typed, password: 'Secretwell', passwordAgain: 'x', code: '123456' })),
    )
    const [row] = await rows()
    expect(JSON.stringify(row) + row.sealed.toString('latin1')).not.toMatch(/Canarywell|screening|Secretwell/)
    const plain = unseal('interrupted-form', row.sealed)?.toString() ?? ''
    expect(plain).toContain('Canarywell')
    expect(plain).not.toMatch(/Secretwell|password|123456|"code"/)
  })
})

describe('a form sent after the absolute end', () => {
  it('is kept too, and for half a day after', async () => {
    await passEnd()
    const id = await keep()
    await passEnd(25)
    expect(await send()).toMatch(/^\/login\?next=%2Fclients/)
    await back()
    expect((await found(id)).form.fields).toEqual(Object.entries(typed))
  })
})

describe('nothing is kept', () => {
  const plainly = /^\/login\?next=%2Fclients/
  const expectNothing = async (request?: Request, location = plainly) => {
    expect(await send(request)).toMatch(location)
    expect(await rows()).toEqual([])
  }

  it('of a login that was signed out, or ended with all others', async () => {
    const request = post()
    await endLoginOf(browser.request())
    await goIdle()
    await expectNothing(request)
    await back()
    const elsewhere = new Browser()
    await back(elsewhere)
    await goIdle()
    await endOtherLogins(await elsewhere.member(), elsewhere.idHash(), { key: randomUUID() })
    await expectNothing()
  })

  it('of a deactivated member', async () => {
    await goIdle()
    const set = (at: string) =>
      superuser.query(`update members set deactivated_at = ${at} where id = $1`, [clinic.trainer.memberId])
    await set('clock_timestamp()')
    await expectNothing()
    await set('null')
  })

  it('of a login that was never there, or of nobody', async () => {
    const made = new Browser()
    made.keep(new Headers({ 'Set-Cookie': `clearway=${'a'.repeat(40)}` }))
    for (const stranger of [made, new Browser()]) {
      const request = stranger.request(path, { method: 'POST', body: new URLSearchParams(typed) })
      await expectNothing(request)
    }
  })

  it('of what is only asked for, of files, of JSON and of more than 64 kB', async () => {
    await goIdle()
    const withFile = new FormData()
    withFile.append('file', new File(['x'], 'x.csv'))
    await expectNothing(browser.request(path))
    await expectNothing(post(path, withFile))
    await expectNothing(
      browser.request(path, { method: 'POST', body: '{"a":1}', headers: { 'Content-Type': 'application/json' } }),
    )
    await expectNothing(post(path, new URLSearchParams({ note: 'x'.repeat(65_536) })))
  })

  it.each(['/clients/import', '/kept-forms', '/kept-forms.data'])('of %s', async (to) => {
    await goIdle()
    expect(await send(post(to))).not.toContain('interrupted-forms')
    expect(await rows()).toEqual([])
  })
})

describe('what is kept', () => {
  it('is not there for another account, in this browser or another, and of no use to it', async () => {
    await goIdle()
    const id = await keep()
    await browser.signIn(clinic.otherTrainer.email, password)
    expect(await statusOf(ask(look, id))).toBe(404)
    expect(await statusOf(ask(discard, id, browser, 'POST'))).toBe(404)
    expect(await rows()).toHaveLength(1)
  })

  it('is not there for the same account in another browser: nobody plants a form for somebody', async () => {
    await goIdle()
    const id = await keep()
    const victim = new Browser()
    await victim.signIn(clinic.trainer.email, password)
    expect(await statusOf(ask(look, id, victim))).toBe(404)
    victim.keep(new Headers({ 'Set-Cookie': `clearway-typed=${'a'.repeat(43)}` }))
    expect(await statusOf(ask(look, id, victim))).toBe(404)
  })

  it('is not there without signing in again', async () => {
    await goIdle()
    const id = await keep()
    expect(await statusOf(ask(look, id))).toBe(302)
  })

  it('opens for nobody when its row was changed in the database', async () => {
    await goIdle()
    const [one, other] = [await keep(), await keep(post('/clients/new'))]
    await back()
    await superuser.query(
      'update interrupted_forms set sealed = (select sealed from interrupted_forms where id = $1) where id = $2',
      [one, other],
    )
    expect(await statusOf(ask(look, other))).toBe(404)
    const foreign = await superuser.query('select id from accounts where member_id = $1', [
      clinic.otherTrainer.memberId,
    ])
    await superuser.query('update interrupted_forms set account_id = $2 where id = $1', [one, foreign.rows[0].id])
    await browser.signIn(clinic.otherTrainer.email, password)
    expect(await statusOf(ask(look, one))).toBe(404)
  })

  it('is gone once it was discarded, and after an hour', async () => {
    await goIdle()
    const [one, other] = [await keep(), await keep()]
    await back()
    expect(await ask(discard, one, browser, 'POST')).toMatchObject({ status: 303 })
    expect(await statusOf(ask(look, one))).toBe(404)
    await superuser.query("update interrupted_forms set kept_at = kept_at - interval '1 hour'")
    expect(await statusOf(ask(look, other))).toBe(404)
    await forgetInterruptedForms()
    expect(await rows()).toEqual([])
  })

  it('is twenty of an account at most, the newest, however many come at once', async () => {
    await goIdle()
    const first = await keep()
    await Promise.all(Array.from({ length: 25 }, () => send(post())))
    const last = await keep()
    const ids = (await rows()).map(({ id }) => id)
    expect(ids).toHaveLength(20)
    expect(ids).toContain(last)
    expect(ids).not.toContain(first)
  })
})

describe('the database by itself', () => {
  const asApp = (text: string, values: unknown[] = []) => clinic.sql(clinic.trainer, text, values)
  const sealed = Buffer.alloc(29)

  it('lets the app neither read nor write the table, and only the jobs forget', async () => {
    await expect(asApp('select * from interrupted_forms')).rejects.toThrow(/permission denied/)
    await expect(asApp('delete from interrupted_forms')).rejects.toThrow(/permission denied/)
    await expect(asApp('select forget_interrupted_forms()')).rejects.toThrow(/permission denied/)
    await expect(asApp('select account_of_over_login($1)', [browser.idHash()])).rejects.toThrow(/permission denied/)
  })

  it('keeps nothing for an open login, and gives nothing to one that is over', async () => {
    const keepRow = 'select keep_interrupted_form($1, $2, $3, $4) as kept'
    const values = [browser.idHash(), randomUUID(), 'a'.repeat(64), sealed]
    expect(await asApp(keepRow, values)).toEqual([{ kept: false }])
    await goIdle()
    expect(await asApp(keepRow, values)).toEqual([{ kept: true }])
    const find = 'select * from find_interrupted_form($1, $2, $3)'
    expect(await asApp(find, values.slice(0, 3))).toEqual([])
    await expect(asApp(keepRow, [values[0], randomUUID(), 'a'.repeat(64), Buffer.alloc(28 + 65_537)])).rejects.toThrow(
      /interrupted_forms_sealed_check/,
    )
  })
})
