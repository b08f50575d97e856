import { describe, expect, it } from 'vitest'
import type { Load } from '../prescription'
import { aerobicLine, bfrLine, checkOf, facts, ofLine, passiveLine, plainLine, verdictOf } from './facts.fixture'

function percent(value: number): { load: Load } {
  return { load: { kind: 'percent-1rm', percent: value } }
}

function kilograms(loadG: number): { load: Load } {
  return { load: { kind: 'kg', loadG } }
}

const [tested] = facts.oneRms
if (!tested) throw new Error('The fixture has a tested 1RM.')

describe('load-range', () => {
  it.each([
    [19.9, 'justify'],
    [20, 'within'],
    [40, 'within'],
    [40.1, 'justify'],
    [50, 'justify'],
    [50.1, 'stop'],
    [Number.NaN, 'stop'],
  ])('%s %% of the tested 1RM: %s', (value, verdict) => {
    expect(verdictOf('load-range', ofLine(percent(value)))).toBe(verdict)
  })

  it.each([
    ['in kg', kilograms(9_000), '9 kg (30 % of 1RM)'],
    ['by RPE', { load: { kind: 'rpe', ceiling: 6 } as const }, 'RPE 6 at most'],
    ['not given', { load: { kind: 'none' } as const }, 'no load'],
  ])('a load %s was not measured: justify', (_, line, value) => {
    expect(checkOf('load-range', ofLine(line))).toMatchObject({ verdict: 'justify', says: 'load not measured', value })
  })

  it('a load in kg never reads above half of a 1RM that was tested: stop', () => {
    expect(verdictOf('load-range', ofLine(kilograms(15_000)))).toBe('justify')
    expect(checkOf('load-range', ofLine(kilograms(15_300)))).toMatchObject({
      verdict: 'stop',
      value: '15.3 kg (51 % of 1RM)',
    })
    expect(checkOf('load-range', ofLine(kilograms(15_300), { oneRms: [] }))).toMatchObject({
      verdict: 'justify',
      value: '15.3 kg',
    })
  })

  it.each([
    ['of nobody', []],
    ['of the other limb', [{ ...tested, limb: 'right-leg' as const }]],
    ['of another exercise', [{ ...tested, exercise: 'Leg press' }]],
    ['of both limbs together', [{ ...tested, limb: null }]],
  ])('a 1RM %s passes nothing as within', (_, oneRms) => {
    expect(verdictOf('load-range', ofLine(percent(30), { oneRms }))).toBe('advise')
    expect(verdictOf('load-range', ofLine(percent(41), { oneRms }))).toBe('justify')
    expect(verdictOf('load-range', ofLine(percent(51), { oneRms }))).toBe('stop')
  })

  it('holds for BFR resistance lines alone', () => {
    for (const line of [aerobicLine, passiveLine, plainLine])
      expect(checkOf('load-range', ofLine(line))).toBeUndefined()
  })

  it('stands on the track between 20 and 40', () => {
    expect(checkOf('load-range', facts)).toMatchObject({
      value: '30 % of 1RM',
      range: '20-40 % of 1RM',
      track: { value: 30, low: 20, high: 40, min: 0, max: 60, unit: '% of 1RM' },
    })
    expect(checkOf('load-range', ofLine(percent(85)))?.track?.max).toBe(85)
  })
})

describe('load-jump', () => {
  it.each([
    ['a 1RM 20 % above the last', 36_000, undefined],
    ['a 1RM more than that above it', 36_001, 'advise'],
    ['a 1RM 20 % below the last', 24_000, undefined],
    ['a 1RM more than that below it', 23_999, 'advise'],
  ])('%s', (_, loadG, verdict) => {
    const oneRms = [{ ...tested, loadG, previousLoadG: 30_000 }]
    expect(verdictOf('load-jump', ofLine(percent(30), { oneRms }))).toBe(verdict)
  })

  it.each([
    ['20 % above the last session', 12_000, undefined],
    ['more than that above it', 12_001, 'advise'],
    ['below it', 2_000, undefined],
  ])('a load in kg %s', (_, loadG, verdict) => {
    const lastLoads = [{ exercise: bfrLine.exercise, limb: bfrLine.limb, loadG: 10_000 }]
    expect(verdictOf('load-jump', ofLine(kilograms(loadG), { lastLoads }))).toBe(verdict)
  })

  it('names both loads, and where it was', () => {
    const oneRms = [{ ...tested, loadG: 45_000, previousLoadG: 30_000 }]
    expect(checkOf('load-jump', ofLine({}, { oneRms }))?.value).toBe('45 kg, 1RM before 30 kg')
  })

  it('is silent with nothing to compare with', () => {
    const oneRms = [{ ...tested, previousLoadG: null }]
    expect(checkOf('load-jump', ofLine(percent(30), { oneRms }))).toBeUndefined()
    expect(checkOf('load-jump', ofLine(kilograms(90_000)))).toBeUndefined()
    expect(checkOf('load-jump', ofLine({ load: { kind: 'rpe', ceiling: 6 } }))).toBeUndefined()
  })

  it('is shown on plain lines too, and leaves them without a rule', () => {
    const oneRms = [{ ...tested, loadG: 45_000, previousLoadG: 30_000 }]
    expect(verdictOf('load-jump', ofLine(plainLine, { oneRms }))).toBe('advise')
    expect(verdictOf('no-rule', ofLine(plainLine, { oneRms }))).toBe('no-rule')
  })
})
