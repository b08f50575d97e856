/** The records that were kept as long as the clinic keeps one, each with the way to erase it or to hand it out. */
import { Link } from '@remix-run/react'
import type { CalendarDay } from '~/domain/calendar-day'
import { Card } from './card'
import { clientName } from './client-words'
import { Empty } from './empty'
import { type ClinicFormat, formatDay } from './format'

type PastRecord = {
  id: string
  givenName: string
  familyName: string
  recordNumber: string
  lastActiveOn: CalendarDay
  keptUntil: CalendarDay
  openPrograms: number
}

type Props = {
  past: { rows: PastRecord[]; after: string | null }
  isFirst: boolean
  years: number | null
  format: ClinicFormat
}

export function PastRecords({ past, isFirst, years, format }: Props) {
  return (
    <Card title="Which records were kept long enough?" flush={past.rows.length > 0}>
      {past.rows.length === 0 ? (
        <Empty
          title={years === null ? 'Nothing is decided' : 'None'}
          says={
            years === null
              ? 'Once your clinic has decided how long a record is kept, those past it stand here.'
              : 'No record is past the time your clinic keeps one.'
          }
        />
      ) : (
        <ul className="divide-y">
          {past.rows.map((row) => (
            <PastRow key={row.id} row={row} format={format} />
          ))}
        </ul>
      )}
      {isFirst && !past.after ? null : (
        <nav className="button-row p-4" aria-label="Pages">
          {isFirst ? null : <Link to="/settings/retention">From the beginning</Link>}
          {past.after ? <Link to={`/settings/retention?after=${past.after}`}>More</Link> : null}
        </nav>
      )}
    </Card>
  )
}

function PastRow({ row, format }: { row: PastRecord; format: ClinicFormat }) {
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 px-5 py-3">
      <div>
        <b>{clientName(row)}</b> <span className="dim">{row.recordNumber}</span>
        <p className="dim small">
          last activity {formatDay(row.lastActiveOn, format)}, kept until {formatDay(row.keptUntil, format)}
          {row.openPrograms > 0 ? '; a program is not over' : ''}
        </p>
      </div>
      <div className="flex gap-4">
        <Link to={`/clients/${row.id}/record-export`} aria-label={`Hand out the record ${row.recordNumber}`}>
          Hand out
        </Link>
        <Link to={`/clients/${row.id}/erasure`} aria-label={`Erase the record ${row.recordNumber}`}>
          Erase …
        </Link>
      </div>
    </li>
  )
}
