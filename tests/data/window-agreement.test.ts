/** One definition of the window: over random histories domain, SQL, the rows the enforcer reads and the board agree. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BoardRow, listBoard } from '~/data/window-board.server'
import { sessionFacts } from '~/data/session-facts.server'
import { readClinic } from '~/database/door.server'
import { addDays } from '~/domain/calendar-day'
import type { Limb } from '~/domain/limb'
import {
  grantedDays,
  openingDay,
  openingDayIfStarted,
  type PastSession,
  programsOfWindow,
  rehabWindow,
  type WindowSettings,
  widestWindow,
} from '~/domain/rehab-window'
import { flagOf, isHighFrequency, nextReviewOn, type Review, reviewByStepDown } from '~/domain/window-flag'
import { acting } from '../acting'
import { buildClinic, type Clinic } from '../builders'
import { type Planted, Planter, strike, trained } from '../builders-window'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
const seed = Number(process.env.WINDOW_SEED ?? 20261126)
const clients = Number(process.env.WINDOW_CLIENTS ?? 12)
const firstDay = '2026-02-20'
/** Over the change of clocks of 29 March, in Berlin's time. */
const today = '2026-05-02'
const at = new Date('2026-05-02T21:45:00Z')

/** mulberry32: the same histories for the same seed. */
function random(state: number): (below: number) => number {
  let a = state
  return (below) => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}
const below = random(seed)
const day = () => addDays(firstDay, below(72))
const times = ['00:05', '10:00', '23:30', '23:59']

type Told = Planted & {
  limbs: Limb[]
  planned: number
  sessions: { day: string; isStruck: boolean }[]
  extensions: number[]
  stepDowns: string[]
  reviews: Review[]
}

let clinic: Clinic
let planter: Planter
const told: Told[] = []

beforeAll(async () => {
  clinic = await buildClinic(database)
  planter = await Planter.open(clinic, database.urls.superuser)
  for (let n = 0; n < clients; n++) await aClient()
}, 60_000)
afterAll(() => planter.close())

async function aClient(): Promise<void> {
  let clientId: string | undefined
  const own: Told[] = []
  for (let n = 0; n <= below(3); n++) {
    const limbs: Limb[] = below(5) === 0 ? [] : below(4) === 0 ? ['left-leg', 'right-leg'] : ['left-leg']
    const sessionsPerWeek = 2 + below(4)
    const mostPerWeek = below(4) === 0 ? 2 + below(3) : null
    const planted = await planter.program({ limbs, sessionsPerWeek, mostPerWeek, ...(clientId ? { clientId } : {}) })
    clientId = planted.clientId
    await lines(planted.versionId, limbs)
    const planned = limbs.length > 0 ? Math.min(sessionsPerWeek, mostPerWeek ?? sessionsPerWeek) : 0
    own.push({ ...planted, limbs, planned, sessions: [], extensions: [], stepDowns: [], reviews: [] })
  }
  for (const program of own) await further(program)
  for (const program of own) await sessions(program)
  told.push(...own)
}

/** A line with a cuff for each limb: what a session would be held against. */
async function lines(versionId: string, limbs: readonly Limb[]): Promise<void> {
  await planter.sql(
    `insert into prescriptions (clinic_id, id, version_id, position, exercise, mode, limb, load_kind, load_percent,
       reps, rest_seconds, pressure_kind, pressure_percent, cuff_width_mm, restriction_minutes, reperfusion_seconds)
     select $1, gen_random_uuid(), $2, l.n, 'Leg extension', 'bfr-resistance', l.limb, 'percent-1rm', 30, '{15}', 45, 'percent-lop', 60,
       115, 8, 180 from unnest($3::text[]) with ordinality l (limb, n)`,
    [clinic.id, versionId, limbs],
  )
}

async function further(program: Told): Promise<void> {
  if (below(3) === 0) {
    const days = 1 + below(21)
    await planter.further(program, 2, { kind: 'extension', on: day(), days })
    program.extensions.push(days)
  }
  if (below(4) === 0) {
    const on = day()
    await planter.further(program, 3, { kind: 'step-down', on })
    program.stepDowns.push(on)
  }
  if (below(2) === 0) {
    const look = { on: addDays(firstDay, 30 + below(42)), reviewDays: 1 + below(42) }
    for (const scope of scopesOf(program)) await planter.review(program, scope, { on: look.on, days: look.reviewDays })
    program.reviews.push(look)
  }
}

async function sessions(program: Told): Promise<void> {
  const start = below(60)
  for (let n = 0; n < 1 + below(7); n++) {
    program.sessions.push({ day: addDays(firstDay, Math.min(70, start + below(14))), isStruck: below(6) === 0 })
  }
  const ids = await trained(clinic, program, ...program.sessions.map((each) => `${each.day} ${times[below(4)]}`))
  for (const [index, { isStruck }] of program.sessions.entries()) {
    if (isStruck) await strike(clinic, program, ids[index] ?? '')
  }
}

function scopesOf({ limbs }: Told): string[] {
  return limbs.length > 0 ? limbs : ['program']
}

