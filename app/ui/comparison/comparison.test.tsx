import { createRemixStub } from '@remix-run/testing'
import { cleanup, render } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { addDays } from '~/domain/calendar-day'
import { type ComparedProgram, gainOf, type ProgramComparison } from '~/domain/program-comparison'
import { ComparisonBoard } from './comparison-board'
import { changeTicks, comparisonPlot, comparisonTable } from './comparison-plot'
import { comparisonAnswer, labelsOf, lengthWords } from './comparison-words'

const format = { locale: 'en-GB', timeZone: 'UTC', units: 'kg' } as const
const clearedOn = '2026-03-01'

/** Tests by days since the clearance, in kilograms. */
function program(
  name: string,
  kg: [day: number, load: number][],
  changes: Partial<ComparedProgram> = {},
): ComparedProgram {
  const from = changes.clearedOn ?? clearedOn
  const maxima = kg.map(([day, load]) => ({ on: addDays(from, day), loadG: load * 1000, isTested: true }))
  return {
    ...{ id: name, name, clearedOn, endedOn: null, days: 43, holds: 1, redFlags: 0 },
    ...{ sessions: { done: 14, planned: 18, kept: 12 }, pain: { from: 5, to: 2 } },
    gain: gainOf(maxima, { clearedOn: from, until: '2027-03-01', isStarted: true }),
    ...changes,
  }
}
const comparisonOf = (...programs: ComparedProgram[]): ProgramComparison => ({
  choices: [{ exercise: 'Leg extension', sides: ['left'] }],
  ...{ exercise: 'Leg extension', side: 'left', formula: 'epley', total: programs.length, programs },
})
const said = (...programs: ComparedProgram[]) =>
  comparisonAnswer(comparisonOf(...programs), format).sentence.replaceAll('\u00a0', ' ')

describe('the answer', () => {
  const slow = program('Slow', [
    [-3, 50],
    [56, 60],
  ])
  const quick = program('Quick', [
    [0, 50],
    [14, 55],
  ])

  test.each<[string, ComparedProgram[]]>([
    [
      '“Slow” brought the most: +20 % in 8 weeks; then “Quick” with +10 % in 2 weeks. By the week it was “Quick”: +5 % a week.',
      [slow, quick],
    ],
    [
      'About the same: “Slow” brought +20 % in 8 weeks, “Same” +20 % in 8 weeks.',
      [
        slow,
        program('Same', [
          [0, 100],
          [56, 120],
        ]),
      ],
    ],
    ['“Slow” brought +20 % in 8 weeks; there is no other to hold it against.', [slow, program('Bare', [])]],
    ['Cannot be said: no program has two maxima of Leg extension, left.', [program('Bare', [[0, 50]])]],
    [
      '“Quick” brought the most: +10 % in 2 weeks; then “Loss” with -10 % in 10 days.',
      [
        program('Loss', [
          [0, 50],
          [10, 45],
        ]),
        quick,
      ],
    ],
  ])('is %s', (sentence, programs) => {
    expect(said(...programs)).toBe(sentence)
  })

  test('names the formula where something was estimated, and nothing else', () => {
    expect(comparisonAnswer(comparisonOf(slow), format).note).toMatch(/^Tested 1RM\. /)
    const maxima = [
      { on: clearedOn, loadG: 50_000, isTested: false },
      { on: '2026-03-20', loadG: 60_000, isTested: false },
    ]
    const guessed = program('Guess', [], { gain: gainOf(maxima, { clearedOn, until: '2026-04-01', isStarted: true }) })
    expect(comparisonAnswer(comparisonOf(guessed), format).note).toContain('estimates by Epley')
  })

  test('tells programs of one name apart by their clearance, and of one day by their place', () => {
    const named = (id: string, on: string) => program('Knee', [], { id, clearedOn: on })
    const labels = labelsOf([named('c', '2026-05-01'), named('b', '2026-03-01'), named('a', '2026-03-01')], format)
    expect([...labels.values()]).toEqual([
      'Knee, cleared 1 May 2026',
      'Knee, cleared 1 Mar 2026 (2)',
      'Knee, cleared 1 Mar 2026 (1)',
    ])
  })

  test.each([
    [1, '1 day'],
    [13, '13 days'],
    [14, '2 weeks'],
    [40, '6 weeks'],
  ])('says %i days as %s', (days, words) => {
    expect(lengthWords(days)).toBe(words)
  })
})

