/** How it was since the session before: soreness, swelling and range, which together or growing tell the clinician. */
import { RadioCards } from '../choice'
import type { FieldMeta } from '../field'
import { effectWords } from './check-words'
import { TickField } from './tick-group'

type AfterProps = { fields: Record<'after' | 'effects', FieldMeta>; label: string }

export function AfterFields({ fields, label }: AfterProps) {
  return (
    <div className="form symptoms">
      <RadioCards
        field={fields.after}
        label={label}
        options={[
          { value: 'none', label: 'No' },
          { value: 'some', label: 'Yes' },
        ]}
      />
      <div className="symptoms-told">
        <TickField
          field={fields.effects}
          label="What it was"
          options={Object.entries(effectWords).map(([value, word]) => ({ value, label: word }))}
        />
      </div>
    </div>
  )
}
