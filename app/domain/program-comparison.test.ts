import { describe, expect, test } from 'vitest'
import { addDays } from './calendar-day'
import {
  type ComparedProgram,
  type Course,
  countsUntil,
  drawnOf,
  type Gain,
  gainOf,
  type Maximum,
  maximaOf,
  rankingOf,
  thinned,
} from './program-comparison'

const kg = (on: string, load: number, isTested = true): Maximum => ({ on, loadG: load * 1000, isTested })
const course: Course = { clearedOn: '2026-03-01', until: '2026-04-30', isStarted: true }

describe('the maximum of a day', () => {
  test('is the tested one, however high an estimate of that day; else the best estimate by the clinic’s formula', () => {
    const tests = [
      { on: '2026-03-01', loadG: 60_000 },
      { on: '2026-03-01', loadG: 62_000 },
    ]
    const sets = [
      { on: '2026-03-01', loadG: 60_000, reps: 10 },
      { on: '2026-03-08', loadG: 50_000, reps: 8 },
      { on: '2026-03-08', loadG: 60_000, reps: 3 },
    ]
    // Epley: 60 × (1 + 3/30) = 66, above 50 × (1 + 8/30) = 63.3.
    expect(maximaOf(tests, sets, 'epley')).toEqual([kg('2026-03-01', 62), kg('2026-03-08', 66, false)])
    // O'Conner: 60 × 1.075 = 64.5.
    expect(maximaOf([], sets.slice(1), 'oconner')).toEqual([kg('2026-03-08', 64.5, false)])
  })

  test('is never one of more than 10 repetitions', () => {
    expect(maximaOf([], [{ on: '2026-03-01', loadG: 40_000, reps: 11 }], 'epley')).toEqual([])
  })
})

describe('the last day that counts', () => {
  const ended = { clearedOn: '2026-03-01', endedOn: '2026-03-22' }
  test.each<[string, Parameters<typeof countsUntil>[0], string[], string]>([
    ['is today while it runs', { ...ended, endedOn: null }, [], '2026-06-01'],
    ['is two weeks after its end', ended, ['2026-03-01'], '2026-04-05'],
    ['is the day another was cleared, where that is sooner', ended, ['2026-05-01', '2026-03-30'], '2026-03-30'],
    ['is its end, where another was cleared that day', ended, ['2026-03-22'], '2026-03-22'],
    ['does not come forward for one cleared while it ran', ended, ['2026-03-10'], '2026-04-05'],
  ])('%s', (_says, program, clearances, day) => {
    expect(countsUntil(program, clearances, '2026-06-01')).toBe(day)
  })
})

