/** The progress of a client with 200,000 sets: what is asked of the database, how much of it is read, and that it is right. */
import { existsSync } from 'node:fs'
import { get } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import type { ServerBuild } from '@remix-run/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findProgress } from '~/data/progress.server'
import { ruleFacts } from '~/data/rule-facts.server'
import { readClinic } from '~/database/door.server'
import type { Named, Query } from '~/database/query.server'
import { watchStatements } from '~/database/statements.server'
import { type Range, ranges } from '~/domain/progress-range'
import type { Progress } from '~/domain/progress-shown'
import type { VersionContent } from '~/domain/version'
import { buildClinic, type Clinic } from '../builders'
import { buildClient } from '../builders-program'
import { explained, rowsRead } from '../explain'
import { fillSets, longExercises } from '../fill-sets'
import { type Listening, listen } from '../server/shell'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
const count = 200_000
const today = '2026-11-26'
const exercise = 'Leg extension'
const firstDays = { '90-days': '2026-08-29', '1-year': '2025-11-27', all: '2000-01-01' }

type Raw = {
  side: 'left' | 'right' | 'both'
  on: string
  reps: number
  loadG: number | null
  isTestOrRpe9: boolean
  isRestricted: boolean
}

let shell: Listening
let clinic: Clinic
let clientId: string
/** Every set of the exercise that counts, and tests of its left side, day by day. */
let raw: Raw[]
const tests = [
  ['2021-03-04', 60_000],
  ['2026-09-14', 90_000],
  ['2026-11-20', 95_000],
] as const

// Said once more, in other words than the app's: what is struck through by itself, with its session or with its import.
const counted = `from sets s left join strikes a on a.clinic_id = s.clinic_id and a.subject = 'set' and a.subject_id = s.id
  left join strikes b on b.clinic_id = s.clinic_id and b.subject = 'session' and b.subject_id = s.session_id
  left join strikes c on c.clinic_id = s.clinic_id and c.subject = 'import' and c.subject_id = s.import_id
  where s.client_id = $1 and num_nulls(a.reason, b.reason, c.reason) = 3`

beforeAll(async () => {
  const bundle = new URL('../../build/server/pages.js', import.meta.url)
  if (!existsSync(bundle)) throw new Error('Build first: npm run build.')
  shell = await listen({ build: (await import(bundle.href)) as ServerBuild })
  clinic = await buildClinic(database)
  clientId = await buildClient(clinic)
  for (const [on, amount] of tests) {
    await clinic.sql(
      clinic.therapist,
      `insert into measurements (clinic_id, id, client_id, kind, exercise, side, amount, entered_value, entered_unit, measured_by, occurred_at, measured_on)
       values ($1, gen_random_uuid(), $2, 'one-rm', $3, 'left', $4, '', 'kg', $5, $6, date '2000-01-01')`,
      [clinic.id, clientId, exercise, amount, clinic.therapist.memberId, `${on}T11:00Z`],
    )
  }
  await fillSets(database, clinic, { clientId, sets: count, until: today })
  raw = await clinic.sql<Raw>(
    clinic.therapist,
    `select s.side, s.performed_on::text as "on", s.reps, s.load_g as "loadG", s.is_restricted as "isRestricted",
       s.is_test or s.rpe is not null and s.rpe >= 9 as "isTestOrRpe9" ${counted} and s.exercise = $2`,
    [clientId, exercise],
  )
}, 120_000)
afterAll(() => shell?.close())

function progressOf(range: Range, asking: (query: Query) => Query = (query) => query): Promise<Progress> {
  return readClinic(clinic.therapist, (query) =>
    findProgress(asking(query), clientId, { exercise, today, involved: 'left', range }),
  )
}

const found = new Map<Range, Promise<Progress>>()

/** Asked once for all tests of a range: nothing changes in between. */
function shown(range: Range): Promise<Progress> {
  const progress = found.get(range) ?? progressOf(range)
  found.set(range, progress)
  return progress
}

