/** The drawing of a chart as the server sends it: axes, what lies under the values, words for four widths, and the values. */
import { dayTicks } from './day-ticks'
import { linePaths } from './line-paths'
import { pointRadius } from './looks'
import { drawnWidths, wordsAtWidths } from './mark-words'
import { type Markup, markup } from './markup'
import {
  downTo,
  percent,
  type Plot,
  type PlotKind,
  type PlotLine,
  placeOfDay,
  valueWords,
  weekBarPart,
  widestBar,
} from './plot'
import { pointMark } from './point-mark'
import { underLayer, wordsOf } from './under-layer'

type Asked = {
  plot: Plot
  kind: PlotKind
  locale: string
  height: number /** Of the patterns, once a page. */
  id: string
}

/** What the paths of lines are drawn in, and then stretched to the width there is. */
const paperWidth = 1000

export function sketchOf({ plot, kind, locale, height, id }: Asked): Markup {
  const wordsAt = wordsAtWidths(plot, kind, height)
  const words = drawnWidths.map(({ name, width }) => markup`<g class="words-at-${name}">${wordsOf(wordsAt(width))}</g>`)
  const values = plot.lines.map((line) => (kind === 'bars' ? bars(line, plot, height) : curve(line, plot, height)))
  return markup`${axes(plot, height, locale)}${underLayer({ plot, height, id })}${words}${values}`
}

function axes(plot: Plot, height: number, locale: string): Markup {
  const across = plot.ticks.map((tick) => {
    const y = downTo(tick, plot, height)
    const words = valueWords(tick, plot, locale)
    return markup`<line x1="0" x2="100%" y1="${y}" y2="${y}" class="chart-grid"/><text x="-8" y="${y}" dy="0.34em" text-anchor="end" class="axis-words">${words}</text>`
  })
  const along = dayTicks(plot, locale).map(({ place, words, isSpare }) => {
    const look = isSpare ? 'axis-words axis-spare' : 'axis-words'
    return markup`<text x="${percent(place)}" y="${height + 17}" text-anchor="middle" class="${look}">${words}</text>`
  })
  return markup`${across}${along}`
}

function curve({ look, points }: PlotLine, plot: Plot, height: number): Markup {
  const places = points.flatMap(({ on, value, look: filled }) => {
    const place = placeOfDay(on, plot.span)
    return place === null ? [] : [{ on, filled, place, x: place * paperWidth, y: downTo(value, plot, height) }]
  })
  const { near, gaps } = linePaths(places, plot.span)
  const path = (way: string, name: string) =>
    way === '' ? null : markup`<path d="${way}" class="${name} line-${look}" vector-effect="non-scaling-stroke"/>`
  const marks = places.map(({ filled, place, y }, index) => {
    const mark = pointMark(look, filled, pointRadius(places.length, index))
    return markup`<svg x="${percent(place)}" y="${y}">${mark}</svg>`
  })
  return markup`<svg viewBox="0 0 ${paperWidth} ${height}" preserveAspectRatio="none">${path(gaps, 'line-gap')}${path(near, 'line-near')}</svg>${marks}`
}

function bars({ points }: PlotLine, plot: Plot, height: number): Markup {
  const width = `min(${widestBar}px, ${percent(weekBarPart(plot.span))})`
  const each = points.map(({ on, value }) => {
    const y = downTo(value, plot, height)
    const x = percent(placeOfDay(on, plot.span) ?? 0)
    return markup`<rect x="${x}" y="${y}" height="${height - y}" class="bar" style="width:${width}"/>`
  })
  return markup`${each}`
}
