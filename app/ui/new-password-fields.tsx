/** A password being chosen, typed twice. */
import type { FieldMeta } from './field'
import { PasswordInput } from './form'

type Props = { fields: { password?: FieldMeta; passwordAgain?: FieldMeta }; label?: string }

export function NewPasswordFields({ fields, label = 'Password' }: Props) {
  return (
    <div className="form-row">
      <PasswordInput
        field={fields.password}
        label={label}
        hint="15 characters or more; a few words do well"
        autoComplete="new-password"
        minLength={15}
        maxLength={256}
        required
      />
      <PasswordInput
        field={fields.passwordAgain}
        label={`${label} once more`}
        hint="The same again"
        autoComplete="new-password"
        maxLength={256}
        required
      />
    </div>
  )
}
