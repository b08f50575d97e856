import { describe, expect, it } from 'vitest'
import { alwaysAdvice, isRedFlagSign, needsMedicalAssessment, redFlagOf, redFlagSigns } from './red-flags'

/** Clinical-rules, "Red flags", by hand; the last column is product.md's list of signs a lift must be assessed for. */
const table = [
  ['chest-pain', /lung, heart/, 'emergency', true],
  ['breathlessness', /lung, heart/, 'emergency', true],
  ['one-sided-weakness', /stroke/, 'emergency', true],
  ['trouble-speaking', /stroke/, 'emergency', true],
  ['calf-pain', /DVT/, 'doctor-today', true],
  ['limb-swelling', /DVT/, 'doctor-today', true],
  ['limb-warmth', /DVT/, 'doctor-today', true],
  ['limb-redness', /DVT/, 'doctor-today', true],
  ['bluish-limb', /DVT/, 'doctor-today', true],
  ['dark-or-less-urine', /rhabdomyolysis/, 'doctor-today', true],
  ['pain-out-of-proportion', /rhabdomyolysis/, 'doctor-today', true],
  ['marked-weakness-or-stiffness', /rhabdomyolysis/, 'doctor-today', true],
  ['numbness-or-weakness-that-stays', /nerve/, 'clinician-today', false],
  ['fainting', /^$/, 'clinician-today', true],
] as const

describe('a red flag', () => {
  it.each(table)('%s may be %s: %s, medical assessment before a lift %s', (sign, mayBe, urgency, needsAssessment) => {
    const flag = redFlagOf(sign)
    expect(flag.mayBe).toMatch(mayBe)
    expect(flag).toMatchObject({ urgency, needsMedicalAssessment: needsAssessment })
    expect(flag.source.length * flag.advice.length * flag.name.length).toBeGreaterThan(0)
    expect(needsMedicalAssessment([sign])).toBe(needsAssessment)
    // Clinical-rules, "may be": PE and DVT are clots.
    expect(flag.mayBeClot).toBe(/lung|DVT/.test(flag.mayBe))
  })

  it('is one of these, and none is left out', () => {
    expect(table.map(([sign]) => sign)).toEqual(redFlagSigns)
  })

  it('of an emergency says to call, first of all the cuff comes off', () => {
    expect(alwaysAdvice).toBe('Cuff off. Stop. Do not restart.')
    for (const sign of redFlagSigns) {
      const { urgency, advice } = redFlagOf(sign)
      expect(advice.includes('emergency number')).toBe(urgency === 'emergency')
    }
  })

  it('among several asks for an assessment as soon as one of them does', () => {
    expect(needsMedicalAssessment(['numbness-or-weakness-that-stays', 'calf-pain'])).toBe(true)
    expect(needsMedicalAssessment([])).toBe(false)
  })

  it('is not dizziness, nor any word that is none of the signs', () => {
    expect(['fainting', 'dizziness', 'toString', ''].map(isRedFlagSign)).toEqual([true, false, false, false])
  })
})
