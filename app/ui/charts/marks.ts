/** The words of the marks on a time axis. */
import { type CalendarDay, daysBetween } from '~/domain/calendar-day'

export const clearedWord = 'cleared'

export function windowWords(from: CalendarDay, to: CalendarDay): string {
  return `rehab window, ${daysBetween(from, to) + 1} days`
}

export function holdWords(from: CalendarDay, to: CalendarDay | null): string {
  if (to === null) return 'on hold'
  const days = daysBetween(from, to)
  if (days === 0) return 'hold'
  return `hold, ${days} ${days === 1 ? 'day' : 'days'}`
}
