/** Measurements as they were entered, those struck through among them, each with the way to put it right. */
import type { CalendarDay } from '~/domain/calendar-day'
import type { Struck } from '~/domain/correction'
import type { MeasurementKind } from '~/domain/measurement'
import { type ClinicFormat, formatDay } from './format'
import { StruckNote } from './struck-note'

type Shown = {
  id: string
  kind: MeasurementKind
  on: CalendarDay
  side: 'left' | 'right' | 'both'
  exercise: string | null
  site: string | null
  enteredValue: string
  enteredUnit: 'kg' | 'lb' | 'cm' | 'nrs'
  by: string
  struck: Struck | null
}

type ListProps = {
  measurements: readonly Shown[]
  format: ClinicFormat
  /** Null: only to be read. */
  correctionOf: ((measurementId: string) => string) | null
}

export function MeasurementList({ measurements, format, correctionOf }: ListProps) {
  return (
    <ul className="stack">
      {measurements.map((one) => (
        <li key={one.id} className="num">
          {one.struck ? (
            <StruckNote struck={one.struck} format={format}>
              {measuredWords(one)}
            </StruckNote>
          ) : (
            measuredWords(one)
          )}
          <span className="small dim block">
            {formatDay(one.on, format)}, {one.by}
            {correctionOf && !one.struck ? (
              <>
                {' · '}
                <a href={correctionOf(one.id)} aria-label={`Put right: ${measuredWords(one)}`}>
                  Put right
                </a>
              </>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  )
}

function measuredWords({ kind, exercise, site, side, enteredValue, enteredUnit }: Shown): string {
  const value = kind === 'pain' ? `Pain ${enteredValue} of 10` : `${enteredValue} ${enteredUnit}`
  const where = [exercise ?? site, side === 'both' ? null : side].filter(Boolean).join(', ')
  return where ? `${where}: ${value}` : value
}
