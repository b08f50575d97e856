/** What one asks on the phone some hours after a session: pain, what is new, and what the training left. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { Card } from '../card'
import { type ClinicFormat, formatInstant } from '../format'
import { CommandKey, NumberInput } from '../form'
import { ErrorSummary, Notice } from '../notice'
import { SubmitButton } from '../submit-button'
import { AfterFields } from './after-fields'
import type { ToldTyped } from './check-words'
import { SymptomFields } from './symptom-fields'

type CheckInProps = {
  sessionId: string
  /** Null where the form came back and nothing is asked for any more. */
  since: string | null
  hour: number | null
  missed: readonly number[]
  after: string
  commandKey: string
  lastResult: SubmissionResult | undefined
  format: ClinicFormat
}

/** As they stand on the page. */
const names = ['painNrs', 'after', 'effects', 'symptoms', 'otherSymptom'] as const

export function CheckInForm({ sessionId, since, hour, missed, after, commandKey, lastResult, format }: CheckInProps) {
  const [form, fields] = useForm<ToldTyped>({ id: 'check-in', lastResult })
  const mistakes = [
    ...(form.errors ?? []).map((message) => ({ message })),
    ...names.flatMap((name) => (fields[name].errors ?? []).map((message) => ({ message, fieldId: fields[name].id }))),
  ]
  return (
    // Without the browser's own complaints: a sign is sent whatever else is missing.
    <Form
      method="post"
      action={`/sessions/${sessionId}/check-in`}
      className="stack short-choices"
      id={form.id}
      noValidate
    >
      <ErrorSummary mistakes={mistakes} />
      <CommandKey value={commandKey} />
      {missed.length > 0 ? (
        <Notice tone="wait" title={`Missed: ${missed.map((each) => `${each} h`).join(', ')}`}>
          The clinician who cleared the program is told. Call the client now: one answer is enough for all of them.
        </Notice>
      ) : null}
      <Card
        title="How is the client?"
        sub={since ? `${hour} h after ${after}, ${formatInstant(since, format)}` : undefined}
      >
        <div className="form">
          <div className="max-w-48">
            <NumberInput field={fields.painNrs} label="Pain now, 0 to 10" min={0} max={10} step={1} />
          </div>
          <AfterFields fields={fields} label="Soreness, swelling or stiffness?" />
        </div>
      </Card>
      <Card title="Anything else?">
        <SymptomFields fields={fields} since="since the session" otherwise="Kept on the client’s page." />
      </Card>
      <div className="button-row">
        <SubmitButton size="large">Save the check-in</SubmitButton>
      </div>
    </Form>
  )
}
