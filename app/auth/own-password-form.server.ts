/** A password replaced: the new one twice, and where somebody is signed in the old one before it. */
import { z } from 'zod'
import { commandKey, confirmation } from '~/data/typed-text.server'
import { checkNewPassword, newPassword } from './new-password.server'

/** None of it is given back to the page. */
export const hiddenPasswords = ['currentPassword', 'code', 'password', 'passwordAgain']

type Known = { email: string; name: string; clinicName: string }

export function ownPasswordForm({ email, name, clinicName }: Known) {
  return z
    .object({ key: commandKey, currentPassword: confirmation.password, code: confirmation.code, ...newPassword })
    .superRefine((typed, context) => {
      checkNewPassword(typed, [email, name, clinicName], context)
      if (typed.password !== typed.currentPassword) return
      context.addIssue({ code: 'custom', path: ['password'], message: 'That is the one you have. Choose another.' })
    })
}

export function resetForm({ email, name, clinicName }: Known) {
  return z
    .object(newPassword)
    .superRefine((typed, context) => checkNewPassword(typed, [email, name, clinicName], context))
}
