/** Birthdays as other systems write them. Which number is the day is chosen by a person wherever both can be. */
import { type CalendarDay, isCalendarDay } from './calendar-day'

/** Year first; day first; month first. */
export const dateOrders = ['year-month-day', 'day-month-year', 'month-day-year'] as const
export type DateOrder = (typeof dateOrders)[number]

const yearFirst = /^(\d{4})([-/. ]?)(\d{1,2})\2(\d{1,2})$/
const yearLast = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})$/
/** Exports add a time to a day, always midnight. */
const midnight = /[T ]0{1,2}:00(:00(\.0+)?)?Z?$/

const day = (year = '', month = '', date = ''): CalendarDay | null => {
  const said = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isCalendarDay(said) ? said : null
}

/** The day that is written, in this order; null: it is none. A year has four digits, for nobody knows which 45 is meant. */
export function readBirthDate(written: string, order: DateOrder): CalendarDay | null {
  const said = written.trim().replace(midnight, '')
  if (order === 'year-month-day') {
    const [, year, sign, month, date] = yearFirst.exec(said) ?? []
    // Without a sign between them the lengths tell them apart.
    return sign === '' && said.length !== 8 ? null : day(year, month, date)
  }
  const [, first, , second, year] = yearLast.exec(said) ?? []
  return order === 'day-month-year' ? day(year, second, first) : day(year, first, second)
}

/**
 * The order that a column shows by itself: the only one that reads some value, where none speaks for another. Null: a
 * person has to say, because days up to the 12th read both ways, or because the column contradicts itself.
 */
export function orderOf(values: readonly string[]): DateOrder | null {
  const shown = new Set<DateOrder>()
  for (const value of values) {
    const fitting = dateOrders.filter((order) => readBirthDate(value, order) !== null)
    if (fitting.length === 1 && fitting[0]) shown.add(fitting[0])
  }
  return shown.size === 1 ? ([...shown][0] ?? null) : null
}
