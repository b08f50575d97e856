/** The draws there were, the newest first, with how far each was looked through. */
import { ButtonLink } from '../button'
import { Empty } from '../empty'
import { type ClinicFormat, formatDay, formatInstant } from '../format'
import { StatusBadge } from '../status-badge'
import { type Column, DataTable } from '../table'

export type AuditShown = {
  id: string
  at: string
  drawnBy: string
  from: string
  until: string
  drawn: number
  population: number
  looked: number
  notInOrder: number
}

/** "7 of 20 looked at" */
export function ProgressBadge({ looked, drawn }: Pick<AuditShown, 'looked' | 'drawn'>) {
  const isDone = looked === drawn
  return (
    <StatusBadge tone={isDone ? 'ok' : 'wait'} icon={isDone ? 'check' : 'hourglass'}>
      {looked} of {drawn} looked at
    </StatusBadge>
  )
}

export function periodWords({ from, until }: Pick<AuditShown, 'from' | 'until'>, format: ClinicFormat): string {
  return `${formatDay(from, format)} to ${formatDay(until, format)}`
}

const columnsFor = (format: ClinicFormat): Column<AuditShown>[] => [
  {
    id: 'at',
    header: 'Drawn',
    render: ({ at }) => <span className="whitespace-nowrap">{formatInstant(at, format)}</span>,
    sub: ({ drawnBy }) => drawnBy,
    to: ({ id }) => `/register/audits/${id}`,
  },
  { id: 'period', header: 'Cleared', render: (row) => periodWords(row, format) },
  { id: 'size', header: 'Sample', align: 'end', render: ({ drawn, population }) => `${drawn} of ${population}` },
  { id: 'progress', header: 'Progress', bare: true, render: (row) => <ProgressBadge {...row} /> },
  { id: 'wrong', header: 'Not in order', align: 'end', render: ({ notInOrder }) => notInOrder || '–' },
]

export function AuditList({ rows, format }: { rows: AuditShown[]; format: ClinicFormat }) {
  const draw = (
    <ButtonLink to="/register/audits/new" look="primary">
      Draw a sample
    </ButtonLink>
  )
  return (
    <div className="stack">
      <p className="dim max-w-3xl">
        Some clearances, drawn at random by the database and looked through one by one. A draw is never taken back, so
        nobody draws again until they like what comes.
      </p>
      {rows.length > 0 ? <p className="screen-only">{draw}</p> : null}
      <DataTable
        caption="Samples, the newest first"
        columns={columnsFor(format)}
        rows={rows}
        rowKey={({ id }) => id}
        empty={
          <Empty title="Nothing was audited yet" says="Draw a few clearances and write what you find." action={draw} />
        }
      />
    </div>
  )
}
