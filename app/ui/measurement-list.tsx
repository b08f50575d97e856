/** Measurements as they were entered, those struck through among them, each with the way to put it right. */
import type { MeasurementOnRecord } from '~/domain/measurement-record'
import type { Formula } from '~/domain/strength'
import { type ClinicFormat, formatDay } from './format'
import { measuredWords, remarksOf } from './measuring/measured-words'
import { StruckNote } from './struck-note'

type ListProps = {
  measurements: readonly MeasurementOnRecord[]
  formula: Formula
  format: ClinicFormat
  /** Null: only to be read. */
  correctionOf: ((measurementId: string) => string) | null
}

export function MeasurementList({ measurements, formula, format, correctionOf }: ListProps) {
  return (
    <ul className="stack">
      {measurements.map((one) => (
        <li key={one.id} className="num">
          {one.struck ? (
            <StruckNote struck={one.struck} format={format}>
              {measuredWords(one)}
            </StruckNote>
          ) : (
            <Standing one={one} formula={formula} format={format} />
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

function Standing({ one, formula, format }: Pick<ListProps, 'formula' | 'format'> & { one: MeasurementOnRecord }) {
  const remarks = remarksOf(one, formula, format)
  return (
    <>
      {measuredWords(one)}
      {remarks.length > 0 ? <span className="small block">{remarks.join(' · ')}</span> : null}
    </>
  )
}
