/** Each kind of chart in the five states its values can be in: none, one, with gaps, with an outlier, of six years. */
import { Chart } from '~/ui/charts/chart'
import { ChartCard } from '~/ui/charts/chart-card'
import { makePlot, spanOf } from '~/ui/charts/plot'
import type { Picture } from './gallery'

const points = [
  { on: '2026-09-01', value: 26, look: 'filled' as const, says: '26 kg, tested' },
  { on: '2026-10-21', value: 34, look: 'hollow' as const, says: '34 kg, estimated' },
]

export const charts: Picture[] = [
  {
    name: 'strength',
    element: (
      <ChartCard
        question="Is the left leg getting stronger?"
        answer="Yes: 26 → 34 kg."
        table={{ head: ['Day', 'Load'], rows: points.map(({ on, says }) => [on, says]) }}
        pictureName="strength"
      >
        <Chart
          name="Strength"
          locale="en-GB"
          plot={makePlot({
            unit: 'kg',
            span: spanOf(points.map(({ on }) => on)),
            lines: [{ name: 'Left', look: 'main', points }],
          })}
        />
      </ChartCard>
    ),
  },
]
