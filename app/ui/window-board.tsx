/** The board of rehab windows: who, which limb, the strip, where it stands and what it waits for. */
import { Link, useLocation } from '@remix-run/react'
import type { Limb } from '~/domain/limb'
import type { RehabWindow } from '~/domain/rehab-window'
import type { Severity } from '~/domain/window-flag'
import { withParams } from './address'
import { buttonClass } from './button'
import { Empty } from './empty'
import { Strip } from './strip'
import { type Column, DataTable } from './table'
import { WindowBadge } from './window-badge'
import { limbWords } from './words'

export type WindowBoardRow = {
  key: string
  programId: string
  programName: string
  clientName: string
  trainerName: string
  limb: Limb | null
  severity: Severity
  window: RehabWindow
  extensionDays: number
  sessionDays: number[]
  isOnHold: boolean
  isWaiting: boolean
}

const dayOf = ({ window, extensionDays }: WindowBoardRow) => `day ${window.day} of ${21 + extensionDays}`

/** What ends it, and whose turn it is. */
function waitsFor({ window, severity, isWaiting, isOnHold }: WindowBoardRow): string {
  if (isWaiting) return 'a clinician decides on a version'
  if (isOnHold) return 'on hold: the window goes on'
  if (window.phase !== 'past') return severity === 'breach' ? 'step down or extend before it ends' : ''
  return severity === 'breach' ? 'trainer: complete, step down or ask for an extension' : 'clinician: look at it again'
}

const columns: Column<WindowBoardRow>[] = [
  {
    id: 'client',
    header: 'Client',
    render: (row) => <b>{row.clientName}</b>,
    sub: (row) => `${row.programName}${row.limb ? ` · ${limbWords[row.limb]}` : ''}`,
    to: (row) => `/programs/${row.programId}`,
    fixed: true,
  },
  {
    id: 'strip',
    header: 'Window',
    bare: true,
    render: (row) => (
      <Strip
        day={row.window.day}
        phase={row.window.phase}
        sessionDays={row.sessionDays}
        extensionDays={row.extensionDays}
      />
    ),
  },
  { id: 'day', header: 'Day', render: (row) => <span className="whitespace-nowrap">{dayOf(row)}</span> },
  {
    id: 'stands',
    header: 'Stands',
    bare: true,
    render: (row) => <WindowBadge phase={row.window.phase} flag={row.severity} />,
  },
  { id: 'waits', header: 'Waits for', render: (row) => <span className="dim">{waitsFor(row)}</span> },
  { id: 'trainer', header: 'Trainer', render: (row) => row.trainerName },
]

export function WindowBoard({
  rows,
  canOpen,
  filters,
}: {
  rows: WindowBoardRow[]
  canOpen: boolean
  filters: React.ReactNode
}) {
  return (
    <DataTable
      caption="Running programs by the day their window ends"
      columns={canOpen ? columns : columns.map(({ to: _, ...column }) => column)}
      rows={rows}
      rowKey={(row) => row.key}
      rowTone={(row) => (row.window.phase === 'past' && row.severity === 'breach' ? 'stop' : undefined)}
      filters={filters}
      empty={<Empty title="No window here" says="A window opens with the first session of a program." />}
    />
  )
}

const choices = [
  { label: 'All', phase: null, severity: null },
  { label: 'Past, breach', phase: 'past', severity: 'breach' },
  { label: 'Past, review due', phase: 'past', severity: 'review-due' },
  { label: 'Closing', phase: 'closing', severity: null },
  { label: 'Open', phase: 'open', severity: null },
] as const

export function WindowFilters({ phase, severity }: { phase: string | null; severity: string | null }) {
  const { search } = useLocation()
  return (
    <>
      {choices.map((choice) => {
        const isChosen = choice.phase === phase && choice.severity === severity
        return (
          <Link
            key={choice.label}
            className={buttonClass({ size: 'small', ...(isChosen ? { look: 'primary' } : {}) })}
            aria-current={isChosen ? 'true' : undefined}
            to={{ search: withParams(search, { phase: choice.phase, severity: choice.severity, after: null }) }}
          >
            {choice.label}
          </Link>
        )
      })}
    </>
  )
}
