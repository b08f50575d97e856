/** Which marks, levels and bands have their words in the drawing, and where; the legend names those that have none. */
import { type Box, type Frame, overlaps } from './boxes'
import { clearedWord, holdWords, marksWithin, redFlagWord, windowEndWord, windowWord, windowWords } from './marks'
import { cutTo, downTo, type Marks, type Plot, type PlotKind, placeOfDay, room, type Span } from './plot'
import { type Layout, layoutOf, obstacles, pennantWidth, type WordLook } from './word-obstacles'

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
/** What is said, shorter where there is less room, and the spots it may stand at, best first; `within` are places along the axis it must not leave. */
type Wish = { look: WordLook; says: string[]; spots: Spot[]; within?: { left: number; right: number } }

const letterWidth = 6.3
const boldLetterWidth = 6.9
const halfLine = 7
const gap = 6
/** Each mark word takes at least this much of the width, so that many do not become a thicket. */
const widthAWord = 80
/** The same words over and over say no more than the legend does. */
const mostAlike = 2
/** Words beside each other are not read as one. */
const wordGap = 10
/** The middle of words above the drawing, where nothing is drawn but the pennants of red flags. */
const above = 7 - room.top

export function wordWidth(words: string, look: WordLook): number {
  return words.length * (look === 'window' || look === 'value' ? boldLetterWidth : letterWidth)
}

/** Lines of words from the upper and the lower end. */
function rows(height: number) {
  const [upper, under] = [
    [9, 24],
    [height - 9, height - 24],
  ]
  return { upper, under, all: [...upper, ...under] }
}

function beside(place: number, ys: number[], sides: readonly ('start' | 'end')[] = ['start', 'end']): Spot[] {
  return ys.flatMap((y) => sides.map((anchor) => ({ place, shift: anchor === 'start' ? gap : -gap, y, anchor })))
}

/** A line of one point says its value, and two lines that are one point say it once. */
function valueWishes(plot: Plot, height: number): Wish[] {
  const said = new Set<string>()
  return plot.lines.flatMap(({ points: [point, ...more] }) => {
    const spoken = `${point?.on} ${point?.value} ${point?.says}`
    if (said.has(spoken)) return []
    said.add(spoken)
    const place = point && more.length === 0 ? placeOfDay(point.on, plot.span) : null
    if (!point || place === null) return []
    const y = downTo(point.value, plot, height)
    const spots: Spot[] = [
      { place, shift: 11, y, anchor: 'start' },
      { place, shift: -11, y, anchor: 'end' },
      { place, shift: 0, y: y - 16, anchor: 'middle' },
      { place, shift: 0, y: y + 16, anchor: 'middle' },
      ...beside(place, [y - 16, y + 16]),
    ]
    return [{ look: 'value', says: [point.says], spots }]
  })
}

/** At the right end, the left one or between, above the level or else under it. */
function levelWishes(plot: Plot, height: number): Wish[] {
  const ends = (y: number): Spot[] => [
    { place: 1, shift: -5, y, anchor: 'end' },
    { place: 0, shift: 5, y, anchor: 'start' },
    ...[0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1].map((place): Spot => ({ place, shift: 0, y, anchor: 'middle' })),
  ]
  const levels = plot.levels.map(({ look, words, value }): Wish => {
    const y = downTo(value, plot, height)
    return { look, says: [words], spots: [...ends(y - 9), ...ends(y + 9)] }
  })
  const bands = plot.bands.map(({ from, to, words }): Wish => {
    const [top, bottom] = [downTo(Math.max(from, to), plot, height), downTo(Math.min(from, to), plot, height)]
    const inside = bottom - top >= 2 * halfLine ? [...ends(top + 8), ...ends(bottom - 8)] : []
    return { look: 'band', says: [words], spots: [...inside, ...ends(top - 8), ...ends(bottom + 8)] }
  })
  return [...levels, ...bands]
}

function markWishes({ marks, span }: Plot, height: number): Wish[] {
  const { redFlags, holds, windows, clearances } = marksWithin(marks, span)
  const lines = rows(height)
  const { upper, under, all } = lines
  const at = (day: string) => placeOfDay(day, span) ?? 0
  const cut = windows.flatMap(({ from, to }) => {
    const within = cutTo(span, from, to)
    return within ? [{ from, to, within }] : []
  })
  const over = (day: string): Spot => ({ place: at(day), shift: 0, y: above, anchor: 'middle' })
  return [
    ...redFlags.map((day): Wish => {
      const byPennant: Spot = { place: at(day), shift: pennantWidth + 2, y: above, anchor: 'start' }
      return { look: 'red-flag', says: [redFlagWord], spots: [byPennant, ...beside(at(day), [above, ...all], ['end'])] }
    }),
    ...holds.map((hold) => holdWish(hold, span, lines)),
    ...cut.flatMap(({ to, within }): Wish[] =>
      to > within.to ? [] : [{ look: 'wall', says: [windowEndWord], spots: [...beside(at(to), all), over(to)] }],
    ),
    ...cut.map(({ from, to, within }): Wish => {
      const sides = { left: at(within.from), right: at(within.to) }
      const says = [windowWords(from, to), windowWord]
      return { look: 'window', says, within: sides, spots: beside(at(within.from), all, ['start']) }
    }),
    ...clearances.map((day): Wish => {
      const spots = [...beside(at(day), [...under, ...upper], ['end', 'start']), over(day)]
      return { look: 'cleared', says: [clearedWord], spots }
    }),
  ]
}

