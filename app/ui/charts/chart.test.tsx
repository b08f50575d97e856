import { fireEvent, render, screen, within } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { describe, expect, test, vi } from 'vitest'
import { addDays } from '~/domain/calendar-day'
import { Chart } from './chart'
import { ChartCard } from './chart-card'
import { Legend } from './legend'
import LiveChart from './live-chart'
import { lineLooks, pointPath } from './looks'
import { LsiTrack } from './lsi-track'
import { makePlot, noMarks, type Plot, type PlotLine, spanOf } from './plot'
import { legendOf } from './plot-legend'
import { Sketch } from './sketch'

const locale = 'en-GB'
const span = { from: '2026-10-01', to: '2026-10-21' }

const left: PlotLine = {
  name: 'Left',
  look: 'main',
  points: [
    { on: '2026-10-01', value: 26, look: 'filled', says: '26 kg, tested' },
    { on: '2026-10-21', value: 34, look: 'hollow', says: '34 kg, estimated' },
  ],
}

const plot = makePlot({
  unit: 'kg',
  span,
  ticks: [26, 30, 34],
  lines: [left],
  marks: {
    windows: [{ from: '2026-10-01', to: '2026-10-21' }],
    clearances: ['2026-10-01', '2026-09-01'],
    holds: [{ from: '2026-10-11', to: '2026-10-13' }],
    redFlags: ['2026-10-16'],
  },
  levels: [{ look: 'goal', value: 32, words: 'goal 32 kg' }],
})

function sketchOf(shown: Plot, kind: 'lines' | 'bars' = 'lines') {
  return render(<Sketch plot={shown} kind={kind} name="Strength" locale={locale} />).container
}

describe('before JavaScript a chart', () => {
  test('is drawn already, with its points, its axes and what stands on the time axis', () => {
    const page = document.createElement('div')
    page.innerHTML = renderToString(<Chart plot={plot} name="Strength over time." locale={locale} />)
    expect(page.querySelectorAll('.point-main')).toHaveLength(2)
    expect(page.querySelectorAll('.point-hollow')).toHaveLength(1)
    for (const words of ['34 kg', '21 Oct', 'rehab window, 21 days', 'hold', 'red flag']) {
      expect(page.textContent).toContain(words)
    }
    expect(page.querySelectorAll('.mark-cleared, .mark-hold, .mark-pennant, .mark-wall, .level-goal')).toHaveLength(5)
  })

  test('is said in words to who does not see it', () => {
    sketchOf(plot)
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
      'Strength Drawn across: goal 32 kg. On the time axis: red flag 16 Oct 2026; hold 11 Oct 2026 to 13 Oct 2026; rehab window 1 Oct 2026 to 21 Oct 2026; cleared 1 Oct 2026.',
    )
  })

  test('has a point where its day and its value say', () => {
    const places = [...sketchOf(plot).querySelectorAll('svg svg:has(> .point-main)')].map((each) => [
      each.getAttribute('x'),
      each.getAttribute('y'),
    ])
    // 272 high, less 16 above and 26 below.
    expect(places).toEqual([
      ['0%', '230'],
      ['100%', '0'],
    ])
  })

  test('is small: a point more is one shape and not 150 signs more', () => {
    const points = Array.from({ length: 24 }, (_, index) => ({
      on: addDays(span.from, index % 20),
      value: 26 + (index % 8),
      look: 'hollow' as const,
      says: '',
    }))
    const drawn = (count: number) => {
      const lines = [{ ...left, points: points.slice(0, count) }]
      return renderToString(
        <Sketch plot={makePlot({ lines, unit: 'kg', span, ticks: [26, 34] })} name="" locale={locale} />,
      )
    }
    const [few, many] = [drawn(4), drawn(24)]
    expect(many.length - few.length).toBeLessThan(20 * 150)
    expect(many.split('<path').length - few.split('<path').length).toBe(20)
  })

  test('has a bar as high as its week, and behind it what was planned', () => {
    const points = [
      { on: '2026-10-05', value: 1, look: 'filled' as const, says: '1 session', planned: 3 },
      { on: '2026-10-12', value: 4, look: 'filled' as const, says: '4 sessions', planned: 2 },
    ]
    const page = sketchOf(
      makePlot({ lines: [{ name: 'Sessions', look: 'main', points }], unit: '', span, ticks: [0, 2, 4] }),
      'bars',
    )
    const heights = (name: string) => [...page.querySelectorAll(name)].map((bar) => Number(bar.getAttribute('height')))
    expect(heights('.bar')).toEqual([57.5, 230])
    expect(heights('.bar-planned')).toEqual([172.5, 115])
  })
})

describe.each<[string, Plot]>([
  ['no value', makePlot({ lines: [{ ...left, points: [] }], unit: 'kg', span: spanOf([]) })],
  [
    'one value',
    makePlot({ lines: [{ ...left, points: left.points.slice(0, 1) }], unit: 'kg', span: spanOf(['2026-10-01']) }),
  ],
  [
    'values below zero',
    makePlot({
      lines: [{ ...left, points: left.points.map((point) => ({ ...point, value: -point.value })) }],
      unit: '°',
      span,
      isSigned: true,
    }),
  ],
  [
    'six years of values',
    makePlot({
      lines: [
        {
          ...left,
          points: Array.from({ length: 160 }, (_, index) => ({
            ...left.points[0],
            on: addDays('2020-11-01', index * 13),
            value: index,
            look: 'filled' as const,
            says: '',
          })),
        },
      ],
      unit: 'kg',
      span: { from: '2020-11-01', to: '2026-11-01' },
    }),
  ],
])('with %s a chart', (_, shown) => {
  test.each(['lines', 'bars'] as const)('of %s is drawn without a hole in it', (kind) => {
    const { innerHTML } = sketchOf(shown, kind)
    expect(innerHTML).not.toMatch(/NaN|undefined|Infinity/)
  })
})

