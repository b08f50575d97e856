/** What auditors found in this decision, corrected entries among them. */
import type { FoundInAudit } from '~/domain/proof'
import { AuditFindingBadge } from '../audit-finding-badge'
import { Card } from '../card'
import { type ClinicFormat, formatInstant } from '../format'

export function AuditNotes({ audits, format }: { audits: readonly FoundInAudit[]; format: ClinicFormat }) {
  if (audits.length === 0) return null
  return (
    <Card title="What did an audit find?">
      <ul className="grid gap-3">
        {audits.map(({ id, finding, note, by, at, isCorrected }) => (
          <li key={id} className="grid gap-1">
            <span>
              <AuditFindingBadge is={finding} />
              {isCorrected ? <span className="dim small"> corrected since</span> : null}
            </span>
            {note ? <p>{note}</p> : null}
            <span className="dim small">
              {by}, {formatInstant(at, format)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
