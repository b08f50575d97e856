/** Which marks, levels and bands have their words in the drawing, and where; the legend names those that have none. */
import { type Box, drawnIn, type Frame, isCrossed, overlaps } from './boxes'
import { clearedWord, holdWords, marksWithin, redFlagWord, windowEndWord, windowWords } from './marks'
import { cutTo, downTo, type Plot, type PlotKind, placeOfDay, room } from './plot'

export type WordLook = 'value' | 'goal' | 'line' | 'band' | 'red-flag' | 'hold' | 'wall' | 'window' | 'cleared'

/** `place` along the axis, moved by `shift` pixels; `y` is the middle of the words, from the upper end. */
export type MarkWord = {
  look: WordLook
  words: string
  place: number
  shift: number
  y: number
  anchor: 'start' | 'middle' | 'end'
}

type Spot = Pick<MarkWord, 'place' | 'shift' | 'y' | 'anchor'>
/** A word with the spots it may stand at, best first; `within` are the sides it must not leave. */
type Wish = { look: WordLook; words: string; spots: Spot[]; within?: { left: number; right: number } }

const letterWidth = 6.3
const boldLetterWidth = 6.9
const halfLine = 7
const gap = 6
/** Each mark word takes at least this much of the width, so that many do not become a thicket. */
const widthAWord = 80
/** The pennant of a red flag, above the drawing. */
const pennant = { width: 12, height: 12 }

export function wordWidth(words: string, look: WordLook): number {
  return words.length * (look === 'window' || look === 'value' ? boldLetterWidth : letterWidth)
}

/** Lines of words from the upper and the lower end. */
function rows({ height }: Frame) {
  const [upper, under] = [
    [9, 24],
    [height - 9, height - 24],
  ]
  return { upper, under, all: [...upper, ...under] }
}

function beside(place: number, ys: number[], sides: readonly ('start' | 'end')[] = ['start', 'end']): Spot[] {
  return ys.flatMap((y) => sides.map((anchor) => ({ place, shift: anchor === 'start' ? gap : -gap, y, anchor })))
}

/** A line of one point says its value. */
function valueWishes(plot: Plot, frame: Frame): Wish[] {
  return plot.lines.flatMap(({ points: [point, ...more] }) => {
    const place = point && more.length === 0 ? placeOfDay(point.on, plot.span) : null
    if (!point || place === null) return []
    const y = downTo(point.value, plot, frame.height)
    const spots: Spot[] = [
      { place, shift: 11, y, anchor: 'start' },
      { place, shift: -11, y, anchor: 'end' },
      { place, shift: 0, y: y - 16, anchor: 'middle' },
      { place, shift: 0, y: y + 16, anchor: 'middle' },
    ]
    return [{ look: 'value', words: point.says, spots }]
  })
}

/** At the right end or else the left one, above the level or else under it. */
function levelWishes(plot: Plot, { height }: Frame): Wish[] {
  const ends = (y: number): Spot[] => [
    { place: 1, shift: -2, y, anchor: 'end' },
    { place: 0, shift: 4, y, anchor: 'start' },
  ]
  const levels = plot.levels.map(({ look, words, value }): Wish => {
    const y = downTo(value, plot, height)
    return { look, words, spots: [...ends(y - 9), ...ends(y + 9)] }
  })
  const bands = plot.bands.map(({ from, to, words }): Wish => {
    const [top, bottom] = [downTo(Math.max(from, to), plot, height), downTo(Math.min(from, to), plot, height)]
    const inside = bottom - top >= 2 * halfLine ? [...ends(top + 8), ...ends(bottom - 8)] : []
    return { look: 'band', words, spots: [...inside, ...ends(top - 8), ...ends(bottom + 8)] }
  })
  return [...levels, ...bands]
}

