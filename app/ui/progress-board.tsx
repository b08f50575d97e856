/** All charts of a client: strength first and wide, what supports it in a grid, and what was not measured in one line. */
import type { DrawnProgress } from '~/domain/progress-shown'
import { ButtonLink } from './button'
import { Card } from './card'
import type { ClinicFormat } from './format'
import { ProgressCard } from './progress-card'
import type { ProgressChart } from './progress-chart'
import { progressCharts } from './progress-charts'
import { notMeasured } from './progress-not-measured'
import { Link } from './link'

export type BoardProps = { clientId: string; progress: DrawnProgress; format: ClinicFormat }

/** As many cards of the grid as are looked over; the rest is one press away. */
const mostAtOnce = 8

export function ProgressBoard({ clientId, progress, format }: BoardProps) {
  const charts = progressCharts(progress, format)
  const main = charts.filter(({ name }) => name === 'strength')
  const rest = charts.filter(({ name }) => name !== 'strength')
  const card = (chart: ProgressChart) => (
    <ProgressCard
      key={`${chart.name} ${chart.question}`}
      chart={chart}
      format={format}
      csvHref={csvHref(clientId, progress, chart)}
      goalHref={chart.aim ? `/clients/${clientId}/goals/new?${new URLSearchParams(chart.aim)}` : undefined}
    />
  )
  return (
    <div className="stack">
      {main.length > 0 ? main.map(card) : <NoStrength clientId={clientId} />}
      <div className="grid items-stretch gap-4 lg:grid-cols-2">{rest.slice(0, mostAtOnce).map(card)}</div>
      {rest.length > mostAtOnce ? (
        <details className="grid gap-4">
          <summary className="min-h-11 cursor-pointer py-2 font-semibold">
            {rest.length - mostAtOnce === 1 ? '1 more chart' : `${rest.length - mostAtOnce} more charts`}
          </summary>
          <div className="grid items-stretch gap-4 lg:grid-cols-2">{rest.slice(mostAtOnce).map(card)}</div>
        </details>
      ) : null}
      <NotMeasured clientId={clientId} progress={progress} />
    </div>
  )
}

function csvHref(clientId: string, { exercise, range, involved }: DrawnProgress, { name, subject }: ProgressChart) {
  const asked = {
    chart: name,
    range,
    ...(exercise ? { exercise } : {}),
    ...(involved?.isChosen ? { side: involved.side } : {}),
    ...(subject === null ? {} : { subject }),
  }
  return `/clients/${clientId}/progress.csv?${new URLSearchParams(asked)}`
}

function NoStrength({ clientId }: { clientId: string }) {
  return (
    <Card title="Getting stronger?">
      <p>Cannot be said: no test and no set yet.</p>
      <p className="mt-2">
        <ButtonLink to={`/clients/${clientId}/measurements/new`}>Add a test</ButtonLink>
      </p>
    </Card>
  )
}

function NotMeasured({ clientId, progress }: { clientId: string; progress: DrawnProgress }) {
  const missing = notMeasured(progress)
  if (missing.length === 0) return null
  return (
    <section className="screen-only small dim" aria-labelledby="not-measured">
      <h2 id="not-measured" className="text-[length:inherit]">
        {progress.range === 'all' ? 'Not measured yet' : 'Not measured in this time'}
      </h2>
      <ul className="flex flex-wrap gap-x-5">
        {missing.map(({ words, kind }) => (
          <li key={words}>
            <Link to={`/clients/${clientId}/measurements/new?kind=${kind}`} className="link inline-block py-2">
              {words}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
