/** What the next version is to be; while it is written and decided, the one in force goes on. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { Card } from './card'
import { RadioCards } from './choice'
import { CommandKey, FormErrors, NumberInput, Textarea } from './form'
import { SubmitButton } from './submit-button'

const kinds = [
  { value: 'amendment', label: 'Amendment', hint: 'The dose, the exercises or the schedule change' },
  { value: 'step-down', label: 'Step-down', hint: 'Two or three sessions a week from here on: ends a flagged window' },
  { value: 'extension', label: 'Extension', hint: 'The same for some days past the 21' },
]

type Props = { commandKey: string; hasVersionInForce: boolean; lastResult: SubmissionResult | undefined }

export function AmendmentForm({ commandKey, hasVersionInForce, lastResult }: Props) {
  const [form, fields] = useForm<Record<'kind' | 'extensionDays' | 'extensionReason', string>>({
    id: 'amendment',
    lastResult,
    defaultValue: { kind: 'amendment' },
    defaultNoValidate: false,
  })
  return (
    <Form method="post" className="form amendment" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <CommandKey value={commandKey} />
      <FormErrors id={form.errorId} errors={form.errors} />
      {hasVersionInForce ? (
        <Card title="What is to change?" sub="the version in force goes on until the new one is cleared">
          <div className="form">
            <RadioCards field={fields.kind} label="Kind" options={kinds} required />
            <div className="extension-fields form-row">
              <NumberInput
                field={fields.extensionDays}
                label="Days past the 21"
                hint="1 to 21, counted from day 22"
                min={1}
                max={21}
                step={1}
              />
              <Textarea
                field={fields.extensionReason}
                label="Why it goes on"
                hint="The clinician decides on this"
                maxLength={1000}
              />
            </div>
          </div>
        </Card>
      ) : (
        <Card title="A second try">
          <input type="hidden" name={fields.kind.name} value="amendment" />
          <p>
            The next version starts as a copy of the one before. Change what was asked for, then submit it again; the
            decision on the version before stays on record.
          </p>
        </Card>
      )}
      <div>
        <SubmitButton>Write it</SubmitButton>
      </div>
    </Form>
  )
}
