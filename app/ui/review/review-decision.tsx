/** The form for who may decide; for everybody else, and once it is decided, what stands there instead. */
import type { SubmissionResult } from '@conform-to/react'
import { Link } from '@remix-run/react'
import { measuredLines } from '~/domain/dose-basis'
import { Card } from '../card'
import type { ClinicFormat } from '../format'
import { ErrorSummary, Notice } from '../notice'
import { sentenceOf } from '../refusals'
import { still } from '../still'
import { DecisionForm, formId } from './decision-form'
import type { ReviewShown } from './review-shown'

const Decisions = still('decisions', () => import('./decisions').then((part) => part.Decisions))
const KeptWords = still('kept-words', () => import('./kept-words').then((part) => part.KeptWords))

type Props = {
  review: ReviewShown
  commandKey: string
  /** The filters of the list it stands in: "?risk=doctor", or nothing. */
  list: string
  lastResult: SubmissionResult | undefined
  at: Date | string
  format: ClinicFormat
}

export function ReviewDecision({ review, commandKey, list, lastResult, at, format }: Props) {
  const { program, version, signer, waits } = review
  if (!waits) return <Decided review={review} lastResult={lastResult} format={format} />
  if (signer.whyNot || !signer.licence) {
    return (
      <Card title="Not yours to decide">
        <div className="stack" id={formId}>
          <ErrorSummary mistakes={formErrors(lastResult)} title="Nothing was signed" />
          <Notice tone="wait">{sentenceOf(signer.whyNot ?? 'licence-missing')}</Notice>
          <KeptWords typed={lastResult?.initialValue} version={version} />
        </div>
      </Card>
    )
  }
  return (
    <Card title="Your decision">
      <DecisionForm
        action={`/programs/${program.id}/versions/${version.id}/clearance${list}`}
        commandKey={commandKey}
        version={version}
        // A limit cures by the ranges of the edition that something was found under.
        checks={review.edition === version.ruleEdition ? review.checks : nothing}
        lines={measuredLines(version.content.prescriptions, { ...review, today: program.today })}
        plateStepG={review.plateStepG}
        screening={review.screenings[0] ?? null}
        signer={{ ...signer, licence: signer.licence }}
        next={waits.place?.nextYours?.id ?? null}
        list={list}
        lastResult={lastResult}
        today={program.today}
        at={at}
        format={format}
      />
    </Card>
  )
}

/** Who came second reads what the first one signed, and keeps what they had typed. */
function Decided({
  review: { program, version },
  lastResult,
  format,
}: Pick<Props, 'review' | 'lastResult' | 'format'>) {
  const { decisions } = version
  return (
    <Card title={titleOf(decisions.length)}>
      <div className="stack" id={formId}>
        <ErrorSummary mistakes={formErrors(lastResult)} title="Nothing was signed" />
        <Decisions version={version} typed={lastResult?.initialValue} format={format} />
        <p>
          <Link to={`/programs/${program.id}`}>Open the program</Link>
        </p>
      </div>
    </Card>
  )
}

function titleOf(decisions: number): string {
  if (decisions === 0) return 'Nothing to decide'
  return decisions === 1 ? 'The decision' : 'What was decided'
}

const nothing: never[] = []

function formErrors(lastResult: SubmissionResult | undefined) {
  const errors = Object.values(lastResult?.error ?? {}).flatMap((found) => found ?? [])
  return errors.length > 0 ? errors.map((message) => ({ message })) : nothing
}