test('a single value stands beside its point', () => {
  const points = left.points.slice(0, 1)
  const page = sketchOf(makePlot({ lines: [{ ...left, points }], unit: 'kg', span: spanOf(['2026-10-01']) }))
  expect(page.querySelector('.words-value')?.textContent).toBe('26 kg, tested')
})

test('six lines differ in the shape of their points', () => {
  expect(new Set(lineLooks.map((look) => pointPath(look, 4))).size).toBe(6)
})

describe('read by keys, a chart', () => {
  function live() {
    render(<LiveChart plot={plot} name="Strength." locale={locale} />)
    const chart = screen.getByRole('application', { name: /^Strength\..* Arrow keys read its points\.$/ })
    return {
      said: () => screen.getByRole('status').textContent,
      press: (key: string) => fireEvent.keyDown(chart, { key }),
      chart,
    }
  }

  test('says each point, from the first to the last and no further', () => {
    const { said, press } = live()
    expect(said()).toBe('')
    press('ArrowRight')
    expect(said()).toBe('1 Oct 2026, left, 26 kg, tested')
    press('ArrowRight')
    press('ArrowRight')
    expect(said()).toBe('21 Oct 2026, left, 34 kg, estimated')
    press('Home')
    expect(said()).toBe('1 Oct 2026, left, 26 kg, tested')
  })

  test('leaves by Escape, and when somebody goes on', () => {
    const { said, press, chart } = live()
    press('End')
    expect(said()).not.toBe('')
    press('Escape')
    expect(said()).toBe('')
    press('End')
    fireEvent.blur(chart)
    expect(said()).toBe('')
  })

  test('keeps the keys of the page for the page', () => {
    const { chart } = live()
    expect(fireEvent.keyDown(chart, { key: 'ArrowLeft' })).toBe(false)
    expect(fireEvent.keyDown(chart, { key: 'ArrowLeft', altKey: true })).toBe(true)
    expect(fireEvent.keyDown(chart, { key: 'Tab' })).toBe(true)
  })
})

describe('a chart card', () => {
  const card = () => {
    render(
      <ChartCard
        question="Is the left leg getting stronger?"
        answer="Yes: 26 → 34 kg."
        table={{ head: ['Day', 'Load'], rows: [['21 Oct 2026', '34 kg']] }}
        csvHref="/clients/1/strength.csv"
        pictureName="strength"
      >
        <p>the drawing</p>
      </ChartCard>,
    )
    return screen.getByRole('region', { name: 'Is the left leg getting stronger?' })
  }

  test('answers before it draws, and holds the same numbers as a table and a file', () => {
    const shown = card()
    const text = shown.textContent ?? ''
    expect(text.indexOf('Yes: 26 → 34 kg.')).toBeLessThan(text.indexOf('the drawing'))
    expect(within(shown).getByRole('table', { hidden: true }).textContent).toContain('21 Oct 2026')
    expect(within(shown).getByRole('link', { name: 'CSV' }).getAttribute('href')).toBe('/clients/1/strength.csv')
  })

  test('says so where the browser cannot draw its picture', async () => {
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
    fireEvent.click(within(card()).getByRole('button', { name: 'Picture' }))
    expect(
      await screen.findByText('This browser could not draw the picture. The CSV has the same numbers.'),
    ).toBeTruthy()
    vi.restoreAllMocks()
  })
})

describe('the legend', () => {
  const named = (shown: Plot, kind?: 'bars') => legendOf(shown, kind).map(({ words }) => words)

  test('names what is drawn and nothing else', () => {
    expect(named(plot)).toEqual([
      'tested',
      'estimated',
      'left',
      'goal 32 kg',
      'rehab window to its end',
      'hold',
      'cleared',
      'red flag',
    ])
    expect(
      named({ ...plot, marks: noMarks, levels: [], lines: [{ ...left, points: left.points.slice(0, 1) }] }),
    ).toEqual(['left'])
  })

  test('names a long time without a value', () => {
    const points = ['2026-10-01', '2026-11-21'].map((on) => ({ on, value: 26, look: 'filled' as const, says: '26 kg' }))
    const apart = makePlot({ lines: [{ ...left, points }], unit: 'kg', span: { ...span, to: '2026-11-21' } })
    expect(named(apart)).toEqual(['left', 'over 28 days without a value'])
  })

  test('is a list with a drawing for each', () => {
    const { container } = render(<Legend items={legendOf(plot)} />)
    expect(screen.getAllByRole('listitem')).toHaveLength(8)
    expect(container.querySelectorAll('li > svg')).toHaveLength(8)
  })
})

test('a symmetry short of the line is not drawn as a broken rule', () => {
  const { container } = render(<LsiTrack percent={79.4} firstPercent={56} />)
  expect(container.querySelector('.track-out')).toBeNull()
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
    'Limb symmetry 79 %, was 56; the range is 90 to 100: below.',
  )
})
