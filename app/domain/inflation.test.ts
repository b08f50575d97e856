/** An inflation against the cleared dose: what cannot have been is refused, all else is taken and named. */
import { describe, expect, it } from 'vitest'
import { type Inflation, type InflationFacts, type OtherInflation, standingOfInflation } from './inflation'
import type { Prescription } from './prescription'

const noon = Date.UTC(2026, 10, 26, 12, 0, 0)
/** The session begins an hour before. */
const begunAt = noon - 3_600_000
const later = (seconds: number) => noon + seconds * 1000

/** 8 minutes at 60 % of an LOP of 168 mmHg, which is 100, then 3 minutes off. */
const line: Prescription = {
  id: 'line-1',
  position: 1,
  exercise: 'Leg extension',
  mode: 'bfr-resistance',
  limb: 'left-leg',
  load: { kind: 'percent-1rm', percent: 30 },
  reps: [30, 15, 15, 15],
  restSeconds: 45,
  tempoSeconds: null,
  restriction: {
    pressure: { kind: 'percent-lop', percent: 60 },
    cuffWidthCm: 11.5,
    restrictionMinutes: 8,
    reperfusionSeconds: 180,
  },
  aerobic: null,
}

const facts = (changes: Partial<InflationFacts> = {}): InflationFacts => ({
  session: { kind: 'started', isBfr: true, endedAt: null, begunAt },
  program: { status: 'active', isOnHold: false, isRevoked: false },
  line,
  limits: null,
  lopMmhg: 168,
  others: [],
  sets: [],
  now: later(10_000),
  ...changes,
})

const onFor = (seconds: number, changes: Partial<Inflation> = {}): Inflation => ({
  onAt: noon,
  offAt: later(seconds),
  pressureMmhg: 100,
  ...changes,
})

const found = (inflation: Inflation, changes: Partial<InflationFacts> = {}) => {
  const standing = standingOfInflation(facts(changes), inflation)
  return standing.ok ? standing.deviations.map(({ kind, logged, cleared }) => [kind, logged, cleared]) : standing.why
}

const other = (changes: Partial<OtherInflation> = {}): OtherInflation => ({
  limb: 'left-leg',
  onAt: later(-600),
  offAt: later(-180),
  reperfusionSeconds: 180,
  isInSession: true,
  ...changes,
})

describe('the time the cuff was on', () => {
  it.each([
    [1, []],
    [480, []],
    [481, [['restriction-above', 481, 480]]],
    [1_199, [['restriction-above', 1_199, 480]]],
    [1_200, [['restriction-ceiling', 1_200, 480]]],
    [7_200, [['restriction-ceiling', 7_200, 480]]],
  ])('%s s of 480 on a leg: %j', (seconds, deviations) => {
    expect(found(onFor(seconds))).toEqual(deviations)
  })

  it('meets the ceiling of an arm at 15 minutes', () => {
    const arm = { ...line, limb: 'right-arm' as const }
    expect(found(onFor(899), { line: arm })).toEqual([['restriction-above', 899, 480]])
    expect(found(onFor(900), { line: arm })).toEqual([['restriction-ceiling', 900, 480]])
  })

  it('is not told twice where a set said so less than a minute before, unless it came to the ceiling', () => {
    const set = (restrictionSeconds: number) => ({
      occurredAt: later(restrictionSeconds),
      restrictionSeconds,
      pressureMmhg: 100,
    })
    expect(found(onFor(540), { sets: [set(490)] })).toEqual([])
    expect(found(onFor(550), { sets: [set(490)] })).toEqual([['restriction-above', 550, 480]])
    expect(found(onFor(500), { sets: [set(470)] })).toEqual([['restriction-above', 500, 480]])
    expect(found(onFor(1_210), { sets: [set(1_205)] })).toEqual([['restriction-ceiling', 1_210, 480]])
    const before = { occurredAt: later(-10), restrictionSeconds: 490, pressureMmhg: 100 }
    expect(found(onFor(500), { sets: [before] })).toEqual([['restriction-above', 500, 480]])
    expect(found(onFor(500, { onAt: later(-3_000), offAt: later(-2_500) }), { sets: [set(490)] })).toEqual([
      ['restriction-above', 500, 480],
    ])
  })
})

describe('a cuff that went on although the program was held, revoked or over', () => {
  const held = { status: 'on-hold' as const, isOnHold: true, isRevoked: false }

  it.each([
    [held, 'on-hold'],
    [{ status: 'stopped' as const, isOnHold: false, isRevoked: true }, 'clearance-revoked'],
    [{ status: 'completed' as const, isOnHold: false, isRevoked: false }, 'program-finished'],
  ])('goes beyond for it: %j is %s', (program, kind) => {
    expect(found(onFor(60), { program })).toEqual([[kind, null, null]])
  })

  it('is not told twice where a set was done under it, nor of a session that is reported', () => {
    const set = { occurredAt: later(50), restrictionSeconds: 50, pressureMmhg: 100 }
    expect(found(onFor(60), { program: held, sets: [set] })).toEqual([])
    const session = { kind: 'reported' as const, isBfr: true, endedAt: null, begunAt }
    expect(found(onFor(60), { program: held, session })).toEqual([])
  })
})

