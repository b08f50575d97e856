import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deviations, type LoggedSet } from './deviation'
import { type Limits, noLimits } from './limits'
import type { Prescription } from './prescription'
import { aerobicLine, bfrLine, plainLine, restriction } from './rule-book/facts.fixture'

/** 30 % of 26 kg is 7.8 kg; 60 % of 168 mmHg is 100 mmHg; 8 min are 480 s. */
const cleared = { line: bfrLine as Prescription | null, limits: noLimits, oneRmG: 26_000, lopMmhg: 168 }

const done: LoggedSet = {
  exercise: 'Leg extension',
  side: 'left',
  setNumber: 2,
  reps: 15,
  loadG: 7_500,
  rpe: 5,
  isRestricted: true,
  restrictionSeconds: 120,
  pressureMmhg: 100,
}

function kinds(part: Partial<LoggedSet>, dose: Partial<typeof cleared> | { oneRmG: null } | { lopMmhg: null } = {}) {
  return deviations({ ...cleared, ...dose }, { ...done, ...part }).map(({ kind }) => kind)
}

describe('a set within the cleared dose', () => {
  it('deviates in nothing', () => {
    expect(kinds({})).toEqual([])
  })

  it('may be less than was cleared: lighter, fewer, without the cuff', () => {
    expect(kinds({ loadG: 2_000, reps: 3, pressureMmhg: 60, restrictionSeconds: 10 })).toEqual([])
    expect(kinds({ isRestricted: false, restrictionSeconds: null, pressureMmhg: null })).toEqual([])
    expect(kinds({ loadG: null })).toEqual([])
  })
})

describe('a set beyond the cleared dose', () => {
  it.each([
    ['the load as cleared', { loadG: 7_800 }, []],
    ['a gram more', { loadG: 7_801 }, ['load-above']],
    ['the repetitions as cleared', { setNumber: 1, reps: 30 }, []],
    ['one more', { setNumber: 1, reps: 31 }, ['reps-above']],
    ['one more of a later set', { setNumber: 4, reps: 16 }, ['reps-above']],
    ['a fifth set', { setNumber: 5, reps: 1 }, ['sets-above']],
    ['a set before the first', { setNumber: 0, reps: 1 }, ['sets-above']],
    ['the pressure as cleared', { pressureMmhg: 100 }, []],
    ['a mmHg more', { pressureMmhg: 101 }, ['pressure-above']],
    ['the cuff on for 8 min', { restrictionSeconds: 480 }, []],
    ['a second longer', { restrictionSeconds: 481 }, ['restriction-above']],
    ['no record of the time', { restrictionSeconds: null }, ['without-cuff-record']],
    ['no record of the pressure', { pressureMmhg: null }, ['without-cuff-record']],
    ['another exercise', { exercise: 'Leg press' }, ['not-prescribed']],
    ['the other leg', { side: 'right' as const }, ['not-prescribed']],
    ['both legs', { side: 'both' as const }, ['not-prescribed']],
    ['a side that nobody asked for', { side: null }, []],
    [
      'everything at once',
      { setNumber: 5, loadG: 9_000, pressureMmhg: 150, restrictionSeconds: 600 },
      ['load-above', 'sets-above', 'pressure-above', 'restriction-above'],
    ],
  ])('%s', (_, part, expected) => {
    expect(kinds(part)).toEqual(expected)
  })

  it('names what was done beside what was cleared', () => {
    expect(deviations(cleared, { ...done, loadG: 9_000 })).toEqual([
      { kind: 'load-above', logged: 9_000, cleared: 7_800, says: 'load above the cleared one' },
    ])
    expect(deviations(cleared, { ...done, restrictionSeconds: 700 })).toEqual([
      { kind: 'restriction-above', logged: 700, cleared: 480, says: 'cuff on for longer than cleared' },
    ])
  })

  it('of an exercise the version does not have is not prescribed, whatever else', () => {
    expect(kinds({ loadG: 90_000 }, { line: null })).toEqual(['not-prescribed'])
  })
})

