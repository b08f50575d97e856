/** Who sees what, asked of every route of the build: by role, by care team, by clinic and by nobody; page, data and post. */
import { existsSync } from 'node:fs'
import type { ServerBuild } from '@remix-run/node'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { buildClinic, type Clinic, type Who } from '../builders'
import { type Built, buildCleared, train } from '../builders-program'
import { useTestDatabase } from '../use-database'
import { foreignWords, idsIn } from './find-ids'
import { type Listening, listen } from '../server/shell'
import { oneOfEach } from './one-of-each'
import { told } from './matrix-table'
import { type Actor, askAs, askRoute, type Cell, type Route, routesOf, type Scope } from './matrix'

// Every route, by five people in five ways or more: longer with each route there is.
vi.setConfig({ testTimeout: 240_000 })

const isWhole = process.env.CLEARWAY_MATRIX === 'all'
const database = useTestDatabase()
const bundle = new URL('../../build/server/pages.js', import.meta.url)

let shell: Listening
let routes: Route[]
let clinic: Clinic
let superuser: pg.Client
let actors: Actor[]

const select = async <Row extends object>(text: string, values: unknown[]) =>
  (await superuser.query<Row & pg.QueryResultRow>(text, values)).rows as Row[]

beforeAll(async () => {
  if (!existsSync(bundle)) throw new Error('Build first: npm run build.')
  const build = (await import(bundle.href)) as ServerBuild
  shell = await listen({ build })
  routes = routesOf(build)
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  clinic = await buildClinic(database)
  await fill(clinic, 'Ownwell')
  await fill({ ...clinic, trainer: clinic.otherTrainer }, 'Canarywell')
  await fill(await buildClinic(database), 'Farawell')
  const whose = { clinicId: clinic.id, trainerId: clinic.trainer.memberId }
  const { ofOtherClinics, ofOtherTeams } = await foreignWords(select, whose)
  const actor = (letters: string, who: Who | null, foreign: string[]): Actor => ({
    letters,
    ask: askAs(`http://${shell.host}`, who?.cookie ?? ''),
    foreign,
    idsFor: idsIn(select, { ...whose, memberId: (who ?? clinic.trainer).memberId }),
  })
  actors = [
    actor('', null, [...ofOtherClinics, ...ofOtherTeams]),
    actor('t', clinic.trainer, [...ofOtherClinics, ...ofOtherTeams]),
    actor('p', clinic.therapist, ofOtherClinics),
    actor('d', clinic.doctor, ofOtherClinics),
    actor('a', clinic.admin, ofOtherClinics),
  ]
})
afterAll(async () => {
  await shell?.close()
  await superuser?.end()
})

/** A client with one of everything that a route can name. */
async function fill(of: Clinic, familyName: string): Promise<void> {
  const built = await buildCleared(of)
  await of.sql(of.trainer, 'update clients set family_name = $2 where id = $1', [built.clientId, familyName])
  await entriesOf(of, built, await train(of, built))
  await of.sql(
    of.admin,
    `insert into clearance_audits (clinic_id, id, drawn_by, from_on, until_on, sample_size, occurred_at, time_zone, population, through_seq, seed)
     values ($1, gen_random_uuid(), $2, clinic_day(now()) - 1, clinic_day(now()), 1, now(), 'UTC', 1, 0, repeat('a', 64))`,
    [of.id, of.admin.memberId],
  )
  const { clientId, versionId } = built
  const { memberId } = of.trainer
  await oneOfEach(superuser, { clinicId: of.id, memberId, adminId: of.admin.memberId, clientId, versionId })
}

async function entriesOf(of: Clinic, { clientId, programId, lineId }: Built, sessionId: string): Promise<void> {
  const who = of.trainer.memberId
  await of.sql(
    of.trainer,
    `insert into sets (clinic_id, id, client_id, session_id, prescription_id, exercise, side, set_number, reps, occurred_at, performed_on, logged_by)
     select clinic_id, gen_random_uuid(), client_id, id, $2, 'Leg extension', 'left', 1, 10, occurred_at, day, logged_by
     from training_sessions where id = $1`,
    [sessionId, lineId],
  )
  await of.sql(
    of.trainer,
    `insert into measurements (clinic_id, id, client_id, kind, side, entered_value, entered_unit, amount, measured_by, occurred_at, measured_on)
     values ($1, gen_random_uuid(), $2, 'pain', 'both', '3', 'nrs', 3, $3, now(), current_date)`,
    [of.id, clientId, who],
  )
  await of.sql(
    of.trainer,
    `insert into holds (clinic_id, id, program_id, cause, reason, placed_by, occurred_at)
     values ($1, gen_random_uuid(), $2, 'trainer', 'Away', $3, now())`,
    [of.id, programId, who],
  )
  await of.sql(
    of.trainer,
    `insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, raised_by, occurred_at)
     values ($1, gen_random_uuid(), $2, 'calf-pain', true, $3, now())`,
    [of.id, clientId, who],
  )
}

