/** Screenings as a list: when, by whom, the outcome, the pressure, and why. */
import type { CalendarDay } from '~/domain/calendar-day'
import type { ScopedOutcome, ScreeningReason } from '~/domain/screening'
import { Empty } from '../empty'
import { type ClinicFormat, formatDay, formatTime } from '../format'
import { StatusBadge } from '../status-badge'
import { OutcomeBadge } from '../status-words'
import { type Column, DataTable } from '../table'
import { limbWords } from '../words'
import { daysOld } from './age-words'
import { apart, headline } from './outcome-words'
import { classWord, pressureNumbers } from './pressure-words'

export type PastScreening = {
  id: string
  screenedOn: CalendarDay
  /** ISO. */
  occurredAt: string
  screenedBy: string
  systolic: number
  diastolic: number
  reasons: ScreeningReason[]
  outcomes: ScopedOutcome[]
}

type HistoryProps = {
  clientId: string
  rows: readonly PastScreening[]
  /** The first row was overtaken by what happened since. */
  isOutdated: boolean
  today: CalendarDay
  format: ClinicFormat
}

export function ScreeningHistory({ clientId, rows, isOutdated, today, format }: HistoryProps) {
  const columns: Column<PastScreening>[] = [
    {
      id: 'day',
      header: 'Day',
      fixed: true,
      to: ({ id }) => `/clients/${clientId}/screening/${id}`,
      render: ({ screenedOn }) => formatDay(screenedOn, format),
      sub: ({ occurredAt, screenedOn, screenedBy }) =>
        `${formatTime(occurredAt, format)}, by ${screenedBy}, ${daysOld(screenedOn, today)}`,
    },
    {
      id: 'outcome',
      header: 'Outcome',
      bare: true,
      render: (row) => (
        <span className="flex flex-wrap gap-1.5">
          <OutcomeBadge is={headline(row.outcomes)} />
          {isOutdated && row === rows[0] ? (
            <StatusBadge tone="justify" icon="triangle">
              Out of date
            </StatusBadge>
          ) : null}
        </span>
      ),
      sub: ({ outcomes }) => limbsApart(outcomes),
    },
    {
      id: 'pressure',
      header: 'Blood pressure',
      render: (row) => <span className="num">{pressureNumbers(row)}</span>,
      sub: classWord,
    },
    {
      id: 'why',
      header: 'Why',
      render: ({ reasons }) =>
        reasons.length > 0 ? (
          <ul className="small">
            {reasons.map(({ code, limb, says }) => (
              <li key={`${code}${limb}`}>{says}</li>
            ))}
          </ul>
        ) : (
          <span className="dim">nothing against it</span>
        ),
    },
  ]
  return (
    <DataTable
      caption="Screenings"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={
        <Empty title="Not screened yet" says="A screening takes a few minutes, and a blood pressure measured today." />
      }
    />
  )
}

function limbsApart(outcomes: readonly ScopedOutcome[]): string | null {
  const limbs = apart(outcomes).flatMap(({ scope }) => (scope === 'all' ? [] : limbWords[scope]))
  return limbs.length > 0 ? `other for the ${limbs.join(', ')}` : null
}
