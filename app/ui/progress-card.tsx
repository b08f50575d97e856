/** A chart of progress as a card. */
import { Chart } from './charts/chart'
import { ChartCard } from './charts/chart-card'
import { Legend } from './charts/legend'
import { LsiTrack } from './charts/lsi-track'
import type { ClinicFormat } from './format'
import type { ProgressChart } from './progress-chart'

type CardProps = { chart: ProgressChart; format: ClinicFormat; csvHref?: string; goalHref?: string }

export function ProgressCard({ chart, format, csvHref, goalHref }: CardProps) {
  const { question, answer, note, facts, plot, kind, size, legend, table, track } = chart
  return (
    <ChartCard
      question={question}
      answer={answer}
      note={note}
      facts={facts}
      table={table}
      csvHref={csvHref}
      goalHref={goalHref}
      pictureName={plot ? chart.name : undefined}
      legend={plot && legend.length > 0 ? <Legend items={legend} /> : null}
    >
      {track ? (
        <div className="mb-4">
          <LsiTrack {...track} />
        </div>
      ) : null}
      {plot ? (
        <Chart
          plot={plot}
          kind={kind}
          size={size}
          name={`${question} Over time; the numbers stand below.`}
          locale={format.locale}
        />
      ) : null}
    </ChartCard>
  )
}
