/** What stood on each day of a chart, and how a finger, a mouse or the keys go from day to day. */
import { useState } from 'react'
import { type CalendarDay, daysBetween } from '~/domain/calendar-day'
import type { ClinicFormat } from '../format'
import { dayInFull } from './day-ticks'
import { withinSentence } from './marks'
import { daysIn, type Plot, type PlotPoint } from './plot'

/** One day of a chart: how far along it lies in days, and its point on each line that has one. */
export type Row = { x: number; on: CalendarDay; points: Record<string, PlotPoint> }

export function rowsOf({ lines, span }: Pick<Plot, 'lines' | 'span'>): Row[] {
  const rows = new Map<number, Row>()
  for (const { name, points } of lines) {
    for (const point of points) {
      const x = daysBetween(span.from, point.on)
      if (x < 0 || x > daysIn(span)) continue
      const row = rows.get(x) ?? { x, on: point.on, points: {} }
      row.points[name] = point
      rows.set(x, row)
    }
  }
  return [...rows.values()].sort((one, other) => one.x - other.x)
}

/** "21 Oct 2026, left, 34 kg, tested; right, 42 kg, tested" */
export function spokenRow(
  row: Row,
  axis: Pick<Plot, 'span' | 'dayWords'>,
  locale: Pick<ClinicFormat, 'locale'>,
): string {
  const points = Object.entries(row.points).map(([name, { says }]) => `${withinSentence(name)}, ${says}`)
  return `${dayInFull(row.on, axis, locale)}, ${points.join('; ')}`
}

/** The row whose day lies nearest. */
export function nearestRow(rows: readonly Row[], x: number): number | null {
  let nearest: number | null = null
  rows.forEach((row, index) => {
    const best = nearest === null ? undefined : rows[nearest]
    if (!best || Math.abs(row.x - x) < Math.abs(best.x - x)) nearest = index
  })
  return nearest
}

/** Which row a key leads to; null leaves the reading, undefined is no key of it. */
export function rowForKey(key: string, at: number | null, number: number): number | null | undefined {
  const last = number - 1
  if (key === 'Escape') return at === null ? undefined : null
  if (number === 0) return undefined
  if (key === 'Home') return 0
  if (key === 'End') return last
  if (key === 'ArrowRight') return at === null ? 0 : Math.min(at + 1, last)
  if (key === 'ArrowLeft') return at === null ? last : Math.max(at - 1, 0)
  return undefined
}

/** `said` is spoken: what the keys read, not what a mouse passes over. */
type Reading = { at: number | null; isSaid: boolean }

export function useReading(rows: readonly Row[]) {
  const [{ at, isSaid }, setReading] = useState<Reading>({ at: null, isSaid: false })
  // The plot may have changed under the finger.
  const row = at === null ? null : (rows[at] ?? null)
  return {
    row,
    saidRow: isSaid ? row : null,
    leave: () => setReading({ at: null, isSaid: false }),
    pointAt: (x: number) => setReading({ at: nearestRow(rows, x), isSaid: false }),
    /** Whether the key was one of the reading's. */
    press: (key: string): boolean => {
      const next = rowForKey(key, row ? at : null, rows.length)
      if (next === undefined) return false
      setReading({ at: next, isSaid: true })
      return true
    },
  }
}
