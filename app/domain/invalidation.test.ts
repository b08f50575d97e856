import { describe, expect, it } from 'vitest'
import type { DecisionRecord } from './decision-record'
import { invalidation } from './invalidation'
import { noLimits } from './limits'

const today = '2026-11-22'
const cleared: DecisionRecord = {
  id: 'cleared',
  versionId: 'v1',
  outcome: 'cleared',
  signerName: 'Lin Chen',
  signedAs: 'physical-therapist',
  licenceNumber: 'PT-1002',
  licenceValidUntil: '2027-06-30',
  at: '2026-10-24T08:00:00Z',
  timeZone: 'Europe/Berlin',
  meaning: 'I clear this program to start',
  reason: '',
  justification: null,
  limits: noLimits,
  validUntil: '2026-11-22',
  contentHash: 'abc',
  answers: [],
  comments: [],
}
const facts = {
  status: 'cleared',
  isStarted: false,
  decisions: [cleared],
  nextCleared: null,
  withdrawal: null,
  today,
} as const
const limited = (reviewBy: string) => [{ ...cleared, limits: { ...noLimits, reviewBy } }]

describe('a clearance', () => {
  it('holds to the end of its last day, and from the next one on says so, whether or not a job has run', () => {
    expect(invalidation(facts)).toBeNull()
    const expired = { why: 'expired', lastDay: '2026-11-22' }
    expect(invalidation({ ...facts, today: '2026-11-23' })).toEqual(expired)
    expect(invalidation({ ...facts, status: 'expired', today: '2026-11-23' })).toEqual(expired)
  })

  it('does not expire once a first session was', () => {
    expect(invalidation({ ...facts, isStarted: true, today: '2027-01-01' })).toBeNull()
  })

  it('is out of force after the day of the next look, started or not', () => {
    const given = { ...facts, isStarted: true, decisions: limited('2026-11-21') }
    expect(invalidation(given)).toEqual({ why: 'review-overdue', lastDay: '2026-11-21' })
    expect(invalidation({ ...given, decisions: limited('2026-11-22') })).toBeNull()
  })

  it('that was revoked says by whom, when and why', () => {
    const revoked = { ...cleared, outcome: 'revoked', signerName: 'Tove Berg', reason: 'New symptoms' } as const
    expect(invalidation({ ...facts, status: 'revoked', decisions: [revoked, cleared] })).toEqual({
      why: 'revoked',
      by: 'Tove Berg',
      at: '2026-10-24T08:00:00Z',
      reason: 'New symptoms',
    })
  })

  it('that was superseded says by which version, and no more of its own dates', () => {
    const nextCleared = { by: 'Tove Berg', at: '2026-11-01T08:00:00Z', number: 2 }
    const given = { ...facts, status: 'superseded', nextCleared, today: '2027-01-01' } as const
    expect(invalidation(given)).toEqual({ why: 'superseded', ...nextCleared })
  })
})

describe('a submission', () => {
  it('that was taken back says by whom', () => {
    const withdrawal = { by: 'Maya Ruiz', at: '2026-11-20T08:00:00Z' }
    expect(invalidation({ ...facts, status: 'withdrawn', decisions: [], withdrawal })).toEqual({
      why: 'withdrawn',
      ...withdrawal,
    })
  })

  it.each(['submitted', 'changes-requested', 'declined'] as const)(
    'that is %s has nothing to be invalid of',
    (status) => {
      expect(invalidation({ ...facts, status, decisions: [] })).toBeNull()
    },
  )
})
