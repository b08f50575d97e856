/** The register as a list: who decided what, when, on which version, at which risk, and what came of its program. */
import { Link, useLocation } from '@remix-run/react'
import type { ClinicianRole } from '~/domain/member'
import type { ScreeningOutcome } from '~/domain/screening'
import type { Sort } from './address'
import { ButtonLink } from './button'
import { DecisionBadge, type DecisionOutcome } from './decision-badge'
import { Empty } from './empty'
import { type ClinicFormat, formatInstant } from './format'
import { Hash } from './signature'
import { StatusBadge } from './status-badge'
import { OutcomeBadge } from './status-words'
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
  isPastWindow: boolean
  isOutsideClearance: boolean
}

const columnsFor = (formats: ClinicFormat): Column<Row>[] => [
  {
    id: 'signed',
    header: 'Signed',
    render: (row) => <span className="block sm:w-28">{formatInstant(row.at, formats)}</span>,
    to: (row) => `/register/${row.id}`,
    fixed: true,
    sortable: true,
    descendingFirst: true,
  },
  {
    id: 'outcome',
    header: 'Decision',
    bare: true,
    sortable: true,
    render: (row) => (
      <span className="flex flex-wrap gap-1">
        <DecisionBadge is={row.outcome} />
        <Since row={row} />
      </span>
    ),
  },
  {
    id: 'signer',
    header: 'By',
    sortable: true,
    render: (row) => <span className="whitespace-nowrap">{row.signerName}</span>,
    sub: (row) => (
      <>
        {professionWords[row.signedAs]} <span className="whitespace-nowrap">{row.licenceNumber}</span>
      </>
    ),
  },
  // By number, as it is sorted: names change, and then the register would not stand in its order any more.
  {
    id: 'client',
    header: 'Record',
    sortable: true,
    render: (row) => <b className="whitespace-nowrap">{row.recordNumber}</b>,
    sub: (row) => row.clientName,
  },
  {
    id: 'program',
    header: 'Program',
    sortable: true,
    render: (row) => row.programName,
    sub: (row) => (
      <>
        version {row.versionNumber} · <Hash hash={row.contentHash} />
      </>
    ),
  },
  { id: 'risk', header: 'Risk', bare: true, sortable: true, render: (row) => <OutcomeBadge is={row.risk} /> },
  {
    id: 'justified',
    header: 'Justified',
    align: 'end',
    sortable: true,
    descendingFirst: true,
    render: (row) => row.justified || '–',
  },
]

/** What came of the program since, as far as an auditor looks for it. */
function Since({ row: { isPastWindow, isOutsideClearance } }: { row: Row }) {
  return (
    <>
      {isPastWindow ? (
        <StatusBadge tone="wait" icon="hourglass">
          Past window
        </StatusBadge>
      ) : null}
      {isOutsideClearance ? (
        <StatusBadge tone="stop" icon="triangle">
          Session outside
        </StatusBadge>
      ) : null}
    </>
  )
}

type TableProps = {
  rows: Row[]
  sort: Sort
  formats: ClinicFormat
  filters: React.ReactNode
  isFiltered: boolean
  /** Where this member begins: an empty register leads there. */
  start: { to: string; label: string }
}

export function RegisterTable({ rows, sort, formats, filters, isFiltered, start }: TableProps) {
  return (
    <DataTable
      caption="Decisions"
      columns={columnsFor(formats)}
      rows={rows}
      rowKey={(row) => row.id}
      sort={sort}
      canHide
      filters={filters}
      empty={
        isFiltered ? (
          <Empty
            title="No decision here"
            says="Nothing was signed that fits this filter."
            action={<ButtonLink to="/register">Show every decision</ButtonLink>}
          />
        ) : (
          <Empty
            title="No decision here"
            says="What a clinician signs stands here from that moment on, for good. First a client is screened, and a program raised and submitted."
            action={<ButtonLink to={start.to}>{start.label}</ButtonLink>}
          />
        )
      }
    />
  )
}

/** How many there are, as far as it was counted, and the way out of a filter. */
export function RegisterCount({
  count,
  most,
  isFiltered,
}: {
  count: number | null
  most: number
  isFiltered: boolean
}) {
  const { search } = useLocation()
  const sort = new URLSearchParams(search).get('sort')
  return (
    <p className="dim small mt-2">
      {countWords(count, most)}
      {isFiltered ? (
        <>
          {' fit this filter. '}
          <Link to={sort ? `/register?sort=${sort}` : '/register'}>Show every decision</Link>
        </>
      ) : (
        ' signed so far.'
      )}
    </p>
  )
}

export function countWords(count: number | null, most: number): string {
  if (count === null) return `More than ${most.toLocaleString('en')} decisions`
  return count === 1 ? '1 decision' : `${count.toLocaleString('en')} decisions`
}
