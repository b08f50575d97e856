/** Earlier blood pressures as what they are: past, with their day, and never today's. */
import type { CalendarDay } from '~/domain/calendar-day'
import { type ClinicFormat, formatDay } from '../format'
import { classWord, pressureNumbers } from './pressure-words'

type Past = { systolic: number; diastolic: number; on: CalendarDay; where: 'record' | 'screening' }

const whereWords = { record: 'in the record', screening: 'at the screening before' } as const

export function PastPressure({ pressures, format }: { pressures: readonly Past[]; format: ClinicFormat }) {
  if (pressures.length === 0) return null
  return (
    <ul className="grid gap-1 border-line border-b pb-3">
      {pressures.map((past) => (
        <li key={past.where}>
          <span className="dim">
            Last {whereWords[past.where]}, {formatDay(past.on, format)}:
          </span>{' '}
          <b className="num">{pressureNumbers(past)}</b>{' '}
          <span className="dim">{classWord(past)}. Past: it does not count today.</span>
        </li>
      ))}
    </ul>
  )
}
