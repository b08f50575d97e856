/** Which program brought more: the answer, the lines from each clearance, and all programs side by side. */
import type { ProgramComparison } from '~/domain/program-comparison'
import { drawnOf, mostDrawn } from '~/domain/program-comparison'
import { Card } from '../card'
import { Chart } from '../charts/chart'
import { ChartCard } from '../charts/chart-card'
import { Legend } from '../charts/legend'
import type { ClinicFormat } from '../format'
import { comparisonLegend, comparisonPlot, comparisonTable } from './comparison-plot'
import { ComparisonTable } from './comparison-table'
import { comparisonAnswer } from './comparison-words'
import { sideWords } from './side-words'

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
