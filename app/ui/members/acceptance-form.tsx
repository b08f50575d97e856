/** Taking an invitation: one's name, and a password of one's own. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { Role } from '~/domain/member'
import { FormErrors, TextInput } from '../form'
import { NewPasswordFields } from '../new-password-fields'
import { KeyValue } from '../key-value'
import { SubmitButton } from '../submit-button'
import { rolesWords } from './member-words'

type Fields = Record<'name' | 'password' | 'passwordAgain', string>

type Props = {
  invitation: { email: string; name: string; roles: readonly Role[]; invitedBy: string }
  lastResult: SubmissionResult | undefined
}

export function AcceptanceForm({ invitation: { email, name, roles, invitedBy }, lastResult }: Props) {
  const [form, fields] = useForm<Fields>({
    id: 'acceptance',
    lastResult,
    defaultNoValidate: false,
    defaultValue: { name },
  })
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <FormErrors id={form.errorId} errors={form.errors} />
      <KeyValue
        facts={[
          { term: 'Invited by', value: invitedBy },
          { term: 'As', value: rolesWords(roles) },
          { term: 'You sign in with', value: <span className="break-all">{email}</span> },
        ]}
      />
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <TextInput
        field={fields.name}
        label="Your name"
        hint="As it stands beside what you write and sign"
        autoComplete="name"
        maxLength={200}
        required
      />
      <NewPasswordFields fields={fields} />
      <SubmitButton pendingLabel="One moment …">Choose this password</SubmitButton>
    </Form>
  )
}
