/** The chart as the server draws it: readable before and without JavaScript, at any width, with the live one's measures. */
import { SketchMarks } from './sketch-marks'
import {
  axisDays,
  axisDayWords,
  type Plot,
  type PlotLine,
  placeOfDay,
  placeOfValue,
  room,
  valueWords,
  weekBarPart,
  widestBar,
} from './plot'

type SketchProps = { plot: Plot; name: string; locale: string; kind?: 'lines' | 'bars'; size?: 'usual' | 'small' }

const percent = (place: number) => `${Math.round(place * 10_000) / 100}%`

export function Sketch({ plot, name, locale, kind = 'lines', size = 'usual' }: SketchProps) {
  const { top, right, bottom, left } = room
  return (
    <div className={`chart chart-${size}`} role="img" aria-label={name}>
      <div className="chart-plot" style={{ top, right, bottom, left }}>
        <SketchMarks plot={plot} />
        {plot.ticks.map((tick) => (
          <span key={tick} className="chart-grid" style={{ bottom: percent(placeOfValue(tick, plot)) }}>
            <span>{valueWords(tick, plot, locale)}</span>
          </span>
        ))}
        {axisDays(plot).map((day) => (
          <span key={day} className="chart-day" style={{ left: percent(placeOfDay(day, plot.span) ?? 0) }}>
            {axisDayWords(day, plot, { locale })}
          </span>
        ))}
        {plot.lines.map((line) =>
          kind === 'bars' ? (
            <Bars key={line.name} line={line} plot={plot} />
          ) : (
            <Line key={line.name} line={line} plot={plot} />
          ),
        )}
      </div>
    </div>
  )
}

type PartProps = { line: PlotLine; plot: Plot }

function Line({ line, plot }: PartProps) {
  const places = line.points.flatMap((point) => {
    const x = placeOfDay(point.on, plot.span)
    return x === null ? [] : [{ ...point, x, y: placeOfValue(point.value, plot) }]
  })
  const path = places.map(({ x, y }) => `${(x * 1000).toFixed(1)},${((1 - y) * 1000).toFixed(1)}`).join(' ')
  return (
    <>
      <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true" className="chart-lines">
        <polyline className={`line-${line.look}`} points={path} vectorEffect="non-scaling-stroke" />
      </svg>
      {places.map(({ on, look, x, y }) => (
        <span
          key={on}
          className={`dot dot-${line.look} dot-${look}`}
          style={{ left: percent(x), bottom: percent(y) }}
        />
      ))}
    </>
  )
}

function Bars({ line, plot }: PartProps) {
  const width = `min(${widestBar}px, ${percent(weekBarPart(plot.span))})`
  return line.points.map(({ on, value }) => (
    <span
      key={on}
      className="bar"
      style={{ left: percent(placeOfDay(on, plot.span) ?? 0), height: percent(placeOfValue(value, plot)), width }}
    />
  ))
}