describe('what is asked', () => {
  it.each(ranges)('over %s is three statements, the head and the frame of the page among them', async (range) => {
    const names: string[] = []
    const stop = watchStatements(({ name }) => names.push(name))
    const search = new URLSearchParams({ exercise, range })
    await sentFor(`/clients/${clientId}/progress?${search}`).finally(stop)
    expect(names.slice(names.indexOf('begin'))).toEqual([
      'begin',
      'client-head-all-framed-all',
      'progress-choices',
      'progress-drawn',
      'commit',
    ])
  })

  it.each(ranges)('over %s answers with a row each, however long the history', async (range) => {
    const answers: [string, number, number][] = []
    await progressOf(range, (query) => async (named) => {
      const rows = await query<never>(named)
      answers.push([named.name, rows.length, JSON.stringify(rows).length])
      return rows
    })
    expect(answers.map(([name, rows]) => [name, rows])).toEqual([
      ['progress-choices', 1],
      ['progress-drawn', 1],
    ])
    expect(Math.max(...answers.map(([, , bytes]) => bytes))).toBeLessThan(100_000)
  })

  it('reads the sets of the range, and of all before it those alone that say something of a maximum', async () => {
    const read: Record<string, number> = {}
    await progressOf('90-days', (query) => async (named) => {
      read[named.name] = rowsRead(await explained(query, named), 'sets')
      return query(named)
    })
    const [rows] = await clinic.sql<{ within: number; own: number; estimable: number }>(
      clinic.therapist,
      `select count(*) filter (where performed_on >= $2::date)::int as within,
         count(*) filter (where performed_on >= $2::date and exercise = $3)::int as own,
         count(*) filter (where exercise = $3 and not is_restricted and reps between 1 and 10 and load_g > 0 and (is_test or rpe >= 9))::int as estimable
       from sets where client_id = $1`,
      [clientId, firstDays['90-days'], exercise],
    )
    const { within = 0, own = 0, estimable = 0 } = rows ?? {}
    // Some more to hop from one exercise and side to the next, and to pass what is struck through at either end.
    const hops = longExercises.length * 3 * 10
    expect(read['progress-choices']).toBeLessThan(within + hops)
    expect(read['progress-drawn']).toBeLessThan(own + estimable + within + 2 * hops)
    expect(read['progress-drawn']).toBeGreaterThan(within / 2)
    expect(within + estimable).toBeLessThan(count / 10)
  })

  it('for a program reads no more of them than the last of each exercise and side', async () => {
    const read: number[] = []
    const asked = { clientId, programId: null, raisedBy: clinic.trainer.memberId, supervisedBy: null, at: new Date() }
    const facts = await readClinic(clinic.therapist, (query) => {
      const explaining = async (named: Named) => {
        read.push(rowsRead(await explained(query, named), 'sets'))
        return query(named)
      }
      return ruleFacts(explaining as Query, { prescriptions: [] } as unknown as VersionContent, { ...asked, limbs: [] })
    })
    expect(new Set(facts.lastLoads.map(({ exercise }) => exercise)).size).toBe(longExercises.length)
    expect(read).toHaveLength(1)
    // A day of each is read, and what is struck through or from a log at its end is passed.
    expect(read[0]).toBeLessThan(count / 100)
  })

  it.each(ranges)('over %s is sent in at most 60 kB, as a page and as its data', async (range) => {
    const search = new URLSearchParams({ exercise, range })
    for (const path of [`progress?${search}`, `progress.data?${search}`]) {
      const { status, sent } = await sentFor(`/clients/${clientId}/${path}`)
      expect([status, gunzipSync(sent).toString().includes(exercise)]).toEqual([200, true])
      expect(sent.length).toBeLessThan(60_000)
    }
  })
})

/** The bytes as they come over the wire. */
function sentFor(path: string): Promise<{ status?: number; sent: Buffer }> {
  const headers = { Cookie: clinic.therapist.cookie, 'Accept-Encoding': 'gzip' }
  return new Promise((resolve, reject) => {
    const asking = get(`http://${shell.host}${path}`, { agent: false, headers })
    asking.on('error', reject)
    asking.on('response', async (response) => {
      resolve({ status: response.statusCode, sent: await buffer(response) })
    })
  })
}

/** Monday, or the first of the month: in other words than the domain's. */
function bucketOf(on: string, range: Range): string {
  if (range === '90-days') return on
  if (range === 'all') return on.slice(0, 7)
  const date = new Date(`${on}T00:00Z`)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}

const isEstimable = ({ isRestricted, isTestOrRpe9, reps, loadG }: Raw) =>
  !isRestricted && isTestOrRpe9 && reps >= 1 && reps <= 10 && (loadG ?? 0) > 0

/** Epley: the load itself for one repetition, else a thirtieth more for each. */
const epley = ({ reps, loadG }: Raw) => Math.round(reps === 1 ? (loadG ?? 0) : (loadG ?? 0) * (1 + reps / 30))

