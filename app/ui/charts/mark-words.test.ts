import { describe, expect, test } from 'vitest'
import { addDays } from '~/domain/calendar-day'
import { drawnWidths, type MarkWord, markWords, wordWidth } from './mark-words'
import { downTo, type Marks, makePlot, noMarks, type Plot, type PlotLevel, placeOfDay, room } from './plot'

const from = '2026-09-01'
const span = { from, to: addDays(from, 100) }
const day = (number: number) => addDays(from, number)

type Drawn = { values?: [number, number][]; marks?: Partial<Marks>; levels?: PlotLevel[] }

/** Days and values from 0 to 100. */
function plotOf({ values = [], marks, levels }: Drawn): Plot {
  const points = values.map(([at, value]) => ({ on: day(at), value, look: 'filled' as const, says: `${value} kg` }))
  return makePlot({
    lines: [{ name: 'Left', look: 'main', points }],
    unit: 'kg',
    span,
    ticks: [0, 50, 100],
    marks: { ...noMarks, ...marks },
    levels,
  })
}

const frame = { width: 500, height: 230 }
const said = (drawn: Drawn, width = frame.width) =>
  markWords(plotOf(drawn), 'lines', { ...frame, width }).map(({ words }) => words)

const window21 = { from: day(10), to: day(30) }

describe('the words of marks', () => {
  test('two lines that are one point say its value once', () => {
    const plot = plotOf({ values: [[50, 60]] })
    const [line] = plot.lines
    const twice = { ...plot, lines: line ? [line, { ...line, name: 'Of the first baseline' }] : [] }
    expect(markWords(twice, 'lines', frame).map(({ words }) => words)).toEqual(['60 kg'])
  })

  test.each<[string, Drawn, string[]]>([
    ['a window has its name and its end', { marks: { windows: [window21] } }, ['window ends', 'rehab window']],
    [
      'a wide one has its days too',
      { marks: { windows: [{ from: day(10), to: day(60) }] } },
      ['window ends', 'rehab window, 51 days'],
    ],
    [
      'a hold, a clearance and a red flag have theirs',
      {
        marks: { holds: [{ from: day(20), to: day(23) }], clearances: [day(50)], redFlags: [day(80)] },
      },
      ['red flag', 'hold, 3 days', 'cleared'],
    ],
    ['a hold that stands is on', { marks: { holds: [{ from: day(60), to: null }] } }, ['on hold']],
    ['what lies beyond the axis has none', { marks: { clearances: [day(-3)], redFlags: [day(101)] } }, []],
    ['a goal has its words', { levels: [{ look: 'goal', value: 50, words: 'goal 50 kg' }] }, ['goal 50 kg']],
    ['a single point has its value', { values: [[50, 34]] }, ['34 kg']],
    [
      'more points have none',
      {
        values: [
          [50, 34],
          [60, 40],
        ],
      },
      [],
    ],
  ])('%s', (_, drawn, words) => {
    expect(said(drawn)).toEqual(words)
  })

  test('a single value is said though the line of a mark runs through it', () => {
    expect(said({ values: [[1, 34]], marks: { clearances: [day(3)] } })).toContain('34 kg')
  })

  test('of many alike the newest two have theirs, and are not read as one', () => {
    const clearances = Array.from({ length: 20 }, (_, index) => day(index * 5))
    const words = markWords(plotOf({ marks: { clearances } }), 'lines', frame)
    // A word of 44 pixels with 10 beside it takes more than two steps of 25: every third has room.
    expect(words.map(({ place }) => Math.round(place * 100))).toEqual([95, 80])
  })

  test('a window too narrow for its name is named by the legend alone', () => {
    expect(said({ marks: { windows: [window21] } }, 168)).toEqual(['window ends'])
  })
})

/** The box of a word, as wide as the layout takes it to be. */
function boxOf({ place, shift, y, anchor, words, look }: MarkWord, width: number) {
  const wide = wordWidth(words, look)
  const x = place * width + shift
  const left = anchor === 'start' ? x : anchor === 'end' ? x - wide : x - wide / 2
  return { left, right: left + wide, top: y - 6, bottom: y + 6 }
}

const crowded: Drawn = {
  values: Array.from({ length: 21 }, (_, index) => [index * 5, 10 + ((index * 37) % 80)]),
  marks: {
    windows: [window21, { from: day(55), to: day(75) }],
    clearances: [day(0), day(8), day(53), day(97)],
    holds: [
      { from: day(12), to: day(13) },
      { from: day(60), to: day(66) },
    ],
    redFlags: [day(9), day(54), day(99)],
  },
  levels: [
    { look: 'goal', value: 95, words: 'goal 95 kg' },
    { look: 'line', value: 45, words: 'usual line, 45 kg' },
  ],
}

describe.each([...drawnWidths.map(({ width }) => width), 700])('in a crowd, %i pixels wide, words', (width) => {
  const plot = plotOf(crowded)
  const words = markWords(plot, 'lines', { ...frame, width })
  const boxes = words.map((word) => boxOf(word, width))

  test('stay within the frame', () => {
    expect(words.length).toBeGreaterThan(0)
    for (const { left, right, top, bottom } of boxes) {
      expect(left).toBeGreaterThanOrEqual(0)
      expect(right).toBeLessThanOrEqual(width + room.right)
      expect(top).toBeGreaterThanOrEqual(-room.top)
      expect(bottom).toBeLessThanOrEqual(frame.height)
    }
  })

  test('do not lie on each other', () => {
    const pairs = boxes.flatMap((one, index) => boxes.slice(index + 1).map((other) => [one, other] as const))
    for (const [one, other] of pairs) {
      const isApart =
        one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top
      expect(isApart).toBe(true)
    }
  })

  test('lie on no point and on no upright line', () => {
    const uprights = [
      ...plot.marks.clearances,
      ...plot.marks.redFlags,
      ...plot.marks.windows.flatMap((each) => [each.from, each.to]),
    ]
    for (const { left, right, top, bottom } of boxes) {
      const isWithin = (on: string) => {
        const x = (placeOfDay(on, span) ?? 0) * width
        return x > left && x < right
      }
      const points = plot.lines.flatMap((line) => line.points).filter(({ on }) => isWithin(on))
      for (const { value } of points) {
        const y = downTo(value, plot, frame.height)
        expect(y < top - 4 || y > bottom + 4).toBe(true)
      }
      if (bottom > 0) expect(uprights.filter(isWithin)).toEqual([])
    }
  })
})

test('words that fit at one width fit at any wider one, as the server draws for a few', () => {
  const plot = plotOf(crowded)
  for (const { width } of drawnWidths) {
    const words = markWords(plot, 'lines', { ...frame, width })
    for (const wider of [width * 1.1, width * 1.5]) {
      const boxes = words.map((word) => boxOf(word, wider))
      for (const { left, right } of boxes) expect(left >= 0 && right <= wider + room.right).toBe(true)
    }
  }
})
