/** Who sees what, asked of every route of the build: other clinic, other care team, wrong role, nobody; page, data and post. */
import { existsSync } from 'node:fs'
import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import pg from 'pg'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { buildClinic, type Clinic, type Who } from '../builders'
import { type Built, buildCleared, train } from '../builders-program'
import { useTestDatabase } from '../use-database'
import { routeClasses } from './route-classes'

// Every route, asked four ways by four people: more with each route there is.
vi.setConfig({ testTimeout: 180_000 })

const database = useTestDatabase()
const bundle = new URL('../../build/server/pages.js', import.meta.url)
const origin = 'http://127.0.0.1'
const canary = 'Canarywell'

type Route = { id: string; path: string }
let handle: ReturnType<typeof createRequestHandler>
let routes: Route[]
let clinic: Clinic
let elsewhere: Clinic
let ids: Record<string, string>

beforeAll(async () => {
  if (!existsSync(bundle)) throw new Error('Build first: npm run build.')
  const build = (await import(bundle.href)) as ServerBuild
  handle = createRequestHandler(build, 'production')
  routes = Object.values(build.routes).flatMap((route) =>
    route ? [{ id: route.id, path: pathOf(build, route.id) }] : [],
  )
  clinic = await buildClinic(database)
  elsewhere = await buildClinic(database)
  const built = await buildCleared(clinic)
  await clinic.sql(clinic.trainer, 'update clients set family_name = $2 where id = $1', [built.clientId, canary])
  ids = { ...(await idsOf(built, await train(clinic, built))), ...(await entriesOf(built)) }
})

async function idsOf(built: Built, sessionId: string): Promise<Record<string, string>> {
  const [hold] = await clinic.sql<{ id: string }>(
    clinic.trainer,
    `insert into holds (clinic_id, id, program_id, cause, reason, placed_by, occurred_at)
     values ($1, gen_random_uuid(), $2, 'trainer', 'Away', $3, now()) returning id`,
    [clinic.id, built.programId, clinic.trainer.memberId],
  )
  const [decision] = await clinic.sql<{ id: string }>(
    clinic.therapist,
    'select id from decisions where version_id = $1',
    [built.versionId],
  )
  const [flag] = await clinic.sql<{ id: string }>(
    clinic.trainer,
    `insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, raised_by, occurred_at)
     values ($1, gen_random_uuid(), $2, 'calf-pain', true, $3, now()) returning id`,
    [clinic.id, built.clientId, clinic.trainer.memberId],
  )
  return {
    redFlagId: flag?.id ?? '',
    clientId: built.clientId,
    programId: built.programId,
    versionId: built.versionId,
    sessionId,
    holdId: hold?.id ?? '',
    decisionId: decision?.id ?? '',
    screeningId: built.versionId,
    token: 'none',
  }
}

/** A set and a measurement of the client, to be put right. */
async function entriesOf({ clientId, lineId }: Built): Promise<Record<string, string>> {
  const [set] = await clinic.sql<{ id: string }>(
    clinic.trainer,
    `insert into sets (clinic_id, id, client_id, session_id, prescription_id, exercise, side, set_number, reps, occurred_at, performed_on, logged_by)
     select clinic_id, gen_random_uuid(), client_id, id, $2, 'Leg extension', 'left', 1, 10, occurred_at, day, logged_by
     from training_sessions where client_id = $1 returning id`,
    [clientId, lineId],
  )
  const [measurement] = await clinic.sql<{ id: string }>(
    clinic.trainer,
    `insert into measurements (clinic_id, id, client_id, kind, side, entered_value, entered_unit, amount, measured_by, occurred_at, measured_on)
     values ($1, gen_random_uuid(), $2, 'pain', 'both', '3', 'nrs', 3, $3, now(), current_date) returning id`,
    [clinic.id, clientId, clinic.trainer.memberId],
  )
  return { setId: set?.id ?? '', measurementId: measurement?.id ?? '' }
}

function pathOf(build: ServerBuild, id: string): string {
  const route = build.routes[id]
  if (!route) return ''
  return `${route.parentId ? pathOf(build, route.parentId) : ''}/${route.path ?? ''}`.replaceAll(/\/+/g, '/')
}

const filled = (path: string) =>
  path.replaceAll(/:(\w+)\??/g, (_, name: string) => ids[name] ?? 'none').replace('*', 'nowhere')

async function ask(who: Who | null, path: string, { method = 'GET', isData = false } = {}) {
  const url = `${origin}${filled(path)}${isData ? '.data' : ''}`
  const headers = new Headers({ Origin: origin, Host: '127.0.0.1', ...(who ? { Cookie: who.cookie } : {}) })
  const body =
    method === 'POST' ? new URLSearchParams({ key: crypto.randomUUID(), reason: 'x', intent: 'x' }) : undefined
  const context = { nonce: 'n', requestId: 'r', kind: 'test', clientAddress: '127.0.0.1' } as const
  const answer = await handle(new Request(url, { method, headers, ...(body ? { body } : {}) }), context)
  return { status: answer.status, location: answer.headers.get('Location'), body: await answer.text() }
}

const ofClass = (...classes: string[]) => routes.filter(({ id }) => classes.includes(routeClasses[id] ?? ''))
const ways = [{}, { isData: true }, { method: 'POST' }, { method: 'POST', isData: true }]

async function changesIn({ sql, admin }: Clinic): Promise<number> {
  const [row] = await sql<{ n: string }>(admin, 'select max(seq) as n from audit_events')
  return Number(row?.n)
}

