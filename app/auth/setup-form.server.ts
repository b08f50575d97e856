/** What is asked to make the first clinic, and what is wrong with an answer, in a sentence beside its field. */
import { z } from 'zod'
import { longestPassword, type PasswordRefusal, refusePassword, shortestPassword } from './password-policy.server'

const sentences: Record<PasswordRefusal, string> = {
  'password-too-short': `Use at least ${shortestPassword} characters: a few words in a row do well.`,
  'password-too-long': `Use at most ${longestPassword} characters.`,
  'password-common': 'That is one of the first passwords anybody would try. Choose another.',
}

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
      password: z.string('Choose a password.'),
      passwordAgain: z.string('Type the password once more.'),
    })
    .superRefine(({ password, passwordAgain, name, adminName, email }, context) => {
      const refused = refusePassword(password, [name, adminName, email])
      if (refused) context.addIssue({ code: 'custom', path: ['password'], message: sentences[refused] })
      else if (password !== passwordAgain) {
        context.addIssue({ code: 'custom', path: ['passwordAgain'], message: 'The two passwords are not the same.' })
      }
    })
}
