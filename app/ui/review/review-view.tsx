/** One version before its decision: the rule book on one side, the client on the other, the decision at the bottom. */
import type { SubmissionResult } from '@conform-to/react'
import { Link } from '@remix-run/react'
import type { ScreeningStanding } from '~/domain/clearance'
import type { ProgramHead } from '~/domain/program-head'
import { reviewLines } from '~/domain/review-line'
import type { Place, ReviewedVersion, ReviewHistory, ScreeningShown, Signer } from '~/domain/review'
import type { Check, LopOnRecord, OneRmOnRecord } from '~/domain/rule-book/rule'
import type { VersionDiff } from '~/domain/version-step'
import type { Risk } from '~/domain/waiting'
import { Card } from '../card'
import { DecisionCard } from '../decision-card'
import { DoneNotice } from '../done-notice'
import type { ClinicFormat } from '../format'
import { ErrorSummary, Notice } from '../notice'
import { ProgramFacts } from '../program-facts'
import { sentenceOf } from '../refusals'
import { VersionStatusBadge } from '../status-words'
import { DecisionForm } from './decision-form'
import { ReviewHistoryCard, ReviewScreening } from './review-client'
import { ReviewDiff } from './review-diff'
import { ReviewRules } from './review-rules'

export type ReviewShown = {
  program: ProgramHead
  version: ReviewedVersion
  checks: Check[]
  step: VersionDiff | null
  oneRms: OneRmOnRecord[]
  lops: LopOnRecord[]
  plateStepG: number
  screenings: ScreeningShown[]
  screening: ScreeningStanding | null
  history: ReviewHistory
  waits: { place: Place | null; risk: Risk; minutes: number } | null
  signer: Signer
}

type Props = {
  review: ReviewShown
  commandKey: string
  /** The filters of the list it stands in: "?risk=doctor", or nothing. */
  list: string
  lastResult: SubmissionResult | undefined
  at: Date | string
  format: ClinicFormat
}

export function ReviewView({ review, ...form }: Props) {
  const { program, version, step, screenings, history } = review
  const { format } = form
  const lines = reviewLines({
    lines: version.content.prescriptions,
    checks: review.checks,
    findings: version.findings,
    changes: step?.changes ?? [],
  })
  return (
    <div className="stack">
      <DoneNotice isOfBefore={review.waits !== null} />
      <ProgramFacts content={version.content} extensionReason={version.extensionReason} format={format} />
      <div className="columns">
        <div className="stack">
          {step ? <ReviewDiff step={step} isFromInForce={program.inForce?.number === step.from} /> : null}
          <ReviewRules
            lines={lines}
            onRecord={{ oneRms: review.oneRms, lops: review.lops, plateStepG: review.plateStepG }}
            edition={version.ruleEdition}
            since={step?.from ?? null}
            format={format}
          />
        </div>
        <div className="stack">
          <ReviewScreening
            clientId={program.client.id}
            screenings={screenings}
            standing={review.screening}
            today={program.today}
            format={format}
          />
          <ReviewHistoryCard clientId={program.client.id} history={history} format={format} />
        </div>
      </div>
      <Decision review={review} {...form} />
    </div>
  )
}

/** The form for who may decide; for everybody else, and once it is decided, what stands there instead. */
function Decision({ review, commandKey, list, lastResult, at, format }: Props) {
  const { program, version, signer, waits } = review
  const [decision] = version.decisions
  const base = `/programs/${program.id}`
  if (!waits) {
    return (
      <Card
        title={decision ? 'The decision' : 'Nothing to decide'}
        actions={<VersionStatusBadge is={version.status} />}
      >
        <div className="stack">
          <ErrorSummary mistakes={formErrors(lastResult)} title="Nothing was signed" />
          {decision ? <DecisionCard decision={decision} format={format} /> : <p>{sentenceOf('not-submitted')}</p>}
          <p>
            <Link to={base}>Open the program</Link>
          </p>
        </div>
      </Card>
    )
  }
  if (signer.whyNot || !signer.licence) {
    return (
      <Card title="Not yours to decide">
        <div className="stack">
          <ErrorSummary mistakes={formErrors(lastResult)} title="Nothing was signed" />
          <Notice tone="wait">{sentenceOf(signer.whyNot ?? 'licence-missing')}</Notice>
        </div>
      </Card>
    )
  }
  return (
    <Card title="Your decision">
      <DecisionForm
        action={`${base}/versions/${version.id}/clearance${list}`}
        commandKey={commandKey}
        version={version}
        checks={review.checks}
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

const nothing: never[] = []

function formErrors(lastResult: SubmissionResult | undefined) {
  const errors = Object.values(lastResult?.error ?? {}).flatMap((found) => found ?? [])
  return errors.length > 0 ? errors.map((message) => ({ message })) : nothing
}
