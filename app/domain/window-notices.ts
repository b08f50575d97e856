/** What is told of a rehab window, on which day of the clinic, to whom, and whether by mail as well as in the inbox. */
import { addDays, type CalendarDay } from './calendar-day'
import type { ClearanceInForce } from './who-is-told'
import type { Severity } from './window-flag'

/** What of a clinic's settings decides when somebody is told. */
export type NoticeSettings = { closingFromDay: number; breachEscalationDays: number }

export type WindowNoticeKind = 'window-closing' | 'window-past' | 'window-escalation' | 'reviews-due'

/** `dueOn`: the day it had to be told from; it may be told later, where nobody looked in between. */
export type WindowNotice = { kind: WindowNoticeKind; dueOn: CalendarDay; hasMail: boolean }

export type WindowFacts = {
  openedOn: CalendarDay
  /** The first day past the window and its extensions. */
  reviewOn: CalendarDay
  /** `breach`: high-frequency BFR, whether past its window or not yet. */
  severity: Severity
  told: {
    /** The day the newest call before the end was due on; null: none was made. */
    calledOn: CalendarDay | null
    /** The flag of this day and severity is written. */
    isFlagged: boolean
    /** It was flagged as a review due before: the day it became a breach is the day of its flag. */
    breachSince: CalendarDay | null
    isEscalated: boolean
  }
}

/** High frequency is called twice before its end: when it begins to close, and the day before the last. */
function closingCalls(
  { openedOn, reviewOn }: Pick<WindowFacts, 'openedOn' | 'reviewOn'>,
  { closingFromDay }: Pick<NoticeSettings, 'closingFromDay'>,
): { first: CalendarDay; last: CalendarDay } {
  return { first: addDays(openedOn, closingFromDay - 1), last: addDays(reviewOn, -2) }
}

/**
 * What is to be told today that was not: of calls missed meanwhile the latest, of a window past what it is now. Days a
 * breach stands unresolved count from the first day past, so that nobody learns of it later for a job that was off.
 */
export function noticesDue(facts: WindowFacts, settings: NoticeSettings, today: CalendarDay): WindowNotice[] {
  if (today < facts.reviewOn) return closingDue(facts, settings, today)
  if (facts.severity === 'review-due') {
    return facts.told.isFlagged ? [] : [{ kind: 'reviews-due', dueOn: facts.reviewOn, hasMail: false }]
  }
  const breach: WindowNotice = { kind: 'window-past', dueOn: facts.reviewOn, hasMail: true }
  const since = facts.told.breachSince ?? facts.reviewOn
  const escalation: WindowNotice = {
    kind: 'window-escalation',
    dueOn: addDays(since, settings.breachEscalationDays),
    hasMail: true,
  }
  return [
    ...(facts.told.isFlagged ? [] : [breach]),
    ...(facts.told.isEscalated || today < escalation.dueOn ? [] : [escalation]),
  ]
}

function closingDue(facts: WindowFacts, settings: NoticeSettings, today: CalendarDay): WindowNotice[] {
  if (facts.severity !== 'breach') return []
  const { first, last } = closingCalls(facts, settings)
  const dueOn = today >= last ? last : first
  const isTold = facts.told.calledOn !== null && facts.told.calledOn >= dueOn
  return today < first || isTold ? [] : [{ kind: 'window-closing', dueOn, hasMail: true }]
}

export type WindowAudience = {
  /** Null: deactivated. */
  raisedBy: string | null
  /** Of the clearance in force; null: there is none. */
  clearance: ClearanceInForce | null
  /** Who can be told: active, licensed and not away. */
  clinicianIds: readonly string[]
  /** Admins and clinicians who are active, away or not. */
  everyoneInCharge: readonly string[]
}

/**
 * Who raised it, and who signed it or stands in for them; where neither can be told it is every clinician's, as an
 * absence without a delegate has it. An escalation goes to everyone in charge.
 */
export function whoIsToldOfWindow(kind: WindowNoticeKind, audience: WindowAudience): string[] {
  if (kind === 'window-escalation') return [...new Set(audience.everyoneInCharge)]
  const signer = audience.clearance?.signer ?? audience.clearance?.delegate
  const raiser = audience.raisedBy === null ? [] : [audience.raisedBy]
  return [...new Set([...raiser, ...(signer ? [signer] : audience.clinicianIds)])]
}
