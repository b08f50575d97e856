/** Medication that matters here: blood thinners, with what they are for, and oestrogen. */
import { Checkbox } from '../choice'
import type { FieldMeta } from '../field'
import { TextInput } from '../form'

export type MedicationDraft = {
  anticoagulants: string[]
  oestrogens: string[]
  others: string[]
  typed: { isOnAnticoagulant?: string; anticoagulantFor?: string; isOnOestrogen?: string }
}

type Fields = Record<'isOnAnticoagulant' | 'anticoagulantFor' | 'isOnOestrogen', FieldMeta>

export function MedicationFields({ fields, medication }: { fields: Fields; medication: MedicationDraft }) {
  const { anticoagulants, oestrogens, others } = medication
  return (
    <div className="form">
      <Checkbox
        field={fields.isOnAnticoagulant}
        label="Takes a blood thinner (anticoagulant or antiplatelet, aspirin too)"
        hint={fromRecord(anticoagulants)}
      />
      <TextInput
        field={fields.anticoagulantFor}
        label="What is it for?"
        hint="Ask. “For a clot in the leg” means a history of clots: tick that above."
        maxLength={200}
        autoComplete="off"
        optional
      />
      <Checkbox
        field={fields.isOnOestrogen}
        label="Takes oestrogen (the pill, hormone therapy)"
        hint={fromRecord(oestrogens)}
      />
      {others.length > 0 ? <p className="dim small">Also on record as current: {others.join('; ')}.</p> : null}
    </div>
  )
}

function fromRecord(labels: readonly string[]): string | undefined {
  return labels.length > 0 ? `On record: ${labels.join('; ')}` : undefined
}
