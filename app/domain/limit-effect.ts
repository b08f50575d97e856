/** Whether the limits of a clearance limit anything: one above all that is asked for is a slip, and binds nobody. */
import { addDays, type CalendarDay } from './calendar-day'
import type { MeasuredLine } from './dose-basis'
import type { Limits } from './limits'
import type { Refusal } from './refusal'
import type { Schedule } from './version'

/** No clinician looks again later than this (house rule). */
export const longestReviewDays = 365

export type AskedDose = { lines: readonly MeasuredLine[]; schedule: Pick<Schedule, 'sessionsPerWeek'> }

/** Why these limits may not be set on this dose today; null: each of them binds. A limit at what is asked holds it there. */
export function whyNotLimit(limits: Limits, { lines, schedule }: AskedDose, today: CalendarDay): Refusal | null {
  const { maxLoadPercent, maxPressurePercent, maxSessionsPerWeek, reviewBy } = limits
  if (maxPressurePercent !== null && !lines.some((line) => reaches(pressurePercent(line), maxPressurePercent))) {
    return 'pressure-limit-without-effect'
  }
  if (maxLoadPercent !== null && !lines.some((line) => reaches(loadPercent(line), maxLoadPercent))) {
    return 'load-limit-without-effect'
  }
  if (maxSessionsPerWeek !== null && schedule.sessionsPerWeek < maxSessionsPerWeek) {
    return 'frequency-limit-without-effect'
  }
  return reviewBy === null || isReviewDay(reviewBy, today) ? null : 'review-by-out-of-range'
}

/** Today or later, a year on at most. */
function isReviewDay(day: CalendarDay, today: CalendarDay): boolean {
  return day >= today && day <= addDays(today, longestReviewDays)
}

/** `unknown`: it may be any share, so that every limit binds; `none`: no such dose. */
type Share = number | 'unknown' | 'none'

function reaches(share: Share, limit: number): boolean {
  return share === 'unknown' || (share !== 'none' && share >= limit)
}

/** A test finds the 1RM, so no share of it holds there. */
function loadPercent({ line: { mode, load }, oneRmG }: MeasuredLine): Share {
  if (mode === 'strength-test' || load.kind === 'none') return 'none'
  if (load.kind === 'percent-1rm') return load.percent
  return load.kind === 'kg' && oneRmG !== null ? (load.loadG / oneRmG) * 100 : 'unknown'
}

function pressurePercent({ line: { restriction }, lopMmhg }: MeasuredLine): Share {
  if (!restriction) return 'none'
  const { pressure } = restriction
  if (pressure.kind === 'percent-lop') return pressure.percent
  return lopMmhg === null ? 'unknown' : (pressure.mmhg / lopMmhg) * 100
}
