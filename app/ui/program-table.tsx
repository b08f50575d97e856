/** Programs as a list: where each stands, its window, and what comes next. */
import type { NextStep, ProgramStep } from '~/domain/next-step'
import type { ProgramStatus } from '~/domain/program'
import type { VersionKind, VersionStatus } from '~/domain/version'
import type { Severity } from '~/domain/window-flag'
import type { Sort } from './address'
import { clientName } from './client-words'
import { ButtonLink } from './button'
import { Empty } from './empty'
import { type Filter, FilterForm } from './filter-form'
import { shortName } from './short-name'
import { programStepWords } from './program-step-words'
import { ProgramStatusBadge, VersionStatusBadge, versionLooks } from './status-words'
import { Strip } from './strip'
import { dayWords, type StripFacts } from './strip-cells'
import { type Column, DataTable } from './table'

export type ProgramRow = {
  id: string
  name: string
  status: ProgramStatus
  diagnosis: string
  trainerName: string
  givenName: string
  familyName: string
  newest: { number: number; kind: VersionKind; status: VersionStatus }
  inForceNumber: number | null
  strip: (StripFacts & { flag: Severity | null }) | null
  next: NextStep<ProgramStep>
}

const columns: Column<ProgramRow>[] = [
  {
    id: 'program',
    header: 'Program',
    fixed: true,
    to: ({ id }) => `/programs/${id}`,
    render: ({ name }) => name,
    sub: ({ diagnosis }) => diagnosis,
  },
  {
    id: 'client',
    header: 'Client',
    sortable: true,
    render: (row) => <span className="whitespace-nowrap">{clientName(row)}</span>,
    sub: ({ trainerName }) => `raised by ${shortName(trainerName)}`,
  },
  { id: 'status', header: 'Status', bare: true, render: ({ status }) => <ProgramStatusBadge is={status} /> },
  { id: 'version', header: 'Version', render: (row) => <Version row={row} /> },
  {
    id: 'window',
    header: 'Rehab window',
    bare: true,
    render: ({ strip }) => (strip ? <Strip {...strip} /> : null),
    sub: ({ strip, status }) => (strip ? dayWords(strip) : isOver(status) ? null : 'not open yet'),
  },
  { id: 'next', header: 'Next', render: ({ next }) => programStepWords(next) || <span className="dim">–</span> },
]

const versionWords: Partial<Record<VersionStatus, string>> = {
  submitted: 'waits',
  'changes-requested': 'changes asked for',
}

/** In force or not, and whether a next version is on its way beside it. */
function Version({ row: { status, newest, inForceNumber } }: { row: ProgramRow }) {
  if (inForceNumber === newest.number) {
    return isOver(status) ? (
      <span className="dim">v{newest.number}</span>
    ) : (
      <VersionStatusBadge is="cleared">v{newest.number} in force</VersionStatusBadge>
    )
  }
  return (
    <>
      <VersionStatusBadge is={newest.status}>
        v{newest.number} {versionWords[newest.status] ?? versionLooks[newest.status].word.toLowerCase()}
      </VersionStatusBadge>
      {inForceNumber === null ? null : <span className="sub">v{inForceNumber} in force</span>}
    </>
  )
}

function isOver(status: ProgramStatus): boolean {
  return status === 'completed' || status === 'stopped'
}

type ProgramTableProps = {
  rows: readonly ProgramRow[]
  sort: Sort
  filters: readonly Filter[]
  words: string
  isFiltered: boolean
}

export function ProgramTable({ rows, sort, filters, words, isFiltered }: ProgramTableProps) {
  return (
    <DataTable
      caption="Programs"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      sort={sort}
      canHide
      filters={<FilterForm filters={filters} words={{ name: 'words', label: 'Words in its name', value: words }} />}
      empty={
        isFiltered ? (
          <Empty title="No program fits these filters" says="Choose fewer of them to see the rest." />
        ) : (
          <Empty
            title="No programs yet"
            says="A program is raised on the page of its client, once the client is screened."
            action={<ButtonLink to="/clients">Open your clients</ButtonLink>}
          />
        )
      }
    />
  )
}
