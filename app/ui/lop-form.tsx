/** The fields of one LOP measurement. */
import type { FormMetadata } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { limbs } from '~/domain/limb'
import { RadioCards } from './choice'
import type { FieldMeta } from './field'
import { CommandKey, FormErrors, NumberInput } from './form'
import type { CuffRefusals } from './no-cuff'
import { SubmitButton } from './submit-button'
import { limbWords } from './words'

export type LopTyped = { limb?: string; cuffWidthCm?: string; position?: string; pressureMmhg?: string }

type LopFormProps = {
  form: FormMetadata<LopTyped>
  fields: Record<keyof LopTyped, FieldMeta>
  refusals: CuffRefusals
  commandKey: string
}

const positions = [
  { value: 'lying', label: 'Lying' },
  { value: 'sitting', label: 'Sitting' },
  { value: 'standing', label: 'Standing' },
]

export function LopForm({ form, fields, refusals, commandKey }: LopFormProps) {
  const options = limbs.map((limb) => {
    const isBarred = refusals[limb] !== null
    return {
      value: limb,
      label: limbWords[limb],
      disabled: isBarred,
      hint: isBarred ? 'ruled out by the screening' : undefined,
    }
  })
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <FormErrors id={form.errorId} errors={form.errors} />
      <CommandKey value={commandKey} />
      <div className="max-w-md">
        <RadioCards field={fields.limb} label="Limb" options={options} required />
      </div>
      <RadioCards
        field={fields.position}
        label="Position"
        hint="The one they will train in: pressure differs between them."
        options={positions}
        required
      />
      <div className="form-row">
        <NumberInput
          field={fields.cuffWidthCm}
          label="Cuff width"
          unit="cm"
          min={3}
          max={25}
          hint="Usually 5 to 18. A narrow cuff needs far more pressure."
          required
        />
        <NumberInput
          field={fields.pressureMmhg}
          label="Pressure at which the pulse goes"
          unit="mmHg"
          min={40}
          max={400}
          step={1}
          hint="As measured with this cuff; an estimate does not count."
          required
        />
      </div>
      <div className="button-row">
        <SubmitButton>Save the measurement</SubmitButton>
      </div>
    </Form>
  )
}
