/** Asks for the first clinic and its admin. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { FormErrors, Select, TextInput } from './form'
import { NewPasswordFields } from './new-password-fields'
import { Notice } from './notice'
import { SubmitButton } from './submit-button'

type Fields = Record<
  'name' | 'timeZone' | 'emergencyNumber' | 'onCallNumber' | 'adminName' | 'email' | 'password' | 'passwordAgain',
  string
>

type Props = { timeZones: readonly string[]; lastResult: SubmissionResult | undefined }

/** `lastResult` is what the action answered: the errors, and all that was typed but the passwords. */
export function FirstClinicForm({ timeZones, lastResult }: Props) {
  const [form, fields] = useForm<Fields>({ id: 'setup', lastResult, defaultNoValidate: false })
  const zones = timeZones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <FormErrors id={form.errorId} errors={form.errors} />
      <h2>The clinic</h2>
      <div className="form-row">
        <TextInput
          field={fields.name}
          label="Name"
          hint="As it stands on your door"
          autoComplete="organization"
          maxLength={200}
          required
        />
        <Select
          field={fields.timeZone}
          label="Time zone"
          hint="Decides which day a session counts for"
          options={zones}
          placeholder="Choose"
          required
        />
      </div>
      <div className="form-row">
        <TextInput
          field={fields.emergencyNumber}
          label="Emergency number"
          hint="Shown with every red flag"
          type="tel"
          maxLength={40}
          required
        />
        <TextInput
          field={fields.onCallNumber}
          label="On-call number"
          hint="The clinician to ring"
          type="tel"
          maxLength={40}
          required
        />
      </div>
      <h2>You</h2>
      <div className="form-row">
        <TextInput field={fields.adminName} label="Name" autoComplete="name" maxLength={200} required />
        <TextInput field={fields.email} label="Email" type="email" autoComplete="username" maxLength={320} required />
      </div>
      <NewPasswordFields fields={fields} />
      <Notice title="Before clients come in">
        The wording of the red-flag advice was not taken from a source. Have a clinician of yours read and approve it
        first.
      </Notice>
      <SubmitButton pendingLabel="Setting up …">Set up</SubmitButton>
    </Form>
  )
}
