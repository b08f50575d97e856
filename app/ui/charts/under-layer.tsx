/** What lies under the values of a chart, drawn alike by the server and live: bands, windows, holds, marks, levels, plans and their words. */
import type { MarkWord } from './mark-words'
import { marksWithin } from './marks'
import { cutTo, downTo, percent, type Plot, placeOfDay, weekBarPart, widestBar } from './plot'

type LayerProps = { plot: Plot; height: number /** Of the patterns, once a page. */; id: string }

/** Stands in a drawing as wide as the axis: along it in percent, across it in pixels. */
export function UnderLayer({ plot, height, id }: LayerProps) {
  const { redFlags, holds, windows, clearances } = marksWithin(plot.marks, plot.span)
  const at = (day: string) => percent(placeOfDay(day, plot.span) ?? 0)
  return (
    <g className="marks">
      <Patterns id={id} />
      {windows.map(({ from, to }) => (
        <Stretch key={from} plot={plot} from={from} to={to} height={height} className="mark-window" />
      ))}
      {holds.map(({ from, to }) => (
        <Stretch
          key={from}
          plot={plot}
          from={from}
          to={to}
          height={height}
          className="mark-hold"
          fill={`url(#${id}-hold)`}
        />
      ))}
      <Across plot={plot} height={height} />
      {windows.map(({ from, to }) => (
        <g key={from}>
          {from < plot.span.from ? null : <Upright at={at(from)} height={height} className="mark-opens" />}
          {to > plot.span.to ? null : <Upright at={at(to)} height={height} className="mark-wall" />}
        </g>
      ))}
      {clearances.map((day) => (
        <Upright key={day} at={at(day)} height={height} className="mark-cleared" />
      ))}
      {redFlags.map((day) => (
        <svg key={day} x={at(day)} aria-hidden="true">
          <path d={`M0 ${height}V-15`} className="mark-pole" />
          <path d="M0 -15L10.5 -10.5L0 -6Z" className="mark-pennant" />
        </svg>
      ))}
      <Plans plot={plot} height={height} fill={`url(#${id}-plan)`} />
    </g>
  )
}

/** Hatched one way for a hold, the other way for what was planned. */
function Patterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}-hold`} width="6" height="6" patternUnits="userSpaceOnUse">
        <path d="M0 0H6V6H0Z" className="hatch-hold-ground" />
        <path d="M-1 1L1 -1M0 6L6 0M5 7L7 5" className="hatch-hold" />
      </pattern>
      <pattern id={`${id}-plan`} width="5" height="5" patternUnits="userSpaceOnUse">
        <path d="M-1 4L1 6M0 0L5 5M4 -1L6 1" className="hatch-plan" />
      </pattern>
    </defs>
  )
}

function Upright({ at, height, className }: { at: string; height: number; className: string }) {
  return <line x1={at} x2={at} y1={0} y2={height} className={className} />
}

type StretchProps = {
  plot: Plot
  from: string
  to: string | null
  height: number
  className: string
  fill?: string
}

/** A day has no width on an axis of years: what is drawn has two pixels. */
function Stretch({ plot: { span }, from, to, height, className, fill }: StretchProps) {
  const cut = cutTo(span, from, to)
  if (!cut) return null
  const left = placeOfDay(cut.from, span) ?? 0
  const width = (placeOfDay(cut.to, span) ?? 1) - left
  return (
    <rect
      x={percent(left)}
      y={0}
      height={height}
      className={className}
      fill={fill}
      style={{ width: `max(2px, ${percent(width)})` }}
    />
  )
}

/** Bands and levels. */
function Across({ plot, height }: { plot: Plot; height: number }) {
  return (
    <>
      {plot.bands.map(({ from, to, words }) => {
        const [top, bottom] = [downTo(Math.max(from, to), plot, height), downTo(Math.min(from, to), plot, height)]
        return (
          <g key={words}>
            <rect x={0} y={top} width="100%" height={Math.max(1, bottom - top)} className="level-band" />
            <line x1={0} x2="100%" y1={top} y2={top} className="band-edge" />
            <line x1={0} x2="100%" y1={bottom} y2={bottom} className="band-edge" />
          </g>
        )
      })}
      {plot.levels.map(({ look, value, words }) => (
        <line
          key={words}
          x1={0}
          x2="100%"
          y1={downTo(value, plot, height)}
          y2={downTo(value, plot, height)}
          className={`level-${look}`}
        />
      ))}
    </>
  )
}

/** What was planned stands behind each bar and wider than it. */
function Plans({ plot, height, fill }: { plot: Plot; height: number; fill: string }) {
  return plot.lines.flatMap(({ name, points }) =>
    points.flatMap(({ on, planned }) => {
      const place = placeOfDay(on, plot.span)
      if (place === null || !planned) return []
      const y = downTo(planned, plot, height)
      return [
        <rect
          key={name + on}
          x={percent(place)}
          y={y}
          height={height - y}
          className="bar-planned"
          fill={fill}
          style={{ width: `min(${widestBar + 8}px, ${percent(weekBarPart(plot.span) * 1.35)})` }}
        />,
      ]
    }),
  )
}

export function Words({ words, className }: { words: readonly MarkWord[]; className?: string }) {
  return (
    <g className={className}>
      {words.map(({ look, words: said, place, shift, y, anchor }) => (
        <text
          key={look + said + place}
          x={percent(place)}
          dx={shift}
          y={y}
          dy="0.34em"
          textAnchor={anchor}
          className={`words words-${look}`}
        >
          {said}
        </text>
      ))}
    </g>
  )
}
