/** What is asked of who takes an invitation, and what is wrong with an answer, in a sentence beside its field. */
import { z } from 'zod'
import { checkNewPassword, newPassword } from './new-password.server'

/** `about` holds what others know of them: their address, the clinic. */
export function acceptanceForm(about: string[]) {
  return z
    .object({
      name: z
        .string('Type your name.')
        .trim()
        .min(1, 'Type your name.')
        .max(200, 'Use at most 200 characters.')
        .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'That holds a character that cannot be kept.'),
      ...newPassword,
    })
    .superRefine((typed, context) => checkNewPassword(typed, [typed.name, ...about], context))
}
