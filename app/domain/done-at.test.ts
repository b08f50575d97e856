import { describe, expect, it } from 'vitest'
import { doneAtWithin, endedAtOf, type SessionCourse, sessionAt } from './done-at'
import type { HoldCause } from './hold'
import type { ProgramStatus } from './program'
import type { VersionStatus } from './version'

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

describe('a session at the time of a set', () => {
  const session = {
    endedAt: null as string | null,
    programStatus: 'active' as ProgramStatus,
    versionStatus: 'cleared' as VersionStatus,
    openHolds: [] as HoldCause[],
    course: { programEndedAt: null, revokedAt: null, holds: [] } as SessionCourse,
  }
  const ten = '2026-11-26T10:10:00+00:00'
  const held = (liftedAt: string | null) => ({
    ...session,
    programStatus: 'on-hold' as const,
    openHolds: liftedAt ? [] : ['red-flag' as const],
    course: { ...session.course, holds: [{ cause: 'red-flag' as const, occurredAt: ten, liftedAt }] },
  })

  it('is on hold from the hold on until it is lifted, and not before', () => {
    expect(sessionAt(held(null), at('10:09:59')).openHolds).toEqual([])
    expect(sessionAt(held(null), at('10:10:00')).openHolds).toEqual(['red-flag'])
    const lifted = held('2026-11-26T10:20:00+00:00')
    expect(sessionAt(lifted, at('10:19:59')).openHolds).toEqual(['red-flag'])
    expect(sessionAt(lifted, at('10:20:00')).openHolds).toEqual([])
  })

  it('has its clearance revoked and its program stopped from that moment on, and not before', () => {
    const revoked = {
      ...session,
      programStatus: 'stopped' as const,
      versionStatus: 'revoked' as const,
      course: { ...session.course, programEndedAt: ten, revokedAt: ten },
    }
    expect(sessionAt(revoked, at('10:09:59'))).toMatchObject({ programStatus: 'active', versionStatus: 'cleared' })
    expect(sessionAt(revoked, at('10:10:00'))).toMatchObject({ programStatus: 'stopped', versionStatus: 'revoked' })
  })

  it('is over after its end, and not yet at it', () => {
    const ended = { ...session, endedAt: ten }
    expect(sessionAt(ended, at('10:10:00')).endedAt).toBeNull()
    expect(sessionAt(ended, at('10:10:01')).endedAt).toBe(ten)
    expect(sessionAt(session, at('10:10:01')).endedAt).toBeNull()
  })
})
