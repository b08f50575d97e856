/** Dates, times, numbers, loads, ages and waits in the clinic's locale, zone and units; no clock inside. */
import type { CalendarDay } from '~/domain/calendar-day'
import { dateFormats, dayFormat, numberFormat, once } from '~/domain/formatters'
import { inUnit, type LoadUnit } from '~/domain/units'

export type ClinicFormat = {
  /** BCP 47, `en-GB`. */
  locale: string
  /** IANA, `Europe/Berlin`. */
  timeZone: string
  units: LoadUnit
}

const shortDays = dateFormats({ day: 'numeric', month: 'short' })
const months = dateFormats({ month: 'short', year: 'numeric' })
const times = dateFormats({ hour: '2-digit', minute: '2-digit' })
const instants = dateFormats({
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
})

/** Node puts a narrow space before AM and PM, browsers a plain one: the same page must read the same on both. */
function formatted(format: Intl.DateTimeFormat, at: Date | string): string {
  return format.format(at instanceof Date ? at : new Date(at)).replaceAll('\u202f', ' ')
}

// The same few days are said over and over, and to look one up takes a tenth of the time.
const dayIn = once((day: CalendarDay, locale: string) => formatted(dayFormat(locale, 'UTC'), `${day}T00:00:00Z`))
const shortDayIn = once((day: CalendarDay, locale: string) => formatted(shortDays(locale, 'UTC'), `${day}T00:00:00Z`))

/** A calendar day without a zone: "22 Nov 2026". */
export function formatDay(day: CalendarDay, { locale }: Pick<ClinicFormat, 'locale'>): string {
  return dayIn(day, locale)
}

/** The same without its year, where that is plain: "22 Nov". */
export function formatShortDay(day: CalendarDay, { locale }: Pick<ClinicFormat, 'locale'>): string {
  return shortDayIn(day, locale)
}

/** A month where days would be too many: "Nov 2026". */
export function formatMonth(day: CalendarDay, { locale }: Pick<ClinicFormat, 'locale'>): string {
  return formatted(months(locale, 'UTC'), `${day}T00:00:00Z`)
}

/** An instant on the clinic's clock: "14:06". `at` is a Date or an ISO text. */
export function formatTime(at: Date | string, { locale, timeZone }: Pick<ClinicFormat, 'locale' | 'timeZone'>): string {
  return formatted(times(locale, timeZone), at)
}

/** An instant with its day and zone, as signatures and the register show it: "22 Nov 2026, 14:06 GMT+1". */
export function formatInstant(
  at: Date | string,
  { locale, timeZone }: Pick<ClinicFormat, 'locale' | 'timeZone'>,
): string {
  return formatted(instants(locale, timeZone), at)
}

export function formatNumber(value: number, { locale }: Pick<ClinicFormat, 'locale'>, digits = 0): string {
  return numberFormat(locale, digits, 0).format(value)
}

/** A value and its unit never part at the end of a line. */
const space = '\u00a0'

/** Percent as the rule book writes it: "30 %"; `value` is 30, not 0.3. */
export function formatPercent(value: number, format: Pick<ClinicFormat, 'locale'>, digits = 0): string {
  return `${formatNumber(value, format, digits)}${space}%`
}

/** A load in grams: "8.5 kg", or "18.75 lb", as it was entered. */
export function formatLoad(loadG: number, format: Pick<ClinicFormat, 'locale' | 'units'>): string {
  return `${formatNumber(inUnit(loadG, format.units), format, 2)}${space}${format.units}`
}

/** Whole years between a day of birth and a day. */
export function ageOn(bornOn: CalendarDay, day: CalendarDay): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4))
  return day.slice(5) < bornOn.slice(5) ? years - 1 : years
}

const minutesAnHour = 60
const minutesADay = 24 * minutesAnHour

/** How long something has waited: "1 d 4 h", "3 h", "12 min", "just now". Minutes are whole and not negative. */
export function formatWait(minutes: number): string {
  const days = Math.floor(minutes / minutesADay)
  const hours = Math.floor((minutes % minutesADay) / minutesAnHour)
  if (days > 0) return hours > 0 ? `${days}${space}d ${hours}${space}h` : `${days}${space}d`
  if (hours > 0) return `${hours}${space}h`
  return minutes >= 1 ? `${Math.floor(minutes)}${space}min` : 'just now'
}

/** Seconds as a rest or a restriction is said: "45 s", "8 min", "1 min 30 s". */
export function formatSeconds(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  const rest = seconds % 60
  if (minutes === 0) return `${rest}${space}s`
  return rest === 0 ? `${minutes}${space}min` : `${minutes}${space}min ${rest}${space}s`
}

/** The first twelve signs of a content hash, as people compare it: "7f3a·91c2·0be4". */
export function shortHash(hash: string): string {
  return (hash.slice(0, 12).match(/.{1,4}/g) ?? []).join('·')
}
