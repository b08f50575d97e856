/** Handing out a whole record: in which form, to whom and why, and who answers for it. */
import { type FormMetadata, type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { exportMinutes } from '~/domain/register'
import { ButtonLink } from './button'
import { RadioCards } from './choice'
import { ConfirmFields } from './confirm-fields'
import type { FieldMeta } from './field'
import { CommandKey, Textarea, TextInput } from './form'
import { mistakesOf } from './form-mistakes'
import { KeyValue } from './key-value'
import { ErrorSummary, Notice } from './notice'
import { SubmitButton } from './submit-button'

type Props = { back: string; commandKey: string; lastResult: SubmissionResult | undefined }

const formats = [
  { value: 'pdf', label: 'PDF', hint: 'To be read and printed: programs, signatures, sessions in tables.' },
  { value: 'fhir', label: 'FHIR R4', hint: 'One JSON bundle, for another clinic’s software.' },
]

export function RecordExportForm({ back, commandKey, lastResult }: Props) {
  const [form, fields]: [FormMetadata<Record<string, string>>, Record<string, FieldMeta>] = useForm<
    Record<string, string>
  >({ id: 'record-export', lastResult, defaultNoValidate: false, defaultValue: { format: 'pdf' } })
  return (
    // The answer is a file and no page: only the browser itself can take it, and this page stays.
    <Form
      method="post"
      reloadDocument
      id={form.id}
      onSubmit={form.onSubmit}
      noValidate={form.noValidate}
      className="form"
    >
      <ErrorSummary mistakes={mistakesOf(form)} title="Nothing was handed out" />
      <KeyValue
        facts={[
          {
            term: 'What goes out',
            value:
              'Everything the clinic has of this client: programs with every version and signature, screenings, sessions with each set, measurements, red flags, imported records.',
          },
          { term: 'Left out', value: 'Who read the record, and what colleagues typed and did not save.' },
        ]}
      />
      <Notice tone="wait" title="This file is health data">
        It names the client. Give it to whoever it is for, and leave no copy on a shared machine.
      </Notice>
      <CommandKey value={commandKey} />
      <RadioCards field={fields.format} label="As which file?" options={formats} required />
      <TextInput
        field={fields.recipient}
        label="To whom does it go?"
        hint="The client, a guardian, another clinic. It stands in the file."
        maxLength={500}
        autoComplete="off"
      />
      <Textarea field={fields.reason} label="Why?" hint="Kept with your name in the audit log, and in the file." />
      <ConfirmFields fields={fields} />
      <div className="button-row">
        <SubmitButton pendingLabel="Handing out …">Hand out the record</SubmitButton>
        <ButtonLink to={back} look="quiet">
          Back
        </ButtonLink>
      </div>
      <p className="dim small">
        The download begins at once, and you alone may fetch it again for {exportMinutes} minutes. The file says who
        handed it out, when, to whom and why, and where the audit chain stood.
      </p>
    </Form>
  )
}
