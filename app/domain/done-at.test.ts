import { describe, expect, it } from 'vitest'
import { doneAtWithin, endedAtOf, type ProgramCourse, programAt } from './done-at'

const began = new Date('2026-11-26T10:00:00Z')
const now = new Date('2026-11-26T10:40:00Z')
const at = (time: string) => new Date(`2026-11-26T${time}Z`)

describe('the time at which an entry was done', () => {
  it.each([
    ['10:12:30', '10:12:30', 'within the session as told'],
    ['09:59:00', '09:59:00', 'a minute before the start as told'],
    ['09:58:59', '09:59:00', 'earlier than that a minute before the start'],
    ['00:00:00', '09:59:00', 'of a phone that is hours behind a minute before the start'],
    ['10:41:00', '10:41:00', 'a minute from now as told'],
    ['10:41:01', '10:41:00', 'later than that a minute from now'],
    ['23:59:59', '10:41:00', 'of a phone that is hours ahead a minute from now'],
  ])('told as %s is %s: %s', (told, taken) => {
    expect(doneAtWithin(at(told), { began, now })).toEqual(at(taken))
  })

  it('is before the start where the server itself was put back since', () => {
    expect(doneAtWithin(at('10:00:30'), { began, now: at('09:00:00') })).toEqual(at('09:59:00'))
  })
})

describe('the end of a session', () => {
  const sets = [{ occurredAt: '2026-11-26T10:20:00Z' }, { occurredAt: '2026-11-26T10:31:00Z' }]

  it('is when it was ended', () => {
    expect(endedAtOf(at('10:35:00'), began.toISOString(), sets)).toEqual(at('10:35:00'))
    expect(endedAtOf(at('10:35:00'), began.toISOString(), [])).toEqual(at('10:35:00'))
  })

  it('lies no earlier than its last set, nor than its start', () => {
    expect(endedAtOf(at('10:30:59'), began.toISOString(), sets)).toEqual(at('10:31:00'))
    expect(endedAtOf(at('09:59:30'), began.toISOString(), [])).toEqual(began)
  })
})

describe('a program at the time of a set', () => {
  const course: ProgramCourse = { programStatus: 'active', programEndedAt: null, revokedAt: null, holds: [] }
  const held = (liftedAt: string | null): ProgramCourse => ({
    ...course,
    programStatus: 'on-hold',
    holds: [{ occurredAt: '2026-11-26T10:10:00+00:00', liftedAt }],
  })

  it('is on hold from the hold on until it is lifted, and not before', () => {
    expect(programAt(held(null), at('10:09:59')).isOnHold).toBe(false)
    expect(programAt(held(null), at('10:10:00')).isOnHold).toBe(true)
    const lifted = held('2026-11-26T10:20:00+00:00')
    expect(programAt(lifted, at('10:19:59')).isOnHold).toBe(true)
    expect(programAt(lifted, at('10:20:00')).isOnHold).toBe(false)
  })

  it('is revoked and over from that moment on, and not before', () => {
    const revoked: ProgramCourse = {
      ...course,
      programStatus: 'stopped',
      programEndedAt: '2026-11-26T10:10:00+00:00',
      revokedAt: '2026-11-26T10:10:00+00:00',
    }
    expect(programAt(revoked, at('10:09:59'))).toEqual({ status: 'active', isOnHold: false, isRevoked: false })
    expect(programAt(revoked, at('10:10:00'))).toEqual({ status: 'stopped', isOnHold: false, isRevoked: true })
  })
})
