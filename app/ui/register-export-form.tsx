/** Taking the register out: what goes into the file, and who answers for it, why. */
import { type FormMetadata, type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { exportMinutes } from '~/domain/register'
import { ButtonLink } from './button'
import { ConfirmFields } from './confirm-fields'
import type { FieldMeta } from './field'
import { CommandKey, Textarea } from './form'
import { mistakesOf } from './form-mistakes'
import { KeyValue } from './key-value'
import { ErrorSummary, Notice } from './notice'
import { SubmitButton } from './submit-button'

type Props = {
  /** As an address has it, and in words. */
  filter: string
  says: string
  countWords: string
  commandKey: string
  lastResult: SubmissionResult | undefined
}

export function RegisterExportForm({ filter, says, countWords, commandKey, lastResult }: Props) {
  const [form, fields]: [FormMetadata<Record<string, string>>, Record<string, FieldMeta>] = useForm<
    Record<string, string>
  >({ id: 'export', lastResult, defaultNoValidate: false })
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
      <ErrorSummary mistakes={mistakesOf(form)} title="Nothing was exported" />
      <KeyValue
        facts={[
          { term: 'What', value: says },
          { term: 'How many', value: countWords },
          { term: 'In each row', value: 'signature, licence, content hash, limits, reasons, rules overridden' },
        ]}
      />
      <Notice tone="wait" title="This file is health data">
        It holds record numbers and clinical reasons. Keep it where only those may read it who need it.
      </Notice>
      <CommandKey value={commandKey} />
      <input type="hidden" name="filter" value={filter} />
      <Textarea
        field={fields.reason}
        label="Why do you take it out?"
        hint="Kept with your name in the audit log, and written into the file."
      />
      <ConfirmFields fields={fields} />
      <div className="button-row">
        <SubmitButton pendingLabel="Exporting …">Export as CSV</SubmitButton>
        <ButtonLink to={filter ? `/register?${filter}` : '/register'} look="quiet">
          Back
        </ButtonLink>
      </div>
      <p className="dim small">
        The download begins at once, and may be fetched again for {exportMinutes} minutes. Its first line says who took
        it, when and why, and where the audit chain stood; its last one, how many decisions it holds.
      </p>
    </Form>
  )
}