/** All that one window follows from, as the domain is handed it. */
function factsOf(program: Told, scope: string, settings: WindowSettings) {
  const beside =
    scope === 'program'
      ? [program]
      : told.filter((other) => other.clientId === program.clientId && other.limbs.includes(scope as Limb))
  const sessions: PastSession[] = beside.flatMap((other) =>
    other.sessions.filter(({ isStruck }) => !isStruck).map((each) => ({ day: each.day, programId: other.programId })),
  )
  const openedOn = openingDay(sessions, program.programId)
  const shared = programsOfWindow(sessions, program.programId)
  const of = (id: string) => beside.filter(({ programId }) => programId === id)
  const extensionDays = grantedDays(
    shared,
    beside.flatMap(({ programId, extensions }) => extensions.map((days) => ({ programId, days }))),
  )
  const steppedDownOn =
    shared
      .flatMap((id) => of(id).flatMap(({ stepDowns }) => stepDowns))
      .sort()
      .at(-1) ?? null
  const frequency = (since: string) => ({
    sessionsPerWeek: program.planned,
    sessionDays: scope === 'program' ? [] : sessions.map((each) => each.day).filter((on) => on >= since),
    steppedDownOn,
  })
  const looks = [...program.reviews, ...program.stepDowns.map(reviewByStepDown)]
  return { sessions, openedOn, extensionDays, frequency, looks, settings }
}

function expectedOf(program: Told, scope: string, settings: WindowSettings) {
  const { openedOn, extensionDays, frequency, looks } = factsOf(program, scope, settings)
  if (openedOn === null) return null
  const window = rehabWindow({ openedOn, extensionDays, settings }, today)
  const high = frequency(openedOn)
  const nextLook = nextReviewOn(openedOn, looks)
  const past = addDays(openedOn, settings.windowDays + extensionDays)
  const isHigh = isHighFrequency(high)
  return {
    openedOn,
    extensionDays,
    severity: isHigh ? 'breach' : 'review-due',
    reviewOn: isHigh || nextLook === null || nextLook < past ? past : nextLook,
    day: window.day,
    phase: window.phase,
    flag: flagOf({ window, frequency: high, nextReviewOn: nextLook, today }),
  }
}

function isBreachAtStart(program: Told, limb: Limb, settings: WindowSettings): boolean {
  const { sessions, extensionDays, frequency } = factsOf(program, limb, settings)
  const openedOn = openingDayIfStarted(sessions, program.programId, today)
  const isPast = rehabWindow({ openedOn, extensionDays, settings }, today).phase === 'past'
  return isPast && isHighFrequency(frequency(openedOn))
}

async function wholeBoard(): Promise<Map<string, BoardRow>> {
  const doctor = await acting(clinic.doctor)
  const none = { phase: null, severity: null, frequency: null, trainerId: null, limb: null, before: null }
  const found = new Map<string, BoardRow>()
  for (let after: string | null = null, isMore = true; isMore; ) {
    const page = await readClinic(doctor, (query) => listBoard(query, doctor, { ...none, after }, at))
    for (const row of page.rows) found.set(`${row.programId} ${row.limb ?? 'program'}`, row)
    after = page.after
    isMore = after !== null
  }
  return found
}

async function rowsOf() {
  const rows = await clinic.sql<{ key: string; is_in_breach: boolean } & Record<string, unknown>>(
    clinic.doctor,
    `select w.program_id || ' ' || w.scope as key, w.opened_on::text as "openedOn", w.extension_days as "extensionDays", w.severity,
       w.review_on::text as "reviewOn" from rehab_windows w`,
  )
  return new Map(rows.map(({ key, ...row }) => [key, row]))
}

/** As the page of a program has them, which asks for a breach only where a session is old enough. */
async function limbsInBreach(): Promise<Map<string, readonly Limb[]>> {
  const ids = told.map(({ programId }) => programId)
  const found = await readClinic(clinic.doctor, (query) => sessionFacts(query, ids, at))
  return new Map(found.map(({ programId, facts }) => [programId, facts.limbsInBreach]))
}

async function expectAgreement(settings: WindowSettings): Promise<Set<string>> {
  const [board, rows, shownInBreach] = [await wholeBoard(), await rowsOf(), await limbsInBreach()]
  const seen = new Set<string>()
  for (const program of told) {
    for (const scope of scopesOf(program)) {
      const key = `${program.programId} ${scope}`
      const label = `seed ${seed}: ${key} ${JSON.stringify(told.filter(({ clientId }) => clientId === program.clientId))}`
      const expected = expectedOf(program, scope, settings)
      const shown = board.get(key)
      if (expected === null) {
        expect([shown, rows.get(key)], label).toEqual([undefined, undefined])
        continue
      }
      const { day, phase, flag, ...row } = expected
      expect(rows.get(key), label).toEqual(row)
      expect([shown?.window.day, shown?.window.phase, shown?.flag], label).toEqual([day, phase, flag])
      seen.add(`${phase} ${flag}`)
    }
    const inBreach = program.limbs.filter((limb) => isBreachAtStart(program, limb, settings))
    expect(shownInBreach.get(program.programId)?.toSorted(), `seed ${seed}: page of ${program.programId}`).toEqual(
      inBreach.toSorted(),
    )
    for (const limb of program.limbs) {
      const [row] = await clinic.sql<{ is: boolean }>(
        clinic.doctor,
        'select is_in_breach($1, $2, array[$3], $4) as is',
        [program.clientId, program.programId, limb, today],
      )
      expect(row?.is, `seed ${seed}: start of ${program.programId} ${limb}`).toBe(
        isBreachAtStart(program, limb, settings),
      )
    }
  }
  return seen
}

describe('over random histories of sessions, strikes, programs, extensions, step-downs and reviews', () => {
  it('domain, rows, board and the start of a session agree', async () => {
    const seen = await expectAgreement(widestWindow)
    expect([...seen]).toEqual(expect.arrayContaining(['past breach', 'past review-due', 'past null', 'open null']))
  })

  it('and again, in the same transaction, once the clinic shortens its window', async () => {
    await clinic.sql(clinic.admin, 'update clinics set window_days = 12, closing_from_day = 9 where id = $1', [
      clinic.id,
    ])
    await expectAgreement({ ...widestWindow, windowDays: 12, closingFromDay: 9 })
  })
})