describe('the chart', () => {
  test.each([
    [[], [0, 5]],
    [
      [0, 31],
      [0, 10, 20, 30, 40],
    ],
    [
      [-12, 18],
      [-20, -10, 0, 10, 20],
    ],
    [
      [0, 400],
      [0, 100, 200, 300, 400],
    ],
  ])('of the changes %j is marked at %j', (changes, ticks) => {
    expect(changeTicks(changes)).toEqual(ticks)
  })

  test('lays each clearance on the same day, and its table has every point that is drawn', () => {
    const programs = [
      program(
        'Later',
        [
          [-3, 50],
          [20, 60],
        ],
        { clearedOn: '2026-06-01' },
      ),
      program('Earlier', [
        [4, 40],
        [40, 30],
      ]),
    ]
    const plot = comparisonPlot(programs, format)
    expect(plot.lines.map(({ name, points }) => [name, points.map(({ on, value }) => [on, value])])).toEqual([
      [
        'Later',
        [
          ['1970-01-01', 0],
          ['1970-01-21', 20],
        ],
      ],
      [
        'Earlier',
        [
          ['1970-01-05', 0],
          ['1970-02-10', -25],
        ],
      ],
    ])
    expect([plot.low, plot.high, plot.span.to]).toEqual([-30, 20, '1970-02-10'])
    const rows = comparisonTable(programs, format).rows.map((cells) => cells.join(' | ').replaceAll('\u00a0', ' '))
    expect(rows).toEqual([
      'Later | week 0 | 29 May 2026 | 50 kg, tested | 0 %',
      'Later | week 2, day 6 | 21 Jun 2026 | 60 kg, tested | +20 %',
      'Earlier | week 0, day 4 | 5 Mar 2026 | 40 kg, tested | 0 %',
      'Earlier | week 5, day 5 | 10 Apr 2026 | 30 kg, tested | -25 %',
    ])
  })
})

describe('the page', () => {
  const shown = (comparison: ProgramComparison) => {
    const Stub = createRemixStub([
      { path: '/', Component: () => <ComparisonBoard clientId="c" comparison={comparison} format={format} /> },
    ])
    const html = render(<Stub />).container.innerHTML.replaceAll('&nbsp;', ' ')
    cleanup()
    return html
  }
  const legendOf = (html: string) =>
    /<ul class="legend">(.*?)<\/ul>/s
      .exec(html)?.[1]
      ?.replaceAll(/<[^>]*>/g, ' ')
      .match(/P\d/g)

  test('has each program with its sessions, pain, holds and change, and draws the five newest', () => {
    const many = Array.from({ length: 8 }, (_, index) =>
      program(`P${index}`, [
        [0, 50],
        [14, 51 + index],
      ]),
    )
    const html = shown({ ...comparisonOf(...many), total: 90 })
    expect(legendOf(html)).toEqual(['P0', 'P1', 'P2', 'P3', 'P4'])
    expect(html).toContain('The 5 newest of 8 that can be compared are drawn')
    expect(html).toContain('the 8 newest of 90')
    for (const words of ['12 of 18', 'and 2 more', '5 → 2', 'tested, 15 Mar 2026', '+16 %', 'href="/programs/P7"'])
      expect(html).toContain(words)
  })

  test('draws nothing where nothing can be compared, and says so', () => {
    const html = shown(comparisonOf(program('Bare', [])))
    expect(html).not.toContain('role="img"')
    expect(html).toContain('no maximum')
  })
})
