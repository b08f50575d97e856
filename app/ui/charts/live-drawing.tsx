/** The picture of the live chart: axes, grid and values by Recharts, what lies under them as the server draws it. */
import { memo, useId } from 'react'
import { CartesianGrid, ComposedChart, XAxis, YAxis } from 'recharts'
import { daysBetween } from '~/domain/calendar-day'
import { dayTicks } from './day-ticks'
import { liveBar, liveLine } from './live-values'
import { markWords } from './mark-words'
import { markup } from './markup'
import { type ChartSize, daysIn, heights, type Plot, type PlotKind, plotHeight, room, valueWords } from './plot'
import type { Row } from './reading'
import { underLayer, wordsOf } from './under-layer'

type LiveDrawingProps = {
  plot: Plot
  rows: Row[]
  locale: string
  kind: PlotKind
  size: ChartSize
  width: number
}

/** Not drawn again when the reading goes from point to point. */
export const LiveDrawing = memo(function LiveDrawing({ plot, rows, locale, kind, size, width }: LiveDrawingProps) {
  const id = useId().replaceAll(':', '')
  const { span, ticks } = plot
  const inner = { width: width - room.left - room.right, height: plotHeight(size) }
  const tickAt = new Map(dayTicks(plot, locale).map((tick) => [daysBetween(span.from, tick.day), tick]))
  return (
    <ComposedChart
      width={width}
      height={heights[size]}
      data={rows}
      margin={{ top: room.top, right: room.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
      aria-hidden="true"
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <svg
        x={room.left}
        y={room.top}
        width={inner.width}
        height={inner.height}
        aria-hidden="true"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: escaped as it is written, see markup.ts
        dangerouslySetInnerHTML={markup`${underLayer({ plot, height: inner.height, id })}${wordsOf(markWords(plot, kind, inner))}`}
      />
      <XAxis
        dataKey="x"
        type="number"
        domain={[0, daysIn(span)]}
        ticks={[...tickAt.keys()]}
        tick={({ x, payload }) => {
          const tick = tickAt.get(Number(payload.value))
          return (
            <text
              x={x}
              y={room.top + inner.height + 17}
              textAnchor="middle"
              className={tick?.isSpare ? 'axis-words axis-spare' : 'axis-words'}
            >
              {tick?.words}
            </text>
          )
        }}
        height={room.bottom}
        axisLine={false}
        tickLine={false}
        interval={0}
      />
      <YAxis
        width={room.left}
        domain={[plot.low, plot.high]}
        ticks={ticks}
        tick={({ x, y, payload }) => (
          <text x={x} y={y} dy="0.34em" textAnchor="end" className="axis-words">
            {valueWords(Number(payload.value), plot, locale)}
          </text>
        )}
        axisLine={false}
        tickLine={false}
        interval={0}
      />
      {plot.lines.map((line) => (kind === 'bars' ? liveBar(line, plot, inner.width) : liveLine(line, rows, plot)))}
    </ComposedChart>
  )
})
