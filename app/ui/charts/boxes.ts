/** What words on a chart must keep clear of; all in CSS pixels from the upper left corner of the drawing. */
import { downTo, type Plot, type PlotKind, placeOfDay, weekBarPart, widestBar } from './plot'

export type Box = { left: number; right: number; top: number; bottom: number }
export type Frame = { width: number; height: number }
type Spot = { x: number; y: number }

/** Points as boxes, bars as what they fill, lines as stretches between two spots. */
export type Drawn = { boxes: Box[]; stretches: [Spot, Spot][] }

const aroundPoint = 7

export function overlaps(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}

/** Whether a straight line passes through a box: cut to the box's width, then looked at by its height. */
export function isCrossed({ left, right, top, bottom }: Box, [a, b]: [Spot, Spot]): boolean {
  const [from, to] = a.x <= b.x ? [a, b] : [b, a]
  if (to.x < left || from.x > right) return false
  const slope = to.x === from.x ? 0 : (to.y - from.y) / (to.x - from.x)
  const start = from.y + slope * (Math.max(left, from.x) - from.x)
  const end = from.y + slope * (Math.min(right, to.x) - from.x)
  return Math.max(start, end) >= top && Math.min(start, end) <= bottom
}

/** Of each line, where its points lie along the axis, and how far down. */
export type Placed = readonly (readonly { place: number; y: number }[])[]

export function placedIn(plot: Plot, kind: PlotKind, height: number): Placed {
  return plot.lines.map(({ points }) =>
    points.flatMap(({ on, value, planned }) => {
      const place = placeOfDay(on, plot.span)
      const top = kind === 'bars' ? Math.max(value, planned ?? 0) : value
      return place === null ? [] : [{ place, y: downTo(top, plot, height) }]
    }),
  )
}

export function drawnIn(placed: Placed, plot: Plot, kind: PlotKind, { width, height }: Frame): Drawn {
  const drawn: Drawn = { boxes: [], stretches: [] }
  const halfBar = Math.min(widestBar, weekBarPart(plot.span) * width) / 2 + 4
  for (const line of placed) {
    let before: Spot | null = null
    for (const { place, y } of line) {
      const x = place * width
      const spot = { x, y }
      if (kind === 'bars') drawn.boxes.push({ left: x - halfBar, right: x + halfBar, top: y - 2, bottom: height })
      else
        drawn.boxes.push({
          left: x - aroundPoint,
          right: x + aroundPoint,
          top: y - aroundPoint,
          bottom: y + aroundPoint,
        })
      if (before && kind === 'lines') drawn.stretches.push([before, spot])
      before = spot
    }
  }
  return drawn
}
