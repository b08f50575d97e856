/** Incidents, the newest first, each with the clearance it happened under. */
import { type IncidentKind, incidentKinds } from '~/domain/incident'
import { knownRedFlag } from '~/domain/red-flags'
import { Empty } from '../empty'
import { FilterForm } from '../filter-form'
import { type ClinicFormat, formatInstant } from '../format'
import { adverseName } from '../red-flags/client-incidents'
import { LookBadge, type StatusLook } from '../status-badge'
import { type Column, DataTable } from '../table'

type Row = {
  key: string
  kind: IncidentKind
  at: string
  what: string
  note: string
  by: string
  clientName: string
  recordNumber: string
  programName: string | null
  decisionId: string | null
  isStruck: boolean
}

const looks: Record<IncidentKind, StatusLook> = {
  'red-flag': { tone: 'stop', icon: 'octagon', word: 'Red flag' },
  'adverse-event': { tone: 'wait', icon: 'info', word: 'Adverse event' },
  deviation: { tone: 'justify', icon: 'triangle', word: 'Deviation' },
}

const columnsFor = (format: ClinicFormat): Column<Row>[] => [
  {
    id: 'at',
    header: 'When',
    render: ({ at }) => <span className="whitespace-nowrap">{formatInstant(at, format)}</span>,
    sub: ({ by }) => by,
  },
  { id: 'kind', header: 'What', bare: true, render: ({ kind }) => <LookBadge look={looks[kind]} /> },
  {
    id: 'says',
    header: 'How it is told',
    render: (row) => <b>{whatWords(row)}</b>,
    sub: ({ note, isStruck }) => [isStruck ? 'struck through since' : '', note].filter(Boolean).join('; ') || null,
  },
  {
    id: 'client',
    header: 'Client',
    render: ({ clientName }) => <b>{clientName}</b>,
    sub: ({ recordNumber }) => recordNumber,
  },
  {
    id: 'clearance',
    header: 'Under',
    render: ({ decisionId, programName }) =>
      decisionId ? (
        <a href={`/register/${decisionId}`}>{programName}</a>
      ) : (
        (programName ?? <span className="dim">no clearance</span>)
      ),
  },
]

function whatWords({ kind, what }: Row): string {
  if (kind === 'red-flag') return knownRedFlag(what)?.name ?? what
  return kind === 'adverse-event' ? adverseName(what) : what
}

type Props = { rows: Row[]; kind: IncidentKind | null; format: ClinicFormat }

export function IncidentList({ rows, kind, format }: Props) {
  const options = incidentKinds.map((value) => ({ value, label: looks[value].word }))
  return (
    <DataTable
      caption="Incidents, the newest first"
      columns={columnsFor(format)}
      rows={rows}
      rowKey={({ key }) => key}
      filters={<FilterForm filters={[{ name: 'kind', label: 'Kind', anyWord: 'Every kind', options, value: kind }]} />}
      empty={
        <Empty
          title="No incident"
          says="No red flag was raised, no adverse event recorded, and nothing went beyond a cleared dose."
        />
      }
    />
  )
}
