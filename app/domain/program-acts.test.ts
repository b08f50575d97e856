import { describe, expect, it } from 'vitest'
import type { Person } from './member'
import { whyNotConsent, whyNotMove, whyNotRevoke, whyNotWithdraw } from './program-acts'

const running = {
  status: 'active',
  inForce: { id: 'v1', number: 1, contentHash: 'f' },
  newest: { id: 'v1', number: 1, kind: 'new', status: 'cleared' },
  today: '2026-11-22',
} as const
const over = { ...running, status: 'completed' } as const
const therapist: Person = {
  memberId: 'lin',
  roles: ['physical-therapist'],
  licence: { number: 'PT-1', state: 'BE', validUntil: '2027-06-30' },
  isActive: true,
}

describe('what may be done to a program, asked before its form is shown', () => {
  it('is to hold and to stop one that runs, and to complete it by a trainer alone', () => {
    expect(whyNotMove(running, 'hold', ['physical-therapist'])).toBeNull()
    expect(whyNotMove(running, 'stop', ['trainer'])).toBeNull()
    expect(whyNotMove(running, 'complete', ['trainer'])).toBeNull()
    expect(whyNotMove(running, 'complete', ['doctor'])).toBe('not-your-role')
  })

  it('is nothing once it is over', () => {
    expect(whyNotMove(over, 'hold', ['trainer'])).toBe('program-finished')
    expect(whyNotConsent(over)).toBe('program-finished')
    expect(whyNotRevoke(over, therapist)).toBe('program-finished')
  })

  it('is to take back only what is submitted', () => {
    expect(whyNotWithdraw(running, ['trainer'])).toBe('already-decided')
    const waiting = { ...running, newest: { ...running.newest, status: 'submitted' } } as const
    expect(whyNotWithdraw(waiting, ['trainer'])).toBeNull()
  })

  it('is to revoke only a clearance in force, by who may sign', () => {
    expect(whyNotRevoke(running, therapist)).toBeNull()
    expect(whyNotRevoke({ ...running, inForce: null }, therapist)).toBe('not-cleared')
    expect(whyNotRevoke(running, { ...therapist, licence: null })).toBe('licence-missing')
  })
})