/** In it, behind it or before it, as it is often as narrow as a day. */
function holdWish({ from, to }: Marks['holds'][number], span: Span, { under, upper }: ReturnType<typeof rows>): Wish {
  const edge = placeOfDay(from < span.from ? span.from : from, span) ?? 0
  const end = placeOfDay(to && to < span.to ? to : span.to, span) ?? 1
  const spots = [under, upper, [above]].flatMap((ys) => [
    ...beside(edge, ys, ['start']),
    ...beside(end, ys, ['start']),
    ...beside(edge, ys, ['end']),
  ])
  return { look: 'hold', says: [holdWords(from, to), to === null ? 'on hold' : 'hold'], spots }
}

function boxOf({ place, shift, y, anchor }: Spot, width: number, frame: Frame): Box {
  const x = place * frame.width + shift
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return { left, right: left + width, top: y - halfLine, bottom: y + halfLine }
}

type Free = { box: Box; word: MarkWord; isSecond: boolean }

/** Over a grid line only where there is no other spot. Spots are looked at until one is good, as there are many. */
function firstOf(says: string[], spots: Spot[], freeAt: (said: string, spot: Spot) => Free | null): Free | null {
  let second: Free | null = null
  for (const said of says) {
    for (const spot of spots) {
      const free = freeAt(said, spot)
      if (free && !free.isSecond) return free
      second ??= free
    }
  }
  return second
}

export function markWords(plot: Plot, kind: PlotKind, { width, height }: Frame): MarkWord[] {
  return wordsAtWidths(plot, kind, height)(width)
}

/** The same for more widths than one: what is wished for is the same at each. */
export function wordsAtWidths(plot: Plot, kind: PlotKind, height: number): (width: number) => MarkWord[] {
  const layout = layoutOf(plot, kind, height)
  const values = [...valueWishes(plot, height), ...levelWishes(plot, height)]
  const marks = markWishes(plot, height)
  const grid = plot.ticks.map((tick) => downTo(tick, plot, height))
  return (width) => wordsOfWishes({ layout, values, marks, grid }, { width, height })
}

type Wished = { layout: Layout; values: readonly Wish[]; marks: readonly Wish[]; grid: readonly number[] }

/** Values and levels first, then marks, the newest of each kind first, as many as are still read. */
function wordsOfWishes({ layout, values, marks, grid }: Wished, frame: Frame): MarkWord[] {
  const isBlocked = obstacles(layout, frame)
  const written: Box[] = []
  const words: MarkWord[] = []
  const isOnGrid = (box: Box) => grid.some((y) => y > box.top + 2 && y < box.bottom - 2)
  const write = ({ look, says, spots, within }: Wish): void => {
    const isIn = (box: Box) =>
      !within || (box.left >= within.left * frame.width && box.right <= within.right * frame.width - 3)
    const best = firstOf(says, spots, (said, spot): Free | null => {
      const box = boxOf(spot, wordWidth(said, look), frame)
      if (!isIn(box) || isBlocked(box, look)) return null
      const apart = { ...box, left: box.left - wordGap, right: box.right + wordGap }
      if (written.some((other) => overlaps(apart, other))) return null
      return { box, word: { look, words: said, ...spot }, isSecond: isOnGrid(box) }
    })
    if (!best) return
    written.push(best.box)
    words.push(best.word)
  }
  for (const wish of values) write(wish)
  const before = words.length
  const most = Math.max(2, Math.floor(frame.width / widthAWord))
  for (const wish of marks) {
    const alike = words.filter(({ look }) => look === wish.look).length
    if (words.length - before < most && alike < mostAlike) write(wish)
  }
  return words
}

/** The widths the server draws words for, as it knows none: those of the widest that fits are shown (chart.css). */
export const drawnWidths = [
  { name: 'narrow', width: 168 },
  { name: 'phone', width: 218 },
  { name: 'middle', width: 334 },
  { name: 'wide', width: 518 },
] as const
