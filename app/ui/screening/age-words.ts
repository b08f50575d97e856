/** How old something of a day is, in words. */
import { addDays, type CalendarDay, daysBetween } from '~/domain/calendar-day'
import { type ClinicFormat, formatShortDay } from '../format'

/** "today", "1 day old", "3 days old". */
export function daysOld(on: CalendarDay, today: CalendarDay): string {
  const days = daysBetween(on, today)
  if (days <= 0) return 'today'
  return days === 1 ? '1 day old' : `${days} days old`
}

/** "Good until 21 Dec.", or "Too old since 21 Dec." */
export function goodUntil(
  on: CalendarDay,
  { today, validDays }: { today: CalendarDay; validDays: number },
  format: Pick<ClinicFormat, 'locale'>,
): string {
  const last = addDays(on, validDays)
  return `${today > last ? 'Too old since' : 'Good until'} ${formatShortDay(last, format)}.`
}
