/** Why a clearance that was given does not hold any more, or a submission waits no more, and since when. */
import type { CalendarDay } from './calendar-day'
import { isExpired } from './clearance'
import type { DecisionRecord } from './decision-record'
import type { VersionStatus } from './version'

/** `at` is an ISO instant; `lastDay` the last one on which it held. */
export type Invalidation =
  | { why: 'revoked'; by: string; at: string; reason: string }
  | { why: 'superseded'; by: string; at: string; number: number }
  | { why: 'withdrawn'; by: string; at: string }
  | { why: 'expired' | 'review-overdue'; lastDay: CalendarDay }

type Facts = {
  status: VersionStatus
  /** Whether its program had a first session. */
  isStarted: boolean
  /** On this version. */
  decisions: readonly DecisionRecord[]
  /** The decision that cleared the version after it. */
  nextCleared: { by: string; at: string; number: number } | null
  withdrawal: { by: string; at: string } | null
  today: CalendarDay
}

/** The dates decide, not a job: a clearance is past its day though nothing has written so yet. */
export function invalidation(facts: Facts): Invalidation | null {
  const { status, isStarted, decisions, nextCleared, withdrawal, today } = facts
  if (status === 'withdrawn') return withdrawal && { why: 'withdrawn', ...withdrawal }
  if (status === 'revoked') {
    const revoked = decisions.find(({ outcome }) => outcome === 'revoked')
    return revoked ? { why: 'revoked', by: revoked.signerName, at: revoked.at, reason: revoked.reason } : null
  }
  if (status === 'superseded') return nextCleared && { why: 'superseded', ...nextCleared }
  const clearance = decisions.find(({ outcome }) => outcome === 'cleared' || outcome === 'cleared-with-limits')
  if (!clearance || (status !== 'cleared' && status !== 'expired')) return null
  const { validUntil, limits } = clearance
  const { reviewBy } = limits
  if (validUntil && !isStarted && isExpired(validUntil, today)) return { why: 'expired', lastDay: validUntil }
  return reviewBy && isExpired(reviewBy, today) ? { why: 'review-overdue', lastDay: reviewBy } : null
}
