/** The live chart: the same plot with a value under the finger, drawn by Recharts; loaded only where it is shown. */
import { Bar, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from 'recharts'
import { daysBetween } from '~/domain/calendar-day'
import { LiveDot } from './live-dot'
import { liveMarks } from './live-marks'
import { type LiveRow, LiveTooltip } from './live-tooltip'
import { axisDays, axisDayWords, daysIn, type Plot, room, valueWords, weekBarPart, widestBar } from './plot'
import { useWidth } from './use-width'

export type LiveProps = { plot: Plot; name: string; locale: string; kind?: 'lines' | 'bars'; size?: 'usual' | 'small' }

const heights = { usual: 272, small: 176 }

function rowsOf({ lines, span }: Plot): LiveRow[] {
  const rows = new Map<number, LiveRow>()
  for (const { name, points } of lines) {
    for (const point of points) {
      const x = daysBetween(span.from, point.on)
      if (x < 0 || x > daysIn(span)) continue
      const row = rows.get(x) ?? { x, points: {} }
      row.points[name] = point
      rows.set(x, row)
    }
  }
  return [...rows.values()].sort((one, other) => one.x - other.x)
}

export default function LiveChart({ plot, name, locale, kind = 'lines', size = 'usual' }: LiveProps) {
  const { frame, width } = useWidth()
  const { span, ticks } = plot
  const dayAt = new Map(axisDays(plot).map((day) => [daysBetween(span.from, day), day]))
  return (
    <div className={`chart chart-${size}`} ref={frame}>
      {width === 0 ? null : (
        <ComposedChart
          width={width}
          height={heights[size]}
          data={rowsOf(plot)}
          margin={{ top: room.top, right: room.right, bottom: 0, left: 0 }}
          title={name}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          {liveMarks(plot)}
          <XAxis
            dataKey="x"
            type="number"
            domain={[0, daysIn(span)]}
            ticks={[...dayAt.keys()]}
            tickFormatter={(x: number) => axisDayWords(dayAt.get(x) ?? span.from, plot, { locale })}
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
              <ValueTick x={x} y={y} words={valueWords(Number(payload.value), plot, locale)} />
            )}
            axisLine={false}
            tickLine={false}
            interval={0}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--ink-3)', strokeDasharray: '3 3' }}
            content={({ active, payload }) => (
              <LiveTooltip
                row={active ? rowOf(payload[0]?.payload) : null}
                dayWords={(day) => axisDayWords(day, plot, { locale, length: 'long' })}
              />
            )}
          />
          {plot.lines.map((line) =>
            kind === 'bars' ? (
              <Bar
                key={line.name}
                dataKey={(row: LiveRow) => row.points[line.name]?.value}
                name={line.name}
                className="bar-live"
                barSize={Math.min(widestBar, (width - room.left - room.right) * weekBarPart(span))}
                radius={[3, 3, 0, 0]}
                isAnimationActive={false}
              />
            ) : (
              <Line
                key={line.name}
                dataKey={(row: LiveRow) => row.points[line.name]?.value}
                name={line.name}
                className={`line-${line.look}`}
                connectNulls
                isAnimationActive={false}
                activeDot={false}
                dot={({ key, cx, cy, payload }) => (
                  <LiveDot key={key} cx={cx} cy={cy} look={line.look} point={rowOf(payload)?.points[line.name]} />
                )}
              />
            ),
          )}
        </ComposedChart>
      )}
    </div>
  )
}

/** Recharts hands our own rows back without their type. */
function rowOf(payload: unknown): LiveRow | null {
  return isRow(payload) ? payload : null
}

function isRow(payload: unknown): payload is LiveRow {
  return typeof payload === 'object' && payload !== null && 'points' in payload && 'x' in payload
}

/** Recharts breaks long words of an axis in two; these stay on their line, as the server drew them. */
function ValueTick({ x, y, words }: { x: number | string; y: number | string; words: string }) {
  return (
    <text x={x} y={y} dy="0.34em" textAnchor="end" className="recharts-text">
      {words}
    </text>
  )
}
