import { describe, expect, it } from 'vitest'
import {
  type EstimableSet,
  estimateOneRm,
  formulas,
  isLoadRise,
  isOneRmJump,
  isTestOrRpe9,
  painChange,
  percentChange,
  symmetryPercent,
  volumeKg,
} from './strength'

const testSet: EstimableSet = { loadG: 100_000, reps: 5, isRestricted: false, isTestOrRpe9: true }

describe('a 1RM is not estimated', () => {
  it.each([
    ['with the cuff on', { isRestricted: true }, 'restricted'],
    ['from a set whose repetitions nobody counted', { reps: null }, 'no-reps'],
    ['from part of a repetition', { reps: 2.5 }, 'no-reps'],
    ['from fewer than no repetitions', { reps: -1 }, 'no-reps'],
    ['from no repetition', { reps: 0 }, 'no-reps'],
    ['from a failed attempt', { isFailed: true }, 'failed-attempt'],
    ['from a single that failed', { reps: 0, isFailed: true }, 'failed-attempt'],
    ['from a failed attempt after 11 repetitions', { reps: 11, isFailed: true }, 'failed-attempt'],
    ['from 11 repetitions', { reps: 11 }, 'too-many-reps'],
    ['from 37 repetitions, where Brzycki turns negative', { reps: 37 }, 'too-many-reps'],
    ['from a set neither a test nor near failure', { isTestOrRpe9: false }, 'not-a-test'],
    ['without a load', { loadG: null }, 'no-load'],
    ['from the body alone', { loadG: 0 }, 'no-load'],
    ['where a machine assisted', { loadG: -20_000 }, 'no-load'],
  ])('%s', (_, part, why) => {
    for (const formula of formulas) expect(estimateOneRm({ ...testSet, ...part, formula })).toEqual({ ok: false, why })
  })
})

describe('a 1RM is estimated', () => {
  it('from 10 repetitions still, by Epley and Brzycki alike (they meet there)', () => {
    expect(estimateOneRm({ ...testSet, reps: 10, formula: 'epley' })).toEqual({ ok: true, loadG: 133_333 })
    expect(estimateOneRm({ ...testSet, reps: 10, formula: 'brzycki' })).toEqual({ ok: true, loadG: 133_369 })
  })

  it('as the load itself from a single repetition, by Epley', () => {
    expect(estimateOneRm({ ...testSet, reps: 1, formula: 'epley' })).toEqual({ ok: true, loadG: 100_000 })
  })

  it('in whole grams', () => {
    expect(estimateOneRm({ ...testSet, loadG: 37_500, reps: 7, formula: 'wathan' })).toEqual({
      ok: true,
      loadG: 46_511,
    })
  })

  it('only from sets marked as a test or at RPE 9 and more', () => {
    expect(isTestOrRpe9({ isTest: true, rpe: null })).toBe(true)
    expect(isTestOrRpe9({ isTest: false, rpe: 9 })).toBe(true)
    expect(isTestOrRpe9({ isTest: false, rpe: 8.5 })).toBe(false)
    expect(isTestOrRpe9({ isTest: false, rpe: null })).toBe(false)
  })
})

describe('symmetry, volume and change', () => {
  it('compares the involved side with the uninvolved one', () => {
    expect(symmetryPercent(34_000, 42_500)).toBe(80)
    expect(symmetryPercent(34_000, 0)).toBeNull()
  })

  it('adds load times repetitions in kilograms, and nothing for sets without load', () => {
    const sets = [
      { loadG: 22_500, reps: 30 },
      { loadG: 22_500, reps: 15 },
      { loadG: null, reps: 40 },
      { loadG: 20_000, reps: null },
      { loadG: -20_000, reps: 8 },
    ]
    expect(volumeKg(sets)).toBe(1012.5)
    expect(volumeKg([])).toBe(0)
  })

  it('gives a change in percent, and none from nothing', () => {
    expect(percentChange(26_000, 34_000)).toBeCloseTo(30.77, 2)
    expect(percentChange(40, 30)).toBe(-25)
    expect(percentChange(0, 30)).toBeNull()
  })
})

describe('a jump', () => {
  it('of a 1RM is more than 20 % off the last one, up or down', () => {
    expect(isOneRmJump(50_000, 60_000)).toBe(false)
    expect(isOneRmJump(50_000, 60_001)).toBe(true)
    expect(isOneRmJump(50_000, 40_000)).toBe(false)
    expect(isOneRmJump(50_000, 39_999)).toBe(true)
  })

  it('of a load is a rise of more than 20 % since the last session', () => {
    expect(isLoadRise(50_000, 60_000)).toBe(false)
    expect(isLoadRise(50_000, 60_001)).toBe(true)
    expect(isLoadRise(50_000, 10_000)).toBe(false)
  })
})

describe('a change of pain (Salaffi 2004)', () => {
  it.each([
    [5, 2, 'much-better'],
    [10, 8, 'much-better'],
    [3, 2, 'much-better'],
    [1, 0, 'much-better'],
    [10, 9, 'better'],
    [4, 3, 'better'],
    [5, 5, 'no-change-that-matters'],
    [0, 0, 'no-change-that-matters'],
    [5, 4.5, 'no-change-that-matters'],
    [2, 1.7, 'better'],
    [2, 1.75, 'no-change-that-matters'],
    [5, 5.5, 'no-change-that-matters'],
    [5, 6, 'worse'],
    [0, 1, 'worse'],
  ] as const)('from %d to %d is %s', (from, to, change) => {
    expect(painChange(from, to)).toBe(change)
  })
})
