import { describe, expect, it } from 'vitest'
import { type WayFacts, waysOf } from './program-ways'

const trainer: WayFacts['by'] = { roles: ['trainer'], isInCareTeam: true }
const therapist: WayFacts['by'] = { roles: ['physical-therapist'], isInCareTeam: false }

const running: WayFacts = {
  by: trainer,
  program: { status: 'active', openHolds: 0, isClearanceInForce: true },
  versions: ['cleared'],
  hasConsent: true,
  isLopMissing: false,
  mayStart: true,
}
const submitted: WayFacts = {
  ...running,
  program: { status: 'not-started', openHolds: 0, isClearanceInForce: false },
  versions: ['submitted'],
  hasConsent: false,
  mayStart: false,
}

describe('what may be done with a program', () => {
  it('that runs, is for its trainer to train, report, amend, hold, complete and stop', () => {
    expect(waysOf(running)).toEqual(['start-session', 'report-session', 'amend', 'hold', 'complete', 'stop'])
  })

  it('that runs, is for a therapist to hold, revoke and stop, and to amend, never to train', () => {
    expect(waysOf({ ...running, by: therapist })).toEqual(['amend', 'hold', 'revoke', 'stop'])
  })

  it('that waits, is for a therapist to decide, and for its trainer to take back', () => {
    expect(waysOf({ ...submitted, by: therapist })).toEqual(['decide', 'withdraw', 'hold', 'stop'])
    expect(waysOf(submitted)).toEqual(['report-session', 'withdraw', 'hold', 'stop'])
  })

  it('cleared, asks for the consent and the pressure that are missing', () => {
    const cleared: WayFacts = {
      ...submitted,
      versions: ['cleared'],
      isLopMissing: true,
      program: { ...submitted.program, isClearanceInForce: true },
    }
    expect(waysOf(cleared)).toEqual(['record-consent', 'measure-lop', 'report-session', 'amend', 'hold', 'stop'])
  })

  it('with a draft, is first of all to be written on', () => {
    expect(waysOf({ ...submitted, versions: ['draft'] })).toEqual(['edit-draft', 'hold', 'stop'])
  })

  it('with a draft beside what is in force, does not hide that it runs', () => {
    expect(waysOf({ ...running, versions: ['cleared', 'draft'] })).toEqual([
      'start-session',
      'edit-draft',
      'report-session',
      'hold',
      'complete',
      'stop',
    ])
  })

  it('that is over, is nobody’s to move, though what took place can be reported, and it can be copied', () => {
    const over: WayFacts = { ...running, program: { ...running.program, status: 'completed' }, mayStart: false }
    expect(waysOf(over)).toEqual(['report-session', 'copy'])
    expect(waysOf({ ...over, by: therapist })).toEqual(['copy'])
  })

  it('that was declined, can be copied into a new one and not gone on with', () => {
    const declined: WayFacts = { ...submitted, versions: ['declined'] }
    expect(waysOf(declined)).toEqual(['report-session', 'copy', 'hold', 'stop'])
  })

  it('of another trainer’s client is not theirs', () => {
    expect(waysOf({ ...running, by: { ...trainer, isInCareTeam: false } })).toEqual([])
  })
})
