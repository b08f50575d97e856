/** How many years a record is kept after the last activity. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { leastYears, mostYears } from '~/domain/retention'
import { Card } from './card'
import { CommandKey, FormErrors, NumberInput } from './form'
import { type ClinicFormat, formatInstant } from './format'
import { SubmitButton } from './submit-button'

type Props = {
  years: number | null
  decided: { by: string; at: Date | string } | null
  commandKey: string
  lastResult: SubmissionResult | undefined
  format: ClinicFormat
}

export function RetentionForm({ years, decided, commandKey, lastResult, format }: Props) {
  const [form, fields] = useForm<{ years: string }>({
    id: 'retention',
    lastResult,
    defaultNoValidate: false,
    defaultValue: { years: years === null ? '' : String(years) },
  })
  return (
    <Card title="How long is a record kept?">
      <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
        <FormErrors id={form.errorId} errors={form.errors} />
        <CommandKey value={commandKey} />
        <p>
          The law of your country says how long health records must be kept: often ten years after the last treatment,
          and longer for children. Decide with whoever advises your clinic. Records past that time are listed here, and
          nothing is erased by itself.
        </p>
        <NumberInput
          field={fields.years}
          label="Kept after the last activity for"
          unit="years"
          hint={`${leastYears} to ${mostYears}. Leave it empty while nobody has decided.`}
          min={leastYears}
          max={mostYears}
          step={1}
          optional
        />
        {decided ? (
          <p className="dim small">
            Decided by {decided.by}, {formatInstant(decided.at, format)}.
          </p>
        ) : null}
        <div className="button-row">
          <SubmitButton>Save</SubmitButton>
        </div>
      </Form>
    </Card>
  )
}
