/** The ways of writing one may choose, each shown by what it does to the same moment and number. */
import { type FormatLocale, formatLocaleNames, formatLocales } from '~/domain/own-formats'
import { formatDay, formatNumber, formatTime } from '../format'
import type { Option } from '../form'

// Morning and afternoon, day and month, thousands and decimals: all that differs from place to place.
const moment = '2026-11-22T14:06:00Z'
const number = 1234.5

/** "22 Nov 2026, 14:06, 1,234.5" */
export function writingOf(locale: string): string {
  const when = `${formatDay('2026-11-22', { locale })}, ${formatTime(moment, { locale, timeZone: 'UTC' })}`
  return `${when}, ${formatNumber(number, { locale }, 1)}`
}

export function localeOptions(): Option[] {
  return formatLocaleNames.map((value: FormatLocale) => ({
    value,
    label: `${formatLocales[value]}: ${writingOf(value)}`,
  }))
}
