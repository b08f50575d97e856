/** One version before its decision: the rule book on one side, the client on the other, the decision at the bottom. */
import type { ComponentProps } from 'react'
import { reviewLines } from '~/domain/review-line'
import { DoneNotice } from '../done-notice'
import { Notice } from '../notice'
import { ProgramFacts } from '../program-facts'
import { formId } from './decision-form'
import { InvalidationNotice } from './invalidation-notice'
import { ReviewHistoryCard, ReviewScreening } from './review-client'
import { ReviewDecision } from './review-decision'
import { ReviewDiff } from './review-diff'
import { ReviewRules } from './review-rules'

export function ReviewView(props: ComponentProps<typeof ReviewDecision>) {
  const { review, format } = props
  const { program, version, step, screenings, history, oneRms, lops, lopValidDays, plateStepG } = review
  const lines = reviewLines({
    lines: version.content.prescriptions,
    checks: review.checks,
    findings: version.findings,
    changes: step?.changes ?? [],
  })
  return (
    <div className="stack">
      <DoneNotice isOfBefore={review.waits !== null} />
      {props.lastResult?.error ? <NotSigned /> : null}
      {version.invalidation ? <InvalidationNotice invalidation={version.invalidation} format={format} /> : null}
      <ProgramFacts content={version.content} extensionReason={version.extensionReason} format={format} />
      <div className="columns">
        <div className="stack">
          {step ? <ReviewDiff step={step} isFromInForce={program.inForce?.number === step.from} /> : null}
          <ReviewRules
            lines={lines}
            onRecord={{ oneRms, lops, lopValidDays, plateStepG, today: program.today }}
            editions={{ found: version.ruleEdition, now: review.edition }}
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
      <ReviewDecision {...props} />
    </div>
  )
}

/** The answer stands at the foot of a long page. A script leads there by the focus; without one, this does. */
function NotSigned() {
  return (
    <noscript>
      <Notice tone="stop" title="Nothing was signed">
        <a href={`#${formId}`}>Read why, and what you typed</a>
      </Notice>
    </noscript>
  )
}
