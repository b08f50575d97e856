/** What stood on the day under the finger, line by line. */
import type { CalendarDay } from '~/domain/calendar-day'
import type { PlotPoint } from './plot'

/** One day of a chart: how far along it lies, and its point on each line that has one. */
export type LiveRow = { x: number; points: Record<string, PlotPoint> }

export function LiveTooltip({ row, dayWords }: { row: LiveRow | null; dayWords: (day: CalendarDay) => string }) {
  const points = row ? Object.entries(row.points) : []
  const day = points[0]?.[1].on
  if (!day) return null
  return (
    <div className="chart-tip">
      <b>{dayWords(day)}</b>
      {points.map(([name, point]) => (
        <div key={name}>
          {name}: {point.says}
        </div>
      ))}
    </div>
  )
}
