/** Anything new: one answer, the signs that end everything at once, and room for what is on no list. */
import { alwaysAdvice, type RedFlagSign, redFlagOf, redFlagSigns, type Urgency } from '~/domain/red-flags'
import { RadioCards } from '../choice'
import type { FieldMeta } from '../field'
import { Textarea } from '../form'
import { TickGroup } from './tick-group'

const groups: { urgency: Urgency; title: string }[] = [
  { urgency: 'emergency', title: 'Emergency call' },
  { urgency: 'doctor-today', title: 'A doctor today' },
  { urgency: 'clinician-today', title: 'A clinician today' },
]

type SymptomProps = {
  fields: Record<'symptoms' | 'signs' | 'otherSymptom', FieldMeta>
  since: string
  /** What comes of something that is on no list. */
  otherwise: string
}

export function SymptomFields({ fields, since, otherwise }: SymptomProps) {
  return (
    <div className="form symptoms">
      <RadioCards
        field={fields.symptoms}
        label={`Anything new ${since}?`}
        options={[
          { value: 'none', label: 'No new symptoms' },
          { value: 'some', label: 'Yes' },
        ]}
      />
      <div className="symptoms-told form">
        <p className="small">
          <b>Any of these is a red flag.</b> {alwaysAdvice} Sending it holds all programs of this client and tells the
          clinicians.
        </p>
        <div className="grid gap-4 sm:grid-cols-3">
          {groups.map(({ urgency, title }) => (
            <TickGroup
              key={urgency}
              field={fields.signs}
              label={title}
              options={redFlagSigns.filter((sign) => redFlagOf(sign).urgency === urgency).map(optionOf)}
            />
          ))}
        </div>
        <Textarea
          field={fields.otherSymptom}
          label="Something else"
          hint={otherwise}
          maxLength={500}
          rows={2}
          optional
        />
      </div>
    </div>
  )
}

function optionOf(sign: RedFlagSign) {
  return { value: sign, label: redFlagOf(sign).name }
}
