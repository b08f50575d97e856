/** Where the reading stands: a line through its day, a ring around each value, and the values in words beside it. */
import type { ClinicFormat } from '../format'
import { dayInFull } from './day-ticks'
import { pointRadius } from './looks'
import {
  type ChartSize,
  daysIn,
  downTo,
  type Plot,
  type PlotKind,
  plotHeight,
  room,
  weekBarPart,
  widestBar,
} from './plot'
import type { Row } from './reading'

type RowProps = { row: Row; plot: Plot; width: number; size: ChartSize; kind: PlotKind }

function placeOf({ row, plot, width }: Pick<RowProps, 'row' | 'plot' | 'width'>): number {
  return (row.x / daysIn(plot.span)) * width
}

export function ReadingCursor({ row, plot, width, size, kind }: RowProps) {
  const height = plotHeight(size)
  const x = placeOf({ row, plot, width })
  const bar = Math.min(widestBar, weekBarPart(plot.span) * width) + 6
  return (
    <svg className="chart-reading" style={{ left: room.left, top: room.top, width, height }} aria-hidden="true">
      <line x1={x} x2={x} y1={0} y2={height} className="reading-line" />
      {plot.lines.flatMap((line) => {
        const point = row.points[line.name]
        if (!point) return []
        const y = downTo(point.value, plot, height)
        if (kind === 'bars') {
          return [
            <rect
              key={line.name}
              x={x - bar / 2}
              y={y - 3}
              width={bar}
              height={height - y + 3}
              rx={4}
              className="reading-ring"
            />,
          ]
        }
        return [
          <circle key={line.name} cx={x} cy={y} r={pointRadius(line.points.length) + 4} className="reading-ring" />,
        ]
      })}
    </svg>
  )
}

/** Beside the values rather than over them, and never beyond the frame. */
export function ReadingTip({
  row,
  plot,
  width,
  size,
  locale,
}: Omit<RowProps, 'kind'> & { locale: ClinicFormat['locale'] }) {
  const height = plotHeight(size)
  const place = row.x / daysIn(plot.span)
  const points = Object.entries(row.points)
  const highest = Math.min(...points.map(([, { value }]) => downTo(value, plot, height)))
  const isLow = highest > height / 2
  return (
    <div
      className="chart-tip"
      aria-hidden="true"
      style={{
        left: room.left + placeOf({ row, plot, width }),
        translate: `${-100 * place}%`,
        ...(isLow ? { top: 0 } : { bottom: room.bottom + 4 }),
      }}
    >
      <b>{dayInFull(row.on, plot, { locale })}</b>
      {points.map(([name, { says }]) => (
        <div key={name}>
          {name}: {says}
        </div>
      ))}
    </div>
  )
}
