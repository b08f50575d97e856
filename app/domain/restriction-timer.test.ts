/** The restriction timer on a clock of the test: every boundary of clinical-rules.md, and what a phone's clock does to it. */
import { describe, expect, it } from 'vitest'
import {
  type CuffTimes,
  restLeft,
  restrictionTimer,
  restrictionTotals,
  reperfusionOf,
  steadyClock,
} from './restriction-timer'

const noon = Date.UTC(2026, 10, 26, 12, 0, 0)
const later = (seconds: number) => noon + seconds * 1000
const clock = (minutes: number, seconds = 0) => minutes * 60 + seconds

/** 8 minutes on a leg, 3 minutes off, unless said otherwise. */
const cuff = (changes: Partial<CuffTimes> = {}): CuffTimes => ({
  limb: 'left-leg',
  onAt: noon,
  offAt: null,
  clearedSeconds: clock(8),
  reperfusionSeconds: 180,
  ...changes,
})

describe('a cuff that is on', () => {
  it.each([
    // 8 minutes cleared on a leg: ceiling 20:00, alarm from 19:00
    ['right-leg', clock(8), clock(0), 'on'],
    ['right-leg', clock(8), clock(7, 29), 'on'],
    ['right-leg', clock(8), clock(7, 30), 'soon'],
    ['right-leg', clock(8), clock(7, 59), 'soon'],
    ['right-leg', clock(8), clock(8), 'over'],
    ['right-leg', clock(8), clock(18, 59), 'over'],
    ['right-leg', clock(8), clock(19), 'alarm'],
    ['right-leg', clock(8), clock(19, 59), 'alarm'],
    ['right-leg', clock(8), clock(20), 'past-ceiling'],
    ['right-leg', clock(8), clock(120), 'past-ceiling'],
    // The same on an arm: ceiling 15:00, alarm from 14:00
    ['left-arm', clock(8), clock(8), 'over'],
    ['left-arm', clock(8), clock(13, 59), 'over'],
    ['left-arm', clock(8), clock(14), 'alarm'],
    ['left-arm', clock(8), clock(14, 59), 'alarm'],
    ['left-arm', clock(8), clock(15), 'past-ceiling'],
    // Cleared to the end of a passive line: 5 minutes on
    ['left-arm', clock(5), clock(4, 29), 'on'],
    ['left-arm', clock(5), clock(4, 30), 'soon'],
    ['left-arm', clock(5), clock(5), 'over'],
    // Cleared into the last minute before the ceiling: the graver phase wins
    ['right-arm', clock(14, 30), clock(13, 59), 'on'],
    ['right-arm', clock(14, 30), clock(14), 'alarm'],
    ['right-arm', clock(14, 30), clock(14, 30), 'alarm'],
    ['left-leg', clock(19), clock(18, 30), 'soon'],
    ['left-leg', clock(19), clock(19), 'alarm'],
    ['left-leg', clock(25), clock(20), 'past-ceiling'],
  ] as const)('on %s, cleared for %s s, after %s s is in phase %s', (limb, clearedSeconds, onSeconds, phase) => {
    expect(restrictionTimer(cuff({ limb, clearedSeconds }), later(onSeconds))).toEqual({ phase, onSeconds })
  })

  it('changes its phase on the second, not within it', () => {
    expect(restrictionTimer(cuff(), later(clock(8)) - 1)).toEqual({ phase: 'soon', onSeconds: clock(7, 59) })
    expect(restrictionTimer(cuff(), later(clock(8)) + 999)).toEqual({ phase: 'over', onSeconds: clock(8) })
  })

  it('is in its true phase after a sleep of the phone, whatever was missed', () => {
    const tick = restrictionTimer(cuff(), later(clock(3)))
    expect(tick).toEqual({ phase: 'on', onSeconds: clock(3) })
    expect(restrictionTimer(cuff(), later(clock(19, 12)))).toEqual({ phase: 'alarm', onSeconds: clock(19, 12) })
    expect(restrictionTimer(cuff(), later(clock(400)))).toEqual({ phase: 'past-ceiling', onSeconds: clock(400) })
  })

  it('has been on for no time when the clock lies before it', () => {
    expect(restrictionTimer(cuff(), noon - 4_000)).toEqual({ phase: 'on', onSeconds: 0 })
  })
})

