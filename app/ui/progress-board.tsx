/** All charts of a client: strength first, what supports it beside. */
import type { Progress } from '~/domain/progress-shown'
import { ButtonLink } from './button'
import { Card } from './card'
import { Empty } from './empty'
import type { ClinicFormat } from './format'
import { PainCard, WorkCard } from './progress-course'
import { GirthCard, SymmetryCard } from './progress-limbs'
import { marksOf } from './progress-marks'
import { StrengthCards } from './progress-strength'

type BoardProps = { clientId: string; progress: Progress; format: ClinicFormat }

export function ProgressBoard({ clientId, progress, format }: BoardProps) {
  const marks = marksOf(progress.course)
  const limb = progress.involved?.limb ?? null
  const csvHref = (chart: string) => {
    const asked = new URLSearchParams({ chart, range: progress.range, exercise: progress.exercise ?? '' })
    return `/clients/${clientId}/progress.csv?${asked}`
  }
  const at = (chart: string) => ({ marks, format, csvHref: csvHref(chart) })
  return (
    <div className="columns">
      <div className="stack">
        {progress.exercise ? (
          <StrengthCards {...progress} limb={limb} series={progress.strength} {...at('strength')} />
        ) : (
          <NoStrength clientId={clientId} />
        )}
        <WorkCard weeks={progress.weeks} work={progress.work} {...at('work')} />
      </div>
      <div className="stack">
        <SymmetryCard points={progress.symmetry} limb={limb} {...at('symmetry')} />
        <PainCard readings={progress.pain} {...at('pain')} />
        <GirthCard girth={progress.girth} {...at('girth')} />
      </div>
    </div>
  )
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

export function NothingMeasured({ clientId }: { clientId: string }) {
  return (
    <Empty
      title="Nothing measured yet"
      says="Charts begin with the first test, session or imported log. A first test is the baseline all others are held against."
      action={
        <div className="button-row">
          <ButtonLink look="primary" to={`/clients/${clientId}/measurements/new`}>
            Add a test
          </ButtonLink>
          <ButtonLink to={`/clients/${clientId}/strength/import`}>Import a strength log</ButtonLink>
        </div>
      }
    />
  )
}
