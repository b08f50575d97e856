/** The rehab window: three weeks from the first session, in days of the clinic's own calendar. */
import { addDays, type CalendarDay, daysBetween } from './calendar-day'
import type { Verdict } from './refusal'

/** The literature's limit for high-frequency BFR (clinical-rules, `window`). */
export const windowDays = 21

/** What a clinic sets for its windows: their length, the day they begin to close, and the patience with a breach. */
export type WindowSettings = { windowDays: number; closingFromDay: number; breachEscalationDays: number }

/** The widest a clinic may set; it may tighten each of them, and loosen none. */
export const widestWindow: WindowSettings = { windowDays, closingFromDay: 15, breachEscalationDays: 3 }
export const tightestWindow: WindowSettings = { windowDays: 7, closingFromDay: 2, breachEscalationDays: 1 }

/** Days without BFR on a limb after which a next program opens a window of its own. */
const restDays = 21
/** More BFR sessions than this in any 7 days are high frequency (clinical-rules, `frequency`). */
export const standardSessionsPerWeek = 3
const longestExtensionDays = 21
export const usualReviewDays = 21
export const longestReviewDays = 42

/** Whether a clinic may set its windows so. */
export function maySetWindow(asked: WindowSettings): Verdict {
  const isWithin = (setting: keyof WindowSettings) =>
    Number.isInteger(asked[setting]) &&
    asked[setting] >= tightestWindow[setting] &&
    asked[setting] <= widestWindow[setting]
  if (!isWithin('windowDays')) return { ok: false, why: 'window-out-of-range' }
  if (!isWithin('closingFromDay')) return { ok: false, why: 'closing-out-of-range' }
  if (asked.closingFromDay >= asked.windowDays) return { ok: false, why: 'closing-after-the-end' }
  return isWithin('breachEscalationDays') ? { ok: true } : { ok: false, why: 'escalation-out-of-range' }
}

/**
 * `day` counts from 1, the day of the first session. `daysLeft` are the days after today that are still within;
 * `extended`: past the clinic's days, within a cleared extension. `daysOver` counts from the last day that was allowed.
 */
export type RehabWindow =
  | { phase: 'open' | 'closing' | 'last-day' | 'extended'; day: number; daysLeft: number }
  | { phase: 'past'; day: number; daysOver: number }

/** A window as it was opened; `extensionDays` are granted past the clinic's days, whenever they were signed. */
export type OpenedWindow = { openedOn: CalendarDay; extensionDays: number; settings: WindowLength }
type WindowLength = Pick<WindowSettings, 'windowDays' | 'closingFromDay'>

/**
 * Where a window stands today, in the clinic's own days. A clock that runs ahead of the calendar by some minutes still
 * reads day 1.
 */
export function rehabWindow({ openedOn, extensionDays, settings }: OpenedWindow, today: CalendarDay): RehabWindow {
  const day = Math.max(1, daysBetween(openedOn, today) + 1)
  const lastDay = settings.windowDays + extensionDays
  if (day > lastDay) return { phase: 'past', day, daysOver: day - lastDay }
  if (day > settings.windowDays) return { phase: 'extended', day, daysLeft: lastDay - day }
  if (day === settings.windowDays) return { phase: 'last-day', day, daysLeft: lastDay - day }
  return { phase: day >= settings.closingFromDay ? 'closing' : 'open', day, daysLeft: lastDay - day }
}

type LastDayFacts = Omit<OpenedWindow, 'settings'> & Pick<WindowSettings, 'windowDays'>

/** The last calendar day within a window. */
export function lastDayOf({ openedOn, extensionDays, windowDays }: LastDayFacts): CalendarDay {
  return addDays(openedOn, windowDays - 1 + extensionDays)
}

/** A session that took place: true time, not struck through, deviations included. */
export type PastSession = { day: CalendarDay; programId: string }

/**
 * The day the window of this program opened, null before its first session.
 *
 * For BFR hand in all sessions of the client with a cuff on one limb, whatever their program: completing a program and
 * raising it again resets nothing, only 21 days without BFR on that limb do. For a plain program hand in its own. Of
 * several programs that trained the limb shortly before, the longest standing counts; what comes later moves nothing.
 */
export function openingDay(sessions: readonly PastSession[], programId: string): CalendarDay | null {
  const first = firstDay(sessions, programId)
  if (first === null) return null
  let opened = first
  for (const carrying = [programId]; carrying.length > 0; ) {
    const at = firstDay(sessions, carrying.shift() ?? '') ?? first
    const before = sessions.filter(({ day }) => day <= at && daysBetween(day, at) - 1 < restDays)
    const earlier = new Set(before.map((session) => session.programId))
    carrying.push(...[...earlier].filter((id) => (firstDay(sessions, id) ?? at) < at))
    if (at < opened) opened = at
  }
  return opened
}

function firstDay(sessions: readonly PastSession[], programId: string): CalendarDay | null {
  const days = sessions.filter((session) => session.programId === programId).map(({ day }) => day)
  return days.sort().at(0) ?? null
}

/** The opening day if a session took place today: what a next program inherits is known before its first session. */
export function openingDayIfStarted(
  sessions: readonly PastSession[],
  programId: string,
  today: CalendarDay,
): CalendarDay {
  return openingDay([...sessions, { day: today, programId }], programId) ?? today
}

/** The programs whose window on this limb opened the same day: what one of them is granted, they all have. */
export function programsOfWindow(sessions: readonly PastSession[], programId: string): string[] {
  const opened = openingDay(sessions, programId)
  const trained = new Set(sessions.map((session) => session.programId))
  return [...trained].filter((id) => id === programId || openingDay(sessions, id) === opened)
}

/** Days granted past the end by the extensions cleared for these programs; a further one adds to the one before. */
export function grantedDays(
  programIds: readonly string[],
  extensions: readonly { programId: string; days: number }[],
): number {
  return extensions.filter(({ programId }) => programIds.includes(programId)).reduce((sum, { days }) => sum + days, 0)
}

export function isExtensionInRange(days: number): boolean {
  return Number.isInteger(days) && days >= 1 && days <= longestExtensionDays
}
