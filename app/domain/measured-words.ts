/** What became of something measured more than once, on one side or both: said in a sentence before it is drawn. */
import type { CalendarDay } from './calendar-day'
import { numberFormat } from './formatters'
import { dayWords } from './progress-words'

/** `value` is in the unit that is shown. */
export type Reading = { on: CalendarDay; value: number }

export type MeasuredLine = { name: string; readings: readonly Reading[] }

/** How values of a kind are written: at most and at least so many decimals, and which way is which. */
export type Amounts = {
  unit: string
  /** The unit of one: "repetition". */
  one?: string
  /** The unit of a difference, and of a difference of one: pain of 2 of 10 is 3 points less than of 5. */
  difference?: string
  differenceOfOne?: string
  digits: number
  leastDigits?: number
  up?: string
  down?: string
}

function figure(value: number, { digits, leastDigits = 0 }: Amounts, locale: string): string {
  return numberFormat(locale, digits, leastDigits).format(value)
}

/** "49.5 cm", "110°", "1 repetition". */
export function amountWords(value: number, amounts: Amounts, locale: string): string {
  const unit = Math.abs(value) === 1 ? (amounts.one ?? amounts.unit) : amounts.unit
  return `${figure(value, amounts, locale)}${unit === '°' || unit === '' ? '' : '\u00a0'}${unit}`
}

/** "3 points", of pain from 5 to 2. */
export function differenceWords(value: number, amounts: Amounts, locale: string): string {
  const { difference, differenceOfOne, ...same } = amounts
  return amountWords(value, difference ? { ...same, unit: difference, one: differenceOfOne } : same, locale)
}

/** The last reading on or before the clearance, else the first after it. */
function baselineOf(readings: readonly Reading[], clearedOn: CalendarDay | null): Reading | undefined {
  return (clearedOn ? readings.findLast(({ on }) => on <= clearedOn) : undefined) ?? readings[0]
}

/** "up 1.5 cm since clearance, 48.0 → 49.5 cm"; null where nothing was measured. */
export function changePhrase(
  readings: readonly Reading[],
  clearedOn: CalendarDay | null,
  amounts: Amounts,
  locale: string,
): string | null {
  const [from, to] = [baselineOf(readings, clearedOn), readings.at(-1)]
  if (!from || !to) return null
  const now = amountWords(to.value, amounts, locale)
  if (from.on === to.on) {
    const day = dayWords(to.on, locale)
    const [first] = readings
    if (!first || first.on === to.on) return `${now} on ${day}, measured once in this time`
    return `${changePhrase(readings, null, amounts, locale)}, last measured on ${day} and not since clearance`
  }
  const since = clearedOn && from.on <= clearedOn ? 'since clearance' : `since ${dayWords(from.on, locale)}`
  const before = figure(from.value, amounts, locale)
  const difference = differenceWords(Math.abs(to.value - from.value), amounts, locale)
  if (before === figure(to.value, amounts, locale)) return `the same ${since}, ${now}`
  const way = to.value > from.value ? (amounts.up ?? 'up') : (amounts.down ?? 'down')
  return `${way} ${difference} ${since}, ${before} → ${now}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

type Asked = {
  /** What is in question first. */
  lines: readonly MeasuredLine[]
  /** The first line is of the limb in rehab: of the others only where they stand is said. */
  isFirstInQuestion: boolean
  clearedOn: CalendarDay | null
  amounts: Amounts
  locale: string
}

/** "Left up 1.5 cm since clearance, 48.0 → 49.5 cm; right 50.2 cm." A single line goes without its name. */
export function measuredSentence({ lines, isFirstInQuestion, clearedOn, amounts, locale }: Asked): string {
  const measured = lines.filter(({ readings }) => readings.length > 0)
  const phrases = measured.flatMap(({ name, readings }, index) => {
    const last = readings.at(-1)
    const isChange = index === 0 || !isFirstInQuestion
    const said = isChange
      ? changePhrase(readings, clearedOn, amounts, locale)
      : last && amountWords(last.value, amounts, locale)
    const named = measured.length > 1 ? `${index === 0 ? name : name.toLowerCase()} ${said}` : capital(said ?? '')
    return said ? [named] : []
  })
  return phrases.length > 0 ? `${phrases.join('; ')}.` : 'Not measured yet.'
}
