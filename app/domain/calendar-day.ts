/** Arithmetic on calendar days; which day an instant is, PostgreSQL says (stack.md, zones). */

/** An ISO date, `2026-11-23`, without a zone. */
export type CalendarDay = string & { readonly __brand?: 'CalendarDay' }

const millisecondsADay = 86_400_000

function toUtc(day: CalendarDay): number {
  return Date.parse(`${day}T00:00:00Z`)
}

/** Whole days from one calendar day to another; negative when `to` is earlier. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return Math.round((toUtc(to) - toUtc(from)) / millisecondsADay)
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: CalendarDay, count: number): CalendarDay {
  return new Date(toUtc(day) + count * millisecondsADay).toISOString().slice(0, 10)
}
