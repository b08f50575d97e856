/** The register as a list: who decided what, when, on which version, at which risk. */
import { Form } from '@remix-run/react'
import type { ClinicianRole } from '~/domain/member'
import { type ScreeningOutcome, screeningOutcomes } from '~/domain/screening'
import { Button, ButtonLink } from './button'
import { DecisionBadge, type DecisionOutcome, decisionLooks } from './decision-badge'
import { Empty } from './empty'
import { DateInput, Select } from './form'
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
    render: (row) => formatInstant(row.at, formats),
    to: (row) => `/register/${row.id}`,
    fixed: true,
  },
  { id: 'outcome', header: 'Decision', bare: true, render: (row) => <DecisionBadge is={row.outcome} /> },
  {
    id: 'signer',
    header: 'By',
    render: (row) => <b>{row.signerName}</b>,
    sub: (row) => `${professionWords[row.signedAs]}, ${row.licenceNumber}`,
  },
  { id: 'client', header: 'Client', render: (row) => row.clientName, sub: (row) => row.recordNumber },
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

type Asked = {
  outcome: string | null
  risk: string | null
  signerId: string | null
  ruleId: string | null
  from: string | null
  until: string | null
}

const any = { value: '', label: 'Any' }
const wordsOf = (looks: Record<string, { word: string }>) =>
  Object.entries(looks).map(([value, { word }]) => ({ value, label: word }))

type FiltersProps = { asked: Asked; signers: { id: string; name: string }[]; ruleIds: string[] }

export function RegisterFilters({ asked, signers, ruleIds }: FiltersProps) {
  const risks = screeningOutcomes.map((value) => ({ value, label: outcomeLooks[value].word }))
  return (
    <Form method="get" className="filter-form" role="search" aria-label="Filter the register">
      <Select
        name="outcome"
        label="Decision"
        options={[any, ...wordsOf(decisionLooks)]}
        defaultValue={asked.outcome ?? ''}
      />
      <Select name="risk" label="Risk" options={[any, ...risks]} defaultValue={asked.risk ?? ''} />
      <Select
        name="signer"
        label="Signed by"
        options={[any, ...signers.map(({ id, name }) => ({ value: id, label: name }))]}
        defaultValue={asked.signerId ?? ''}
      />
      <Select
        name="rule"
        label="Rule justified"
        options={[any, ...ruleIds.map((id) => ({ value: id, label: id.replaceAll('-', ' ') }))]}
        defaultValue={asked.ruleId ?? ''}
      />
      <DateInput name="from" label="From" defaultValue={asked.from ?? ''} />
      <DateInput name="until" label="Until" defaultValue={asked.until ?? ''} />
      <Button type="submit">Filter</Button>
    </Form>
  )
}
