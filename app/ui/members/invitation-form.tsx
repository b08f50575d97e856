/** Who is to come, in which roles, on which licence. */
import { type FormMetadata, type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { invitationDays } from '~/domain/membership'
import { ButtonLink } from '../button'
import { ConfirmFields } from '../confirm-fields'
import type { FieldMeta } from '../field'
import { CommandKey, TextInput } from '../form'
import { mistakesOf } from '../form-mistakes'
import { ErrorSummary } from '../notice'
import { SubmitButton } from '../submit-button'
import { CredentialField, LicenceFields, RolesField } from './member-fields'

type Values = Record<string, string | string[]>

type Props = { sendsMail: boolean; commandKey: string; lastResult: SubmissionResult | undefined }

export function InvitationForm({ sendsMail, commandKey, lastResult }: Props) {
  const [form, fields]: [FormMetadata<Values>, Record<string, FieldMeta>] = useForm<Values>({
    id: 'invitation',
    lastResult,
    defaultNoValidate: false,
  })
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <ErrorSummary mistakes={mistakesOf(form)} title="Nobody was invited yet" />
      <CommandKey value={commandKey} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextInput
          field={fields.name}
          label="Name"
          hint="They may put it right themselves"
          autoComplete="off"
          maxLength={200}
          required
        />
        <TextInput
          field={fields.email}
          label="Email"
          hint="They sign in with it; it cannot be changed later"
          type="email"
          autoComplete="off"
          maxLength={320}
          required
        />
      </div>
      <RolesField field={fields.roles} />
      <LicenceFields
        fields={fields}
        hint="Needed for a physical therapist or a doctor. Everybody else may have none."
      />
      <CredentialField field={fields.bfrCredentialValidUntil} />
      <ConfirmFields fields={fields} />
      <div className="button-row">
        <SubmitButton pendingLabel="Inviting …">Invite</SubmitButton>
        <ButtonLink to="/members" look="quiet">
          Back
        </ButtonLink>
      </div>
      <p className="dim small">
        {sendsMail
          ? 'They get a mail with a link, and you see the link once, to hand it on yourself. '
          : 'No mail goes out from here, so you see the link once, to hand it on yourself. '}
        It works once, for {invitationDays} days. Until they have chosen a password they are no member: nothing is told
        to them.
      </p>
    </Form>
  )
}
