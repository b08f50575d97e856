import { describe, expect, it } from 'vitest'
import type { MeasuredLine } from './dose-basis'
import { whyNotLimit } from './limit-effect'
import { type Limits, noLimits } from './limits'
import type { Prescription } from './prescription'
import { bfrLine, plainLine, restriction } from './rule-book/facts.fixture'

const today = '2026-11-22'

/** 30 % of a 1RM of 30 kg, 60 % of an LOP of 168 mmHg, three times a week. */
const measured = (line: Partial<Prescription> = {}, on: Partial<MeasuredLine> = {}): MeasuredLine => ({
  line: { ...bfrLine, ...line },
  oneRmG: 30_000,
  lopMmhg: 168,
  ...on,
})
const why = (limits: Partial<Limits>, ...lines: MeasuredLine[]) =>
  whyNotLimit(
    { ...noLimits, ...limits },
    { lines: lines.length > 0 ? lines : [measured()], schedule: { sessionsPerWeek: 3 } },
    today,
  )

describe('a limit', () => {
  it.each([
    ['pressure below what is asked', { maxPressurePercent: 59 }, null],
    ['pressure at what is asked', { maxPressurePercent: 60 }, null],
    ['pressure above all that is asked', { maxPressurePercent: 61 }, 'pressure-limit-without-effect'],
    ['load at what is asked', { maxLoadPercent: 30 }, null],
    ['load above all that is asked', { maxLoadPercent: 31 }, 'load-limit-without-effect'],
    ['as many sessions as are asked', { maxSessionsPerWeek: 3 }, null],
    ['more sessions than are asked', { maxSessionsPerWeek: 4 }, 'frequency-limit-without-effect'],
    ['supervision alone', { isSupervisedOnly: true }, null],
    ['none at all', {}, null],
  ] as const)('of %s: %s', (_says, limits, expected) => {
    expect(why(limits)).toBe(expected)
  })

  it('that one line of several reaches is enough', () => {
    expect(why({ maxLoadPercent: 60 }, measured(), measured({ ...plainLine }))).toBeNull()
    expect(why({ maxLoadPercent: 71 }, measured(), measured({ ...plainLine }))).toBe('load-limit-without-effect')
  })

  it('is held against kilograms by the tested 1RM: 9 kg of 30 kg are 30 %', () => {
    const line = { load: { kind: 'kg', loadG: 9_000 } } as const
    expect(why({ maxLoadPercent: 30 }, measured(line))).toBeNull()
    expect(why({ maxLoadPercent: 31 }, measured(line))).toBe('load-limit-without-effect')
  })

  it('is held against mmHg by the measured LOP: 84 of 168 mmHg are 50 %', () => {
    const line = { restriction: { ...restriction, pressure: { kind: 'mmhg', mmhg: 84 } } } as const
    expect(why({ maxPressurePercent: 50 }, measured(line))).toBeNull()
    expect(why({ maxPressurePercent: 51 }, measured(line))).toBe('pressure-limit-without-effect')
  })

  it('binds where nothing was measured, or the load goes by effort: it may be any share', () => {
    expect(why({ maxLoadPercent: 100 }, measured({ load: { kind: 'kg', loadG: 9_000 } }, { oneRmG: null }))).toBeNull()
    expect(why({ maxLoadPercent: 100 }, measured({ load: { kind: 'rpe', ceiling: 7 } }))).toBeNull()
    const inMmhg = { restriction: { ...restriction, pressure: { kind: 'mmhg', mmhg: 84 } } } as const
    expect(why({ maxPressurePercent: 100 }, measured(inMmhg, { lopMmhg: null }))).toBeNull()
  })

  it.each([
    [
      'of load on a test, which finds the 1RM',
      { mode: 'strength-test' },
      'maxLoadPercent',
      'load-limit-without-effect',
    ],
    ['of load where there is none', { load: { kind: 'none' } }, 'maxLoadPercent', 'load-limit-without-effect'],
    ['of pressure without a cuff', { restriction: null }, 'maxPressurePercent', 'pressure-limit-without-effect'],
  ] as const)('%s limits nothing', (_says, line, name, expected) => {
    expect(why({ [name]: 1 }, measured(line))).toBe(expected)
  })
})

describe('the day of the next look', () => {
  it.each([
    ['2026-11-21', 'review-by-out-of-range'],
    ['2026-11-22', null],
    ['2027-11-22', null],
    ['2027-11-23', 'review-by-out-of-range'],
  ] as const)('asked on 22 Nov 2026 for %s: %s', (reviewBy, expected) => {
    expect(why({ reviewBy })).toBe(expected)
  })
})
