/** What words on a chart are not written over. */
import { type Box, drawnIn, type Frame, isCrossed, overlaps, type Placed, placedIn } from './boxes'
import { downTo, type Plot, type PlotKind, placeOfDay, room } from './plot'

export type WordLook = 'value' | 'goal' | 'line' | 'band' | 'red-flag' | 'hold' | 'wall' | 'window' | 'cleared'

export const pennantWidth = 12

/** The places along the axis where lines stand upright: words do not cross them. */
function uprights({ marks, span }: Plot): number[] {
  const days = [
    ...marks.redFlags,
    ...marks.clearances,
    ...marks.windows.flatMap(({ from, to }) => [from, to]),
    ...marks.holds.flatMap(({ from, to }) => (to ? [from, to] : [from])),
  ]
  return days.flatMap((day) => {
    const place = placeOfDay(day, span)
    return place === null ? [] : [place]
  })
}

/** All of a chart that is the same at any width. */
export type Layout = {
  plot: Plot
  kind: PlotKind
  placed: Placed
  flags: number[]
  levels: number[]
  uprights: number[]
}

export function layoutOf(plot: Plot, kind: PlotKind, height: number): Layout {
  const across = [...plot.levels.map(({ value }) => value), ...plot.bands.flatMap(({ from, to }) => [from, to])]
  return {
    plot,
    kind,
    placed: placedIn(plot, kind, height),
    flags: plot.marks.redFlags.flatMap((day) => placeOfDay(day, plot.span) ?? []),
    levels: across.map((value) => downTo(value, plot, height)),
    uprights: uprights(plot),
  }
}

/** What keeps a box from being written in, beside what is written already. */
export function obstacles(
  { plot, kind, placed, levels, ...at }: Layout,
  frame: Frame,
): (box: Box, look: WordLook) => boolean {
  const { boxes, stretches } = drawnIn(placed, plot, kind, frame)
  const flags = at.flags.map((place) => {
    const left = place * frame.width - 1
    return { left, right: left + pennantWidth, top: -room.top, bottom: 0 }
  })
  const upright = at.uprights.map((place) => place * frame.width)
  const inTheWay = [...boxes, ...flags]
  const isOutside = (box: Box) =>
    box.left < 0 || box.right > frame.width + room.right - 4 || box.top < -room.top || box.bottom > frame.height
  return (box, look) =>
    isOutside(box) ||
    inTheWay.some((other) => overlaps(box, other)) ||
    stretches.some((stretch) => isCrossed(box, stretch)) ||
    levels.some((y) => y > box.top && y < box.bottom) ||
    // The one value there is is said over the line of a mark too, with a ground of its own (chart.css).
    (look !== 'value' && box.bottom > 0 && upright.some((x) => x > box.left - 2 && x < box.right + 2))
}
