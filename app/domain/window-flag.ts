/** What is flagged once a window is past: how severe it is, and what puts an end to it. */
import { addDays, type CalendarDay, daysBetween } from './calendar-day'
import { maySign } from './clearance'
import type { Limb } from './limb'
import type { Person } from './member'
import type { Verdict } from './refusal'
import { longestReviewDays, type RehabWindow, standardSessionsPerWeek, usualReviewDays } from './rehab-window'

export const severities = ['breach', 'review-due'] as const
export type Severity = (typeof severities)[number]

/** A flag as it was raised, who has seen it, and the look that let the program go on. */
export type FlagRecord = {
  id: string
  limb: Limb | null
  severity: Severity
  openedOn: CalendarDay
  flaggedAt: string
  /** It has not ended yet. */
  stands: boolean
  acknowledgements: { name: string; at: string; note: string; isOwn: boolean }[]
  review: { name: string; at: string; reason: string; nextOn: CalendarDay } | null
}

/** How a flag ends. Acknowledging is not among them. */
export const resolutions = ['completed', 'stopped', 'step-down', 'extension', 'continued-unchanged'] as const
export type Resolution = (typeof resolutions)[number]

const endsABreach: readonly Resolution[] = ['completed', 'stopped', 'step-down', 'extension']

/** The endings a flag of this severity has. */
export function resolutionsOf(severity: Severity): readonly Resolution[] {
  return severity === 'breach' ? endsABreach : resolutions
}

export type Frequency = {
  /** BFR sessions a week as cleared, the lower of version and limit; 0 where no line wears a cuff. */
  sessionsPerWeek: number
  /** The days of the BFR sessions done on the limb since the window opened, one entry a session. */
  sessionDays: readonly CalendarDay[]
  /** The day the last step-down was cleared: sessions done are counted after it. Null: all of them. */
  steppedDownOn: CalendarDay | null
}

/** More than 3 BFR sessions planned a week, or done in any 7 days in a row. */
export function isHighFrequency({ sessionsPerWeek, sessionDays, steppedDownOn }: Frequency): boolean {
  if (sessionsPerWeek > standardSessionsPerWeek) return true
  const counted = sessionDays.filter((day) => !steppedDownOn || day > steppedDownOn).sort()
  return counted.some((day, index) => {
    const fourth = counted[index + standardSessionsPerWeek]
    return fourth !== undefined && daysBetween(day, fourth) < 7
  })
}

/**
 * The flag that stands today, or null. A breach is high-frequency BFR past its window, whatever was reviewed; all else
 * past its window is a review due, unless the next review lies ahead.
 */
export function flagOf(facts: {
  window: RehabWindow | null
  frequency: Frequency
  nextReviewOn: CalendarDay | null
  today: CalendarDay
}): Severity | null {
  const { window, frequency, nextReviewOn, today } = facts
  if (window?.phase !== 'past') return null
  if (isHighFrequency(frequency)) return 'breach'
  return nextReviewOn && today < nextReviewOn ? null : 'review-due'
}

/** A day on which a clinician looked at a program past its window; `reviewDays` until the next look. */
export type Review = { on: CalendarDay; reviewDays: number }

/** A cleared step-down is a look as well: the next one is due 21 days on. */
export function reviewByStepDown(clearedOn: CalendarDay): Review {
  return { on: clearedOn, reviewDays: usualReviewDays }
}

/** The day of the next review by the latest look since the window opened, of two on one day the sooner; null: none. */
export function nextReviewOn(openedOn: CalendarDay, reviews: readonly Review[]): CalendarDay | null {
  const latest = reviews
    .filter(({ on }) => on >= openedOn)
    .sort((a, b) => b.on.localeCompare(a.on) || a.reviewDays - b.reviewDays)
    .at(0)
  return latest ? addDays(latest.on, latest.reviewDays) : null
}

export type ContinueFacts = {
  by: Person
  today: CalendarDay
  /** Member ids: who raised the program, and who wrote or amended a version of it. */
  authorIds: readonly string[]
  /** What stands on each window of the program that runs. */
  flags: readonly (Severity | null)[]
  /** Without BFR, of standard outcome and not on hold: the kind that goes through with others. */
  isPlainStandard: boolean
}

/** Whether this clinician may write "continue unchanged" for a program, alone or as one of many. */
export function mayContinueUnchanged(facts: ContinueFacts, isOneOfMany: boolean): Verdict {
  const signing = maySign(facts.by, facts.today)
  if (!signing.ok) return signing
  if (facts.authorIds.includes(facts.by.memberId)) return { ok: false, why: 'own-program' }
  if (facts.flags.includes('breach')) return { ok: false, why: 'in-breach' }
  if (!facts.flags.includes('review-due')) return { ok: false, why: 'window-not-past' }
  return isOneOfMany && !facts.isPlainStandard ? { ok: false, why: 'review-by-itself' } : { ok: true }
}

/** What a look must say, the same for one program and for many: why, and in how many days the next one is due. */
export function mayReview({ reason, reviewDays }: { reason: string; reviewDays: number }): Verdict {
  if (reason.trim() === '') return { ok: false, why: 'reason-missing' }
  const isInRange = Number.isInteger(reviewDays) && reviewDays >= 1 && reviewDays <= longestReviewDays
  return isInRange ? { ok: true } : { ok: false, why: 'review-day-out-of-range' }
}
