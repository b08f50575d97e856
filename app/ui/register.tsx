/** The register as a list: who decided what, when, on which version, at which risk. */
import type { ClinicianRole } from '~/domain/member'
import { type ScreeningOutcome, screeningOutcomes } from '~/domain/screening'
import { ButtonLink } from './button'
import { DecisionBadge, type DecisionOutcome, decisionLooks } from './decision-badge'
import { Empty } from './empty'
import { FilterForm } from './filter-form'
import { type ClinicFormat, formatInstant } from './format'
import { Hash } from './signature'
import { OutcomeBadge, outcomeLooks } from './status-words'
import { type Column, DataTable } from './table'
import { professionWords } from './words'

type Row = {
  id: string
  at: Date | string
  outcome: DecisionOutcome
  signerName: string
  signedAs: ClinicianRole
  licenceNumber: string
  clientName: string
  recordNumber: string
  programName: string
  versionNumber: number
  risk: ScreeningOutcome
  justified: number
  contentHash: string
}

const columnsFor = (formats: ClinicFormat): Column<Row>[] => [
  {
    id: 'at',
    header: 'Signed',
    render: (row) => <span className="whitespace-nowrap">{formatInstant(row.at, formats)}</span>,
    to: (row) => `/register/${row.id}`,
    fixed: true,
  },
  { id: 'outcome', header: 'Decision', bare: true, render: (row) => <DecisionBadge is={row.outcome} /> },
  {
    id: 'signer',
    header: 'By',
    render: (row) => <span className="whitespace-nowrap">{row.signerName}</span>,
    sub: (row) => <span className="whitespace-nowrap">{`${professionWords[row.signedAs]} ${row.licenceNumber}`}</span>,
  },
  { id: 'client', header: 'Client', render: (row) => <b>{row.clientName}</b>, sub: (row) => row.recordNumber },
  { id: 'program', header: 'Program', render: (row) => row.programName, sub: (row) => `version ${row.versionNumber}` },
  { id: 'risk', header: 'Risk', bare: true, render: (row) => <OutcomeBadge is={row.risk} /> },
  { id: 'justified', header: 'Justified', align: 'end', render: (row) => row.justified || '–' },
  { id: 'content', header: 'Content', render: (row) => <Hash hash={row.contentHash} /> },
]

export function RegisterTable({
  rows,
  formats,
  filters,
}: {
  rows: Row[]
  formats: ClinicFormat
  filters: React.ReactNode
}) {
  return (
    <DataTable
      caption="Decisions, the newest first"
      columns={columnsFor(formats)}
      rows={rows}
      rowKey={(row) => row.id}
      canHide
      filters={filters}
      empty={
        <Empty
          title="No decision here"
          says="Nothing was signed that fits this filter."
          action={<ButtonLink to="/register">Show every decision</ButtonLink>}
        />
      }
    />
  )
}

type Asked = { outcome: string | null; risk: string | null; signerId: string | null; ruleId: string | null }
type FiltersProps = { asked: Asked; signers: { id: string; name: string }[]; ruleIds: string[] }

const outcomes = Object.entries(decisionLooks).map(([value, { word }]) => ({ value, label: word }))
const risks = screeningOutcomes.map((value) => ({ value, label: outcomeLooks[value].word }))

export function RegisterFilters({ asked, signers, ruleIds }: FiltersProps) {
  const people = signers.map(({ id, name }) => ({ value: id, label: name }))
  const rules = ruleIds.map((id) => ({ value: id, label: id.replaceAll('-', ' ') }))
  return (
    <FilterForm
      filters={[
        { name: 'outcome', label: 'Decision', anyWord: 'Any decision', options: outcomes, value: asked.outcome },
        { name: 'risk', label: 'Risk', anyWord: 'Any risk', options: risks, value: asked.risk },
        { name: 'signer', label: 'Signed by', anyWord: 'Signed by anybody', options: people, value: asked.signerId },
        { name: 'rule', label: 'Rule justified', anyWord: 'Any rule justified', options: rules, value: asked.ruleId },
      ]}
    />
  )
}
