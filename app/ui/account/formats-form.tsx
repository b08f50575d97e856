/** How somebody reads dates, times, numbers and loads; whatever they leave is as their clinic does it. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { LoadUnit } from '~/domain/units'
import { CommandKey, FormErrors, type Option, Select } from '../form'
import { SubmitButton } from '../submit-button'

type Formats<Value> = { locale: Value; units: Value; timeZone: Value }

type Props = {
  own: Formats<string | null>
  clinic: { writing: string; units: LoadUnit; timeZone: string }
  locales: readonly Option[]
  timeZones: readonly string[]
  commandKey: string
  lastResult: SubmissionResult | undefined
}

const units = [
  { value: 'kg', label: 'kg, kilograms' },
  { value: 'lb', label: 'lb, pounds' },
]

export function FormatsForm({ own, clinic, locales, timeZones, commandKey, lastResult }: Props) {
  const [form, fields] = useForm<Formats<string>>({
    id: 'own-formats',
    lastResult,
    defaultNoValidate: false,
    defaultValue: { locale: own.locale ?? '', units: own.units ?? '', timeZone: own.timeZone ?? '' },
  })
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <FormErrors id={form.errorId} errors={form.errors} />
      <CommandKey value={commandKey} />
      <Select
        field={fields.locale}
        label="Dates, times and numbers"
        placeholder={`As the clinic: ${clinic.writing}`}
        options={locales}
      />
      <Select
        field={fields.units}
        label="Loads"
        hint="What you type without a unit is read in this one."
        placeholder={`As the clinic: ${clinic.units}`}
        options={units}
      />
      <Select
        field={fields.timeZone}
        label="Time zone"
        hint="For the times you read. Which day something counts for, and a time you type, are always the clinic’s; a signature shows its zone."
        placeholder={`As the clinic: ${clinic.timeZone.replaceAll('_', ' ')}`}
        options={timeZones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
      />
      <div className="button-row">
        <SubmitButton>Save</SubmitButton>
      </div>
    </Form>
  )
}
