/** The form of one kind of measurement, with what was typed and what is wrong with it. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { CalendarDay } from '~/domain/calendar-day'
import type { MeasurementKind } from '~/domain/measurement'
import { parseReps } from '~/domain/measurement-values'
import { mostRepsForAnEstimate } from '~/domain/strength'
import { typedValue } from '../field'
import { CommandKey, DateInput, FormErrors } from '../form'
import { MeasurementFields } from '../measurement-fields'
import { SubmitButton } from '../submit-button'
import type { FieldsProps, MeasurementFieldNames } from './circumstances'

type FormProps = Omit<FieldsProps, 'fields' | 'known'> & {
  kind: MeasurementKind
  commandKey: string
  today: CalendarDay
  result: SubmissionResult<string[]> | undefined
}

export function MeasurementForm({ kind, commandKey, today, result, ...asked }: FormProps) {
  const [form, fields] = useForm<Record<MeasurementFieldNames, string>>({
    id: `measurement-${kind}`,
    lastResult: result,
    defaultNoValidate: false,
  })
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <FormErrors id={form.errorId} errors={form.errors} />
      <CommandKey value={commandKey} />
      <input type="hidden" name="kind" value={kind} />
      <MeasurementFields kind={kind} fields={fields} known={null} {...asked} />
      <DateInput
        field={fields.on}
        label="Measured on"
        max={today}
        defaultValue={typedValue(fields.on) ?? today}
        required
      />
      <div className="button-row">
        <SubmitButton>Save</SubmitButton>
        {kind === 'rep-max' && isBeyondEstimate(fields.reps.value) ? (
          <SubmitButton look="plain" name="kind" value="endurance">
            Save as endurance
          </SubmitButton>
        ) : null}
      </div>
    </Form>
  )
}

function isBeyondEstimate(reps: string | undefined): boolean {
  return (parseReps(reps ?? '') ?? 0) > mostRepsForAnEstimate
}
