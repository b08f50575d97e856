/** The screening a decision rests on: what it came to for this version, why, and what was answered. */
import type { Proof } from '~/domain/proof'
import { Card } from '../card'
import { type ClinicFormat, formatDay } from '../format'
import { AnswerList } from '../screening/answer-list'
import { pressureNumbers } from '../screening/pressure-words'
import { ReasonList } from '../screening/reason-list'
import { OutcomeBadge } from '../status-words'

type Props = Pick<Proof, 'screening' | 'risk'> & { format: ClinicFormat }

export function ProofScreening({ screening, risk, format }: Props) {
  return (
    <Card title="On which screening?" actions={<OutcomeBadge is={risk} />}>
      <div className="stack">
        <p>
          Screened on {formatDay(screening.on, format)} by {screening.by}, at{' '}
          <span className="whitespace-nowrap">{pressureNumbers(screening)} mmHg</span>.
        </p>
        {screening.isErased ? (
          <p>
            What was answered was erased with the record of the client. The outcome, as the decision kept it, stays.
          </p>
        ) : (
          <>
            <ReasonList reasons={screening.reasons} />
            <details>
              <summary>What was answered</summary>
              <div className="mt-3">
                <AnswerList answers={screening.answers} note={screening.note} />
              </div>
            </details>
          </>
        )}
      </div>
    </Card>
  )
}
