import { describe, expect, it } from 'vitest'
import { type WaitFacts, waitsOf } from './window-waits'

const open: WaitFacts = {
  phase: 'open',
  isHighFrequency: false,
  flag: null,
  submitted: null,
  extensionDays: 0,
  openHolds: [],
  isAcknowledged: null,
}
const breach: WaitFacts = { ...open, phase: 'past', isHighFrequency: true, flag: 'breach', isAcknowledged: true }
const due: WaitFacts = { ...open, phase: 'past', flag: 'review-due', isAcknowledged: true }

describe('a window waits', () => {
  it.each<[string, WaitFacts, string[]]>([
    ['for nothing while it is open', open, []],
    ['for nothing while a standard program closes', { ...open, phase: 'closing' }, []],
    [
      'for its trainer while high frequency closes',
      { ...open, phase: 'closing', isHighFrequency: true },
      ['plan-before-the-end: trainer'],
    ],
    ['for a clinician on a review', due, ['review: clinician']],
    ['for nothing once it was reviewed', { ...due, flag: null }, []],
    ['for its trainer in a breach', breach, ['end-of-breach: trainer']],
    [
      'for its trainer in a breach after an extension, with a doctor next',
      { ...breach, extensionDays: 7 },
      ['end-of-breach-after-extension: trainer'],
    ],
    [
      'for a clinician on an extension',
      { ...breach, submitted: { kind: 'extension', isDoctorNeeded: false } },
      ['decision-on-extension: clinician'],
    ],
    [
      'for a doctor on a further extension',
      { ...breach, extensionDays: 7, submitted: { kind: 'extension', isDoctorNeeded: true } },
      ['decision-on-extension: doctor'],
    ],
    ['for a trainer to lift what trainers held', { ...open, openHolds: ['trainer'] }, ['lift: trainer']],
    ['for a clinician after a red flag', { ...open, openHolds: ['trainer', 'red-flag'] }, ['lift: clinician']],
    ['for the end of a breach though it is held', { ...breach, openHolds: ['trainer'] }, ['end-of-breach: trainer']],
    [
      'besides for somebody to have seen the flag',
      { ...breach, isAcknowledged: false },
      ['end-of-breach: trainer', 'acknowledgement: anybody'],
    ],
    ['for no acknowledgement of a flag that is not written', { ...due, isAcknowledged: null }, ['review: clinician']],
  ])('%s', (_what, facts, expected) => {
    expect(waitsOf(facts).map(({ waitsFor, on }) => `${waitsFor}: ${on}`)).toEqual(expected)
  })
})
