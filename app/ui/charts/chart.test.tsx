import { render, screen, within } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Chart } from './chart'
import { ChartCard } from './chart-card'
import { LsiTrack } from './lsi-track'
import { makePlot } from './plot'
import { Sketch } from './sketch'

const plot = makePlot({
  unit: 'kg',
  span: { from: '2026-10-01', to: '2026-10-21' },
  lines: [
    {
      name: 'Left',
      look: 'main',
      points: [
        { on: '2026-10-01', value: 26, look: 'filled', says: '26 kg, tested' },
        { on: '2026-10-21', value: 34, look: 'hollow', says: '34 kg, estimated' },
      ],
    },
  ],
  marks: {
    windows: [{ from: '2026-10-01', to: '2026-10-21' }],
    clearances: ['2026-10-01', '2026-09-01'],
    holds: [{ from: '2026-10-11', to: '2026-10-13' }],
    redFlags: [],
  },
})

test('before JavaScript a chart is drawn already, with its points, its axes and what stands on the time axis', () => {
  const page = document.createElement('div')
  page.innerHTML = renderToString(<Chart plot={plot} name="Strength over time" locale="en-GB" />)
  expect(page.querySelectorAll('.dot')).toHaveLength(2)
  expect(page.querySelectorAll('.dot-hollow')).toHaveLength(1)
  expect(page.textContent).toContain('34 kg')
  expect(page.textContent).toContain('21 Oct')
  expect(page.textContent).toContain('rehab window, 21 days')
  expect(page.textContent).toContain('hold, 2 days')
  expect(page.querySelectorAll('.mark-cleared')).toHaveLength(1)
})

test('a point lies where its day and its value say', () => {
  const { container } = render(<Sketch plot={plot} name="Strength" locale="en-GB" />)
  const places = [...container.querySelectorAll<HTMLElement>('.dot')].map(({ style }) => [style.left, style.bottom])
  expect(places).toEqual([
    ['0%', '0%'],
    ['100%', '100%'],
  ])
})

test('a chart card answers before it draws, and holds the same numbers as a table and a file', () => {
  render(
    <ChartCard
      question="Is the left leg getting stronger?"
      answer="Yes: 26 → 34 kg."
      table={{ head: ['Day', 'Load'], rows: [['21 Oct 2026', '34 kg']] }}
      csvHref="/clients/1/strength.csv"
    >
      <p>the drawing</p>
    </ChartCard>,
  )
  const card = screen.getByRole('region', { name: 'Is the left leg getting stronger?' })
  const text = card.textContent ?? ''
  expect(text.indexOf('Yes: 26 → 34 kg.')).toBeLessThan(text.indexOf('the drawing'))
  expect(within(card).getByRole('table', { hidden: true }).textContent).toContain('21 Oct 2026')
  expect(within(card).getByRole('link', { name: 'CSV' }).getAttribute('href')).toBe('/clients/1/strength.csv')
})

test('a symmetry short of the line is not drawn as a broken rule', () => {
  const { container } = render(<LsiTrack percent={79.4} firstPercent={56} />)
  expect(container.querySelector('.track-out')).toBeNull()
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
    'Limb symmetry 79 %, was 56; the range is 90 to 100: below.',
  )
})
