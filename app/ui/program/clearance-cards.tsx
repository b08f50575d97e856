/** Under whose signature a program runs, whether its client consented, and where its window stands. */
import type { DecisionRecord } from '~/domain/decision-record'
import type { ProgramHead } from '~/domain/program-head'
import type { ConsentRecord } from '~/domain/program-record'
import type { Severity } from '~/domain/window-flag'
import { Card } from '../card'
import { CertificateLink } from '../certificate-link'
import { DecisionCard } from '../decision-card'
import { DecisionBadge } from '../decision-badge'
import { type ClinicFormat, formatInstant } from '../format'
import { Strip } from '../strip'
import { dayWords, type StripFacts, stripSentence } from '../strip-cells'
import { WindowBadge } from '../window-badge'
import { Link } from '../link'

type ClearanceProps = { program: ProgramHead; clearance: DecisionRecord | null; format: ClinicFormat }

export function ClearanceCard({ program, clearance, format }: ClearanceProps) {
  const number = program.inForce?.number
  return (
    <Card
      title="Who cleared it?"
      sub={number ? `version ${number} is in force` : undefined}
      actions={clearance ? <DecisionBadge is={clearance.outcome} /> : undefined}
    >
      {clearance ? (
        <div className="stack">
          <DecisionCard decision={clearance} format={format} />
          <p className="screen-only">
            <CertificateLink to={`/programs/${program.id}/versions/${clearance.versionId}/certificate.pdf`} />
          </p>
        </div>
      ) : (
        <p className="dim">Nobody yet. Nothing of it may be trained before a physical therapist or doctor clears it.</p>
      )}
    </Card>
  )
}

type ConsentProps = {
  program: ProgramHead
  consents: readonly ConsentRecord[]
  mayRecord: boolean
  format: ClinicFormat
}

export function ConsentCard({ program, consents, mayRecord, format }: ConsentProps) {
  return (
    <Card title="Did the client consent?">
      {consents.length > 0 ? (
        <ul className="grid gap-1.5">
          {consents.map(({ id, at, explainedBy, guardianName }) => (
            <li key={id}>
              Explained by <b>{explainedBy}</b>, {formatInstant(at, format)}
              {guardianName ? `; the guardian ${guardianName} consented` : null}
            </li>
          ))}
        </ul>
      ) : (
        <p className="dim">
          No consent on record. {mayRecord ? <Link to={`/programs/${program.id}/consent`}>Record it</Link> : null}
        </p>
      )}
    </Card>
  )
}

type WindowProps = { strip: (StripFacts & { flag: Severity | null }) | null }

export function WindowCard({ strip }: WindowProps) {
  return (
    <Card
      title="Where does its rehab window stand?"
      actions={strip ? <WindowBadge phase={strip.phase} flag={strip.flag} /> : undefined}
    >
      {strip ? (
        <div className="stack">
          <p className="num">{dayWords(strip)}</p>
          <Strip {...strip} size="large" />
          <p className="dim small">{stripSentence(strip)}</p>
        </div>
      ) : (
        <p className="dim">It opens with the first session.</p>
      )}
    </Card>
  )
}
