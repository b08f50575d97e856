/** The chart as the server draws it: readable before and without JavaScript, at any width, with the live one's measures. */
import { useId } from 'react'
import { dayTicks } from './day-ticks'
import { linePaths } from './line-paths'
import { pointRadius } from './looks'
import { drawnWidths, markWords } from './mark-words'
import { spokenName } from './marks'
import { PointMark } from './point-mark'
import {
  type ChartSize,
  downTo,
  percent,
  type Plot,
  type PlotKind,
  type PlotLine,
  placeOfDay,
  plotHeight,
  room,
  valueWords,
  weekBarPart,
  widestBar,
} from './plot'
import { UnderLayer, Words } from './under-layer'

type SketchProps = { plot: Plot; name: string; locale: string; kind?: PlotKind; size?: ChartSize }

/** What the paths of lines are drawn in, and then stretched to the width there is. */
const paperWidth = 1000

export function Sketch({ plot, name, locale, kind = 'lines', size = 'usual' }: SketchProps) {
  const id = useId().replaceAll(':', '')
  const height = plotHeight(size)
  const Values = kind === 'bars' ? Bars : Line
  return (
    <div
      className={`chart chart-${size}`}
      role="img"
      data-locale={locale}
      aria-label={spokenName(name, plot, { locale })}
    >
      <svg className="chart-plot" style={{ left: room.left, top: room.top, height }} aria-hidden="true">
        <Axes plot={plot} height={height} locale={locale} />
        <UnderLayer plot={plot} height={height} id={id} />
        {drawnWidths.map(({ name: each, width }) => (
          <Words key={each} words={markWords(plot, kind, { width, height })} className={`words-at-${each}`} />
        ))}
        {plot.lines.map((line) => (
          <Values key={line.name} line={line} plot={plot} height={height} />
        ))}
      </svg>
    </div>
  )
}

function Axes({ plot, height, locale }: { plot: Plot; height: number; locale: string }) {
  return (
    <>
      {plot.ticks.map((tick) => {
        const y = downTo(tick, plot, height)
        return (
          <g key={tick}>
            <line x1={0} x2="100%" y1={y} y2={y} className="chart-grid" />
            <text x={-8} y={y} dy="0.34em" textAnchor="end" className="axis-words">
              {valueWords(tick, plot, locale)}
            </text>
          </g>
        )
      })}
      {dayTicks(plot, locale).map(({ day, place, words, isSpare }) => (
        <text
          key={day}
          x={percent(place)}
          y={height + 17}
          textAnchor="middle"
          className={isSpare ? 'axis-words axis-spare' : 'axis-words'}
        >
          {words}
        </text>
      ))}
    </>
  )
}

type ValuesProps = { line: PlotLine; plot: Plot; height: number }

function Line({ line, plot, height }: ValuesProps) {
  const places = line.points.flatMap((point) => {
    const place = placeOfDay(point.on, plot.span)
    return place === null ? [] : [{ ...point, place, x: place * paperWidth, y: downTo(point.value, plot, height) }]
  })
  const { near, gaps } = linePaths(places, plot.span)
  return (
    <>
      <svg viewBox={`0 0 ${paperWidth} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={gaps} className={`line-gap line-${line.look}`} vectorEffect="non-scaling-stroke" />
        <path d={near} className={`line-near line-${line.look}`} vectorEffect="non-scaling-stroke" />
      </svg>
      {places.map(({ on, look, place, y }, index) => (
        <svg key={on} x={percent(place)} y={y} aria-hidden="true">
          <PointMark line={line.look} look={look} radius={pointRadius(places.length, index)} />
        </svg>
      ))}
    </>
  )
}

function Bars({ line, plot, height }: ValuesProps) {
  const width = `min(${widestBar}px, ${percent(weekBarPart(plot.span))})`
  return line.points.map(({ on, value }) => {
    const y = downTo(value, plot, height)
    const x = percent(placeOfDay(on, plot.span) ?? 0)
    return <rect key={on} x={x} y={y} height={height - y} className="bar" style={{ width }} />
  })
}
