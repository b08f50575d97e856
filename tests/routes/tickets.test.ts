/** A session outlasts the idle logout by a ticket of its own: its work goes on, and nothing else is shown or done. */
import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs } from '@remix-run/node'
import pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { memberOfSession } from '~/auth/floor-guard.server'
import { requireMember } from '~/auth/guard.server'
import { endLoginOf } from '~/auth/login.server'
import { findFloorLogin, findLogin } from '~/data/login.server'
import { action as raise, loader as flagPage } from '~/routes/clients.$clientId_.red-flag'
import { loader as live } from '~/routes/sessions.$sessionId._index'
import { action as end, loader as endPage } from '~/routes/sessions.$sessionId_.end'
import { action as enter } from '~/routes/sessions.$sessionId_.entries'
import { action as log, loader as setPage } from '~/routes/sessions.$sessionId_.sets'
import { Browser } from '../auth/browser'
import { buildClinic, type Clinic, password, type Who } from '../builders'
import { type Built, buildCleared, train } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let superuser: pg.Client
let trainer: Browser

beforeAll(async () => {
  clinic = await buildClinic(database)
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  await superuser.query("select set_config('clearway.clinic', $1, false)", [clinic.id])
})
afterAll(() => superuser.end())
beforeEach(async () => {
  trainer = await signedIn(clinic.trainer)
})

async function signedIn(who: Who): Promise<Browser> {
  const browser = new Browser()
  await browser.signIn(who.email, password)
  return browser
}

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)
const lastUsed = (browser: Browser, minutes: number) =>
  superuser.query('update logins set last_active_at = $2 where id_hash = $1', [browser.idHash(), ago(minutes)])
const idle = (browser: Browser) => lastUsed(browser, 20)

type Running = Built & { sessionId: string }
async function running(minutes = 30): Promise<Running> {
  const built = await buildCleared(clinic, { at: ago(minutes + 5) })
  return { ...built, sessionId: await train(clinic, built, { at: ago(minutes) }) }
}

type Asked = { params: Record<string, string>; fields?: Record<string, string>; search?: string }

async function ask(route: (args: ActionFunctionArgs) => Promise<unknown>, by: Browser, asked: Asked) {
  const init = asked.fields ? { method: 'POST', body: new URLSearchParams(asked.fields) } : {}
  const args = { request: by.request(`/floor${asked.search ?? ''}`, init), params: asked.params } as unknown
  const answer = await route(args as ActionFunctionArgs).catch((thrown: unknown) => thrown)
  if (answer instanceof Error) throw answer
  if (!(answer instanceof Response)) return { status: 200, to: null, text: JSON.stringify(answer) }
  return { status: answer.status, to: answer.headers.get('Location'), text: await answer.text() }
}

const page = (by: Browser, { sessionId }: Running) => ask(live, by, { params: { sessionId } })
const isSentToLogin = ({ to }: { to: string | null }) => to?.startsWith('/login') ?? false

const aSet = ({ lineId }: Running) => ({
  key: randomUUID(),
  lineId,
  side: 'left',
  reps: '15',
  load: '',
  pressureMmhg: '100',
  restrictionSeconds: '90',
})

function enterSet(by: Browser, session: Running, changes: Record<string, string> = {}) {
  const told = { kind: 'set', memberId: clinic.trainer.memberId, doneAt: ago(10).toISOString(), isKept: '1' }
  const { sessionId } = session
  return ask(enter, by, { params: { sessionId }, fields: { ...aSet(session), ...told, ...changes } })
}

/** The trainer had the page of the session before them, and then did nothing for 20 minutes. */
async function idleWithTicket(minutes = 30): Promise<Running> {
  const session = await running(minutes)
  expect((await page(trainer, session)).text).toContain('Lindqvist')
  await idle(trainer)
  return session
}

describe('an idle login without a ticket', () => {
  it('is sent to the login page from each page of a session, and told so by its phone', async () => {
    const session = await running()
    await idle(trainer)
    const { sessionId, clientId } = session
    const fields = { key: randomUUID() }
    for (const route of [live, setPage, endPage]) {
      expect(isSentToLogin(await ask(route, trainer, { params: { sessionId } }))).toBe(true)
    }
    for (const route of [log, end]) {
      expect(isSentToLogin(await ask(route, trainer, { params: { sessionId }, fields }))).toBe(true)
    }
    expect(isSentToLogin(await ask(flagPage, trainer, { params: { clientId } }))).toBe(true)
    expect(await enterSet(trainer, session)).toMatchObject({ status: 401, text: '{"outcome":"login-over"}' })
  })
})

