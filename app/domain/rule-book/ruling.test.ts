import { describe, expect, it } from 'vitest'
import { bfrLine, checkOf, facts, ofCuff, ofLine } from './facts.fixture'
import type { Facts } from './rule'
import { placeOn } from './ruling'

const placeOf = (ruleId: string, held: Facts) => {
  const check = checkOf(ruleId, held)
  return check?.track ? placeOn(check.track, check.verdict) : null
}
const percentOfLop = (percent: number) => ({ pressure: { kind: 'percent-lop', percent } }) as const
const lop = { limb: 'left-leg', cuffWidthCm: 11.5, mmhg: 168, measuredOn: '2026-11-19', isEstimate: false } as const

describe('where a value is drawn', () => {
  it.each([
    ['a measured LOP', [lop], 'within'],
    ['an estimate', [{ ...lop, isEstimate: true }], 'unknown'],
    ['one 15 days old', [{ ...lop, measuredOn: '2026-11-07' }], 'unknown'],
    ['one of another cuff', [{ ...lop, cuffWidthCm: 5 }], 'unknown'],
    ['one of the other leg', [{ ...lop, limb: 'right-leg' }], 'unknown'],
    ['none', [], 'unknown'],
  ] as const)('60 %% of LOP on %s', (_says, lops, expected) => {
    expect(placeOf('pressure', { ...facts, lops: [...lops] })).toBe(expected)
  })

  it('is outside where what is asked is, measured or not', () => {
    const held = { ...ofCuff(percentOfLop(90)), lops: [] }
    expect(placeOf('pressure', held)).toBe('outside')
  })

  it('is not known for a share of a 1RM that was never tested on this limb', () => {
    expect(placeOf('load-range', facts)).toBe('within')
    expect(placeOf('load-range', { ...facts, oneRms: [] })).toBe('unknown')
    expect(placeOf('load-range', ofLine({ limb: 'right-leg' }))).toBe('unknown')
    expect(placeOf('load-range', ofLine({ load: { kind: 'percent-1rm', percent: 45 } }, { oneRms: [] }))).toBe(
      'outside',
    )
  })

  it('is outside on an end that the rule leaves out: 20 minutes on a leg, 60 seconds off', () => {
    expect(placeOf('restriction-ceiling', ofCuff({ restrictionMinutes: 20 }))).toBe('outside')
    expect(placeOf('restriction-ceiling', ofCuff({ restrictionMinutes: 19 }))).toBe('within')
    expect(placeOf('reperfusion', ofCuff({ reperfusionSeconds: 60 }))).toBe('outside')
    expect(placeOf('restriction-time', ofCuff({ restrictionMinutes: 10 }, { mode: bfrLine.mode }))).toBe('within')
  })
})
