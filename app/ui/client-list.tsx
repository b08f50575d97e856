/** The list of clients: who, in whose care, how they are screened, and what their programs do. */
import type { CalendarDay } from '~/domain/calendar-day'
import { ageOn } from '~/domain/calendar-day'
import type { ProgramStatus } from '~/domain/program'
import type { ScreeningOutcome } from '~/domain/screening'
import { clientName } from './client-words'
import { Empty } from './empty'
import { type ClinicFormat, formatShortDay } from './format'
import { LookBadge, StatusBadge } from './status-badge'
import { OutcomeBadge, ProgramStatusBadge, versionLooks } from './status-words'
import { type Column, DataTable, type DataTableProps } from './table'

export type ListedClient = {
  id: string
  givenName: string
  familyName: string
  recordNumber: string
  birthDate: CalendarDay
  addedOn: CalendarDay
  isArchived: boolean
  careTeam: string[]
  screening: { outcome: ScreeningOutcome; screenedOn: CalendarDay; isOutdated: boolean } | null
  programs: { name: string; status: ProgramStatus; isWaiting: boolean }[]
}

type Frame = { today: CalendarDay; format: ClinicFormat }

type ListProps = Frame & Pick<DataTableProps<ListedClient>, 'rows' | 'sort' | 'filters' | 'empty'>

export function ClientList({ today, format, ...table }: ListProps) {
  return (
    <DataTable
      {...table}
      caption="Clients"
      columns={columnsFor({ today, format }, table.sort !== undefined)}
      rowKey={({ id }) => id}
      canHide
    />
  )
}

function columnsFor({ today, format }: Frame, isSortable: boolean): Column<ListedClient>[] {
  return [
    {
      id: 'name',
      header: 'Client',
      fixed: true,
      sortable: isSortable,
      to: ({ id }) => `/clients/${id}`,
      render: clientName,
      sub: ({ birthDate, recordNumber }) => `${ageOn(birthDate, today)} · ${shortNumber(recordNumber)}`,
    },
    {
      id: 'screening',
      header: 'Screening',
      bare: true,
      render: ({ screening }) => <ScreeningCell screening={screening} />,
      sub: ({ screening }) => (screening ? formatShortDay(screening.screenedOn, format) : null),
    },
    {
      id: 'programs',
      header: 'Programs',
      render: ({ programs, isArchived }) => (isArchived ? <Archived /> : <ProgramsCell programs={programs} />),
    },
    {
      id: 'team',
      header: 'Care team',
      render: ({ careTeam }) => (careTeam.length > 0 ? careTeam.join(', ') : <span className="dim">nobody</span>),
    },
    {
      id: 'added',
      header: 'Added',
      sortable: isSortable,
      descendingFirst: true,
      render: ({ addedOn }) => <span className="whitespace-nowrap">{formatShortDay(addedOn, format)}</span>,
    },
  ]
}

/** A hospital's number may be a long one: its beginning is what people compare. */
function shortNumber(recordNumber: string): string {
  return recordNumber.length > 16 ? `${recordNumber.slice(0, 12)}…` : recordNumber
}

function ScreeningCell({ screening }: Pick<ListedClient, 'screening'>) {
  if (!screening) {
    return (
      <StatusBadge tone="off" icon="ring">
        Not screened
      </StatusBadge>
    )
  }
  if (screening.isOutdated) {
    return (
      <StatusBadge tone="justify" icon="triangle">
        Out of date
      </StatusBadge>
    )
  }
  return <OutcomeBadge is={screening.outcome} />
}

function Archived() {
  return (
    <StatusBadge tone="off" icon="bars">
      Archived
    </StatusBadge>
  )
}

const shownPrograms = 2

function ProgramsCell({ programs }: Pick<ListedClient, 'programs'>) {
  if (programs.length === 0) return <span className="dim">none</span>
  return (
    <ul className="grid gap-1">
      {programs.slice(0, shownPrograms).map(({ name, status, isWaiting }) => (
        <li key={`${name}${status}`} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {isWaiting && status === 'not-started' ? (
            <LookBadge look={versionLooks.submitted} />
          ) : (
            <ProgramStatusBadge is={status} />
          )}
          <span>{name}</span>
        </li>
      ))}
      {programs.length > shownPrograms ? (
        <li className="dim small">and {programs.length - shownPrograms} more</li>
      ) : null}
    </ul>
  )
}

/** Why nobody is listed, and what to do about it. */
export function NobodyHere({ isFiltered, seesAll }: { isFiltered: boolean; seesAll: boolean }) {
  if (isFiltered) return <Empty title="Nobody like that" says="No client fits these filters. Take one of them out." />
  return (
    <Empty
      title="No clients yet"
      says={
        seesAll
          ? 'Add a client by hand, or import their record.'
          : 'Add a client by hand, import their record, or ask a colleague to take you into a care team.'
      }
    />
  )
}

/** Nobody fits what was typed, and what else might. */
export function NobodyFound({ withArchived }: { withArchived: boolean }) {
  const also = withArchived ? '' : ' Archived clients are found when you ask for them too.'
  return <Empty title="Nobody found" says={`Type the beginning of a name or of a record number.${also}`} />
}