describe('the routes', () => {
  it('are all classified, and nothing is classified that is no route', () => {
    expect(routes.map(({ id }) => id).sort()).toEqual(Object.keys(routeClasses).sort())
  })

  it('behind login send nobody anywhere but to the login', async () => {
    for (const route of ofClass('member', 'clinical', 'client', 'proof')) {
      for (const way of ways) {
        const answer = await ask(null, route.path, way)
        expect(answer.body, route.id).not.toContain(canary)
        const isSentAway = answer.location?.startsWith('/login') || answer.body.includes('/login')
        // What phones send by script is answered that the login is over: a redirect would look like an answer to it.
        expect(
          isSentAway || [401, 405].includes(answer.status),
          `${route.id} ${JSON.stringify(way)} ${answer.status}`,
        ).toBe(true)
      }
    }
  })

  it('of a client show it to its trainer and to a clinician', async () => {
    const shown = []
    for (const route of ofClass('client')) {
      const answers = await Promise.all([ask(clinic.trainer, route.path), ask(clinic.therapist, route.path)])
      if (answers.some(({ body }) => body.includes(canary))) shown.push(route.id)
    }
    // Not every route names the client; where none does, the other tests would prove nothing.
    expect(shown.length).toBeGreaterThan(ofClass('client').length / 2)
  })
})

describe('a client of another clinic', () => {
  it('is as if it did not exist, by page, data and post, and nothing is changed', async () => {
    const before = await changesIn(clinic)
    for (const who of [elsewhere.trainer, elsewhere.therapist, elsewhere.doctor, elsewhere.trainerAndTherapist]) {
      for (const route of ofClass('client')) {
        for (const way of ways) await expectNothing(who, route, way)
      }
    }
    expect(await changesIn(clinic)).toBe(before)
  })

  it('is in no list and no register of theirs', async () => {
    for (const route of ofClass('member', 'clinical', 'proof')) {
      for (const who of [elsewhere.trainer, elsewhere.doctor, elsewhere.admin]) {
        const answer = await ask(who, route.path)
        expect(answer.body, route.id).not.toContain(canary)
      }
    }
  })
})

describe('a client of another care team', () => {
  it('is as if it did not exist for a trainer of the same clinic, and nothing is changed', async () => {
    const before = await changesIn(clinic)
    for (const route of ofClass('client')) {
      for (const way of ways) await expectNothing(clinic.otherTrainer, route, way)
    }
    expect(await changesIn(clinic)).toBe(before)
  })

  it('is in no list of theirs', async () => {
    for (const route of ofClass('member', 'clinical')) {
      const answer = await ask(clinic.otherTrainer, route.path)
      expect(answer.body, route.id).not.toContain(canary)
    }
  })
})

describe('a client opened in an emergency', () => {
  // What is read, or written down, of the client: by hand, from docs/decisions/029.
  const opened = [
    'routes/clients.$clientId._index',
    'routes/clients.$clientId.progress',
    'routes/clients.$clientId_.adverse-event.new',
    'routes/clients.$clientId_.record',
    'routes/clients.$clientId_.red-flag',
    'routes/clients.$clientId_.red-flags.$redFlagId',
    'routes/clients.$clientId_.red-flags.$redFlagId_.details',
    'routes/clients.$clientId_.screening._index',
    'routes/programs.$programId._index',
    'routes/sessions.$sessionId._index',
  ]

  it('is read by those routes alone, sent to by none of the others, and after its hour by no route at all', async () => {
    const who = clinic.otherTrainer
    await clinic.sql(
      who,
      `insert into emergency_accesses (clinic_id, id, client_id, member_id, reason, expires_at, occurred_at)
       values ($1, gen_random_uuid(), $2, $3, 'Collapsed on the floor', now(), now())`,
      [clinic.id, ids.clientId, who.memberId],
    )
    const before = await changesIn(clinic)
    const read: string[] = []
    for (const route of ofClass('client')) {
      if ((await ask(who, route.path)).body.includes(canary)) read.push(route.id)
      // Its answer may name the client where the form is theirs to fill in; elsewhere it is as if there were none.
      if (!opened.includes(route.id)) await expectNothing(who, route, { method: 'POST' })
    }
    expect(read.sort()).toEqual(opened)
    expect(await changesIn(clinic)).toBe(before)
    await asSuperuser("update emergency_accesses set expires_at = expires_at - interval '60 minutes'")
    for (const route of ofClass('client')) {
      for (const way of ways) await expectNothing(who, route, way)
    }
  })
})

/** What no member can do, such as to put the clock on. */
async function asSuperuser(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.urls.superuser })
  await client.connect()
  await client.query('set session_replication_role = replica')
  await client.query(text)
  await client.end()
}

describe('an admin', () => {
  it('who has no other role sees no clinical page', async () => {
    for (const route of ofClass('client')) {
      for (const way of ways) await expectNothing(clinic.admin, route, way)
    }
  })
})

/** Nothing of the client, and no answer that tells it from one that is not there. */
async function expectNothing(who: Who, route: Route, way: { method?: string; isData?: boolean }): Promise<void> {
  const label = `${route.id} ${JSON.stringify(way)} ${who.name}`
  const answer = await ask(who, route.path, way)
  expect(answer.body, label).not.toContain(canary)
  expect([400, 403, 404, 405], `${label}: ${answer.status}`).toContain(answer.status)
}