async function askAll(): Promise<Cell[]> {
  const cells: Cell[] = []
  for (const route of routes) cells.push(...(await askRoute(route, actors, { isWhole })))
  return cells
}

describe('every route', () => {
  let cells: Cell[]
  beforeAll(async () => {
    cells = await askAll()
  }, 240_000)

  it('shows and does what its role and reach say, and to everybody else nothing', () => {
    expect(cells.filter(({ wrong }) => wrong).map(told)).toEqual([])
  })

  it('was asked by everybody, and for what is of another clinic and another care team where it names anything', () => {
    const asked = (scope: Scope) => new Set(cells.filter((cell) => cell.scope === scope).map(({ route }) => route))
    const unasked = (scope: Scope, named: Route[]) =>
      named.filter(({ id }) => !asked(scope).has(id)).map(({ id }) => id)
    expect(unasked('own', routes)).toEqual([])
    const named = routes.filter(({ class: [reach], params }) => reach === 'client' && params.length > 0)
    expect(unasked('other-clinic', named)).toEqual([])
    expect(unasked('other-team', named)).toEqual([])
  })

  it('of a client lets in who may be, or the rest would prove nothing', () => {
    for (const letters of ['t', 'p', 'd']) {
      const isIn = cells.filter((cell) => cell.letters === letters && cell.isIn)
      expect(new Set(isIn.map(({ route }) => route)).size).toBeGreaterThan(routes.length / 2)
    }
  })
})

describe('a client opened in an emergency', () => {
  // What is read, or written down, of the client: by hand, from docs/decisions/029.
  const opened = [
    'routes/clients.$clientId._index',
    'routes/clients.$clientId.progress',
    'routes/clients.$clientId_.adverse-event.new',
    'routes/clients.$clientId_.goals._index',
    'routes/clients.$clientId_.progress.programs',
    'routes/clients.$clientId_.record',
    'routes/clients.$clientId_.red-flag',
    'routes/clients.$clientId_.red-flags.$redFlagId',
    'routes/clients.$clientId_.red-flags.$redFlagId_.details',
    'routes/clients.$clientId_.screening.$screeningId',
    'routes/clients.$clientId_.screening._index',
    'routes/programs.$programId._index',
    'routes/sessions.$sessionId._index',
  ]
  const ofClients = () => routes.filter(({ class: [reach], params }) => reach === 'client' && params.length > 0)

  /** What another trainer is let into of the first one's client. */
  async function askOther(): Promise<Cell[]> {
    const { memberId, cookie } = clinic.otherTrainer
    const idsFor = idsIn(select, { clinicId: clinic.id, trainerId: memberId, memberId })
    const other: Actor = { letters: 't', ask: askAs(`http://${shell.host}`, cookie), foreign: [], idsFor }
    const cells: Cell[] = []
    for (const route of ofClients())
      cells.push(...(await askRoute(route, [other], { isWhole: false, only: 'other-team' })))
    return cells
  }

  it('is read by those routes alone, and after its hour by none', async () => {
    const [client] = await select<{ id: string }>("select id from clients where family_name = 'Ownwell'", [])
    await clinic.sql(
      clinic.otherTrainer,
      `insert into emergency_accesses (clinic_id, id, client_id, member_id, reason, expires_at, occurred_at)
       values ($1, gen_random_uuid(), $2, $3, 'Collapsed on the floor', now(), now())`,
      [clinic.id, client?.id, clinic.otherTrainer.memberId],
    )
    const isIn = (await askOther()).filter((cell) => cell.isIn && cell.way === 'GET .data')
    expect(isIn.map(({ route }) => route).sort()).toEqual(opened)
    await superuser.query('set session_replication_role = replica')
    await superuser.query("update emergency_accesses set expires_at = expires_at - interval '60 minutes'")
    await superuser.query('set session_replication_role = origin')
    expect((await askOther()).filter(({ wrong }) => wrong).map(told)).toEqual([])
  })
})
