/** The rehab window: three weeks from the first session, in days of the clinic's own calendar. */
import { addDays, type CalendarDay, daysBetween } from './calendar-day'

/** The literature's limit for high-frequency BFR (clinical-rules, `window`). */
export const windowDays = 21
export const closingFromDay = 15
/** Days without BFR on a limb after which a next program opens a window of its own. */
const restDays = 21
/** More BFR sessions than this in any 7 days are high frequency (clinical-rules, `frequency`). */
export const standardSessionsPerWeek = 3
const longestExtensionDays = 21
export const usualReviewDays = 21
export const longestReviewDays = 42

/**
 * `day` counts from 1, the day of the first session. `daysLeft` are the days after today that are still within;
 * `extended`: past day 21, within a cleared extension. `daysOver` counts from the last day that was allowed.
 */
export type RehabWindow =
  | { phase: 'open' | 'closing' | 'last-day' | 'extended'; day: number; daysLeft: number }
  | { phase: 'past'; day: number; daysOver: number }

/**
 * Where a window stands today. `extensionDays` are days granted past the 21, counted from day 22 whenever they were
 * signed. A clock that runs ahead of the calendar by some minutes still reads day 1.
 */
export function rehabWindow(openedOn: CalendarDay, today: CalendarDay, extensionDays = 0): RehabWindow {
  const day = Math.max(1, daysBetween(openedOn, today) + 1)
  const lastDay = windowDays + extensionDays
  if (day > lastDay) return { phase: 'past', day, daysOver: day - lastDay }
  if (day > windowDays) return { phase: 'extended', day, daysLeft: lastDay - day }
  if (day === windowDays) return { phase: 'last-day', day, daysLeft: lastDay - day }
  return { phase: day >= closingFromDay ? 'closing' : 'open', day, daysLeft: lastDay - day }
}

/** The last calendar day within a window. */
export function lastDayOf(openedOn: CalendarDay, extensionDays = 0): CalendarDay {
  return addDays(openedOn, windowDays - 1 + extensionDays)
}

/** A session that took place: true time, not struck through, deviations included. */
export type PastSession = { day: CalendarDay; programId: string }

/**
 * The day the window of this program opened, null before its first session.
 *
 * For BFR hand in all sessions of the client with a cuff on one limb, whatever their program: completing a program and
 * raising it again resets nothing, only 21 days without BFR on that limb do. For a plain program hand in its own.
 */
export function openingDay(sessions: readonly PastSession[], programId: string): CalendarDay | null {
  const inOrder = [...sessions].sort((a, b) => a.day.localeCompare(b.day))
  const first = inOrder.find((session) => session.programId === programId)
  if (!first) return null
  const before = inOrder.filter((session) => session.day <= first.day && session.programId !== programId)
  const previous = before.at(-1)
  if (!previous || daysBetween(previous.day, first.day) - 1 >= restDays) return first.day
  return openingDay(before, previous.programId)
}

/** The opening day if a session took place today: what a next program inherits is known before its first session. */
export function openingDayIfStarted(
  sessions: readonly PastSession[],
  programId: string,
  today: CalendarDay,
): CalendarDay {
  return openingDay([...sessions, { day: today, programId }], programId) ?? today
}

/** Days granted past the 21 by the extensions cleared in this window; a further one adds to the one before. */
export function grantedDays(
  openedOn: CalendarDay,
  extensions: readonly { clearedOn: CalendarDay; days: number }[],
): number {
  return extensions.filter(({ clearedOn }) => clearedOn >= openedOn).reduce((sum, { days }) => sum + days, 0)
}

export function isExtensionInRange(days: number): boolean {
  return Number.isInteger(days) && days >= 1 && days <= longestExtensionDays
}
