/** The proof of a decision, as an auditor reads it: signature, content, findings with their answers, screening, outcome. */
import type { ClinicianRole } from '~/domain/member'
import type { ScreeningOutcome } from '~/domain/screening'
import { Card } from './card'
import { DecisionBadge, type DecisionOutcome } from './decision-badge'
import { type ClinicFormat, formatDay } from './format'
import { KeyValue } from './key-value'
import { Notice } from './notice'
import { SignatureManifest } from './signature'
import { OutcomeBadge } from './status-words'

type Limits = {
  maxLoadPercent: number | null
  maxPressurePercent: number | null
  maxSessionsPerWeek: number | null
  isSupervisedOnly: boolean
  reviewBy: string | null
}

export type ProofShown = {
  outcome: DecisionOutcome
  signerName: string
  signedAs: ClinicianRole
  licenceNumber: string
  licenceValidUntil: string
  at: Date | string
  meaning: string
  reason: string
  justification: string | null
  contentHash: string
  content: string
  risk: ScreeningOutcome
  limits: Limits
  findings: {
    ruleId: string
    severity: string
    value: string
    range: string
    why: string | null
    answer: string | null
    isCured: boolean
  }[]
  screening: { on: string; by: string; systolic: number; diastolic: number; reasons: { says: string }[] }
  sessions: { total: number; outside: number }
  isContentWhole: boolean
}

type Props = { proof: ProofShown; format: ClinicFormat }

export function limitSentences(limits: Limits, format: Pick<ClinicFormat, 'locale'>): string[] {
  return [
    ...(limits.maxLoadPercent === null ? [] : [`load at most ${limits.maxLoadPercent} % of 1RM`]),
    ...(limits.maxPressurePercent === null ? [] : [`pressure at most ${limits.maxPressurePercent} % of LOP`]),
    ...(limits.maxSessionsPerWeek === null ? [] : [`at most ${limits.maxSessionsPerWeek} sessions a week`]),
    ...(limits.isSupervisedOnly ? ['supervised only'] : []),
    ...(limits.reviewBy === null ? [] : [`to be looked at again by ${formatDay(limits.reviewBy, format)}`]),
  ]
}

export function ProofCards({ proof, format }: Props) {
  return (
    <div className="grid gap-5 lg:grid-cols-[1.55fr_1fr] items-start">
      <div className="grid gap-5">
        <Signed proof={proof} format={format} />
        <Findings proof={proof} />
        <Content proof={proof} />
      </div>
      <div className="grid gap-5">
        <Screened proof={proof} format={format} />
        <Card title="What happened after">
          <p>
            {proof.sessions.total} sessions under this version, <b>{proof.sessions.outside}</b> outside clearance.
          </p>
        </Card>
      </div>
    </div>
  )
}

function Signed({ proof, format }: Props) {
  const signed = {
    name: proof.signerName,
    role: proof.signedAs,
    licenceNumber: proof.licenceNumber,
    at: proof.at,
    meaning: proof.meaning,
    contentHash: proof.contentHash,
  }
  return (
    <Card title="What was signed" actions={<DecisionBadge is={proof.outcome} />}>
      <SignatureManifest
        signed={signed}
        limits={limitSentences(proof.limits, format)}
        reason={[proof.reason, proof.justification].filter(Boolean).join(' · ') || undefined}
        format={format}
      />
      <p className="small dim">Licence valid to {formatDay(proof.licenceValidUntil, format)} when it was signed.</p>
      {proof.isContentWhole ? (
        <Notice tone="ok">The stored content still is what was signed: its hash was worked out again just now.</Notice>
      ) : (
        <Notice tone="stop" title="The stored content is not what was signed">
          Its hash does not fit the signature, so nothing runs under it.
        </Notice>
      )}
    </Card>
  )
}

function Findings({ proof }: { proof: ProofShown }) {
  return (
    <Card title="What the rule book said" flush>
      {proof.findings.length === 0 ? (
        <p className="p-4 dim">Everything was within its range.</p>
      ) : (
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
            {proof.findings.map((finding) => (
              <tr key={`${finding.ruleId}${finding.value}${finding.range}`}>
                <td>
                  {finding.ruleId.replaceAll('-', ' ')}
                  <span className="sub">{finding.severity}</span>
                </td>
                <td>
                  {finding.value}
                  <span className="sub">{finding.range}</span>
                </td>
                <td>{finding.why ?? '–'}</td>
                <td>{finding.isCured ? 'Cured by the limit' : (finding.answer ?? '–')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}

function Screened({ proof, format }: Props) {
  const { screening } = proof
  return (
    <Card title="The screening it rests on" actions={<OutcomeBadge is={proof.risk} />}>
      <KeyValue
        facts={[
          { term: 'Screened', value: `${formatDay(screening.on, format)}, by ${screening.by}` },
          { term: 'Blood pressure', value: `${screening.systolic}/${screening.diastolic} mmHg` },
          { term: 'Reasons', value: screening.reasons.map(({ says }) => says).join('; ') || 'none' },
        ]}
      />
    </Card>
  )
}

function Content({ proof }: { proof: ProofShown }) {
  return (
    <Card title="The content that was signed">
      <details>
        <summary>Show the text, as it was hashed</summary>
        <pre className="content-text">{proof.content}</pre>
      </details>
      <p className="small dim break-all">SHA-256 {proof.contentHash}</p>
    </Card>
  )
}
