/** Who one is, given again for one act: the password, and the second factor's code where one is due. */
import { useContext } from 'react'
import { IsCodeDue } from './code-due'
import type { FieldMeta } from './field'
import { PasswordInput, TextInput } from './form'

type Props = { fields: { password?: FieldMeta; code?: FieldMeta }; label?: string }

export function ConfirmFields({ fields, label = 'Your password' }: Props) {
  const isCodeDue = useContext(IsCodeDue)
  // It may have become due while the page was read, and a refused form is not loaded again.
  const isAsked = isCodeDue || (fields.code?.errors?.length ?? 0) > 0
  return (
    <>
      <PasswordInput field={fields.password} label={label} required />
      {isAsked ? (
        <TextInput
          field={fields.code}
          label="Code, or a recovery code"
          autoComplete="one-time-code"
          maxLength={40}
          required
        />
      ) : null}
    </>
  )
}
