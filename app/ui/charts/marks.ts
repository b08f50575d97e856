/** The words of the marks on a time axis. */
import { type CalendarDay, daysBetween } from '~/domain/calendar-day'
import { type ClinicFormat, formatDay } from '../format'
import { cutTo, type Marks, type Plot, placeOfDay, type Span } from './plot'

export const clearedWord = 'cleared'
export const redFlagWord = 'red flag'
export const windowWord = 'rehab window'
export const windowEndWord = 'window ends'

export function windowWords(from: CalendarDay, to: CalendarDay): string {
  return `${windowWord}, ${daysBetween(from, to) + 1} days`
}

export function holdWords(from: CalendarDay, to: CalendarDay | null): string {
  if (to === null) return 'on hold'
  const days = daysBetween(from, to)
  if (days === 0) return 'hold'
  return `hold, ${days} ${days === 1 ? 'day' : 'days'}`
}

/** "Left" within a sentence is "left"; "LEFS" stays. */
export function withinSentence(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name[0]?.toLowerCase() + name.slice(1) : name
}

/** What of the marks lies on the axis, newest first. */
export function marksWithin({ windows, clearances, holds, redFlags }: Marks, span: Span): Marks {
  const isOn = (day: CalendarDay) => placeOfDay(day, span) !== null
  const newest = (one: { from: CalendarDay }, other: { from: CalendarDay }) => other.from.localeCompare(one.from)
  return {
    windows: windows.filter(({ from, to }) => cutTo(span, from, to)).sort(newest),
    holds: holds.filter(({ from, to }) => cutTo(span, from, to)).sort(newest),
    clearances: [...new Set(clearances)].filter(isOn).sort().reverse(),
    redFlags: [...new Set(redFlags)].filter(isOn).sort().reverse(),
  }
}

const mostSaid = 6

/** The name of a chart for those who do not see it, with what is drawn across and along it, newest first. */
export function spokenName(name: string, { levels, bands, marks, span }: Plot, locale: Pick<ClinicFormat, 'locale'>) {
  const day = (on: CalendarDay) => formatDay(on, locale)
  const { redFlags, holds, windows, clearances } = marksWithin(marks, span)
  const said = [
    ...redFlags.map((on) => `${redFlagWord} ${day(on)}`),
    ...holds.map(({ from, to }) => (to ? `hold ${day(from)} to ${day(to)}` : `on hold since ${day(from)}`)),
    ...windows.map(({ from, to }) => `${windowWord} ${day(from)} to ${day(to)}`),
    ...clearances.map((on) => `${clearedWord} ${day(on)}`),
  ]
  const more = said.length > mostSaid ? `; and ${said.length - mostSaid} more` : ''
  const drawn = [...levels, ...bands].map(({ words }) => words)
  return [
    name,
    drawn.length > 0 && `Drawn across: ${drawn.join('; ')}.`,
    said.length > 0 && `On the time axis: ${said.slice(0, mostSaid).join('; ')}${more}.`,
  ]
    .filter(Boolean)
    .join(' ')
}
