/** Which program brought more: the answer, the lines from each clearance, and all programs side by side. */
import { Form } from '@remix-run/react'
import type { ProgramComparison } from '~/domain/program-comparison'
import { drawnOf, mostDrawn } from '~/domain/program-comparison'
import { Button } from '../button'
import { Card } from '../card'
import { Chart } from '../charts/chart'
import { ChartCard } from '../charts/chart-card'
import { Legend } from '../charts/legend'
import type { ClinicFormat } from '../format'
import { comparisonLegend, comparisonPlot, comparisonTable } from './comparison-plot'
import { ComparisonTable } from './comparison-table'
import { comparisonAnswer, sideWords } from './comparison-words'

type BoardProps = { clientId: string; comparison: ProgramComparison; format: ClinicFormat }

export function ComparisonBoard({ clientId, comparison, format }: BoardProps) {
  const { programs, exercise, side, total } = comparison
  const { sentence, note } = comparisonAnswer(comparison, format)
  const drawn = drawnOf(programs)
  const plot = comparisonPlot(programs, format)
  const asked = new URLSearchParams({ exercise: exercise ?? '', side: side ?? '' })
  const comparable = programs.filter(({ gain }) => gain.why === null).length
  return (
    <div className="stack">
      <ChartCard
        question="Which program brought more?"
        answer={sentence}
        note={note}
        table={comparisonTable(programs, format)}
        csvHref={`/clients/${clientId}/progress/programs.csv?${asked}`}
        pictureName="programs"
        controls={<Choices {...comparison} />}
        legend={drawn.length > 0 ? <Legend items={comparisonLegend(plot)} /> : null}
      >
        {drawn.length > 0 ? (
          <Chart
            plot={plot}
            name={`Change of the maximum of ${exercise}, ${side ? sideWords[side] : ''}, by weeks since clearance; the numbers stand in the table below.`}
            locale={format.locale}
          />
        ) : null}
        {comparable > mostDrawn ? (
          <p className="small dim">
            The {mostDrawn} newest of {comparable} that can be compared are drawn; all stand below.
          </p>
        ) : null}
      </ChartCard>
      <Card
        title="The programs side by side"
        sub={total > programs.length ? `the ${programs.length} newest of ${total}` : 'the newest clearance first'}
        flush
      >
        <ComparisonTable programs={programs} format={format} />
      </Card>
    </div>
  )
}

/** A side that the chosen exercise does not have gives the one in rehab. */
function Choices({ choices, exercise, side }: Pick<ProgramComparison, 'choices' | 'exercise' | 'side'>) {
  if (choices.length === 0) return null
  const sides = choices.find((choice) => choice.exercise === exercise)?.sides ?? []
  return (
    <Form method="get" className="flex max-w-full flex-wrap items-center gap-2" preventScrollReset>
      <select
        key={`exercise ${exercise}`}
        name="exercise"
        aria-label="Exercise"
        defaultValue={exercise ?? ''}
        className="control min-h-9 w-auto min-w-0 max-w-56 py-1"
      >
        {choices.map((choice) => (
          <option key={choice.exercise}>{choice.exercise}</option>
        ))}
      </select>
      <select
        key={`side ${exercise} ${side}`}
        name="side"
        aria-label="Side"
        defaultValue={side ?? ''}
        className="control min-h-9 w-auto min-w-0 py-1"
      >
        {(['left', 'right', 'both'] as const).map((each) => (
          <option key={each} value={each}>
            {sideWords[each]}
            {sides.includes(each) ? '' : ' (none)'}
          </option>
        ))}
      </select>
      <Button type="submit" size="small">
        Show
      </Button>
    </Form>
  )
}
