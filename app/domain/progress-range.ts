/** How far back charts look. */
import { addDays, type CalendarDay } from './calendar-day'

export const ranges = ['90-days', '1-year', 'all'] as const
export type Range = (typeof ranges)[number]

const daysOf: Record<Range, number | null> = { '90-days': 90, '1-year': 365, all: null }

/** The first day within, today being the last one; null: from the beginning. */
export function firstDayOf(range: Range, today: CalendarDay): CalendarDay | null {
  const days = daysOf[range]
  return days === null ? null : addDays(today, 1 - days)
}

/** The shortest range in which something took place. */
export function rangeFor(lastOn: CalendarDay | null, today: CalendarDay): Range {
  const isWithin = (range: Range) => lastOn !== null && lastOn >= (firstDayOf(range, today) ?? lastOn)
  return lastOn === null ? '90-days' : (ranges.find(isWithin) ?? 'all')
}
