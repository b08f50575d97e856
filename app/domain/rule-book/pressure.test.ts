import { describe, expect, it } from 'vitest'
import {
  aerobicLine,
  checkOf,
  facts,
  ofCuff,
  ofLine,
  passiveLine,
  plainLine,
  restriction,
  verdictOf,
} from './facts.fixture'
import type { Facts, LopOnRecord } from './rule'

const [lop] = facts.lops as [LopOnRecord]

function percent(value: number) {
  return { pressure: { kind: 'percent-lop', percent: value } as const }
}

function mmhg(value: number) {
  return { pressure: { kind: 'mmhg', mmhg: value } as const }
}

/** What is on record instead of a fresh LOP of this limb and cuff. */
const unmeasured: [string, LopOnRecord[]][] = [
  ['nothing', []],
  ['an LOP of 15 days ago', [{ ...lop, measuredOn: '2026-11-07' }]],
  ['an LOP dated tomorrow', [{ ...lop, measuredOn: '2026-11-23' }]],
  ['an estimate', [{ ...lop, isEstimate: true }]],
  ['an LOP of the other leg', [{ ...lop, limb: 'right-leg' }]],
]

describe('pressure', () => {
  it.each([
    [39.9, 'justify'],
    [40, 'within'],
    [80, 'within'],
    [80.1, 'justify'],
    [99.9, 'justify'],
    [100, 'stop'],
    [120, 'stop'],
    [Number.NaN, 'stop'],
  ])('%s %% of the measured LOP: %s, in every mode', (value, verdict) => {
    for (const { mode, reps } of [facts.version.prescriptions[0], aerobicLine, passiveLine].filter((line) => !!line)) {
      expect(verdictOf('pressure', ofCuff(percent(value), { mode, reps }))).toBe(verdict)
    }
  })

  // 40, 80 and 100 % of 168 mmHg are 67.2, 134.4 and 168.
  it.each([
    [67, 'justify'],
    [68, 'within'],
    [134, 'within'],
    [135, 'justify'],
    [167, 'justify'],
    [168, 'stop'],
  ])('%s mmHg of a measured 168: %s', (value, verdict) => {
    expect(verdictOf('pressure', ofCuff(mmhg(value)))).toBe(verdict)
  })

  it.each(unmeasured)('with %s on record never passes as within', (_, lops) => {
    const held = (cuff: object): Facts => ({ ...ofCuff(cuff), lops })
    expect(verdictOf('pressure', held(percent(60)))).toBe('advise')
    expect(verdictOf('pressure', held(percent(90)))).toBe('justify')
    expect(verdictOf('pressure', held(percent(100)))).toBe('stop')
    expect(verdictOf('pressure', held(mmhg(100)))).toBe('justify')
  })

  it('not given at all: justify', () => {
    expect(verdictOf('pressure', ofLine({ restriction: null }))).toBe('justify')
  })

  it('is no question without a cuff, and is one with a cuff on any line', () => {
    expect(checkOf('pressure', ofLine(plainLine))).toBeUndefined()
    expect(verdictOf('pressure', ofLine({ ...plainLine, restriction }))).toBe('within')
  })
})

describe('pressure-measured', () => {
  it.each([
    ['today', '2026-11-22', 'within'],
    ['14 days ago', '2026-11-08', 'within'],
    ['15 days ago', '2026-11-07', 'advise'],
  ])('measured %s', (_, measuredOn, verdict) => {
    expect(verdictOf('pressure-measured', { ...facts, lops: [{ ...lop, measuredOn }] })).toBe(verdict)
  })

  it('a clinic may ask for a fresher one, and never for less than 14 days', () => {
    expect(verdictOf('pressure-measured', { ...facts, lopValidDays: 3 })).toBe('within')
    expect(verdictOf('pressure-measured', { ...facts, lopValidDays: 2 })).toBe('advise')
    const old = { ...facts, lops: [{ ...lop, measuredOn: '2026-11-07' }], lopValidDays: 60 }
    expect(verdictOf('pressure-measured', old)).toBe('advise')
  })

  it.each(unmeasured)('%s on record is not measured: advise', (_, lops) => {
    expect(verdictOf('pressure-measured', { ...facts, lops })).toBe('advise')
  })

  it('says why what is on record will not do', () => {
    const said = unmeasured.map(([, lops]) => checkOf('pressure-measured', { ...facts, lops })?.says)
    expect(said).toEqual([
      'no LOP measured yet',
      'the LOP is of 2026-11-07: measure it again',
      'no LOP measured yet',
      'the LOP is an estimate: measure it',
      'the LOP is of another limb: measure it on this one',
    ])
  })

  it('takes the newest of several', () => {
    const lops = [{ ...lop, measuredOn: '2026-11-01', mmhg: 150 }, lop, { ...lop, measuredOn: '2026-11-10', mmhg: 160 }]
    expect(checkOf('pressure-measured', { ...facts, lops })?.value).toBe('168 mmHg, 3 days ago')
  })

  it('takes a measured one before a newer estimate', () => {
    const lops = [{ ...lop, measuredOn: '2026-11-21', mmhg: 150, isEstimate: true }, lop]
    expect(checkOf('pressure-measured', { ...facts, lops })?.value).toBe('168 mmHg, 3 days ago')
  })
})

describe('cuff-width', () => {
  it.each([
    [4.9, 'advise'],
    [5, 'within'],
    [18, 'within'],
    [18.1, 'advise'],
  ])('%s cm, with its LOP: %s', (cuffWidthCm, verdict) => {
    expect(verdictOf('cuff-width', { ...ofCuff({ cuffWidthCm }), lops: [{ ...lop, cuffWidthCm }] })).toBe(verdict)
  })

  it('with an LOP of another cuff: stop, until it is measured with this one', () => {
    const narrow = ofCuff({ cuffWidthCm: 7 })
    expect(checkOf('cuff-width', narrow)).toMatchObject({
      verdict: 'stop',
      says: 'the LOP is of a cuff of 11.5 cm: measure it with this one',
    })
    expect(checkOf('pressure-measured', narrow)?.says).toBe('the LOP is of another cuff: measure it with this one')
    expect(verdictOf('cuff-width', { ...narrow, lops: [lop, { ...lop, cuffWidthCm: 7 }] })).toBe('within')
  })

  it('with an LOP of another cuff that is too old to be taken: not measured, no stop', () => {
    const old = { ...ofCuff({ cuffWidthCm: 7 }), lops: [{ ...lop, measuredOn: '2026-10-01' }] }
    expect(verdictOf('cuff-width', old)).toBe('within')
    expect(verdictOf('pressure-measured', old)).toBe('advise')
  })

  it('is no question without a cuff', () => {
    expect(checkOf('cuff-width', ofLine(plainLine))).toBeUndefined()
  })
})
