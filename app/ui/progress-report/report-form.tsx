/** Signing a report of progress: to whom, the clinician's own words, and the signature over what stands above it. */
import { type FormMetadata, type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ClinicianRole, Licence } from '~/domain/member'
import { ConfirmFields } from '../confirm-fields'
import type { FieldMeta } from '../field'
import { CommandKey, Textarea, TextInput } from '../form'
import { mistakesOf } from '../form-mistakes'
import type { ClinicFormat } from '../format'
import { ErrorSummary, Notice } from '../notice'
import { SignatureBlock } from '../signature'
import { SubmitButton } from '../submit-button'

type Props = {
  signer: { name: string; role: ClinicianRole; licence: Licence }
  contentHash: string
  commandKey: string
  at: Date | string
  format: ClinicFormat
  /** To whom the last one went. */
  addressee: { addresseeName: string; addresseePractice: string } | null
  lastResult: SubmissionResult | undefined
}

export function ReportForm({ signer, contentHash, commandKey, at, format, addressee, lastResult }: Props) {
  const [form, fields]: [FormMetadata<Record<string, string>>, Record<string, FieldMeta>] = useForm<
    Record<string, string>
  >({ id: 'progress-report', lastResult, defaultNoValidate: false, defaultValue: addressee ?? {} })
  return (
    <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate} className="form">
      <ErrorSummary mistakes={mistakesOf(form)} title="Nothing was signed" />
      <CommandKey value={commandKey} />
      {/* Of what this page shows, and not of what was sent before. */}
      <input type="hidden" name="contentHash" value={contentHash} />
      <TextInput
        field={fields.addresseeName}
        label="To whom?"
        hint="The referring doctor, by name."
        maxLength={200}
        autoComplete="off"
      />
      <TextInput field={fields.addresseePractice} label="Their practice" optional maxLength={200} autoComplete="off" />
      <Textarea
        field={fields.summary}
        label="Your summary"
        hint="In your own words: what these numbers mean, what you plan, what you ask. It comes first in the report."
        rows={6}
        maxLength={4000}
      />
      <Notice tone="wait" title="This report is health data">
        It names the client. Give it to whoever it is for, and leave no copy on a shared machine.
      </Notice>
      <SignatureBlock
        signer={signer}
        meaning="send this report of progress and answer for what it says"
        at={at}
        contentHash={contentHash}
        format={format}
      >
        <ConfirmFields fields={fields} />
        <SubmitButton pendingLabel="Signing …">Sign the report</SubmitButton>
      </SignatureBlock>
    </Form>
  )
}