describe('what a program brought', () => {
  const told = ({ points, change, changeAWeek, why }: Gain) => ({
    days: points.map(({ day }) => day),
    change: change === null ? null : Math.round(change * 10) / 10,
    aWeek: changeAWeek === null ? null : Math.round(changeAWeek * 10) / 10,
    why,
  })

  test.each<[string, Maximum[], Partial<Course>, ReturnType<typeof told>]>([
    [
      'counts from the last maximum before the clearance, at day 0',
      [kg('2026-01-01', 40), kg('2026-02-20', 50), kg('2026-03-15', 55), kg('2026-04-12', 60)],
      {},
      // (60 − 50) ÷ 50 in 42 days.
      { days: [0, 14, 42], change: 20, aWeek: 3.3, why: null },
    ],
    [
      'counts from that of the day of the clearance',
      [kg('2026-02-20', 40), kg('2026-03-01', 50), kg('2026-03-08', 55)],
      {},
      { days: [0, 7], change: 10, aWeek: 10, why: null },
    ],
    [
      'counts from the first after it where none was before',
      [kg('2026-03-08', 50), kg('2026-03-22', 45)],
      {},
      { days: [7, 21], change: -10, aWeek: -5, why: null },
    ],
    [
      'ends with the program',
      [kg('2026-02-20', 50), kg('2026-04-30', 60), kg('2026-05-01', 90)],
      {},
      { days: [0, 60], change: 20, aWeek: 2.3, why: null },
    ],
    [
      'compares tests with tests where it can',
      [kg('2026-02-20', 50), kg('2026-03-08', 70, false), kg('2026-03-29', 55), kg('2026-04-12', 80, false)],
      {},
      { days: [0, 28], change: 10, aWeek: 2.5, why: null },
    ],
    [
      'compares a test with an estimate where there is nothing else',
      [kg('2026-02-20', 50), kg('2026-03-29', 60, false)],
      {},
      { days: [0, 28], change: 20, aWeek: 5, why: null },
    ],
    [
      'cannot be said of no maximum',
      [kg('2026-05-02', 60)],
      {},
      { days: [], change: null, aWeek: null, why: 'no-maximum' },
    ],
    ['cannot be said of one', [kg('2026-02-20', 50)], {}, { days: [], change: null, aWeek: null, why: 'one-maximum' }],
    [
      'cannot be said of a program that never began',
      [kg('2026-02-20', 50), kg('2026-03-08', 55)],
      { isStarted: false },
      { days: [], change: null, aWeek: null, why: 'not-started' },
    ],
  ])('%s', (_says, maxima, changes, expected) => {
    expect(told(gainOf(maxima, { ...course, ...changes }))).toEqual(expected)
  })

  test('is drawn with at most a point a week beyond sixty, the first and the last among them', () => {
    const maxima = Array.from({ length: 200 }, (_, day) => kg(addDays('2026-03-01', day), 50 + day / 10))
    const { points, last } = gainOf(maxima, { ...course, until: '2027-01-01' })
    expect(points).toHaveLength(200)
    const drawn = thinned(points)
    expect(drawn.map(({ day }) => day)).toEqual([0, ...Array.from({ length: 28 }, (_, week) => week * 7 + 6), 199])
    expect(drawn.at(-1)).toMatchObject(last ?? {})
    expect(thinned(points.slice(0, 60))).toHaveLength(60)
  })
})

describe('which brought more', () => {
  const program = (name: string, change: number | null, changeAWeek: number | null = change): ComparedProgram => ({
    ...{ id: name, name, clearedOn: '2026-03-01', endedOn: null, days: 42, holds: 0, redFlags: 0 },
    ...{ sessions: { done: 0, planned: 0, kept: 0 }, pain: { from: null, to: null } },
    gain: { points: [], first: null, last: null, change, changeAWeek, why: change === null ? 'one-maximum' : null },
  })
  const told = (...programs: ComparedProgram[]) => {
    const ranking = rankingOf(programs)
    return {
      verdict: ranking.verdict,
      best: 'best' in ranking ? ranking.best.name : null,
      next: 'next' in ranking ? ranking.next.name : null,
      fastest: 'fastest' in ranking ? (ranking.fastest?.name ?? null) : null,
    }
  }

  test.each<[string, ComparedProgram[], ReturnType<typeof told>]>([
    ['nothing', [], { verdict: 'none', best: null, next: null, fastest: null }],
    ['what cannot be compared', [program('a', null)], { verdict: 'none', best: null, next: null, fastest: null }],
    ['one alone', [program('a', 5), program('b', null)], { verdict: 'one', best: 'a', next: null, fastest: null }],
    ['two', [program('a', 5), program('b', 20)], { verdict: 'more', best: 'b', next: 'a', fastest: null }],
    [
      'one that brought more, and one that brought it faster',
      [program('a', 15, 5), program('b', 20, 2)],
      { verdict: 'more', best: 'b', next: 'a', fastest: 'a' },
    ],
    [
      'what reads alike',
      [program('a', 12.4), program('b', 11.6)],
      { verdict: 'alike', best: 'a', next: 'b', fastest: null },
    ],
    ['losses', [program('a', -5), program('b', -20)], { verdict: 'more', best: 'a', next: 'b', fastest: null }],
  ])('of %s', (_says, programs, expected) => {
    expect(told(...programs)).toEqual(expected)
  })

  test('five are drawn, the newest that can be compared', () => {
    const programs = [program('a', null), ...Array.from({ length: 7 }, (_, index) => program(`p${index}`, index))]
    expect(drawnOf(programs).map(({ name }) => name)).toEqual(['p0', 'p1', 'p2', 'p3', 'p4'])
  })
})
