/** What a chart shows, and where each thing lies on it; pure, so that the sketch and the live chart agree. */
import { addDays, type CalendarDay, daysBetween } from '~/domain/calendar-day'
import { formatNumber } from '../format'
import type { LineLook } from './looks'

/** Filled was measured, hollow was estimated. */
export type PointLook = 'filled' | 'hollow'

/** `planned` stands behind a bar: what was to be done in that week. */
export type PlotPoint = { on: CalendarDay; value: number; look: PointLook; says: string; planned?: number }

export type PlotLine = { name: string; look: LineLook; points: PlotPoint[] }

/** Lines over time, or one bar a week. */
export type PlotKind = 'lines' | 'bars'

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

export type ChartSize = 'usual' | 'small'

/** In CSS pixels, the same in both drawings and in chart.css. */
export const heights = { usual: 272, small: 176 } as const

/** Room around the drawing, in CSS pixels, the same in both drawings. */
export const room = { top: 16, right: 24, bottom: 26, left: 58 }

/** How high the drawing itself is. */
export function plotHeight(size: ChartSize): number {
  return heights[size] - room.top - room.bottom
}

const steps = [1, 2, 2.5, 5, 10]

function stepFor(range: number, count: number): number {
  const rough = range / count
  const scale = 10 ** Math.floor(Math.log10(rough))
  return (steps.find((step) => step * scale >= rough) ?? 10) * scale
}

/** Round values around the given ones, a single one in their middle; below zero only where values can be (`isSigned`). */
export function ticksAround(values: readonly number[], count = 4, isSigned = false): number[] {
  const least = Math.min(...values)
  const most = Math.max(...values)
  if (!Number.isFinite(least)) return [0, 1]
  const step = most > least ? stepFor(most - least, count) : stepFor(Math.max(Math.abs(most), 1), 2)
  const isOnTick = least === most && Math.round(most / step) * step === most
  const lowest = Math.floor(least / step) * step - (isOnTick ? step : 0)
  const first = isSigned ? lowest : Math.max(0, lowest)
  const last = Math.max(first + step, Math.ceil(most / step) * step + (isOnTick ? step : 0))
  const number = Math.round((last - first) / step) + 1
  // Adding zero makes minus zero plain.
  return Array.from({ length: number }, (_, index) => Number((first + index * step).toPrecision(12)) + 0)
}

type Given = Pick<Plot, 'lines' | 'unit' | 'span'> &
  Partial<Pick<Plot, 'marks' | 'levels' | 'bands' | 'dayWords'>> & {
    ticks?: number[]
    /** Values can lie below zero, as ranges of motion can. */
    isSigned?: boolean
  }

/** The least value does not lie on the time axis, where there is a tick below it. */
function clearOfLeast(ticks: number[], lines: readonly PlotLine[], isSigned = false): number[] {
  const [low = 0, next = low + 1] = ticks
  const below = Number((2 * low - next).toPrecision(12))
  const isOn = lines.some(({ points }) => points.some(({ value }) => value === low))
  return isOn && (isSigned || below >= 0) ? [below, ...ticks] : ticks
}

/** The value axis has room for the levels and bands as well, and for a value beyond the given ticks. */
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
  const values = [...levels.map(({ value }) => value), ...bands.flatMap(({ from, to }) => [from, to])]
  for (const { points } of lines) for (const { value, planned } of points) values.push(value, planned ?? value)
  const ends = given.ticks ?? []
  const isWithin = ends.length > 0 && values.every((value) => value >= (ends[0] ?? 0) && value <= (ends.at(-1) ?? 0))
  const ticks = isWithin
    ? ends
    : clearOfLeast(ticksAround([...ends, ...values], 4, given.isSigned), lines, given.isSigned)
  const low = ticks[0] ?? 0
  return { lines, unit, span, ticks, low, high: ticks.at(-1) ?? low + 1, marks, levels, bands, dayWords }
}

/** The days a set of points covers, with the marks' own beginning; a single day stands in the middle of a week. */
export function spanOf(days: readonly CalendarDay[], until?: CalendarDay): Span {
  const inOrder = [...days, ...(until ? [until] : [])].sort()
  const from = inOrder[0] ?? '1970-01-01'
  const to = inOrder.at(-1) ?? from
  return to > from ? { from, to } : { from: addDays(from, -3), to: addDays(from, 3) }
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

/** A value under its grid line, as exact as the steps are; the uppermost one names the unit. */
export function valueWords(tick: number, { ticks, high, unit }: Pick<Plot, 'ticks' | 'high' | 'unit'>, locale: string) {
  const digits = Math.max(0, ...ticks.map((each) => String(each).split('.')[1]?.length ?? 0))
  const words = formatNumber(tick, { locale }, Math.min(digits, 2))
  return tick === high && unit ? `${words}${unit === '°' ? '' : ' '}${unit}` : words
}

export function placeOfValue(value: number, { low, high }: Pick<Plot, 'low' | 'high'>): number {
  return high === low ? 0 : (value - low) / (high - low)
}

/** How far below the upper end a value lies, in CSS pixels. */
export function downTo(value: number, plot: Pick<Plot, 'low' | 'high'>, height: number): number {
  return Math.round((1 - placeOfValue(value, plot)) * height * 10) / 10
}

/** A place as the server's drawing writes it, at any width. */
export function percent(place: number): string {
  return `${Math.round(place * 10_000) / 100}%`
}
