/** The audit log as two lists: what changed, in the order of the chain, and who read what. */
import { Link, useLocation } from '@remix-run/react'
import { withParams } from './address'
import { ChangeSummary } from './audit-change'
import { accessWords } from './audit-filters'
import type { ToldEvent } from './audit-words'
import { happenedEarlier } from './audit-times'
import { buttonClass } from './button'
import { Empty } from './empty'
import { type ClinicFormat, formatInstant } from './format'
import { type Column, DataTable } from './table'

type About = { clientId: string | null; clientName: string; recordNumber: string | null }
export type Change = About &
  ToldEvent & {
    seq: number
    actorName: string | null
    recordedAt: Date | string
    occurredAt: Date | string
  }
export type Reading = About & {
  id: number
  kind: keyof typeof accessWords
  memberName: string | null
  pathKind: string
  recordedAt: Date | string
  sealedBy: number | null
}

const changeColumns = (format: ClinicFormat): Column<Change>[] => [
  { id: 'seq', header: 'Event', align: 'end', render: (row) => row.seq },
  {
    id: 'at',
    header: 'Recorded',
    render: (row) => <span className="whitespace-nowrap">{formatInstant(row.recordedAt, format)}</span>,
    sub: (row) => (happenedEarlier(row) ? `happened ${formatInstant(row.occurredAt, format)}` : null),
  },
  { id: 'actor', header: 'Who', render: (row) => row.actorName ?? 'The system' },
  {
    id: 'kind',
    header: 'Did what',
    to: (row) => `/audit/${row.seq}`,
    render: (row) => row.deed,
    sub: (row) => <ChangeSummary isErased={row.isErased} changed={row.changed} />,
  },
  { id: 'client', header: 'About', render: (row) => <ClientLink {...row} />, sub: ({ recordNumber }) => recordNumber },
]

const readingColumns = (format: ClinicFormat): Column<Reading>[] => [
  {
    id: 'at',
    header: 'When',
    render: (row) => <span className="whitespace-nowrap">{formatInstant(row.recordedAt, format)}</span>,
  },
  { id: 'who', header: 'Who', render: (row) => <b>{row.memberName ?? 'Nobody known'}</b> },
  { id: 'kind', header: 'Did what', render: (row) => accessWords[row.kind] },
  {
    id: 'page',
    header: 'Page',
    render: (row) => <span className="break-all">{pageWords(row.pathKind)}</span>,
  },
  { id: 'client', header: 'About', render: (row) => <ClientLink {...row} />, sub: ({ recordNumber }) => recordNumber },
  {
    id: 'sealed',
    header: 'In the chain',
    render: (row) =>
      row.sealedBy === null ? 'within a minute' : <Link to={`/audit/${row.sealedBy}`}>event {row.sealedBy}</Link>,
  },
]

/** `routes/clients.$clientId_.screening.new` reads "clients / screening / new". */
function pageWords(pathKind: string): string {
  const parts = pathKind.replace('routes/', '').replaceAll('[.]', '-').split('.')
  const words = parts.map((part) => part.replace(/_$/, '')).filter((part) => !part.startsWith('$') && part !== '_index')
  return words.join(' / ') || 'start'
}

/** The client, as a way to all that is remembered about them. */
function ClientLink({ clientId, clientName, recordNumber }: About) {
  const { search } = useLocation()
  if (clientId === null) return <span className="dim">–</span>
  if (recordNumber === null) return <span className="dim">not on record here</span>
  return <Link to={{ search: withParams(search, { client: clientId, after: null, before: null }) }}>{clientName}</Link>
}

const empty = (
  <Empty
    title="Nothing that fits"
    says="Everything that is changed, signed or read is written down here. Nothing of it fits this filter."
  />
)

export function ChangeTable({ rows, format }: { rows: Change[]; format: ClinicFormat }) {
  return (
    <DataTable
      caption="Changes, the newest first"
      columns={changeColumns(format)}
      rows={rows}
      rowKey={(row) => String(row.seq)}
      empty={empty}
    />
  )
}

export function ReadingTable({ rows, format }: { rows: Reading[]; format: ClinicFormat }) {
  return (
    <DataTable
      caption="Readings, the newest first"
      columns={readingColumns(format)}
      rows={rows}
      rowKey={(row) => String(row.id)}
      empty={empty}
    />
  )
}

/** The two lists; the filters that both have go along. */
export function AuditViews({ view }: { view: 'changes' | 'readings' }) {
  const { search } = useLocation()
  const other = { topic: null, kind: null, after: null, before: null }
  return (
    <nav className="button-row" aria-label="Which list">
      {(['changes', 'readings'] as const).map((name) => (
        <Link
          key={name}
          className={buttonClass({ size: 'small', ...(view === name ? { look: 'primary' } : {}) })}
          aria-current={view === name ? 'true' : undefined}
          to={{ search: withParams(search, { ...other, view: name }) }}
        >
          {name === 'changes' ? 'Who did what' : 'Who saw what'}
        </Link>
      ))}
    </nav>
  )
}
