/** What is written under the time axis: days of a season, months of a year or two, years beyond. */
import { addDays, type CalendarDay, daysBetween } from '~/domain/calendar-day'
import { type ClinicFormat, formatDay, formatMonth, formatShortDay } from '../format'
import { daysIn, type Plot, type PlotLine, placeOfDay, type Span } from './plot'

/** `isSpare` are left out where there is little room. */
export type DayTick = { day: CalendarDay; place: number; words: string; isSpare: boolean }

const mostDaysByDay = 300
const mostDaysByMonth = 900
const mostTicks = 6

/** Evenly spread, the first and the last among them. */
function spread(span: Span, count = 4): CalendarDay[] {
  const days = daysIn(span)
  const number = Math.min(count, days + 1)
  const places = Array.from({ length: number }, (_, index) => Math.round((index * days) / Math.max(1, number - 1)))
  return [...new Set(places)].map((place) => addDays(span.from, place))
}

/** The first days of months within, as few as fit: every second, third, fourth, sixth month, or January only. */
function firstsOfMonths({ from, to }: Span): CalendarDay[] {
  const months: CalendarDay[] = []
  for (let month = Number(from.slice(0, 4)) * 12; months.length === 0 || (months.at(-1) ?? '') < to; month += 1) {
    months.push(`${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`)
  }
  const within = months.filter((day) => day >= from && day <= to)
  const every = (step: number) => within.filter((day) => (Number(day.slice(5, 7)) - 1) % step === 0)
  return [2, 3, 4, 6].map(every).find((days) => days.length <= mostTicks) ?? every(12)
}

/** Every year, or every so many that they fit. */
function firstsOfYears(span: Span): CalendarDay[] {
  const years = firstsOfMonths(span).filter((day) => day.slice(5) === '01-01')
  const step = Math.ceil(years.length / (mostTicks + 1))
  return years.filter((_, index) => (years.length - 1 - index) % step === 0)
}

/** The one day on which everything drawn took place. */
function onlyDay(lines: readonly PlotLine[]): CalendarDay | null {
  const days = new Set(lines.flatMap(({ points }) => points.map(({ on }) => on)))
  const [day] = days
  return days.size === 1 && day ? day : null
}

/** Whole weeks since the axis begins, as few as fit. */
function wholeWeeks(span: Span, count = 4): CalendarDay[] {
  const weeks = Math.floor(daysIn(span) / 7)
  const step = Math.max(1, Math.ceil(weeks / count))
  return Array.from({ length: Math.floor(weeks / step) + 1 }, (_, index) => addDays(span.from, index * step * 7))
}

/** A day where it is pointed at: "1 Nov 2026"; or "week 2, day 3". */
export function dayInFull(
  day: CalendarDay,
  { span, dayWords }: Pick<Plot, 'span' | 'dayWords'>,
  locale: Pick<ClinicFormat, 'locale'>,
): string {
  if (dayWords !== 'weeks') return formatDay(day, locale)
  const days = daysBetween(span.from, day)
  return `week ${Math.floor(days / 7)}${days % 7 > 0 ? `, day ${days % 7}` : ''}`
}

type Axis = Pick<Plot, 'span' | 'lines' | 'dayWords'>

export function dayTicks({ span, lines, dayWords }: Axis, locale: string): DayTick[] {
  const weekWords = (day: CalendarDay) => dayInFull(day, { span, dayWords }, { locale })
  const only = onlyDay(lines)
  const days = daysIn(span)
  const [marked, words] =
    dayWords === 'weeks'
      ? [wholeWeeks(span), weekWords]
      : days <= mostDaysByDay
        ? [only ? [only] : spread(span), formatShortDay]
        : days <= mostDaysByMonth
          ? [firstsOfMonths(span), formatMonth]
          : [firstsOfYears(span), (day: CalendarDay) => day.slice(0, 4)]
  return marked.map((day, index) => ({
    day,
    place: placeOfDay(day, span) ?? 0,
    words: words(day, { locale }),
    isSpare: marked.length > 4 && index % 2 === 1,
  }))
}
