import { describe, expect, it } from 'vitest'
import { leadingSign } from './leading-sign'
import type { RedFlagSign } from './red-flags'
import { type CheckFacts, checkVerdict, goesOn, pressureOutcome } from './session-check'

const facts: CheckFacts = {
  signs: [],
  otherSymptom: '',
  takenBefore: [],
  taken: [],
  isBfr: true,
  clearedAs: 'physical-therapist',
  isDoctorForPrecautions: false,
}
const mmhg = (text: string) => {
  const [systolic = 0, diastolic = 0] = text.split('/').map(Number)
  return { systolic, diastolic }
}
const verdict = (changes: Partial<CheckFacts>) => checkVerdict({ ...facts, ...changes })

describe('the check before a session', () => {
  it('lets it start when there is nothing new', () => {
    expect(verdict({})).toBe('may-start')
    expect(verdict({ otherSymptom: '  ' })).toBe('may-start')
  })

  // clinical-rules, "Who must not": 180 or 110 after a repeat at 5 minutes of rest; all are kept, the last decides.
  it.each([
    ['180/70 once', '', '180/70', 'repeat-pressure'],
    ['150/110 once', '', '150/110', 'repeat-pressure'],
    ['179/109, which is from 160 or 100 on for the clinician', '', '179/109', 'tell-clinician'],
    ['184/96, and 182/94 after rest', '', '184/96 182/94', 'stopped-by-pressure'],
    ['184/96 in a check before, and 182/94 now', '184/96', '182/94', 'stopped-by-pressure'],
    ['184/96, and 138/84 after rest', '', '184/96 138/84', 'may-start'],
    ['stopped before, and 128/78 now', '184/96 182/94', '128/78', 'may-start'],
    ['in range before, 181/90 now', '128/78', '181/90', 'repeat-pressure'],
    ['stopped before, and nothing taken now', '184/96 182/94', '', 'stopped-by-pressure'],
    ['150/92 in the check before and nothing taken now', '150/92', '', 'may-start'],
  ])('with %s', (_case, before, now, expected) => {
    const readings = (text: string) => text.split(' ').filter(Boolean).map(mmhg)
    expect(verdict({ takenBefore: readings(before), taken: readings(now) })).toBe(expected)
  })

  // clinical-rules: from 160 or 100 on a doctor decides on any loaded program, from 140 or 90 on on restriction.
  it.each([
    ['160/80', true, 'doctor', 'tell-clinician'],
    ['150/100', false, 'doctor', 'tell-clinician'],
    ['140/80', true, 'physical-therapist', 'tell-clinician'],
    ['130/90', true, 'physical-therapist', 'tell-clinician'],
    ['159/99', true, 'doctor', 'may-start'],
    ['159/99', false, 'physical-therapist', 'may-start'],
    ['139/89', true, 'physical-therapist', 'may-start'],
  ] as const)('with %s, a cuff: %s, cleared by a %s: %s', (reading, isBfr, clearedAs, expected) => {
    expect(verdict({ taken: [mmhg(reading)], isBfr, clearedAs })).toBe(expected)
  })

  it('judges a reading by the rules of the screening itself', () => {
    const outcomes = ['180/80', '160/80', '140/80', '138/84'].map((text) => pressureOutcome(mmhg(text), true))
    expect(outcomes).toEqual(['no-exercise', 'elevated', 'elevated', 'standard'])
    expect(pressureOutcome(mmhg('140/80'), false)).toBe('precaution')
  })

  it('tells the clinician of a symptom that is on no list, and goes on', () => {
    expect(verdict({ otherSymptom: 'A rash under the cuff' })).toBe('tell-clinician')
    expect(goesOn('tell-clinician')).toBe(true)
  })

  it('ends with a red flag at any sign, whatever else was told', () => {
    expect(verdict({ signs: ['calf-pain'], taken: [mmhg('120/70')] })).toBe('red-flag')
    expect(verdict({ signs: ['fainting'], taken: [mmhg('190/120'), mmhg('190/120')] })).toBe('red-flag')
    expect((['red-flag', 'repeat-pressure', 'stopped-by-pressure'] as const).some(goesOn)).toBe(false)
  })
})

describe('of several signs the flag is raised for', () => {
  it.each([
    [['calf-pain'], 'calf-pain'],
    [['fainting', 'calf-pain', 'chest-pain'], 'chest-pain'],
    [['numbness-or-weakness-that-stays', 'fainting'], 'fainting'],
    [['numbness-or-weakness-that-stays'], 'numbness-or-weakness-that-stays'],
    [[], null],
  ] as [RedFlagSign[], RedFlagSign | null][])('%j: %s', (signs, expected) => {
    expect(leadingSign(signs)).toBe(expected)
  })
})
