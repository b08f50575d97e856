/** Every version of a program, the newest first: what it changed, and what was decided on it, by whom. */
import type { VersionRecord } from '~/domain/program-record'
import type { LoadUnit } from '~/domain/units'
import { diff } from '~/domain/version-diff'
import { ButtonLink } from '../button'
import { Section } from '../card'
import { CertificateLink } from '../certificate-link'
import { DecisionBadge } from '../decision-badge'
import { DecisionCard } from '../decision-card'
import { changeWords } from '../diff-words'
import { type ClinicFormat, formatInstant } from '../format'
import { doseWords } from '../review/rule-words'
import { nameOfLine } from '~/domain/version-fields'
import { ProgramFacts } from '../program-facts'
import { VersionStatusBadge } from '../status-words'
import { versionKindWords } from '../words'
import { Link } from '../link'

type Props = {
  programId: string
  versions: readonly VersionRecord[]
  /** They may read each version against the rule book. */
  mayReview: boolean
  format: ClinicFormat
}

export function VersionHistory({ programId, versions, mayReview, format }: Props) {
  return (
    <Section title="Every version, and what was decided on it">
      <ol className="grid gap-4">
        {versions
          .map((version, index) => (
            <VersionItem
              key={version.id}
              programId={programId}
              version={version}
              before={versions[index - 1] ?? null}
              mayReview={mayReview}
              format={format}
            />
          ))
          .reverse()}
      </ol>
    </Section>
  )
}

type ItemProps = {
  programId: string
  version: VersionRecord
  before: VersionRecord | null
  mayReview: boolean
  format: ClinicFormat
}

function VersionItem({ programId, version, before, mayReview, format }: ItemProps) {
  const { number, kind, status, authorName, submittedAt, decisions } = version
  return (
    <li className="card">
      <div className="card-head">
        <h3 className="flex flex-wrap items-center gap-2">
          Version {number}, {versionKindWords[kind].toLowerCase()} <VersionStatusBadge is={status} />
        </h3>
        <span className="card-sub">
          {submittedAt
            ? `submitted by ${authorName}, ${formatInstant(submittedAt, format)}`
            : `written by ${authorName}`}
        </span>
      </div>
      <div className="card-body stack">
        {before ? <Changes version={version} before={before} unit={format.units} /> : null}
        <details>
          <summary className="small">What it says</summary>
          <div className="stack mt-2">
            <ProgramFacts content={version.content} extensionReason={version.extensionReason} format={format} />
            <ul className="small grid gap-1">
              {version.content.prescriptions.map((line) => (
                <li key={line.id}>
                  <b>{nameOfLine(line)}</b>: {doseWords(line, format)}
                </li>
              ))}
            </ul>
          </div>
        </details>
        {mayReview && submittedAt ? (
          <p className="small screen-only">
            <Link to={`/programs/${programId}/versions/${version.id}/review`}>
              Version {number} against the rule book
            </Link>
          </p>
        ) : null}
        {status === 'draft' ? null : (
          <p className="screen-only">
            <ButtonLink to={`/programs/${programId}/versions/${version.id}/template`} size="small" look="quiet">
              Make a template<span className="sr-only"> of version {number}</span>
            </ButtonLink>
          </p>
        )}
        {decisions.map((decision) => (
          <div key={decision.id} className="grid gap-2">
            <span>
              <DecisionBadge is={decision.outcome} />
            </span>
            <DecisionCard decision={decision} format={format} />
            {decision.outcome === 'cleared' || decision.outcome === 'cleared-with-limits' ? (
              <p className="screen-only">
                <CertificateLink to={`/programs/${programId}/versions/${version.id}/certificate.pdf`} />
              </p>
            ) : null}
          </div>
        ))}
      </div>
    </li>
  )
}

function Changes({ version, before, unit }: { version: VersionRecord; before: VersionRecord; unit: LoadUnit }) {
  const said = [...new Set(diff(before.content, version.content, unit).map(changeWords))]
  return (
    <p className="small">
      <span className="dim">Against version {before.number}:</span> {said.join(', ') || 'nothing changed'}.
    </p>
  )
}
