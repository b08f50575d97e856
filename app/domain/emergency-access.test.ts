import { describe, expect, it } from 'vitest'
import {
  emergencyPhase,
  isReason,
  mayOpenInEmergency,
  mayReviewEmergency,
  mayTryAgain,
  minutesLeft,
} from './emergency-access'

const reason = 'Collapsed on the floor'
const stranger = { roles: ['trainer'], isInCareTeam: false } as const

describe('an emergency access', () => {
  it('is a trainer’s of another care team, with a reason', () => {
    expect(mayOpenInEmergency({ by: stranger, reason })).toEqual({ ok: true })
    expect(mayOpenInEmergency({ by: { roles: ['trainer', 'admin'], isInCareTeam: false }, reason })).toEqual({
      ok: true,
    })
  })

  it.each([
    ['by an admin who is no trainer', { roles: ['admin'], isInCareTeam: false }, reason, 'not-your-role'],
    [
      'by a therapist, who sees the client',
      { roles: ['physical-therapist'], isInCareTeam: false },
      reason,
      'client-yours-already',
    ],
    [
      'by a trainer who is a doctor besides',
      { roles: ['trainer', 'doctor'], isInCareTeam: false },
      reason,
      'client-yours-already',
    ],
    ['by the client’s own trainer', { ...stranger, isInCareTeam: true }, reason, 'client-yours-already'],
    ['without a reason', stranger, '', 'emergency-reason-short'],
    ['with a reason of spaces', stranger, '             ', 'emergency-reason-short'],
  ] as const)('is refused %s', (_says, by, given, why) => {
    expect(mayOpenInEmergency({ by, reason: given })).toEqual({ ok: false, why })
  })

  it.each([
    ['123456789', false],
    ['1234567890', true],
    ['  12345678  ', false],
    ['💥💥💥💥💥', false],
  ])('takes %j for a reason: %s', (given, expected) => expect(isReason(given)).toBe(expected))

  it('is tried ten times wrong, and no eleventh time', () => {
    expect(mayTryAgain(9)).toEqual({ ok: true })
    expect(mayTryAgain(10)).toEqual({ ok: false, why: 'emergency-too-many-tries' })
  })
})

describe('its hour', () => {
  const expiresAt = '2026-11-26T11:00:00.000Z'

  it.each([
    ['2026-11-26T10:00:00.000Z', 60, 'open'],
    ['2026-11-26T10:00:00.001Z', 60, 'open'],
    ['2026-11-26T10:59:00.001Z', 1, 'open'],
    ['2026-11-26T10:59:59.999Z', 1, 'open'],
    ['2026-11-26T11:00:00.000Z', 0, 'over'],
    ['2026-11-27T11:00:00.000Z', 0, 'over'],
  ])('at %s has %d minutes left and is %s', (now, left, phase) => {
    expect(minutesLeft(expiresAt, now)).toBe(left)
    expect(emergencyPhase({ expiresAt, endedAt: null }, now)).toBe(phase)
  })

  it('ended early stays ended', () => {
    expect(emergencyPhase({ expiresAt, endedAt: '2026-11-26T10:10:00.000Z' }, '2026-11-26T10:11:00.000Z')).toBe('ended')
  })
})

describe('a look at it afterwards', () => {
  const facts = { by: { memberId: 'ada', roles: ['admin'] }, openedBy: 'jo', finding: 'in-order', note: '' } as const

  it.each([
    ['in order, by an admin', {}, null],
    ['not in order, with a note', { finding: 'not-in-order', note: 'No emergency' }, null],
    ['not in order, without one', { finding: 'not-in-order', note: '  ' }, 'note-missing'],
    ['by who opened it', { openedBy: 'ada' }, 'own-emergency-access'],
    ['by a doctor', { by: { memberId: 'osei', roles: ['doctor'] } }, 'not-your-role'],
  ] as const)('%s', (_says, part, why) => {
    expect(mayReviewEmergency({ ...facts, ...part })).toEqual(why ? { ok: false, why } : { ok: true })
  })
})
