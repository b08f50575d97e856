import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCeiling, prescribedLoad, pressureCeiling, pressureMmhg, sessionsPerWeek } from './dose'
import { noLimits } from './limits'
import type { Load } from './prescription'
import { bfrLine, plainLine, restriction } from './rule-book/facts.fixture'

const plates = 1_250

function loaded(load: Load) {
  return { ...bfrLine, load }
}

function cuffed(pressure: typeof restriction.pressure) {
  return { ...bfrLine, restriction: { ...restriction, pressure } }
}

const thirtyPercent = loaded({ kind: 'percent-1rm', percent: 30 })
const tenKilograms = loaded({ kind: 'kg', loadG: 10_000 })
const sixtyPercent = cuffed({ kind: 'percent-lop', percent: 60 })
const fixed = cuffed({ kind: 'mmhg', mmhg: 140 })

describe('the prescribed load', () => {
  it.each([
    ['30 % of 26 kg is 7.8 kg, with plates of 1.25 kg', 26_000, plates, 7_500],
    ['the same with plates of 0.5 kg', 26_000, 500, 7_500],
    ['the same with plates of 0.1 kg', 26_000, 100, 7_800],
    ['the same where every gram can be had', 26_000, 0, 7_800],
    ['30 % of 28.86 kg, which no gram is lost of', 28_860, 0, 8_658],
    ['30 % of less than plates can make', 4_000, plates, 0],
  ])('rounds down: %s', (_, oneRmG, plateStepG, loadG) => {
    expect(prescribedLoad(thirtyPercent, oneRmG, plateStepG)).toEqual({ loadG, says: '30 % of 1RM' })
  })

  it('in kg is what was written, as far as plates go', () => {
    expect(prescribedLoad(tenKilograms, null, plates)).toEqual({ loadG: 10_000, says: 'as prescribed' })
    expect(prescribedLoad(tenKilograms, null, 3_000)).toEqual({ loadG: 9_000, says: 'as prescribed' })
  })

  it('is none without a tested 1RM, by RPE, or where none is given', () => {
    expect(prescribedLoad(thirtyPercent, null, plates)).toBeNull()
    expect(prescribedLoad(loaded({ kind: 'rpe', ceiling: 6 }), 26_000, plates)).toBeNull()
    expect(prescribedLoad(loaded({ kind: 'none' }), 26_000, plates)).toBeNull()
  })

  it('is held to a limit, and says so', () => {
    const limits = { ...noLimits, maxLoadPercent: 20 }
    const says = '20 % of 1RM, the limit of the clearance'
    expect(prescribedLoad(thirtyPercent, 50_000, plates, limits)).toEqual({ loadG: 10_000, says })
    expect(prescribedLoad(tenKilograms, 40_000, plates, limits)).toEqual({ loadG: 7_500, says })
  })

  it('is not raised by a limit above it', () => {
    const limits = { ...noLimits, maxLoadPercent: 40 }
    expect(prescribedLoad(thirtyPercent, 50_000, plates, limits)).toEqual({ loadG: 15_000, says: '30 % of 1RM' })
    expect(prescribedLoad(tenKilograms, 40_000, plates, limits)).toEqual({ loadG: 10_000, says: 'as prescribed' })
  })

  it('in kg is unknown under a limit of a 1RM that nobody tested', () => {
    const limits = { ...noLimits, maxLoadPercent: 40 }
    expect(prescribedLoad(tenKilograms, null, plates, limits)).toBeNull()
  })
})

describe('the ceiling of a load', () => {
  it('by RPE is none, but for a limit', () => {
    const line = loaded({ kind: 'rpe', ceiling: 6 })
    expect(loadCeiling({ line, limits: noLimits, oneRmG: 50_000 })).toEqual({ kind: 'none' })
    const limits = { ...noLimits, maxLoadPercent: 30 }
    expect(loadCeiling({ line, limits, oneRmG: 50_000 })).toEqual({ kind: 'most', value: 15_000 })
    expect(loadCeiling({ line, limits, oneRmG: null })).toEqual({ kind: 'unknown' })
  })

  it('does not stand in the way of a test: that is how the 1RM becomes known', () => {
    const line = { ...plainLine, mode: 'strength-test' as const, load: { kind: 'none' as const } }
    const limits = { ...noLimits, maxLoadPercent: 30 }
    expect(loadCeiling({ line, limits, oneRmG: 50_000 })).toEqual({ kind: 'none' })
  })
})

describe('the pressure', () => {
  it.each([
    ['60 % of 168 mmHg is 100.8', sixtyPercent, 168, noLimits, 100],
    ['held to 50 %', sixtyPercent, 168, { ...noLimits, maxPressurePercent: 50 }, 84],
    ['not raised to 80 %', sixtyPercent, 168, { ...noLimits, maxPressurePercent: 80 }, 100],
    ['without a measured LOP', sixtyPercent, null, noLimits, null],
    ['fixed', fixed, null, noLimits, 140],
    ['fixed, and held to 50 % of 168', fixed, 168, { ...noLimits, maxPressurePercent: 50 }, 84],
    ['fixed, and below 90 % of 168', fixed, 168, { ...noLimits, maxPressurePercent: 90 }, 140],
    ['fixed, under a limit of an LOP nobody measured', fixed, null, { ...noLimits, maxPressurePercent: 50 }, null],
    ['of a line without a cuff', plainLine, 168, noLimits, null],
  ])('%s', (_, line, lopMmhg, limits, expected) => {
    expect(pressureMmhg(line, lopMmhg, limits)).toBe(expected)
  })

  it('has no ceiling without a cuff', () => {
    expect(pressureCeiling({ line: plainLine, limits: noLimits, lopMmhg: 168 })).toEqual({ kind: 'none' })
  })
})

describe('sessions a week', () => {
  it('are the lower of version and limit', () => {
    expect(sessionsPerWeek({ sessionsPerWeek: 14 }, noLimits)).toBe(14)
    expect(sessionsPerWeek({ sessionsPerWeek: 14 }, { ...noLimits, maxSessionsPerWeek: 3 })).toBe(3)
    expect(sessionsPerWeek({ sessionsPerWeek: 2 }, { ...noLimits, maxSessionsPerWeek: 3 })).toBe(2)
  })
})

describe('whatever the 1RM, the plates and the limit', () => {
  it('what is put on never exceeds what was cleared, and misses it by less than a plate', () => {
    const anyG = fc.integer({ min: 1, max: 400_000 })
    const anyPercent = fc.integer({ min: 1, max: 150 })
    fc.assert(
      fc.property(
        anyG,
        anyPercent,
        fc.option(anyPercent),
        fc.integer({ min: 1, max: 20_000 }),
        (oneRmG, percent, limit, step) => {
          const line = loaded({ kind: 'percent-1rm', percent })
          const given = prescribedLoad(line, oneRmG, step, { ...noLimits, maxLoadPercent: limit })
          const cleared = (oneRmG * Math.min(percent, limit ?? percent)) / 100
          expect(given?.loadG).toBeLessThanOrEqual(cleared)
          expect(given?.loadG).toBeGreaterThan(cleared - step - 1)
        },
      ),
    )
  })
})