describe('an idle login with the ticket of a session', () => {
  it('sees its dose, its timers and its sets, and nothing that says whose they are or why', async () => {
    const session = await running()
    const { sessionId } = session
    const fields = { ...aSet(session), pressureMmhg: '120', reason: 'The gauge had slipped' }
    await ask(log, trainer, { params: { sessionId }, fields })
    const open = await page(trainer, session)
    for (const words of ['Lindqvist', 'Knee, return', 'The gauge had slipped']) expect(open.text).toContain(words)
    await idle(trainer)

    const covered = await page(trainer, session)
    for (const words of ['Lindqvist', 'Ana', 'Knee, return', 'The gauge', 'R-', session.programId]) {
      expect(covered.text).not.toContain(words)
    }
    expect(JSON.parse(covered.text)).toMatchObject({
      session: {
        isCovered: true,
        canLog: true,
        strip: { day: null },
        lines: [{ exercise: 'Leg extension', cuff: { mmhg: 100 }, done: [{ reps: 15, deviations: [] }] }],
      },
    })
    const other = await Promise.all([setPage, endPage].map((route) => ask(route, trainer, { params: { sessionId } })))
    for (const { status, text } of other) {
      expect(status).toBe(200)
      expect(text).not.toMatch(/Lindqvist|Ana|Knee, return|The gauge|Maya/)
    }
  })

  it('logs a set and ends the session, by form and by phone, and is not woken by it', async () => {
    const session = await idleWithTicket()
    const { sessionId } = session
    const fields = { ...aSet(session), key: randomUUID() }
    expect(await ask(log, trainer, { params: { sessionId }, fields })).toMatchObject({ to: `/sessions/${sessionId}` })
    expect(await enterSet(trainer, session)).toMatchObject({ status: 200 })
    const ended = await ask(end, trainer, { params: { sessionId }, fields: { key: randomUUID() } })
    expect(ended).toMatchObject({ status: 303, to: '/today' })
    expect(await clinic.sql(clinic.trainer, 'select id from sets where session_id = $1', [sessionId])).toHaveLength(2)

    expect(await trainer.memberOrNull()).toBeNull()
    const { rows } = await superuser.query('select last_active_at < $2 as is_idle from logins where id_hash = $1', [
      trainer.idHash(),
      ago(15),
    ])
    expect(rows).toEqual([{ is_idle: true }])
    const elsewhere = requireMember(trainer.request('/today')).catch((thrown: Response) => thrown)
    expect(isSentToLogin({ to: ((await elsewhere) as Response).headers.get('Location') })).toBe(true)
  })

  it('raises a red flag for its client, and sees what to do and whom to call, by no name', async () => {
    const { clientId } = await idleWithTicket()
    const fields = { key: randomUUID(), sign: 'chest-pain' }
    const before = await ask(flagPage, trainer, { params: { clientId } })
    const raised = await ask(raise, trainer, { params: { clientId }, fields })
    expect(raised.to).toMatch(/\?raised=/)
    const after = await ask(flagPage, trainer, { params: { clientId }, search: `?${raised.to?.split('?')[1]}` })
    for (const { text } of [before, after]) {
      expect(text).toContain('+49 30 5550100')
      expect(text).not.toMatch(/Lindqvist|Ana|Knee, return|Lin Chen|Maya/)
    }
    expect(JSON.parse(after.text)).toMatchObject({ sign: 'chest-pain', flag: null })
    expect(await clinic.sql(clinic.trainer, 'select id from red_flags where client_id = $1', [clientId])).toHaveLength(
      1,
    )
  })

  it('does nothing in another session, and raises nothing for another client', async () => {
    await idleWithTicket()
    const other = await running()
    expect(isSentToLogin(await page(trainer, other))).toBe(true)
    expect(await enterSet(trainer, other)).toMatchObject({ status: 401 })
    expect(isSentToLogin(await ask(flagPage, trainer, { params: { clientId: other.clientId } }))).toBe(true)
  })

  it('goes on where its trainer is taken out of the care team meanwhile, and is over for them with the session', async () => {
    const session = await idleWithTicket()
    await superuser.query('delete from care_team where client_id = $1', [session.clientId])
    expect((await page(trainer, session)).status).toBe(200)
    expect(await enterSet(trainer, session)).toMatchObject({ status: 200 })
    await superuser.query('update training_sessions set ended_at = clock_timestamp() where id = $1', [
      session.sessionId,
    ])
    expect(isSentToLogin(await page(trainer, session))).toBe(true)
    expect(await enterSet(trainer, session)).toMatchObject({ status: 404 })
  })
})