describe('the pressure', () => {
  it('is held against the lower of line and limit, and left alone where it is not known', () => {
    expect(found(onFor(60))).toEqual([])
    expect(found(onFor(60, { pressureMmhg: 101 }))).toEqual([['pressure-above', 101, 100]])
    expect(found(onFor(60, { pressureMmhg: null }))).toEqual([])
    const limits = {
      maxLoadPercent: null,
      maxPressurePercent: 50,
      maxSessionsPerWeek: null,
      isSupervisedOnly: false,
      reviewBy: null,
    }
    expect(found(onFor(60, { pressureMmhg: 85 }), { limits })).toEqual([['pressure-above', 85, 84]])
  })

  it('is not told twice where a set under this cuff said as much', () => {
    const sets = [{ occurredAt: later(30), restrictionSeconds: 30, pressureMmhg: 120 }]
    expect(found(onFor(60, { pressureMmhg: 120 }), { sets })).toEqual([])
    expect(found(onFor(60, { pressureMmhg: 130 }), { sets })).toEqual([['pressure-above', 130, 100]])
  })
})

describe('the time since the last cuff on this limb', () => {
  it.each([
    [180, 180, []],
    [179, 180, [['reperfusion-short', 179, 180]]],
    [61, 30, []],
    [60, 30, [['reperfusion-short', 60, 61]]],
    [0, 180, [['reperfusion-short', 0, 180]]],
  ])('%s s where its line says %s s: %j', (gone, reperfusionSeconds, deviations) => {
    expect(found(onFor(60), { others: [other({ offAt: later(-gone), reperfusionSeconds })] })).toEqual(deviations)
  })

  it('is 3 minutes after one that reached the alarm, also in another session of the day', () => {
    const long = other({ onAt: later(-1_140 - 120), offAt: later(-120), reperfusionSeconds: 90, isInSession: false })
    expect(found(onFor(60), { others: [long] })).toEqual([['reperfusion-short', 120, 180]])
    expect(found(onFor(60), { others: [{ ...long, onAt: long.onAt + 1_000 }] })).toEqual([])
  })

  it('counts from the last of several, and not from a later one', () => {
    const others = [
      other({ onAt: later(-60), offAt: later(-50) }),
      other(),
      other({ onAt: later(900), offAt: later(901) }),
    ]
    expect(found(onFor(60), { others })).toEqual([['reperfusion-short', 50, 180]])
  })
})

describe('the session', () => {
  it('started without restriction makes the cuff a deviation, a reported one does not', () => {
    const isBfr = false
    expect(found(onFor(60), { session: { kind: 'started', isBfr, endedAt: null, begunAt } })).toEqual([
      ['restriction-not-in-session', null, null],
    ])
    expect(found(onFor(60), { session: { kind: 'reported', isBfr, endedAt: null, begunAt } })).toEqual([])
  })

  it('takes what came off before its end, and nothing after it', () => {
    const ended = (endedAt: number) => ({ session: { kind: 'started' as const, isBfr: true, begunAt, endedAt } })
    expect(found(onFor(60), ended(later(60)))).toEqual([])
    expect(found(onFor(60), ended(later(59)))).toBe('session-over')
  })
})

describe('what cannot have been', () => {
  it.each<[string, Inflation, Partial<InflationFacts>]>([
    ['cuff-times-out-of-order', onFor(0), {}],
    ['cuff-times-out-of-order', onFor(-10), {}],
    ['cuff-times-out-of-order', onFor(7_201), {}],
    ['in-the-future', onFor(600), { now: later(299) }],
    ['cuff-times-out-of-order', onFor(60, { onAt: later(-3_901), offAt: later(-3_600) }), {}],
    ['line-not-in-version', onFor(60), { line: null }],
    ['line-not-in-version', onFor(60), { line: { ...line, restriction: null } }],
    ['cuff-on-already', onFor(60), { others: [other({ onAt: later(30), offAt: later(90) })] }],
    ['cuff-on-already', onFor(60), { others: [other({ onAt: later(-30), offAt: later(1) })] }],
  ])('is refused: %s', (why, inflation, changes) => {
    expect(found(inflation, changes)).toBe(why)
  })

  it('is not two in a row, nor one of another session', () => {
    expect(found(onFor(60), { others: [other({ onAt: later(-30), offAt: noon, reperfusionSeconds: 0 })] })).toEqual([
      ['reperfusion-short', 0, 61],
    ])
    expect(found(onFor(60), { others: [other({ onAt: later(10), offAt: later(20), isInSession: false })] })).toEqual([])
  })
})
