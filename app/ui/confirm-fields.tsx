/** Who one is, given again for one act: the password, and the second factor's code where one is due. */
import { createContext, useContext } from 'react'
import type { FieldMeta } from './field'
import { PasswordInput, TextInput } from './form'

/** Said by the page: whether a code is to come with the next signature. */
export const IsCodeDue = createContext(false)

type Props = { fields: { password?: FieldMeta; code?: FieldMeta }; label?: string }

export function ConfirmFields({ fields, label = 'Your password' }: Props) {
  const isCodeDue = useContext(IsCodeDue)
  return (
    <>
      <PasswordInput field={fields.password} label={label} required />
      {isCodeDue ? (
        <TextInput
          field={fields.code}
          label="Code"
          hint="From your authenticator, or a recovery code"
          autoComplete="one-time-code"
          maxLength={40}
          required
        />
      ) : null}
    </>
  )
}
