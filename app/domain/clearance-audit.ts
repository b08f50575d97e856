/** Auditing clearances: some are drawn at random from a period, and an admin writes what they found in each. */
import type { CalendarDay } from './calendar-day'
import { isWritten } from './clearance'
import { type Action, can } from './access'
import type { Role } from './member'
import type { Verdict } from './refusal'

export const auditFindings = ['in-order', 'question', 'not-in-order'] as const
export type AuditFinding = (typeof auditFindings)[number]

/** As many clearances as one draw takes; the database has the same number. */
export const largestSample = 50

const action: Action = 'clearance:audit'
type Auditor = { memberId: string; roles: readonly Role[] }

/** Whether clearances of these days may be drawn: both days count, and the last is not to come. */
export function mayDraw(
  by: Auditor,
  { from, until }: { from: CalendarDay; until: CalendarDay },
  today: CalendarDay,
): Verdict {
  if (!can(by, action)) return { ok: false, why: 'not-your-role' }
  return from <= until && until <= today ? { ok: true } : { ok: false, why: 'period-out-of-order' }
}

/** Nobody audits what they signed; everything but "in order" wants a note. */
export function mayFind(by: Auditor, signedBy: string, found: { finding: AuditFinding; note: string }): Verdict {
  if (!can(by, action)) return { ok: false, why: 'not-your-role' }
  if (by.memberId === signedBy) return { ok: false, why: 'own-decision' }
  return found.finding === 'in-order' || isWritten(found.note) ? { ok: true } : { ok: false, why: 'note-missing' }
}
