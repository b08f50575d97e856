/** One draw: its clearances in the order they came, what was found in each, and how it can be drawn once more. */
import { Link } from '@remix-run/react'
import type { AuditFinding } from '~/domain/clearance-audit'
import { AuditFindingBadge } from '../audit-finding-badge'
import { Card } from '../card'
import { DecisionBadge, type DecisionOutcome } from '../decision-badge'
import { type ClinicFormat, formatInstant } from '../format'
import { KeyValue } from '../key-value'
import { Notice } from '../notice'
import { StatusBadge } from '../status-badge'
import { type Column, DataTable } from '../table'
import { type AuditShown, periodWords } from './audit-list'

type Item = {
  decisionId: string
  place: number
  at: string
  outcome: DecisionOutcome
  signerName: string
  isOwn: boolean
  clientName: string
  recordNumber: string
  programName: string
  versionNumber: number
  found: { finding: AuditFinding; note: string; by: string; at: string } | null
}

type Audit = AuditShown & {
  sampleSize: number
  seed: string
  throughSeq: number
  timeZone: string
  isRepeatable: boolean
  items: Item[]
}

const columnsFor = (auditId: string, format: ClinicFormat): Column<Item>[] => [
  {
    id: 'program',
    header: 'Clearance',
    render: ({ place, programName }) => `${place}. ${programName}`,
    sub: ({ clientName, recordNumber, versionNumber }) => `${clientName}, ${recordNumber}, version ${versionNumber}`,
    to: ({ decisionId }) => `/register/${decisionId}?audit=${auditId}`,
  },
  { id: 'outcome', header: 'Decision', bare: true, render: ({ outcome }) => <DecisionBadge is={outcome} /> },
  {
    id: 'signed',
    header: 'Signed',
    render: ({ signerName }) => signerName,
    sub: ({ at }) => formatInstant(at, format),
  },
  {
    id: 'found',
    header: 'Finding',
    render: (item) => <Found {...item} />,
    sub: ({ found }) => (found ? `${found.by}, ${formatInstant(found.at, format)}` : null),
  },
  {
    id: 'write',
    header: 'Write',
    bare: true,
    render: ({ decisionId, place, found, isOwn }) =>
      isOwn ? (
        <span className="dim small">You signed it: another admin audits it.</span>
      ) : (
        <Link to={`/register/audits/${auditId}/${decisionId}/finding`}>
          {found ? 'Correct' : 'Write the finding'}
          <span className="sr-only"> of number {place}</span>
        </Link>
      ),
  },
]

function Found({ found }: Item) {
  if (!found) {
    return (
      <StatusBadge tone="off" icon="ring">
        Not looked at
      </StatusBadge>
    )
  }
  return (
    <>
      <AuditFindingBadge is={found.finding} />
      {found.note ? <span className="block small">{found.note}</span> : null}
    </>
  )
}

export function AuditView({ audit, format }: { audit: Audit; format: ClinicFormat }) {
  return (
    <div className="stack">
      <DataTable
        caption="The clearances of this sample"
        columns={columnsFor(audit.id, format)}
        rows={audit.items}
        rowKey={({ decisionId }) => decisionId}
        empty={null}
      />
      <Card title="How was it drawn?">
        <div className="stack">
          <KeyValue
            facts={[
              { term: 'Drawn by', value: `${audit.drawnBy}, ${formatInstant(audit.at, format)}` },
              { term: 'From', value: `${audit.population} clearances signed ${periodWords(audit, format)}` },
              { term: 'Asked for', value: audit.sampleSize },
              { term: 'Seed', value: <code className="break-all small">{audit.seed}</code> },
            ]}
          />
          <p className="small dim max-w-3xl">
            The database made the seed and took the first {audit.drawn} by sha256(seed ‖ decision id), of all clearances
            up to decision {audit.throughSeq} whose day, in {audit.timeZone}, lies in the period. Whoever has the
            register can do the same.
          </p>
          {audit.isRepeatable ? (
            <Notice tone="ok">Drawn from its seed once more just now, it came out the same.</Notice>
          ) : (
            <Notice tone="stop" title="The draw does not come out the same">
              What stands above is not what the seed gives.
            </Notice>
          )}
        </div>
      </Card>
    </div>
  )
}
