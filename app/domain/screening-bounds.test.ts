/** The bounds of a screening from both sides, copied by hand from clinical-rules.md, "Who must not, who needs whom". */
import { describe, expect, it } from 'vitest'
import { pressureClass } from './blood-pressure'
import { conditionCodes, conditionOf } from './conditions'
import { type Measures, risks } from './measured-risks'
import { deciderFor, type ScreeningOutcome, screen } from './screening'

const healthy: Measures = {
  ageYears: 34,
  bmi: 24.1,
  bloodPressures: [{ systolic: 118, diastolic: 76 }],
  painNrs: 2,
  surgery: null,
  medication: { isOnAnticoagulant: false, anticoagulantFor: null, isOnOestrogen: false },
}

function of(
  part: Partial<Measures>,
): [bfr: ScreeningOutcome | undefined, plain: ScreeningOutcome | undefined, advice: string[]] {
  const { outcomes, reasons } = screen({ ...healthy, ...part, conditions: [] })
  const advice = reasons.filter(({ outcome }) => outcome === 'advise').map(({ code }) => code)
  return [outcomes[0]?.bfr, outcomes[0]?.plain, advice]
}

const pressure = (systolic: number, diastolic: number) => of({ bloodPressures: [{ systolic, diastolic }] })

describe('a blood pressure of today', () => {
  it.each([
    // Either number is enough, and the worse of the two decides.
    [129, 79, 'standard', 'standard', []],
    [130, 79, 'standard', 'standard', ['blood-pressure-raised']],
    [129, 80, 'standard', 'standard', ['blood-pressure-raised']],
    [139, 89, 'standard', 'standard', ['blood-pressure-raised']],
    [140, 79, 'elevated', 'precaution', []],
    [129, 90, 'elevated', 'precaution', []],
    [159, 99, 'elevated', 'precaution', []],
    [160, 79, 'elevated', 'elevated', []],
    [129, 100, 'elevated', 'elevated', []],
    [179, 109, 'elevated', 'elevated', []],
    [180, 79, 'no-exercise', 'no-exercise', []],
    [129, 110, 'no-exercise', 'no-exercise', []],
    [179.9, 109.9, 'elevated', 'elevated', []],
  ] as const)('of %s/%s is %s with restriction and %s without', (systolic, diastolic, bfr, plain, advice) => {
    expect(pressure(systolic, diastolic)).toEqual([bfr, plain, advice])
  })

  it.each([
    [119, 79, 'normal'],
    [120, 79, 'elevated'],
    [129, 79, 'elevated'],
    [130, 79, 'stage-1'],
    [119, 80, 'stage-1'],
    [139, 89, 'stage-1'],
    [140, 79, 'stage-2'],
    [119, 90, 'stage-2'],
    [180, 120, 'stage-2'],
    [181, 79, 'crisis'],
    [119, 121, 'crisis'],
  ] as const)('of %s/%s is shown as %s', (systolic, diastolic, shown) => {
    expect(pressureClass({ systolic, diastolic })).toBe(shown)
  })

  it('is decided by the last reading, and is none with one number alone', () => {
    const readings = [
      { systolic: 185, diastolic: 112 },
      { systolic: 128, diastolic: 78 },
    ]
    expect(of({ bloodPressures: readings }).slice(0, 2)).toEqual(['standard', 'standard'])
    expect(of({ bloodPressures: [...readings].reverse() }).slice(0, 2)).toEqual(['no-exercise', 'no-exercise'])
    expect(pressure(118, Number.NaN)[2]).toEqual(['blood-pressure-not-measured'])
  })
})

describe('what else is measured or asked', () => {
  it.each([
    ['age 59', { ageYears: 59 }, 'standard', []],
    ['age 60', { ageYears: 60 }, 'precaution', []],
    ['BMI 30', { bmi: 30 }, 'standard', []],
    ['BMI 30.1', { bmi: 30.1 }, 'precaution', []],
    ['BMI not known', { bmi: null }, 'standard', ['bmi-not-known']],
    ['surgery 4 weeks ago', { surgery: { weeksAgo: 4 } }, 'precaution', []],
    ['surgery 5 weeks ago', { surgery: { weeksAgo: 5 } }, 'standard', []],
    ['surgery today', { surgery: { weeksAgo: 0 } }, 'precaution', []],
    ['pain 6', { painNrs: 6 }, 'standard', []],
    ['pain 7', { painNrs: 7 }, 'standard', ['pain-7']],
    ['pain 10', { painNrs: 10 }, 'standard', ['pain-7']],
    [
      'an anticoagulant',
      { medication: { ...healthy.medication, isOnAnticoagulant: true } },
      'standard',
      ['anticoagulant'],
    ],
    ['oestrogen', { medication: { ...healthy.medication, isOnOestrogen: true } }, 'precaution', []],
  ] as const)('%s', (_says, part, outcome, advice) => {
    expect(of(part)).toEqual([outcome, outcome, advice])
  })

  it('counts what is no number as the worse', () => {
    expect(of({ ageYears: Number.NaN })[0]).toBe('precaution')
    expect(of({ surgery: { weeksAgo: Number.NaN } })[0]).toBe('precaution')
    expect(of({ bmi: Number.NaN })[0]).toBe('precaution')
  })
})

describe('what nobody has verified, and what is a rule of the house', () => {
  const all = [...risks, ...conditionCodes.map((code) => ({ code, ...conditionOf(code) }))]

  it('advises and no more: it prohibits nothing, and asks for no signer', () => {
    const soft = all.filter(({ standing }) => standing === 'house' || standing === 'not-verified')
    expect(soft.map(({ code }) => code).sort()).toEqual([
      'anticoagulant',
      'blood-pressure-not-measured',
      'blood-pressure-raised',
      'bmi-not-known',
      'pain-7',
    ])
    for (const { code, outcome } of soft) expect([code, outcome]).toEqual([code, 'advise'])
  })

  it('is said of each: whatever prohibits names its source', () => {
    for (const { code, outcome, standing, source } of all) {
      const isGrave = outcome !== 'advise' && deciderFor(outcome) !== 'physical-therapist-or-doctor'
      if (isGrave) expect([code, standing]).not.toContain('house')
      expect([code, source.length > 3]).toEqual([code, true])
    }
  })
})
