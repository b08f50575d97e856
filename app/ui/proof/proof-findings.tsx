/** What the rule book said, why the trainer asked all the same, and how the clinician met it. */
import type { FindingAnswer } from '~/domain/decision-record'
import type { Proof } from '~/domain/proof'
import type { SignedContent, SignedFinding } from '~/domain/signed-content'
import { nameOfLine } from '~/domain/version-fields'
import { Card } from '../card'
import { ruleName } from '../rule-checks'
import { SeverityBadge } from '../status-words'

type Props = { proof: Proof; signed: SignedContent | null }

export function ProofFindings({ proof, signed }: Props) {
  const { answers } = proof.decision
  // Where the text cannot be read, what was answered still can.
  const findings = signed?.findings ?? answers.map((one) => ({ ...one, lineId: one.prescriptionId }))
  const edition = signed?.ruleEdition ? `rule book ${signed.ruleEdition}` : undefined
  if (findings.length === 0) {
    return (
      <Card title="What did the rule book say?" sub={edition}>
        <p className="dim">Everything was within its range.</p>
      </Card>
    )
  }
  return (
    <Card title="What did the rule book say?" sub={edition} flush>
      <div className="table-frame table-cards">
        <table className="table">
          <caption className="sr-only">Findings with the reasons of trainer and clinician</caption>
          <thead>
            <tr>
              <th scope="col">Rule</th>
              <th scope="col">Value</th>
              <th scope="col">Trainer’s why</th>
              <th scope="col">Clinician’s answer</th>
            </tr>
          </thead>
          <tbody>
            {findings.map((finding) => (
              <Row
                key={finding.id}
                finding={finding}
                where={whereOf(finding, signed)}
                answer={answers.find(({ id }) => id === finding.id)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

function whereOf({ lineId }: SignedFinding, signed: SignedContent | null): string {
  const line = signed?.content.prescriptions.find(({ id }) => id === lineId)
  return line ? nameOfLine(line) : 'the whole program'
}

type RowProps = { finding: SignedFinding; where: string; answer: FindingAnswer | undefined }

function Row({ finding, where, answer }: RowProps) {
  const { ruleId, severity, value, range, says, why } = finding
  return (
    <tr>
      <td className="lead">
        <b>{ruleName(ruleId)}</b>
        <span className="sub">{where}</span>
      </td>
      <td data-label="Value">
        {severity === 'justify' || severity === 'stop' || severity === 'advise' ? (
          <SeverityBadge is={severity} />
        ) : (
          severity
        )}
        <span className="block num">{value}</span>
        <span className="sub">{says ? `${range}: ${says}` : range}</span>
      </td>
      <td data-label="Trainer’s why">{why || <span className="dim">–</span>}</td>
      <td data-label="Clinician’s answer">
        {answer ? answer.answer : <span className="dim">–</span>}
        {answer?.isCured ? <span className="sub">cured by the limit</span> : null}
      </td>
    </tr>
  )
}
