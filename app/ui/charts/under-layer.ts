/** What lies under the values of a chart, drawn alike by the server and live: bands, windows, holds, marks, levels, plans and their words. */
import type { MarkWord } from './mark-words'
import { marksWithin } from './marks'
import { type Markup, markup } from './markup'
import { cutTo, downTo, percent, type Plot, placeOfDay, type Span, weekBarPart, widestBar } from './plot'

/** `id` is of the patterns, once a page. */
type Layer = { plot: Plot; height: number; id: string }

/** More windows and clearances than this are drawn finer. */
const mostMarks = 10

/** Stands in a drawing as wide as the axis: along it in percent, across it in pixels. */
export function underLayer({ plot, height, id }: Layer): Markup {
  const { span, marks } = plot
  const { redFlags, holds, windows, clearances } = marksWithin(marks, span)
  const at = (day: string) => percent(placeOfDay(day, span) ?? 0)
  const stretches = [
    ...windows.map((window) => stretch(window, span, height, markup`class="mark-window"`)),
    ...holds.map((hold) => stretch(hold, span, height, markup`class="mark-hold" fill="url(#${id}-hold)"`)),
  ]
  const ends = windows.flatMap(({ from, to }) => [
    ...(from < span.from ? [] : [upright(at(from), height, 'mark-opens')]),
    ...(to > span.to ? [] : [upright(at(to), height, 'mark-wall')]),
  ])
  const flags = redFlags.map(
    (day) =>
      markup`<svg x="${at(day)}"><path d="M0 ${height}V-15" class="mark-pole"/><path d="M0 -15L10.5 -10.5L0 -6Z" class="mark-pennant"/></svg>`,
  )
  const isMany = windows.length + clearances.length > mostMarks
  const cleared = clearances.map((day) => upright(at(day), height, 'mark-cleared'))
  const inside = markup`${stretches}${across(plot, height)}${ends}${cleared}${plans(plot, height, id)}${flags}`
  return markup`<g${isMany ? markup` class="marks-many"` : null}>${patterns(plot, holds.length > 0, id)}${inside}</g>`
}

/** Hatched one way for a hold, the other way for what was planned. */
function patterns({ lines }: Plot, isHeld: boolean, id: string): Markup | null {
  const isPlanned = lines.some(({ points }) => points.some(({ planned }) => planned))
  if (!isHeld && !isPlanned) return null
  const hold = markup`<pattern id="${id}-hold" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 0H6V6H0Z" class="hatch-hold-ground"/><path d="M-1 1L1 -1M0 6L6 0M5 7L7 5" class="hatch-hold"/></pattern>`
  const plan = markup`<pattern id="${id}-plan" width="5" height="5" patternUnits="userSpaceOnUse"><path d="M-1 4L1 6M0 0L5 5M4 -1L6 1" class="hatch-plan"/></pattern>`
  return markup`<defs>${isHeld ? hold : null}${isPlanned ? plan : null}</defs>`
}

function upright(at: string, height: number, look: string): Markup {
  return markup`<line x1="${at}" x2="${at}" y1="0" y2="${height}" class="${look}"/>`
}

/** A day has no width on an axis of years: what is drawn has two pixels. */
function stretch({ from, to }: { from: string; to: string | null }, span: Span, height: number, look: Markup): Markup {
  const cut = cutTo(span, from, to) ?? span
  const left = placeOfDay(cut.from, span) ?? 0
  const width = (placeOfDay(cut.to, span) ?? 1) - left
  return markup`<rect x="${percent(left)}" y="0" height="${height}" ${look} style="width:max(2px, ${percent(width)})"/>`
}

const level = (y: number, look: string) => markup`<line x1="0" x2="100%" y1="${y}" y2="${y}" class="${look}"/>`

/** Bands and levels. */
function across(plot: Plot, height: number): Markup {
  const bands = plot.bands.map(({ from, to }) => {
    const [top, bottom] = [downTo(Math.max(from, to), plot, height), downTo(Math.min(from, to), plot, height)]
    const thick = Math.max(1, bottom - top)
    const edges = [level(top, 'band-edge'), level(bottom, 'band-edge')]
    return markup`<rect x="0" y="${top}" width="100%" height="${thick}" class="level-band"/>${edges}`
  })
  const levels = plot.levels.map(({ look, value }) => {
    const y = downTo(value, plot, height)
    const end = markup`<svg x="100%" y="${y}"><path d="M1 0L9 -4.5V4.5Z" class="goal-mark"/></svg>`
    return markup`${level(y, `level-${look}`)}${look === 'goal' ? end : null}`
  })
  return markup`${bands}${levels}`
}

/** More weeks than this have no room for a plan behind each bar: its upper edge remains. */
const mostPlanBoxes = 60

/** What was planned stands behind each bar and wider than it. */
function plans(plot: Plot, height: number, id: string): Markup[] {
  const part = weekBarPart(plot.span)
  return plot.lines.flatMap(({ points }) => {
    const isBox = points.length <= mostPlanBoxes
    const width = isBox ? `min(${widestBar + 8}px, ${percent(part * 1.35)})` : percent(part * (7 / 4.2))
    return points.flatMap(({ on, planned }) => {
      const place = placeOfDay(on, plot.span)
      if (place === null || !planned) return []
      const y = downTo(planned, plot, height)
      const at = markup`x="${percent(place)}" y="${y}" style="width:${width}"`
      const box = markup`<rect ${at} height="${height - y}" class="bar-planned" fill="url(#${id}-plan)"/>`
      return [markup`${isBox ? box : null}<rect ${at} height="2" class="bar-planned-edge"/>`]
    })
  })
}

export function wordsOf(words: readonly MarkWord[]): Markup[] {
  return words.map(
    ({ look, words: said, place, shift, y, anchor }) =>
      markup`<text x="${percent(place)}" dx="${shift}" y="${y}" dy="0.34em" text-anchor="${anchor}" class="words words-${look}">${said}</text>`,
  )
}
