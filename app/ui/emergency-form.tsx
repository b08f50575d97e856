/** The form that opens a client in an emergency: who exactly, and why. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { ButtonLink } from './button'
import { CommandKey, DateInput, FormErrors, Textarea, TextInput } from './form'
import { Notice } from './notice'
import { SubmitButton } from './submit-button'

type Typed = { recordNumber?: string; familyName?: string; birthDate?: string; reason?: string }
type Props = { minutes: number; commandKey: string; lastResult: SubmissionResult | undefined }

export function EmergencyForm({ minutes, commandKey, lastResult }: Props) {
  const [form, fields] = useForm<Typed>({ id: 'emergency', lastResult, defaultNoValidate: false })
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <Notice tone="wait" title={`One client, for ${minutes} minutes`}>
        The admins and the care team are told at once, and an admin reads your reason. You read the client’s pages,
        raise a red flag or record an adverse event. Sessions and programs stay with the care team.
      </Notice>
      <FormErrors id={form.errorId} errors={form.errors} />
      <CommandKey value={commandKey} key={commandKey} />
      <TextInput
        field={fields.recordNumber}
        label="Record number"
        hint="The whole of it. Without it, family name and birth date."
        autoComplete="off"
        optional
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextInput field={fields.familyName} label="Family name" autoComplete="off" optional />
        <DateInput field={fields.birthDate} label="Birth date" autoComplete="off" optional />
      </div>
      <Textarea
        field={fields.reason}
        label="What happened"
        hint="At least 10 characters. It stays on record."
        maxLength={1000}
        required
      />
      <div className="button-row">
        <SubmitButton look="danger" pendingLabel="Opening …">
          Open the client
        </SubmitButton>
        <ButtonLink to="/clients" look="quiet">
          Back
        </ButtonLink>
      </div>
    </Form>
  )
}
