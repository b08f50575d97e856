/** A password being chosen, typed twice: part of each form that asks for one. */
import { z } from 'zod'
import { longestPassword, type PasswordRefusal, refusePassword, shortestPassword } from './password-policy.server'

const sentences: Record<PasswordRefusal, string> = {
  'password-too-short': `Use at least ${shortestPassword} characters: a few words in a row do well.`,
  'password-too-long': `Use at most ${longestPassword} characters.`,
  'password-common': 'That is one of the first passwords anybody would try. Choose another.',
}

/** The fields to spread into the form's object; neither is ever given back to the page. */
export const newPassword = {
  password: z.string('Choose a password.'),
  passwordAgain: z.string('Type the password once more.'),
}

type Issues = { addIssue: (issue: { code: 'custom'; path: string[]; message: string }) => void }

/** For the form's superRefine. `about` holds words others know of the person: email, name, clinic. */
export function checkNewPassword(
  { password, passwordAgain }: { password: string; passwordAgain: string },
  about: string[],
  context: Issues,
): void {
  const refused = refusePassword(password, about)
  if (refused) context.addIssue({ code: 'custom', path: ['password'], message: sentences[refused] })
  else if (password !== passwordAgain) {
    context.addIssue({ code: 'custom', path: ['passwordAgain'], message: 'The two passwords are not the same.' })
  }
}
