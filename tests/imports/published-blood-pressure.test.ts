import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type PressureClass, pressureClass } from '~/domain/blood-pressure'
import { type ScreeningOutcome, screen } from '~/domain/screening'

type Published = { acc_aha_2017: { boundary_cases: [systolic: number, diastolic: number, name: string][] } }

const file = new URL('../../../shared/data/validation/clinical-thresholds.json', import.meta.url)
const published: Published = JSON.parse(readFileSync(file, 'utf8'))
const cases = published.acc_aha_2017.boundary_cases

const names: Record<string, PressureClass> = {
  normal: 'normal',
  elevated: 'elevated',
  stage1: 'stage-1',
  stage2: 'stage-2',
  crisis: 'crisis',
}

describe('the published bounds of blood pressure (Whelton 2018)', () => {
  it('are there to be read', () => {
    expect(cases.length).toBeGreaterThan(10)
  })

  it.each(cases)('%s/%s is %s', (systolic, diastolic, name) => {
    expect(pressureClass({ systolic, diastolic })).toBe(names[name])
  })
})

describe('the published bounds of resistance exercise (PMC10959113), taken at the bound and not above it', () => {
  it.each<[number, number, ScreeningOutcome]>([
    [180, 109, 'no-exercise'],
    [179, 110, 'no-exercise'],
    [179, 109, 'elevated'],
    [160, 99, 'elevated'],
    [159, 100, 'elevated'],
  ])('%s/%s is %s without restriction too', (systolic, diastolic, expected) => {
    const { outcomes } = screen({
      ageYears: 40,
      bmi: 24,
      conditions: [],
      bloodPressures: [{ systolic, diastolic }],
      painNrs: 0,
      surgery: null,
      medication: { isOnAnticoagulant: false, anticoagulantFor: null, isOnOestrogen: false },
    })
    expect(outcomes).toEqual([{ scope: 'all', bfr: expected, plain: expected }])
  })
})
