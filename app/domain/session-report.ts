/** A session that took place and is logged later: always taken, and marked when it was outside clearance. */
import { isWritten } from './clearance'
import type { Refusal } from './refusal'
import { blockers, type SessionFacts } from './session'

const outside: readonly Refusal[] = [
  'not-cleared',
  'clearance-expired',
  'clearance-revoked',
  'not-the-cleared-version',
  'program-finished',
  'on-hold',
  'no-exercise',
  'no-restriction',
  'in-breach',
  'no-consent',
  'guardian-missing',
]

/** `facts` are as they were at the true time of the session. */
export function whyOutsideClearance(facts: SessionFacts): Refusal[] {
  return blockers(facts)
    .map(({ why }) => why)
    .filter((why) => outside.includes(why))
}

/** Outside clearance: it could not have been started for want of clearance, leave or consent. */
export function isOutsideClearance(facts: SessionFacts): boolean {
  return whyOutsideClearance(facts).length > 0
}

export type Reported = { ok: true; isOutsideClearance: boolean } | { ok: false; why: Refusal }

/** The truth is never refused: only a time yet to come is, and silence about why a session was outside clearance. */
export function mayReport(asked: { facts: SessionFacts; isInTheFuture: boolean; reason: string }): Reported {
  if (asked.isInTheFuture) return { ok: false, why: 'in-the-future' }
  const isOutside = isOutsideClearance(asked.facts)
  if (isOutside && !isWritten(asked.reason)) return { ok: false, why: 'outside-clearance-needs-reason' }
  return { ok: true, isOutsideClearance: isOutside }
}