describe('a set that nothing was measured for', () => {
  it('is a load by 1RM without one', () => {
    expect(deviations({ ...cleared, oneRmG: null }, done)).toEqual([
      {
        kind: 'load-not-measured',
        logged: 7_500,
        cleared: null,
        says: 'a load by 1RM, and no 1RM of this limb was tested',
      },
    ])
    expect(kinds({ loadG: 0 }, { oneRmG: null })).toEqual([])
  })

  it('is a pressure by LOP without one', () => {
    expect(kinds({}, { lopMmhg: null })).toEqual(['pressure-not-measured'])
  })

  it('is a load by RPE without an RPE', () => {
    const line = { ...bfrLine, load: { kind: 'rpe' as const, ceiling: 6 } }
    expect(kinds({ rpe: null }, { line })).toEqual(['rpe-not-logged'])
    expect(kinds({ rpe: 6 }, { line })).toEqual([])
    expect(kinds({ rpe: 6.5 }, { line })).toEqual(['rpe-above'])
    expect(kinds({ rpe: null })).toEqual([])
  })
})

describe('a cuff on a line cleared without one', () => {
  it.each([
    [{ isRestricted: true, restrictionSeconds: null, pressureMmhg: null }, ['restriction-not-prescribed']],
    [{ isRestricted: false, restrictionSeconds: 30, pressureMmhg: null }, ['restriction-not-prescribed']],
    [{ isRestricted: false, restrictionSeconds: null, pressureMmhg: 80 }, ['restriction-not-prescribed']],
    [{ isRestricted: false, restrictionSeconds: 0, pressureMmhg: 0 }, []],
  ])('%o', (part, expected) => {
    expect(kinds(part, { line: { ...plainLine, limb: null } })).toEqual(expected)
  })
})

describe('a load on a line cleared without one', () => {
  it('is above what was cleared, but for a test, which finds it', () => {
    const line = { ...plainLine, load: { kind: 'none' as const } }
    expect(
      deviations(
        { ...cleared, line },
        { ...done, loadG: 5_000, isRestricted: false, restrictionSeconds: null, pressureMmhg: null },
      ),
    ).toMatchObject([{ kind: 'load-above', logged: 5_000, cleared: 0 }])
    const test = { ...line, mode: 'strength-test' as const, reps: [1] }
    const cuffless = { setNumber: 1, reps: 1, isRestricted: false, restrictionSeconds: null, pressureMmhg: null }
    expect(kinds({ ...cuffless, loadG: 50_000 }, { line: test })).toEqual([])
  })
})

describe('a limit of the clearance', () => {
  it.each([
    ['of load', { maxLoadPercent: 20 }, { loadG: 5_200 }, { loadG: 5_201 }, 'load-above'],
    ['of pressure', { maxPressurePercent: 50 }, { loadG: 1, pressureMmhg: 84 }, { pressureMmhg: 85 }, 'pressure-above'],
  ])('%s binds below the version', (_, part, within, beyond, kind) => {
    const limits: Limits = { ...noLimits, ...part }
    expect(kinds(within, { limits })).toEqual([])
    expect(kinds(beyond, { limits })).toEqual([kind])
  })
})

describe('lines without sets', () => {
  it('count neither sets nor repetitions', () => {
    expect(kinds({ exercise: 'Walking', setNumber: 9, reps: 900, loadG: null }, { line: aerobicLine })).toEqual([])
  })
})

describe('whatever was logged', () => {
  const anySet = fc.record({
    setNumber: fc.integer({ min: 1, max: 6 }),
    reps: fc.integer({ min: 0, max: 40 }),
    loadG: fc.option(fc.integer({ min: 0, max: 20_000 })),
    pressureMmhg: fc.integer({ min: 0, max: 300 }),
    restrictionSeconds: fc.integer({ min: 0, max: 1_200 }),
  })
  const anyPercent = fc.integer({ min: 1, max: 120 })

  it('the deviations are those that stand in no bound of the dose', () => {
    const reps = [30, 15, 15, 15]
    fc.assert(
      fc.property(anySet, anyPercent, anyPercent, fc.option(anyPercent), (set, load, pressure, limit) => {
        const line: Prescription = {
          ...bfrLine,
          load: { kind: 'percent-1rm', percent: load },
          restriction: { ...restriction, pressure: { kind: 'percent-lop', percent: pressure } },
        }
        const limits = { ...noLimits, maxLoadPercent: limit, maxPressurePercent: limit }
        const expected = [
          (set.loadG ?? 0) * 100 > 26_000 * Math.min(load, limit ?? load) && 'load-above',
          set.setNumber > 4 && 'sets-above',
          set.setNumber <= 4 && set.reps > (reps[set.setNumber - 1] ?? 0) && 'reps-above',
          set.pressureMmhg * 100 > 168 * Math.min(pressure, limit ?? pressure) && 'pressure-above',
          set.restrictionSeconds > 8 * 60 && 'restriction-above',
        ]
        expect(kinds(set, { line, limits })).toEqual(expected.filter(Boolean))
      }),
    )
  })
})