describe('a cuff that came off', () => {
  const off = (onSeconds: number, changes: Partial<CuffTimes> = {}) => cuff({ offAt: later(onSeconds), ...changes })

  it.each([
    // [limb, on for, the line's reperfusion, what it is]
    ['left-leg', clock(8), 180, 180],
    ['left-leg', clock(8), 90, 90],
    ['left-leg', clock(8), 61, 61],
    // More than a minute, always
    ['left-leg', clock(8), 60, 61],
    ['left-leg', clock(8), 30, 61],
    // 3 minutes after an inflation that reached the alarm or the ceiling
    ['left-leg', clock(18, 59), 90, 90],
    ['left-leg', clock(19), 90, 180],
    ['left-leg', clock(20), 90, 180],
    ['right-arm', clock(13, 59), 90, 90],
    ['right-arm', clock(14), 90, 180],
    ['right-arm', clock(15), 30, 180],
    ['right-arm', clock(15), 300, 300],
    // Passive: 3 to 5 minutes off, as its line says
    ['left-arm', clock(5), 180, 180],
    ['left-arm', clock(5), 300, 300],
  ] as const)(
    '%s after %s s with a line of %s s stays off for %s s',
    (limb, onSeconds, reperfusionSeconds, ofSeconds) => {
      const times = off(onSeconds, { limb, reperfusionSeconds })
      expect(reperfusionOf({ ...times, offAt: later(onSeconds) })).toBe(ofSeconds)
      const at = (seconds: number) => restrictionTimer(times, later(onSeconds + seconds))
      expect(at(0)).toEqual({ phase: 'reperfusion', leftSeconds: ofSeconds, ofSeconds })
      expect(at(ofSeconds - 1)).toEqual({ phase: 'reperfusion', leftSeconds: 1, ofSeconds })
      expect(at(ofSeconds)).toEqual({ phase: 'off' })
    },
  )

  it('is past its reperfusion after a sleep, and before it when the clock went back a little', () => {
    const times = off(clock(8))
    expect(restrictionTimer(times, later(clock(30)))).toEqual({ phase: 'off' })
    expect(restrictionTimer(times, later(clock(8)) - 2_000)).toMatchObject({ phase: 'reperfusion', leftSeconds: 180 })
  })

  it('is off when there was none', () => {
    expect(restrictionTimer(null, noon)).toEqual({ phase: 'off' })
  })
})

describe('the totals of a day', () => {
  it('are per limb, over all inflations, with the one that is on', () => {
    const cuffs = [
      cuff({ offAt: later(clock(8)) }),
      cuff({ limb: 'right-arm', offAt: later(100) }),
      cuff({ onAt: later(clock(20)) }),
    ]
    expect(restrictionTotals(cuffs, later(clock(21, 30)))).toEqual([
      { limb: 'right-arm', seconds: 100 },
      { limb: 'left-leg', seconds: clock(9, 30) },
    ])
  })
})

describe('the rest after a set', () => {
  it.each([
    [0, 45, 45],
    [44, 45, 1],
    [45, 45, null],
    [3_600, 45, null],
    [-3, 30, 30],
    [59, 60, 1],
  ])('%s s after it, of %s s, leaves %s', (gone, restSeconds, left) => {
    expect(restLeft(noon, restSeconds, later(gone))).toBe(left)
  })

  it('is none before the first set and on a line without rest', () => {
    expect(restLeft(null, 45, noon)).toBeNull()
    expect(restLeft(noon, null, noon)).toBeNull()
  })
})

describe('the clock of the page', () => {
  it('waits where it was put back by a little, jumps over a sleep, and believes a large correction', () => {
    expect(steadyClock(null, noon)).toBe(noon)
    expect(steadyClock(noon, noon + 500)).toBe(noon + 500)
    expect(steadyClock(noon, noon - 2_000)).toBe(noon)
    expect(steadyClock(noon, noon + 900_000)).toBe(noon + 900_000)
    expect(steadyClock(noon, noon - 3_600_000)).toBe(noon - 3_600_000)
  })
})
