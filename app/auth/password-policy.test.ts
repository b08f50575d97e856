import { dictionary } from '@zxcvbn-ts/language-common'
import { describe, expect, it } from 'vitest'
import { refusePassword } from './password-policy.server'

describe('a password', () => {
  it('has at least 15 characters, counted as a person counts them', () => {
    expect(refusePassword('fourteen signs')).toBe('password-too-short')
    expect(refusePassword('fifteen signs!!')).toBeNull()
    expect(refusePassword('🦵🏽'.repeat(3))).toBe('password-too-short')
  })

  it('may have 64 characters and more, up to 256', () => {
    const words = 'nine warm boats drift under a copper bridge at dawn, singing; '
    expect(refusePassword(words.repeat(5).slice(0, 64))).toBeNull()
    expect(refusePassword(`${'x'.repeat(100)} and then ${'y'.repeat(145)}`)).toBeNull()
    expect(refusePassword(`${'x'.repeat(100)} and then ${'y'.repeat(147)}`)).toBe('password-too-long')
  })

  it('needs no digit, capital or sign', () => {
    expect(refusePassword('correct horse battery staple')).toBeNull()
    expect(refusePassword('nineteenwarmboatsdrift')).toBeNull()
  })

  it('may be digits that are no pattern, or hold a short word among them', () => {
    expect(refusePassword('739148209912553047')).toBeNull()
    expect(refusePassword('7391-4820-xk-9912-55')).toBeNull()
  })

  it('is none of the common ones, in any case, of any length that is long enough', () => {
    const long = dictionary['passwords-common'].filter((word) => word.length >= 15)
    expect(long.length).toBeGreaterThan(30)
    for (const word of long) expect(refusePassword(word.toUpperCase()), word).toBe('password-common')
  })

  it('is none of 3,000 common ones stretched to the length by repetition or by digits', () => {
    const words = dictionary['passwords-common'].filter((word) => /^[a-z]{4,}$/.test(word)).slice(0, 3000)
    expect(words).toHaveLength(3000)
    for (const word of words) {
      expect(refusePassword(word.repeat(Math.ceil(15 / word.length) + 1)), word).toBe('password-common')
      expect(refusePassword(`${word}-`.repeat(Math.ceil(15 / word.length))), word).toBe('password-common')
      expect(refusePassword(`${word}12345678901234!`), word).toBe('password-common')
    }
  })

  it.each([
    'aaaaaaaaaaaaaaaaa',
    '123456789012345',
    '98765432109876543',
    'abcdefghijklmnopq',
    '121212121212121212',
    '2024-2024-2024-2024-',
  ])('is not a run or a pattern such as %s', (pattern) => expect(refusePassword(pattern)).toBe('password-common'))

  it('is not what others know of the person', () => {
    const about = ['Riverside Physio & Rehab', 'Ada Lovelace-Admin', 'ada.lovelace.admin@riverside.example']
    for (const known of [
      'Ada.Lovelace.Admin',
      'adalovelaceadmin2026',
      'RiversidePhysioRehab!!',
      'ada.lovelace.admin@riverside.example',
      'ada-lovelace-admin ada-lovelace-admin',
    ]) {
      expect(refusePassword(known, about), known).toBe('password-common')
    }
    expect(refusePassword('riverside lanterns hum', about)).toBeNull()
  })

  it('is not the one of the demo, which everybody can read', () => {
    expect(refusePassword('clearway-demo-only')).toBe('password-common')
  })
})
