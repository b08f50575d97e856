/** The way of a line from point to point; a long time without a value is drawn as a gap, lest it read as a trend. */
import { type CalendarDay, daysBetween } from '~/domain/calendar-day'
import { daysIn, type Span } from './plot'

const threeYears = 3 * 366

/** More days than this between two points are a gap. Beyond three years a point stands for a month, and two are bridged. */
function longestBridge(span: Span): number {
  return daysIn(span) > threeYears ? 62 : 28
}

function isGap(from: CalendarDay, to: CalendarDay, span: Span): boolean {
  return daysBetween(from, to) > longestBridge(span)
}

export function gapWords(span: Span): string {
  return `over ${longestBridge(span)} days without a value`
}

type Place = { on: CalendarDay; x: number; y: number }

/** As path data: `near` from point to point, `gaps` what lies between. */
export function linePaths(places: readonly Place[], span: Span): { near: string; gaps: string } {
  const at = ({ x, y }: Place) => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`
  const near: string[] = []
  const gaps: string[] = []
  places.forEach((place, index) => {
    const before = places[index - 1]
    const isApart = before && isGap(before.on, place.on, span)
    if (isApart) gaps.push(`M${at(before)}L${at(place)}`)
    near.push(`${before && !isApart ? 'L' : 'M'}${at(place)}`)
  })
  return { near: near.join(''), gaps: gaps.join('') }
}

/** Whether any line of a plot has one, for the legend. */
export function hasGap(lines: readonly { points: readonly { on: CalendarDay }[] }[], span: Span): boolean {
  return lines.some(({ points }) =>
    points.some(({ on }, index) => {
      const before = points[index - 1]
      return before !== undefined && isGap(before.on, on, span)
    }),
  )
}
