/** What lies under the values of a chart, drawn alike by the server and live: bands, windows, holds, marks, levels, plans and their words. */
import type { MarkWord } from './mark-words'
import { marksWithin } from './marks'
import { cutTo, downTo, percent, type Plot, placeOfDay, weekBarPart, widestBar } from './plot'

type LayerProps = { plot: Plot; height: number /** Of the patterns, once a page. */; id: string }

/** More windows and clearances than this are drawn finer. */
const mostMarks = 10

/** Stands in a drawing as wide as the axis: along it in percent, across it in pixels. */
export function UnderLayer({ plot, height, id }: LayerProps) {
  const { redFlags, holds, windows, clearances } = marksWithin(plot.marks, plot.span)
  const at = (day: string) => percent(placeOfDay(day, plot.span) ?? 0)
  return (
    <g className={windows.length + clearances.length > mostMarks ? 'marks-many' : undefined}>
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
      <Plans plot={plot} height={height} fill={`url(#${id}-plan)`} />
      {redFlags.map((day) => (
        <svg key={day} x={at(day)} aria-hidden="true">
          <path d={`M0 ${height}V-15`} className="mark-pole" />
          <path d="M0 -15L10.5 -10.5L0 -6Z" className="mark-pennant" />
        </svg>
      ))}
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
      {plot.levels.map(({ look, value, words }) => {
        const y = downTo(value, plot, height)
        return (
          <g key={words}>
            <line x1={0} x2="100%" y1={y} y2={y} className={`level-${look}`} />
            {look === 'goal' ? (
              <svg x="100%" y={y} aria-hidden="true">
                <path d="M1 0L9 -4.5V4.5Z" className="goal-mark" />
              </svg>
            ) : null}
          </g>
        )
      })}
    </>
  )
}

/** More weeks than this have no room for a plan behind each bar: its upper edge remains. */
const mostPlanBoxes = 60

/** What was planned stands behind each bar and wider than it. */
function Plans({ plot, height, fill }: { plot: Plot; height: number; fill: string }) {
  const part = weekBarPart(plot.span)
  return plot.lines.flatMap(({ name, points }) =>
    points.flatMap(({ on, planned }) => {
      const place = placeOfDay(on, plot.span)
      if (place === null || !planned) return []
      const y = downTo(planned, plot, height)
      const isBox = points.length <= mostPlanBoxes
      const width = isBox ? `min(${widestBar + 8}px, ${percent(part * 1.35)})` : percent(part * (7 / 4.2))
      const shared = { x: percent(place), y, style: { width } }
      return [
        isBox ? <rect key={name + on} {...shared} height={height - y} className="bar-planned" fill={fill} /> : null,
        <rect key={`${name}${on} edge`} {...shared} height={2} className="bar-planned-edge" />,
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
