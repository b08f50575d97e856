import { describe, expect, it } from 'vitest'
import { readRegisterFilter, registerFilterWords, writeRegisterFilter } from './register-filters'

const format = { locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' } as const
const signer = '01a21751-073e-71aa-a0b6-4a37f24ded0a'
const choices = { signers: [{ id: signer, name: 'Lin Chen' }], ruleIds: ['load-range'] }
const everything = `outcome=declined&risk=elevated&signer=${signer}&rule=load-range&answered=cured&from=2026-02-01&until=2026-02-28&window=past&sessions=outside`

const read = (search: string) => readRegisterFilter(new URLSearchParams(search))

describe('the filter of the register in an address', () => {
  it('is written as it is read', () => {
    expect(writeRegisterFilter(read(everything))).toBe(everything)
  })

  it.each([
    'outcome=maybe',
    'risk=',
    'signer=nobody',
    'rule=../../etc',
    'answered=yes',
    'from=2026-02-30',
    'until=0000-01-01',
    'from=9999-12-31',
    'window=open',
    'sessions=%00',
  ])('leaves out what it cannot mean: %s', (search) => {
    expect(writeRegisterFilter(read(search))).toBe('')
  })
})

describe('the filter of the register in words', () => {
  it('says each thing it leaves', () => {
    expect(registerFilterWords(read(everything), choices, format)).toBe(
      'decision: declined; risk: doctor decides; signed by Lin Chen; rule overridden: load range, cured by a limit; ' +
        'signed from 1 Feb 2026; signed until 28 Feb 2026; the program went past its window; ' +
        'a session of the program was outside clearance',
    )
  })

  it('never says that it leaves all when it asks for a signer nobody knows', () => {
    expect(registerFilterWords(read(`signer=${signer}`), { signers: [], ruleIds: [] }, format)).toBe(
      `signed by ${signer}`,
    )
  })

  it('says when it leaves all', () => {
    expect(registerFilterWords(read(''), choices, format)).toBe('every decision')
  })
})
