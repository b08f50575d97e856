import { describe, expect, it } from 'vitest'
import { isEscalated, type TellingFacts, usualEscalationMinutes, whoIsAddressed, whoIsTold } from './who-is-told'

const facts: TellingFacts = {
  clearances: [{ signer: 'osei', delegate: 'chen' }],
  clinicianIds: ['osei', 'chen', 'ruiz'],
  adminIds: ['admin'],
  isAcknowledged: false,
  minutesSince: 0,
  escalateAfterMinutes: usualEscalationMinutes,
}

const none = { signer: null, delegate: null }

function told(part: Partial<TellingFacts>) {
  return whoIsTold({ ...facts, ...part })
}

describe('of a red flag is told', () => {
  it('who signed the clearance in force', () => {
    expect(told({})).toEqual(['osei'])
  })

  it('their delegate, where they cannot be told', () => {
    expect(told({ clearances: [{ signer: null, delegate: 'chen' }] })).toEqual(['chen'])
  })

  it('every clinician, where neither can, or nothing is cleared', () => {
    expect(told({ clearances: [{ signer: null, delegate: null }] })).toEqual(['osei', 'chen', 'ruiz'])
    expect(told({ clearances: [] })).toEqual(['osei', 'chen', 'ruiz'])
  })

  it('each signer once, of several programs', () => {
    const clearances = ['osei', 'chen', 'osei'].map((signer) => ({ signer, delegate: null }))
    expect(told({ clearances })).toEqual(['osei', 'chen'])
  })

  it('the admin, where a clinic has no clinician who can be told', () => {
    expect(told({ clearances: [], clinicianIds: [] })).toEqual(['admin'])
  })
})

describe('by name a red flag is addressed to', () => {
  it.each([
    ['the signer', [{ signer: 'osei', delegate: 'chen' }], 'osei'],
    ['their delegate, where they cannot be told', [{ signer: null, delegate: 'chen' }], 'chen'],
    ['the signer of the next clearance, where neither can', [none, { signer: 'ruiz', delegate: null }], 'ruiz'],
    ['nobody, where no clearance has somebody who can be told', [none, none], null],
    ['nobody, where nothing is cleared', [], null],
  ])('%s', (_says, clearances, addressed) => {
    expect(whoIsAddressed(clearances)).toBe(addressed)
  })
})

describe('a red flag nobody acknowledges', () => {
  it.each([
    [29, false, false],
    [30, false, true],
    [300, true, false],
  ])('after %s minutes, acknowledged %s: goes to all %s', (minutesSince, isAcknowledged, isForAll) => {
    expect(isEscalated({ ...facts, minutesSince, isAcknowledged })).toBe(isForAll)
    const all = ['osei', 'chen', 'ruiz', 'admin']
    expect(told({ minutesSince, isAcknowledged })).toEqual(isForAll ? all : ['osei'])
  })
})
