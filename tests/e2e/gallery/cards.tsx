/** The cards of a client's progress, each in the states its values can be in; of nobody's values. */
import type { ReactElement } from 'react'
import { madeUpProgress, noProgress, states } from '../../../app/ui/progress.fixture'
import { NothingMeasured } from '../../../app/ui/nothing-measured'
import { ProgressBoard } from '../../../app/ui/progress-board'
import { ProgressCard } from '../../../app/ui/progress-card'
import { progressCharts } from '../../../app/ui/progress-charts'

const format = { locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' } as const

const measured = states.flatMap((state) =>
  progressCharts(madeUpProgress(state), format).map((chart) => ({
    name: `card-${chart.name}-${state}`,
    element: (
      <ProgressCard
        chart={chart}
        format={format}
        csvHref="/numbers.csv"
        goalHref={chart.aim ? '/goals/new' : undefined}
      />
    ),
  })),
)

const outOfTime = { ...madeUpProgress('one'), range: '90-days' } as const
const [strengthOutOfTime] = progressCharts(
  { ...outOfTime, strength: outOfTime.strength.map((series) => ({ ...series, points: [] })) },
  format,
)

/** A board that asks for the side. None: a line of what may be added, one card that says why it cannot be said, and the page of somebody new. */
export const cards: { name: string; element: ReactElement }[] = [
  ...measured,
  ...(strengthOutOfTime
    ? [{ name: 'card-strength-none', element: <ProgressCard chart={strengthOutOfTime} format={format} /> }]
    : []),
  {
    name: 'card-board-sides',
    element: (
      <ProgressBoard
        clientId="c1"
        progress={{ ...madeUpProgress('one'), involved: null, symmetry: [] }}
        format={format}
      />
    ),
  },
  { name: 'card-board-none', element: <ProgressBoard clientId="c1" progress={noProgress} format={format} /> },
  { name: 'card-page-none', element: <NothingMeasured clientId="c1" /> },
]
