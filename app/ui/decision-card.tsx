/** A decision as it is read later: its signature with limits and reasons, and how each finding was met. */
import type { DecisionRecord } from '~/domain/decision-record'
import { type ClinicFormat, formatDay } from './format'
import { limitSentences } from './limit-words'
import { ruleName } from './rule-checks'
import { LineComments } from './line-comments'
import { SignatureManifest } from './signature'

export function DecisionCard({ decision, format }: { decision: DecisionRecord; format: ClinicFormat }) {
  const { outcome, reason, justification, limits, validUntil, answers, comments, timeZone } = decision
  const signed = {
    name: decision.signerName,
    role: decision.signedAs,
    licenceNumber: decision.licenceNumber,
    at: decision.at,
    meaning: decision.meaning,
    contentHash: decision.contentHash,
  }
  return (
    <div className="stack">
      <SignatureManifest
        signed={signed}
        limits={outcome === 'cleared-with-limits' ? limitSentences(limits, format) : []}
        reason={[reason, justification].filter(Boolean).join(' · ') || null}
        format={{ ...format, timeZone }}
      />
      {answers.length > 0 ? (
        <ul className="small grid gap-1">
          {answers.map(({ id, ruleId, value, range, why, answer, isCured }) => (
            <li key={id}>
              <b>
                {ruleName(ruleId)} {value}
              </b>{' '}
              <span className="dim">({range})</span>: trainer “{why}”, clinician “{answer}”
              {isCured ? ' (cured by the limit)' : null}
            </li>
          ))}
        </ul>
      ) : null}
      {comments.length > 0 ? <LineComments comments={comments} /> : null}
      {validUntil ? <p className="dim small">Good for a first session until {formatDay(validUntil, format)}.</p> : null}
    </div>
  )
}
