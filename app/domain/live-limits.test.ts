import { describe, expect, it } from 'vitest'
import { limitsAhead, nextSetNumber, type SessionNow, type ToldSet } from './live-limits'
import { noLimits } from './limits'
import { aerobicLine, bfrLine, passiveLine, plainLine } from './rule-book/facts.fixture'

const session: SessionNow = {
  kind: 'started',
  isBfr: true,
  endedAt: null,
  isOutsideClearance: false,
  programStatus: 'active',
  versionStatus: 'cleared',
  openHolds: [],
  limits: null,
  clearedOn: '2026-11-20',
}

/** 30 % of 26 kg is 7.8 kg; 60 % of 168 mmHg is 100 mmHg; 8 min are 480 s. */
const dosed = { line: bfrLine, oneRmG: 26_000, lopMmhg: 168, done: [] as { setNumber: number }[] }
const told: ToldSet = {
  side: 'left',
  reps: 30,
  loadG: 7_000,
  rpe: null,
  isRestricted: true,
  restrictionSeconds: 60,
  pressureMmhg: 100,
}

const basesOf = (
  changes: Partial<ToldSet>,
  line: Partial<Omit<typeof dosed, 'line'>> & { line?: Parameters<typeof limitsAhead>[1]['line'] } = {},
  now: Partial<SessionNow> = {},
) =>
  limitsAhead({ ...session, ...now }, { ...dosed, ...line }, { ...told, ...changes }).beyond.map(({ kind, basis }) => [
    kind,
    basis.of === 'rule' ? basis.ruleId : basis.of,
  ])

describe('what is said before a set is logged', () => {
  it('is nothing while it is as cleared', () => {
    expect(limitsAhead(session, dosed, told)).toEqual({ beyond: [], refused: null })
  })

  it.each([
    ['a load above', { loadG: 9_000 }, 'load-above', 'load-range'],
    ['more reps', { reps: 31 }, 'reps-above', 'set-count'],
    ['a higher pressure', { pressureMmhg: 101 }, 'pressure-above', 'pressure'],
    ['a longer time of the cuff', { restrictionSeconds: 481 }, 'restriction-above', 'restriction-time'],
    ['the ceiling of a leg', { restrictionSeconds: 1_200 }, 'restriction-above', 'restriction-ceiling'],
  ])('names the rule of %s', (_, changes, kind, ruleId) => {
    expect(basesOf(changes)).toEqual([[kind, ruleId]])
  })

  it('names the rule of another mode, and of a line that no rule covers what was cleared', () => {
    const dull = { reps: 1, loadG: null, restrictionSeconds: 1_000 }
    expect(basesOf(dull, { line: aerobicLine })).toEqual([['restriction-above', 'bfr-aerobic-minutes']])
    expect(basesOf(dull, { line: passiveLine })).toEqual([['restriction-above', 'bfr-passive']])
    const cuffless = { isRestricted: false, restrictionSeconds: null, pressureMmhg: null }
    expect(basesOf({ ...cuffless, loadG: 20_000 }, { line: plainLine })).toEqual([['load-above', 'clearance']])
  })

  it('cites no rule of loads for an effort: that is held to what was cleared', () => {
    const line = { ...dosed.line, load: { kind: 'rpe', ceiling: 5 } } as const
    expect(basesOf({ loadG: null, rpe: 7 }, { line })).toEqual([['rpe-above', 'clearance']])
  })

  it('names the limit of the clearance and its day where that is the lower one, and the rule where it is not', () => {
    const limits = { ...noLimits, maxLoadPercent: 20, maxPressurePercent: 70 }
    const { beyond } = limitsAhead({ ...session, limits }, dosed, { ...told, pressureMmhg: 110 })
    expect(beyond.map(({ basis }) => basis)).toEqual([
      { of: 'limit', percent: 20, share: 'of 1RM', clearedOn: '2026-11-20' },
      { of: 'rule', ruleId: 'pressure' },
    ])
  })

  it('blames no rule for a hold or a clearance revoked meanwhile', () => {
    const held = limitsAhead({ ...session, openHolds: ['red-flag'], versionStatus: 'revoked' }, dosed, told)
    expect(held.beyond.map(({ kind, basis }) => [kind, basis.of])).toEqual([
      ['on-hold', 'session'],
      ['clearance-revoked', 'session'],
    ])
  })

  it('is said of a set more than cleared before it is begun', () => {
    const done = [1, 2, 3, 4].map((setNumber) => ({ setNumber }))
    expect(basesOf({ reps: 1 }, { done })).toEqual([['sets-above', 'set-count']])
  })

  it('is said of the load already while the cuff is not on yet', () => {
    const ahead = limitsAhead(session, dosed, { ...told, loadG: 9_000, restrictionSeconds: null })
    expect(ahead).toMatchObject({ refused: 'set-before-cuff-on', beyond: [{ kind: 'load-above' }] })
  })
})

describe('the number of the next set', () => {
  it('is the first that is free, so that what replaces a set struck through takes its place', () => {
    expect(nextSetNumber([])).toBe(1)
    expect(nextSetNumber([{ setNumber: 1 }, { setNumber: 3 }])).toBe(2)
    expect(nextSetNumber([{ setNumber: 2 }, { setNumber: 1 }])).toBe(3)
  })
})