describe('a ticket', () => {
  const isOver = async (session: Running) => {
    const entered = await enterSet(trainer, session, { key: randomUUID() })
    return entered.status === 401 && isSentToLogin(await page(trainer, session))
  }

  it('lasts three hours from the start of its session', async () => {
    const session = await idleWithTicket(179)
    expect(await isOver(session)).toBe(false)
    const set = (interval: string) =>
      superuser.query(
        'update session_tickets set expires_at = clock_timestamp() + $2::interval where session_id = $1',
        [session.sessionId, interval],
      )
    const { rows } = await superuser.query(
      'select extract(epoch from expires_at - clock_timestamp())::float as left from session_tickets where session_id = $1',
      [session.sessionId],
    )
    expect(rows[0].left).toBeGreaterThan(0)
    expect(rows[0].left).toBeLessThan(60)
    await set('0')
    expect(await isOver(session)).toBe(true)
  })

  it('is not given for a session that began three hours ago', async () => {
    const session = await idleWithTicket(181)
    expect(await isOver(session)).toBe(true)
  })

  it('goes with a logout, and with the next login of this browser', async () => {
    const session = await idleWithTicket()
    const before = trainer.request()
    await trainer.signIn(clinic.otherTrainer.email, password)
    expect(await memberOfSession(before, session.sessionId)).toBeNull()

    trainer = await signedIn(clinic.trainer)
    await page(trainer, session)
    await idle(trainer)
    expect(await isOver(session)).toBe(false)
    await endLoginOf(trainer.request())
    expect(await isOver(session)).toBe(true)
  })

  it('goes with the twelve hours of its login', async () => {
    const session = await idleWithTicket()
    await superuser.query(
      "update logins set created_at = now() - interval '12 hours', expires_at = now() where id_hash = $1",
      [trainer.idHash()],
    )
    expect(await isOver(session)).toBe(true)
  })

  it('goes when its member is deactivated, and takes their roles as they are', async () => {
    const session = await idleWithTicket()
    const { memberId } = clinic.trainer
    await superuser.query("update member_roles set role = 'admin' where member_id = $1", [memberId])
    expect((await page(trainer, session)).status).toBe(403)
    expect((await enterSet(trainer, session)).status).toBe(404)
    await superuser.query("update member_roles set role = 'trainer' where member_id = $1", [memberId])
    await superuser.query('update members set deactivated_at = clock_timestamp() where id = $1', [memberId])
    expect(await isOver(session)).toBe(true)
    await superuser.query('update members set deactivated_at = null where id = $1', [memberId])
  })

  it('takes what was not sent yet after the end of its session, and shows that session no more', async () => {
    const session = await idleWithTicket()
    const { sessionId, clientId } = session
    await ask(end, trainer, { params: { sessionId }, fields: { key: randomUUID() } })
    expect(isSentToLogin(await page(trainer, session))).toBe(true)
    expect(isSentToLogin(await ask(log, trainer, { params: { sessionId }, fields: aSet(session) }))).toBe(true)
    expect((await enterSet(trainer, session)).status).toBe(200)
    expect((await ask(flagPage, trainer, { params: { clientId } })).status).toBe(200)
  })

  it('is given to who began the session, from whichever login comes to its page, and to nobody else', async () => {
    const session = await running()
    const therapist = await signedIn(clinic.therapist)
    expect((await page(therapist, session)).text).toContain('Lindqvist')
    await idle(therapist)
    expect(isSentToLogin(await page(therapist, session))).toBe(true)

    const second = await signedIn(clinic.trainer)
    await page(second, session)
    await idle(second)
    expect((await page(second, session)).status).toBe(200)
    expect((await enterSet(second, session, { memberId: clinic.otherTrainer.memberId })).status).toBe(403)
  })

  it('knows of its member exactly what their open login knew', async () => {
    const { sessionId } = await running()
    const work = { sessionId, clientId: null }
    const { touchDue: _, ...open } = (await findLogin(trainer.idHash())) ?? {}
    expect(await findFloorLogin(trainer.idHash(), work)).toMatchObject({ ...open, isCovered: false, isOver: false })
    await idle(trainer)
    expect(await findFloorLogin(trainer.idHash(), work)).toMatchObject({ ...open, isCovered: true, isOver: false })
    expect(await findFloorLogin(trainer.idHash(), { sessionId: null, clientId: null })).toBeNull()
    expect(await findFloorLogin('f'.repeat(64), work)).toBeNull()
  })

  it('is neither read nor written by the app itself', async () => {
    const { sessionId } = await running()
    const insert = `insert into session_tickets values ('${trainer.idHash()}', $1, '${v7()}', now() + interval '1 year')`
    for (const text of [
      'select $1::uuid, id_hash from session_tickets',
      insert,
      'select keep_ticket(null, null, $1)',
    ]) {
      await expect(clinic.sql(clinic.trainer, text, [sessionId])).rejects.toMatchObject({ code: '42501' })
    }
  })
})
