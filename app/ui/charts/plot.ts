/** What a chart shows, and where each thing lies on it; pure, so that the sketch and the live chart agree. */
import { addDays, type CalendarDay, daysBetween } from '~/domain/calendar-day'
import { formatDay, formatNumber, formatShortDay } from '../format'

/** Filled was measured, hollow was estimated, a square is of the other limb. */
export type PointLook = 'filled' | 'hollow'
export type PlotPoint = { on: CalendarDay; value: number; look: PointLook; says: string }

export type LineLook = 'main' | 'other'
export type PlotLine = { name: string; look: LineLook; points: PlotPoint[] }

/** Stretches and moments that stand on the time axis; a hold without `to` goes on. */
export type Marks = {
  windows: { from: CalendarDay; to: CalendarDay }[]
  clearances: CalendarDay[]
  holds: { from: CalendarDay; to: CalendarDay | null }[]
  redFlags: CalendarDay[]
}

export const noMarks: Marks = { windows: [], clearances: [], holds: [], redFlags: [] }

export type Span = { from: CalendarDay; to: CalendarDay }

/** A value that is drawn across: the goal, or the usual line of symmetry. */
export type PlotLevel = { look: 'goal' | 'line'; value: number; words: string }

/** A stretch of values: the change of pain that does not matter yet. */
export type PlotBand = { from: number; to: number; words: string }

/** `low` and `high` are the ends of the value axis, `ticks` lie on them and between. */
export type Plot = {
  lines: PlotLine[]
  span: Span
  low: number
  high: number
  ticks: number[]
  unit: string
  marks: Marks
  levels: PlotLevel[]
  bands: PlotBand[]
  /** Days as dates; or as weeks since the axis begins, where several beginnings are laid upon one another. */
  dayWords?: 'date' | 'weeks'
}

/** Room around the drawing, in CSS pixels, the same in both drawings. */
export const room = { top: 14, right: 24, bottom: 26, left: 58 }

const steps = [1, 2, 2.5, 5, 10]

function stepFor(range: number, count: number): number {
  const rough = range / count
  const scale = 10 ** Math.floor(Math.log10(rough))
  return (steps.find((step) => step * scale >= rough) ?? 10) * scale
}

/** Round values around the given ones; never below zero for loads, as none is. */
export function ticksAround(values: readonly number[], count = 4): number[] {
  const least = Math.min(...values)
  const most = Math.max(...values)
  if (!Number.isFinite(least)) return [0, 1]
  const step = stepFor(most - least || Math.max(Math.abs(most), 1), count)
  const first = Math.max(0, Math.floor(least / step) * step)
  const last = Math.max(first + step, Math.ceil(most / step) * step)
  const number = Math.round((last - first) / step) + 1
  return Array.from({ length: number }, (_, index) => Number((first + index * step).toPrecision(12)))
}

type Given = Pick<Plot, 'lines' | 'unit' | 'span'> &
  Partial<Pick<Plot, 'marks' | 'levels' | 'bands' | 'dayWords'>> & { ticks?: number[] }

/** The value axis has room for the levels and bands as well. */
export function makePlot({
  lines,
  unit,
  span,
  marks = noMarks,
  levels = [],
  bands = [],
  dayWords = 'date',
  ...given
}: Given): Plot {
  const values = [
    ...lines.flatMap(({ points }) => points.map(({ value }) => value)),
    ...levels.map(({ value }) => value),
    ...bands.flatMap(({ from, to }) => [from, to]),
  ]
  const ticks = given.ticks ?? ticksAround(values)
  const low = ticks[0] ?? 0
  return { lines, unit, span, ticks, low, high: ticks.at(-1) ?? low + 1, marks, levels, bands, dayWords }
}

/** Whether a stretch is wide enough to have its words in it; the legend names what has none. */
export function hasRoomForWords(cut: Span, span: Span): boolean {
  return daysIn(cut) / daysIn(span) >= 0.24
}

/** The days a set of points covers, with the marks' own beginning; one day at least. */
export function spanOf(days: readonly CalendarDay[], until?: CalendarDay): Span {
  const inOrder = [...days, ...(until ? [until] : [])].sort()
  const from = inOrder[0] ?? '1970-01-01'
  const to = inOrder.at(-1) ?? from
  return { from, to: to > from ? to : addDays(from, 1) }
}

export function daysIn({ from, to }: Span): number {
  return Math.max(1, daysBetween(from, to))
}

/** The widest a bar for each week may be, as a part of the axis: the gaps between them stay seen. */
export function weekBarPart(span: Span): number {
  return 4.2 / daysIn(span)
}

/** And in CSS pixels, so that few bars do not become walls. */
export const widestBar = 18

/** How far along the axis a day lies: 0 at its beginning, 1 at its end; null beyond either. */
export function placeOfDay(day: CalendarDay, span: Span): number | null {
  const place = daysBetween(span.from, day) / daysIn(span)
  return place < 0 || place > 1 ? null : place
}

/** A stretch cut to the axis; null where none of it lies on it. */
export function cutTo(span: Span, from: CalendarDay, to: CalendarDay | null): Span | null {
  const cut = { from: from > span.from ? from : span.from, to: to && to < span.to ? to : span.to }
  return cut.from > cut.to ? null : cut
}

/** A value under its grid line; the uppermost one names the unit. */
export function valueWords(tick: number, { high, unit }: Pick<Plot, 'high' | 'unit'>, locale: string): string {
  const words = formatNumber(tick, { locale }, 1)
  return tick === high && unit ? `${words} ${unit}` : words
}

export function placeOfValue(value: number, { low, high }: Pick<Plot, 'low' | 'high'>): number {
  return high === low ? 0 : (value - low) / (high - low)
}

/** A few days to write under the axis, evenly spread, the last one among them. */
export function dayTicks(span: Span, count = 4): CalendarDay[] {
  const days = daysIn(span)
  const number = Math.min(count, days + 1)
  const places = Array.from({ length: number }, (_, index) => Math.round((index * days) / Math.max(1, number - 1)))
  return [...new Set(places)].map((place) => addDays(span.from, place))
}

/** The days that are written under the axis of a plot: whole weeks where it counts weeks. */
export function axisDays({ span, dayWords }: Pick<Plot, 'span' | 'dayWords'>, count = 4): CalendarDay[] {
  if (dayWords !== 'weeks') return dayTicks(span, count)
  const weeks = Math.floor(daysIn(span) / 7)
  const step = Math.max(1, Math.ceil(weeks / count))
  return Array.from({ length: Math.floor(weeks / step) + 1 }, (_, index) => addDays(span.from, index * step * 7))
}

/** A day under its axis, or, long, where it is pointed at: "1 Nov", "1 Nov 2026"; "week 2", "week 2, day 3". */
export function axisDayWords(
  day: CalendarDay,
  { span, dayWords }: Pick<Plot, 'span' | 'dayWords'>,
  { locale, length = 'short' }: { locale: string; length?: 'short' | 'long' },
): string {
  if (dayWords !== 'weeks') return length === 'long' ? formatDay(day, { locale }) : formatShortDay(day, { locale })
  const days = daysBetween(span.from, day)
  const rest = length === 'long' && days % 7 > 0 ? `, day ${days % 7}` : ''
  return `week ${Math.floor(days / 7)}${rest}`
}