function maximaOf(side: Raw['side'], range: Range): [string, string, number][] {
  const tested = side === 'left' ? tests.map(([on, loadG]) => ['tested', on, loadG] as const) : []
  const own = raw.filter((set) => set.side === side && isEstimable(set) && !tested.some(([, on]) => on === set.on))
  const days = own.map(({ on }) => on).sort()
  const ends = [days[0], days.at(-1)]
  const best = new Map<string, [string, string, number]>()
  for (const set of own.filter(({ on }) => on >= firstDays[range]).sort((a, b) => a.on.localeCompare(b.on))) {
    const bucket = ends.includes(set.on) ? `end ${set.on}` : bucketOf(set.on, range)
    if (epley(set) > (best.get(bucket)?.[2] ?? 0)) best.set(bucket, ['estimated', set.on, epley(set)])
  }
  const shown = tested.filter(([, on]) => on >= firstDays[range]).map((point): [string, string, number] => [...point])
  return [...best.values(), ...shown].sort((one, other) => one[1].localeCompare(other[1]))
}

function whyNot({ isRestricted, isTestOrRpe9, reps, loadG }: Raw): string | null {
  if (isRestricted) return 'restricted'
  if (reps === 0) return 'no-reps'
  if (reps > 10) return 'too-many-reps'
  if (!isTestOrRpe9) return 'not-a-test'
  return (loadG ?? 0) > 0 ? null : 'no-load'
}

describe('the answer', () => {
  it.each(ranges)('over %s has the best of each bucket on its day, and every test', async (range) => {
    const { strength } = await shown(range)
    expect(strength.map(({ side, measure }) => [side, measure])).toEqual([
      ['left', 'one-rm'],
      ['right', 'one-rm'],
      ['both', 'one-rm'],
    ])
    for (const { side, points, notEstimated } of strength) {
      expect(points.map(({ kind, on, loadG }) => [kind, on, loadG])).toEqual(maximaOf(side, range))
      const within = raw.filter((set) => set.side === side && set.on >= firstDays[range]).map(whyNot)
      const expected = ['restricted', 'no-reps', 'too-many-reps', 'not-a-test', 'no-load'].map((why) => ({
        why,
        sets: within.filter((each) => each === why).length,
      }))
      expect(notEstimated).toEqual(expected.filter(({ sets }) => sets > 0))
    }
  })

  it('holds one side against the other from the first day on, whatever the range', async () => {
    const baseline = maximaOf('right', 'all')[0]?.[2] ?? 0
    for (const range of ranges) {
      const point = (await shown(range)).symmetry.find(({ on }) => on === '2026-11-20')
      expect(point).toMatchObject({ involvedG: 95_000, isTested: false })
      expect(point?.ofBaselinePercent).toBeCloseTo((95_000 / baseline) * 100, 9)
      const right = maximaOf('right', range).findLast(([, on]) => on <= '2026-11-20')
      expect(point).toMatchObject({ uninvolvedOn: right?.[1], uninvolvedG: right?.[2] })
      expect(point?.percent).toBeCloseTo((95_000 / (right?.[2] ?? 0)) * 100, 9)
    }
  })

  it.each(ranges)('over %s has the work of each week', async (range) => {
    const { weeks } = await shown(range)
    const expected = await clinic.sql(
      clinic.therapist,
      `with logged as (select date_trunc('week', s.performed_on)::date as monday, sum(case when s.load_g > 0 then s.load_g::bigint * s.reps else 0 end) as volume,
           count(distinct s.performed_on) filter (where s.import_id is not null) as days ${counted} group by 1),
         held as (select date_trunc('week', t.day)::date as monday, count(*) as sessions from training_sessions t
           where t.client_id = $1 and not is_struck('session', t.id) group by 1)
       select monday::text as "weekOf", volume::float8 as "volumeG", (days + coalesce(sessions, 0))::int as sessions, null as planned
       from logged left join held using (monday) where monday >= $2 order by monday`,
      [clientId, firstDays[range]],
    )
    expect(weeks).toEqual(expected)
  })

  it('lists exercises by how often they were done of late', async () => {
    const { exercises } = await shown('90-days')
    const expected = await clinic.sql(
      clinic.therapist,
      `with counted as (select s.exercise, s.performed_on as day ${counted}), last as (select exercise, max(day) as day from counted group by 1)
       select c.exercise, count(distinct c.day)::int as days, l.day::text as "lastOn", c.exercise = $2 as "isTested"
       from counted c join last l on l.exercise = c.exercise and c.day > l.day - 90
       group by c.exercise, l.day order by 4 desc, 2 desc, 1`,
      [clientId, exercise],
    )
    expect(exercises).toEqual(expected)
  })

  it('has the worst pain of each bucket', async () => {
    const { pain } = await shown('all')
    const expected = await clinic.sql(
      clinic.therapist,
      `select distinct on (to_char(day, 'YYYY-MM')) day::text as "on", pain_nrs as nrs from training_sessions
       where client_id = $1 and not is_struck('session', id) order by to_char(day, 'YYYY-MM'), pain_nrs desc, day`,
      [clientId],
    )
    expect(pain).toEqual(expected)
  })
})
