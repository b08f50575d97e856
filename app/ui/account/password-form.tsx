/** A password replaced by who is signed in: the one they have, then the new one twice. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { ButtonLink } from '../button'
import { ConfirmFields } from '../confirm-fields'
import { CommandKey, FormErrors } from '../form'
import { NewPasswordFields } from '../new-password-fields'
import { SubmitButton } from '../submit-button'
import { Username } from './username'

type Props = { email: string; commandKey: string; lastResult: SubmissionResult | undefined }
type Typed = { currentPassword: string; code: string; password: string; passwordAgain: string }

export function PasswordForm({ email, commandKey, lastResult }: Props) {
  const [form, fields] = useForm<Typed>({ id: 'own-password', lastResult, defaultNoValidate: false })
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <FormErrors id={form.errorId} errors={form.errors} />
      <CommandKey value={commandKey} />
      <Username email={email} />
      <ConfirmFields fields={{ password: fields.currentPassword, code: fields.code }} label="The password you have" />
      <NewPasswordFields fields={fields} label="New password" />
      <p className="dim">
        Wherever else you are signed in, you are signed out, and a mail says that your password was changed.
      </p>
      <div className="button-row">
        <SubmitButton>Change the password</SubmitButton>
        <ButtonLink to="/account" look="quiet">
          Back
        </ButtonLink>
      </div>
    </Form>
  )
}
