/** Arithmetic on calendar days; which day an instant is, PostgreSQL says (stack.md, zones). */

/** An ISO date, `2026-11-23`, without a zone. */
export type CalendarDay = string & { readonly __brand?: 'CalendarDay' }

const millisecondsADay = 86_400_000

const twoDigits = (day: string, at: number) => 10 * (day.charCodeAt(at) - 48) + day.charCodeAt(at + 1) - 48

/**
 * The days since 1970. A chart asks for thousands of days: counted in years that begin with March, so that the leap day is
 * the last one, each is some sums.
 */
function numberOf(day: CalendarDay): number {
  const month = twoDigits(day, 5)
  const year = 100 * twoDigits(day, 0) + twoDigits(day, 2) - (month > 2 ? 0 : 1)
  const beforeMonth = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5)
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
  return 365 * year + leapDays + beforeMonth + twoDigits(day, 8) - 719_469
}

const toUtc = (day: CalendarDay) => numberOf(day) * millisecondsADay

/** Whole days from one calendar day to another; negative when `to` is earlier. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return numberOf(to) - numberOf(from)
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: CalendarDay, count: number): CalendarDay {
  const within = twoDigits(day, 8) + count
  if (within >= 10 && within <= 28) return `${day.slice(0, 8)}${within}`
  return new Date(toUtc(day) + count * millisecondsADay).toISOString().slice(0, 10)
}

/** Whether a text is a day that exists: `2026-02-30` is none, nor is any of a year 0, which PostgreSQL does not have. */
export function isCalendarDay(text: string): text is CalendarDay {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = toUtc(text)
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text
}

/** Completed years of life on a day; somebody born on 29 February turns on 1 March of a common year. */
export function ageOn(birthDate: CalendarDay, day: CalendarDay): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** Under 18 a guardian consents. */
export function isMinorOn(birthDate: CalendarDay, day: CalendarDay): boolean {
  return ageOn(birthDate, day) < 18
}