function markWishes({ marks, span }: Plot, frame: Frame): Wish[] {
  const { redFlags, holds, windows, clearances } = marksWithin(marks, span)
  const { upper, under, all } = rows(frame)
  const at = (day: string) => placeOfDay(day, span) ?? 0
  const cut = windows.flatMap(({ from, to }) => {
    const within = cutTo(span, from, to)
    return within ? [{ from, to, within }] : []
  })
  return [
    ...redFlags.map((day): Wish => ({ look: 'red-flag', words: redFlagWord, spots: beside(at(day), all) })),
    ...holds.map(({ from, to }): Wish => {
      const edge = at(from < span.from ? span.from : from)
      const end = at(to && to < span.to ? to : span.to)
      const spots = [under, upper].flatMap((ys) => [
        ...beside(edge, ys, ['start']),
        ...beside(end, ys, ['start']),
        ...beside(edge, ys, ['end']),
      ])
      return { look: 'hold', words: holdWords(from, to), spots }
    }),
    ...cut.flatMap(({ to, within }): Wish[] =>
      to > within.to ? [] : [{ look: 'wall', words: windowEndWord, spots: beside(at(to), all) }],
    ),
    ...cut.map(({ from, to, within }): Wish => {
      const sides = { left: at(within.from) * frame.width, right: at(within.to) * frame.width }
      return {
        look: 'window',
        words: windowWords(from, to),
        within: sides,
        spots: beside(at(within.from), all, ['start']),
      }
    }),
    ...clearances.map((day): Wish => {
      return { look: 'cleared', words: clearedWord, spots: beside(at(day), [...under, ...upper], ['end', 'start']) }
    }),
  ]
}

/** Where lines stand upright: words do not cross them. */
function uprights({ marks, span }: Plot, { width }: Frame): number[] {
  const days = [
    ...marks.redFlags,
    ...marks.clearances,
    ...marks.windows.flatMap(({ from, to }) => [from, to]),
    ...marks.holds.flatMap(({ from, to }) => (to ? [from, to] : [from])),
  ]
  return days.flatMap((day) => {
    const place = placeOfDay(day, span)
    return place === null ? [] : [place * width]
  })
}

function boxOf({ place, shift, y, anchor }: Spot, width: number, frame: Frame): Box {
  const x = place * frame.width + shift
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return { left, right: left + width, top: y - halfLine, bottom: y + halfLine }
}

/** What keeps a box from being written in, beside what is written already. */
function obstacles(plot: Plot, kind: PlotKind, frame: Frame): (box: Box) => boolean {
  const { boxes, stretches } = drawnIn(plot, kind, frame)
  const flags = plot.marks.redFlags.flatMap((day) => {
    const place = placeOfDay(day, plot.span)
    if (place === null) return []
    const left = place * frame.width - 1
    return [{ left, right: left + pennant.width, top: -room.top, bottom: pennant.height - room.top }]
  })
  const across = [...plot.levels.map(({ value }) => value), ...plot.bands.flatMap(({ from, to }) => [from, to])]
  const levels = across.map((value) => downTo(value, plot, frame.height))
  const upright = uprights(plot, frame)
  const isOutside = (box: Box) =>
    box.left < 0 || box.right > frame.width + room.right - 4 || box.top < -room.top || box.bottom > frame.height
  return (box) =>
    isOutside(box) ||
    [...boxes, ...flags].some((other) => overlaps(box, other)) ||
    stretches.some((stretch) => isCrossed(box, stretch)) ||
    levels.some((y) => y > box.top && y < box.bottom) ||
    upright.some((x) => x > box.left - 2 && x < box.right + 2)
}

/** Values and levels first, then marks, the newest of each kind first, as many as are still read. */
export function markWords(plot: Plot, kind: PlotKind, frame: Frame): MarkWord[] {
  const isBlocked = obstacles(plot, kind, frame)
  const written: Box[] = []
  const words: MarkWord[] = []
  const write = ({ look, words: said, spots, within }: Wish): void => {
    const width = wordWidth(said, look)
    const isIn = (box: Box) => !within || (box.left >= within.left && box.right <= within.right - 3)
    for (const spot of spots) {
      const box = boxOf(spot, width, frame)
      if (!isIn(box) || isBlocked(box) || written.some((other) => overlaps(box, other))) continue
      written.push(box)
      words.push({ look, words: said, ...spot })
      return
    }
  }
  for (const wish of [...valueWishes(plot, frame), ...levelWishes(plot, frame)]) write(wish)
  const before = words.length
  const most = Math.max(2, Math.floor(frame.width / widthAWord))
  for (const wish of markWishes(plot, frame)) if (words.length - before < most) write(wish)
  return words
}

/** The widths the server draws words for, as it knows none: those of the widest that fits are shown (chart.css). */
export const drawnWidths = [
  { name: 'narrow', width: 168 },
  { name: 'middle', width: 334 },
  { name: 'wide', width: 518 },
] as const
