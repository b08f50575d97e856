import { describe, expect, it } from 'vitest'
import {
  aerobicLine,
  bfrLine,
  checkOf,
  facts,
  ofCuff,
  ofLine,
  passiveLine,
  plainLine,
  restriction,
  verdictOf,
} from './facts.fixture'
import { ceilingOf, wearsCuff } from './restriction'

describe('restriction-time', () => {
  it.each([
    [4.9, 'advise'],
    [5, 'within'],
    [10, 'within'],
    [10.1, 'justify'],
    [Number.NaN, 'justify'],
  ])('%s min an exercise: %s', (restrictionMinutes, verdict) => {
    expect(verdictOf('restriction-time', ofCuff({ restrictionMinutes }))).toBe(verdict)
  })

  it('holds for BFR resistance lines alone', () => {
    for (const line of [aerobicLine, passiveLine, plainLine]) {
      expect(checkOf('restriction-time', ofLine(line))).toBeUndefined()
    }
  })
})

describe('restriction-ceiling', () => {
  it.each([
    ['left-arm', 14.9, 'within'],
    ['right-arm', 15, 'stop'],
    ['left-leg', 19.9, 'within'],
    ['right-leg', 20, 'stop'],
    [null, 14.9, 'within'],
    [null, 15, 'stop'],
    ['left-leg', Number.NaN, 'stop'],
  ] as const)('on %s, %s min of one inflation: %s', (limb, restrictionMinutes, verdict) => {
    for (const { mode, reps } of [bfrLine, aerobicLine, passiveLine]) {
      expect(verdictOf('restriction-ceiling', ofCuff({ restrictionMinutes }, { limb, mode, reps }))).toBe(verdict)
    }
  })

  it('of a BFR line without any cuff time: stop', () => {
    expect(verdictOf('restriction-ceiling', ofLine({ restriction: null }))).toBe('stop')
  })

  it('holds for a cuff whatever the line is called', () => {
    expect(verdictOf('restriction-ceiling', ofCuff({ restrictionMinutes: 20 }, { mode: 'strength' }))).toBe('stop')
    expect([wearsCuff(plainLine), wearsCuff({ ...plainLine, restriction })]).toEqual([false, true])
    expect([ceilingOf('left-arm'), ceilingOf('left-leg'), ceilingOf(null)]).toEqual([15, 20, 15])
  })

  it('does not hold for a line without a cuff', () => {
    expect(checkOf('restriction-ceiling', ofLine(plainLine))).toBeUndefined()
  })
})

describe('reperfusion', () => {
  it.each([
    [60, 8, 'justify'],
    [61, 8, 'within'],
    [179, 19.9, 'within'],
    [179, 20, 'justify'],
    [180, 20, 'within'],
  ])('%s s off after %s min on a leg: %s', (reperfusionSeconds, restrictionMinutes, verdict) => {
    for (const mode of ['bfr-resistance', 'bfr-aerobic', 'bfr-passive'] as const) {
      expect(verdictOf('reperfusion', ofCuff({ reperfusionSeconds, restrictionMinutes }, { mode }))).toBe(verdict)
    }
  })

  it('is shown in seconds', () => {
    expect(checkOf('reperfusion', facts)).toMatchObject({ value: '180 s off', range: 'more than 60 s off' })
  })
})

describe('bfr-passive', () => {
  it.each([
    [4.9, 240, 'justify'],
    [5, 179, 'justify'],
    [5, 180, 'within'],
    [5, 300, 'within'],
    [5, 301, 'justify'],
    [5.1, 240, 'justify'],
  ])('%s min on, %s s off: %s', (restrictionMinutes, reperfusionSeconds, verdict) => {
    const held = ofCuff({ restrictionMinutes, reperfusionSeconds }, { mode: 'bfr-passive' })
    expect(verdictOf('bfr-passive', held)).toBe(verdict)
  })

  it('at full occlusion: stop', () => {
    const held = ofCuff({ pressure: { kind: 'percent-lop', percent: 100 } }, { mode: 'bfr-passive' })
    expect(verdictOf('pressure', held)).toBe('stop')
  })

  it('holds for passive lines alone', () => {
    for (const line of [aerobicLine, bfrLine, plainLine]) expect(checkOf('bfr-passive', ofLine(line))).toBeUndefined()
    expect(checkOf('bfr-passive', ofLine(passiveLine))?.value).toBe('5 min on, 4 min off')
  })
})

describe('bfr-aerobic', () => {
  it.each([
    [49, 'within'],
    [50, 'justify'],
    [51, 'justify'],
  ])('%s %% of VO2max or heart-rate reserve: %s', (intensityPercent, verdict) => {
    const aerobic = { intensityPercent, minutes: 15 }
    expect(verdictOf('bfr-aerobic', ofLine({ ...aerobicLine, aerobic }))).toBe(verdict)
  })

  it.each([
    [4, 'advise'],
    [5, 'within'],
    [20, 'within'],
    [21, 'advise'],
  ])('%s min, a rule not verified: %s', (minutes, verdict) => {
    const aerobic = { intensityPercent: 40, minutes }
    expect(verdictOf('bfr-aerobic-minutes', ofLine({ ...aerobicLine, aerobic }))).toBe(verdict)
  })

  it('without an intensity: justify', () => {
    expect(verdictOf('bfr-aerobic', ofLine({ ...aerobicLine, aerobic: null }))).toBe('justify')
  })

  it('holds for aerobic lines alone', () => {
    for (const line of [bfrLine, passiveLine, plainLine]) expect(checkOf('bfr-aerobic', ofLine(line))).toBeUndefined()
  })
})
