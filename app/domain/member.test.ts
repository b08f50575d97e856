import { describe, expect, it } from 'vitest'
import { isClinician, isLicenceValid, roles } from './member'

describe('a clinician', () => {
  it('is a physical therapist or a doctor', () => {
    expect(roles.filter((role) => isClinician([role]))).toEqual(['physical-therapist', 'doctor'])
    expect(isClinician(['trainer', 'doctor'])).toBe(true)
    expect(isClinician([])).toBe(false)
  })
})

describe('a licence', () => {
  it('is good up to and on its last day', () => {
    const licence = { number: '1', state: 'OR', validUntil: '2026-03-10' }
    expect(isLicenceValid(licence, '2026-03-10')).toBe(true)
    expect(isLicenceValid(licence, '2026-03-11')).toBe(false)
  })
})
