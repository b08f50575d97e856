import { describe, expect, it } from 'vitest'
import {
  isEscalated,
  minutesToEscalation,
  type TellingFacts,
  usualEscalationMinutes,
  whoIsAddressed,
  whoIsTold,
} from './who-is-told'

const facts: TellingFacts = {
  clearances: [{ signer: 'osei', delegate: 'chen' }],
  clinicianIds: ['osei', 'chen', 'ruiz'],
  everyoneInCharge: ['osei', 'chen', 'ruiz', 'away', 'admin'],
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

  it('who signed and who stands in are each told for their own program', () => {
    expect(
      told({
        clearances: [
          { signer: null, delegate: 'chen' },
          { signer: 'osei', delegate: 'ruiz' },
        ],
      }),
    ).toEqual(['chen', 'osei'])
  })

  it('everybody in charge, away or not, where a clinic has no clinician who can be told', () => {
    expect(told({ clearances: [], clinicianIds: [], everyoneInCharge: ['away', 'admin'] })).toEqual(['away', 'admin'])
    expect(told({ clearances: [none], clinicianIds: [], everyoneInCharge: ['admin'] })).toEqual(['admin'])
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
    [0, false, false, 30],
    [29, false, false, 1],
    [30, false, true, 0],
    [31, false, true, 0],
    [300, true, false, null],
  ])(
    'after %s minutes, acknowledged %s: goes to all %s, in %s',
    (minutesSince, isAcknowledged, isForAll, inMinutes) => {
      const waiting = { ...facts, minutesSince, isAcknowledged }
      expect([isEscalated(waiting), minutesToEscalation(waiting)]).toEqual([isForAll, inMinutes])
      const all = ['osei', 'chen', 'ruiz', 'away', 'admin']
      expect(told({ minutesSince, isAcknowledged })).toEqual(isForAll ? all : ['osei'])
    },
  )
})
