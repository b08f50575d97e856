/** When a licence or a BFR credential runs out: what is said of it, and when it is told before. */
import { type CalendarDay, daysBetween } from './calendar-day'

/** Days before the last one on which it is told; the farther first. */
export const lapseDaysBefore = [30, 7] as const
export type LapseDaysBefore = (typeof lapseDaysBefore)[number]

/** `daysLeft` after today; the last day itself still counts, and has 0. */
export type Lapse = { state: 'good' | 'lapsing' | 'lapsed'; daysLeft: number }

export function lapseOf(validUntil: CalendarDay, today: CalendarDay): Lapse {
  const daysLeft = daysBetween(today, validUntil)
  if (daysLeft < 0) return { state: 'lapsed', daysLeft }
  return { state: daysLeft <= lapseDaysBefore[0] ? 'lapsing' : 'good', daysLeft }
}

/**
 * What is to be told on this day, when the nearest of what was told of this date was `told`: of two that are due the
 * nearer one, and nothing twice. One that was missed is told late, past the date as well.
 */
export function lapseToTell(
  validUntil: CalendarDay,
  told: LapseDaysBefore | null,
  today: CalendarDay,
): LapseDaysBefore | null {
  const { daysLeft } = lapseOf(validUntil, today)
  const due = lapseDaysBefore.filter((days) => daysLeft <= days).at(-1) ?? null
  return due !== null && (told === null || due < told) ? due : null
}
