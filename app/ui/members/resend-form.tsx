/** The same invitation with a new link. */
import { type FormMetadata, type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { ButtonLink } from '../button'
import { ConfirmFields } from '../confirm-fields'
import type { FieldMeta } from '../field'
import { CommandKey } from '../form'
import { mistakesOf } from '../form-mistakes'
import { ErrorSummary } from '../notice'
import { SubmitButton } from '../submit-button'

type Props = {
  invitation: { id: string; name: string; email: string }
  sendsMail: boolean
  commandKey: string
  lastResult: SubmissionResult | undefined
}

export function ResendForm({ invitation: { id, name, email }, sendsMail, commandKey, lastResult }: Props) {
  const [form, fields]: [FormMetadata<Record<string, string>>, Record<string, FieldMeta>] = useForm<
    Record<string, string>
  >({ id: 'resend', lastResult, defaultNoValidate: false })
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <ErrorSummary mistakes={mistakesOf(form)} title="Nothing was sent" />
      <CommandKey value={commandKey} />
      <p>
        {sendsMail
          ? 'A new link goes to '
          : 'No mail goes out from here, so you see a new link once, to hand on yourself: for '}
        <span className="break-all">{email}</span>, with the same roles, good for another week. The old one lets {name}{' '}
        in no more.
      </p>
      <ConfirmFields fields={fields} />
      <div className="button-row">
        <SubmitButton pendingLabel="Inviting …">Invite again</SubmitButton>
        <ButtonLink to={`/invitations/${id}`} look="quiet">
          Back
        </ButtonLink>
      </div>
    </Form>
  )
}
