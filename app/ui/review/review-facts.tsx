/** What is read before a decision: the rule book on one side, the client on the other. */
import { reviewLines } from '~/domain/review-line'
import type { ClinicFormat } from '../format'
import { ProgramFacts } from '../program-facts'
import { InvalidationNotice } from './invalidation-notice'
import { ReviewHistoryCard, ReviewScreening } from './review-client'
import type { ReviewDecision } from './review-decision'
import { ReviewDiff } from './review-diff'
import { ReviewRules } from './review-rules'

type Props = { review: Parameters<typeof ReviewDecision>[0]['review']; format: ClinicFormat }

export function ReviewFacts({ review, format }: Props) {
  const { program, version, step, screenings, history, oneRms, lops, lopValidDays, plateStepG } = review
  const lines = reviewLines({
    lines: version.content.prescriptions,
    checks: review.checks,
    findings: version.findings,
    changes: step?.changes ?? [],
  })
  return (
    <>
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
    </>
  )
}
