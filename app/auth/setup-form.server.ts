/** What is asked to make the first clinic, and what is wrong with an answer, in a sentence beside its field. */
import { z } from 'zod'
import { checkNewPassword, newPassword } from './new-password.server'

const line = (missing: string, longest: number) =>
  z
    .string(missing)
    .trim()
    .min(1, missing)
    .max(longest, `Use at most ${longest} characters.`)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'That holds a character that cannot be kept.')

const phone = (missing: string) => line(missing, 40).regex(/\d.*\d/, 'That is not a telephone number.')

/** The form of setup.$token; `timeZones` are the ones the page offered. */
export function setupForm(timeZones: readonly string[]) {
  return z
    .object({
      name: line('Type the name of the clinic.', 200),
      timeZone: z.string('Choose the time zone.').refine((zone) => timeZones.includes(zone), 'Choose one of the list.'),
      emergencyNumber: phone('Type the emergency number.'),
      onCallNumber: phone('Type the number of whoever is on call.'),
      adminName: line('Type your name.', 200),
      email: line('Type your email address.', 320).pipe(z.email('That is not an email address.')),
      ...newPassword,
    })
    .superRefine((typed, context) => checkNewPassword(typed, [typed.name, typed.adminName, typed.email], context))
}
