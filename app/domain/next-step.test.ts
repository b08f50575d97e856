import { describe, expect, it } from 'vitest'
import { type ClientStanding, nextOfClient, nextOfProgram, type ProgramStanding } from './next-step'

const running: ProgramStanding = {
  status: 'active',
  openHolds: [],
  newest: 'cleared',
  isClearanceInForce: true,
  needsDoctor: false,
  hasConsent: true,
  isLopMissing: false,
  flag: null,
}
const waiting: ProgramStanding = { ...running, status: 'not-started', isClearanceInForce: false, newest: 'submitted' }

describe('a program', () => {
  it.each([
    ['is trained while nothing stands in its way', running, 'train', 'trainer'],
    ['is started once it is cleared and consented to', { ...running, status: 'not-started' }, 'start', 'trainer'],
    ['waits for the client’s yes', { ...running, hasConsent: false }, 'consent', 'client'],
    ['waits for a pressure to be measured', { ...running, isLopMissing: true }, 'measure-lop', 'trainer'],
    ['waits for a clinician to decide', waiting, 'decide', 'clinician'],
    ['waits for a doctor where only one may', { ...waiting, needsDoctor: true }, 'decide', 'doctor'],
    ['waits to be submitted', { ...waiting, newest: 'draft' }, 'submit', 'trainer'],
    ['waits to be changed', { ...waiting, newest: 'changes-requested' }, 'change', 'trainer'],
    ['waits to be copied once declined', { ...waiting, newest: 'declined' }, 'copy', 'trainer'],
    ['waits to be submitted again once it ran out', { ...waiting, newest: 'expired' }, 'submit-again', 'trainer'],
    ['in a breach waits for its trainer', { ...running, flag: 'breach' }, 'resolve-breach', 'trainer'],
    ['due for review waits for a clinician', { ...running, flag: 'review-due' }, 'review', 'clinician'],
    ['goes on while an amendment waits', { ...running, newest: 'submitted' }, 'train', 'trainer'],
    ['is over once it is stopped', { ...running, status: 'stopped', openHolds: ['red-flag'] }, 'over', null],
  ] as const)('%s', (_says, program, step, waitsOn) => {
    expect(nextOfProgram(program)).toEqual({ step, waitsOn })
  })

  it.each([
    [['trainer', 'red-flag', 'event'], 'lift-red-flag', 'clinician'],
    [['trainer', 'event'], 'lift-hold', 'clinician'],
    [['screening'], 'lift-hold', 'clinician'],
    [['clinician'], 'lift-hold', 'clinician'],
    [['trainer'], 'lift-own-hold', 'trainer'],
  ] as const)('held by %j waits for the hold to be lifted before anything else', (openHolds, step, waitsOn) => {
    const held: ProgramStanding = { ...running, status: 'on-hold', openHolds, flag: 'breach', hasConsent: false }
    expect(nextOfProgram(held)).toEqual({ step, waitsOn })
  })
})

describe('a client', () => {
  const screened: ClientStanding = {
    screening: { outcome: 'standard', isStale: false, isOutdatedByEvent: false },
    needsClinicianToScreen: false,
    hasOpenProgram: true,
  }
  const standing = (more: object) => ({ ...screened, screening: { ...screened.screening, ...more } }) as ClientStanding

  it.each([
    ['needs nothing of their own while their programs go on', screened, null],
    ['is screened first', { ...screened, screening: null }, { step: 'screen', waitsOn: 'trainer' }],
    [
      'is referred when no exercise may be',
      standing({ outcome: 'no-exercise', isStale: true }),
      { step: 'refer', waitsOn: 'doctor' },
    ],
    [
      'is screened again after an event',
      standing({ isOutdatedByEvent: true }),
      { step: 'screen-again', waitsOn: 'trainer' },
    ],
    ['is screened again once it is stale', standing({ isStale: true }), { step: 'screen-again', waitsOn: 'trainer' }],
    [
      'is screened by a clinician after a red flag',
      { ...screened, needsClinicianToScreen: true },
      { step: 'screen-by-clinician', waitsOn: 'clinician' },
    ],
    ['is given a program', { ...screened, hasOpenProgram: false }, { step: 'raise', waitsOn: 'trainer' }],
  ] as const)('%s', (_says, client, next) => {
    expect(nextOfClient(client)).toEqual(next)
  })
})
