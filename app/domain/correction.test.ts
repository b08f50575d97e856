import { describe, expect, it } from 'vitest'
import { mayCorrect } from './correction'
import type { Role } from './member'

const entry = { loggedBy: 'maya', isStruck: false, isInCareTeam: true }
const answer = (changes: Partial<typeof entry>, memberId: string, roles: Role[], reason = 'Typed one set too many') => {
  const may = mayCorrect({ ...entry, ...changes }, { memberId, roles }, reason)
  return may.ok || may.why
}

describe('an entry in error', () => {
  it('is put right by who wrote it down', () => {
    expect(answer({}, 'maya', ['trainer'])).toBe(true)
    expect(answer({ loggedBy: 'lin', isInCareTeam: false }, 'lin', ['physical-therapist'])).toBe(true)
  })

  it('is put right by a clinician of the care team, and by no other', () => {
    expect(answer({}, 'lin', ['physical-therapist'])).toBe(true)
    expect(answer({}, 'amara', ['doctor'])).toBe(true)
    expect(answer({ isInCareTeam: false }, 'lin', ['physical-therapist'])).toBe('entry-not-yours')
  })

  it('is not another trainer’s to strike, nor that of a trainer who left the care team', () => {
    expect(answer({}, 'jo', ['trainer'])).toBe('entry-not-yours')
    expect(answer({ isInCareTeam: false }, 'maya', ['trainer'])).toBe('entry-not-yours')
    expect(answer({}, 'ada', ['admin'])).toBe('entry-not-yours')
  })

  it('is struck through once, and never without a reason', () => {
    expect(answer({ isStruck: true }, 'maya', ['trainer'])).toBe('already-struck')
    expect(answer({}, 'maya', ['trainer'], '  ')).toBe('reason-missing')
  })
})
