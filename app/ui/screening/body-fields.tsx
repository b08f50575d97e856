/** How the client is today: pain, surgery, and the body measures on record. */
import type { CalendarDay } from '~/domain/calendar-day'
import type { FieldMeta } from '../field'
import { RadioCards } from '../choice'
import { type ClinicFormat, formatDay } from '../format'
import { NumberInput, Select } from '../form'

export type BodyDraft = {
  ageYears: number
  birthDate: CalendarDay
  bmi: { on: CalendarDay; where: 'record' | 'screening' } | null
  typed: { bmi?: string; hadSurgery?: string; surgeryWeeksAgo?: string }
}

type Fields = Record<'painNrs' | 'hadSurgery' | 'surgeryWeeksAgo' | 'bmi', FieldMeta>

const nrs = Array.from({ length: 11 }, (_, value) => ({ value: String(value), label: nrsWord(value) }))

function nrsWord(value: number): string {
  if (value === 0) return '0, none'
  return value === 10 ? '10, the worst there is' : String(value)
}

const yesNo = [
  { value: 'no', label: 'No' },
  { value: 'yes', label: 'Yes' },
]

export function BodyFields({ fields, body, format }: { fields: Fields; body: BodyDraft; format: ClinicFormat }) {
  const { ageYears, birthDate, bmi } = body
  return (
    <div className="form">
      <p>
        Age <b>{ageYears}</b>, <span className="dim">born {formatDay(birthDate, format)}</span>
      </p>
      <div className="form-row">
        <NumberInput
          field={fields.bmi}
          label="BMI"
          unit="kg/m²"
          min={8}
          max={150}
          hint={
            bmi
              ? `${bmi.where === 'record' ? 'From the record' : 'From the screening before'}, ${formatDay(bmi.on, format)}. Weigh and measure if it has changed.`
              : 'Not on record: weigh and measure. Left empty it stays unknown.'
          }
          optional
        />
        <Select
          field={fields.painNrs}
          label="Pain now, 0 to 10 (NRS)"
          hint="7 or more is shown to whoever decides."
          placeholder="Not asked"
          options={nrs}
          optional
        />
      </div>
      <RadioCards field={fields.hadSurgery} label="Surgery in the last weeks?" options={yesNo} required />
      <div className="max-w-56">
        <NumberInput
          field={fields.surgeryWeeksAgo}
          label="If so, how many weeks ago?"
          unit="weeks"
          min={0}
          max={5200}
          hint="0 for this week. Look for signs of a clot first."
        />
      </div>
    </div>
  )
}
