/** What a person types into a form in their own words: trimmed, of a length that fits, and such that it can be kept. */
import { z } from 'zod'
import type { Refusal } from '~/domain/refusal'
import { isCalendarDay } from '~/domain/calendar-day'

const longest = 2_000

/** Whether a text is written at all is asked by the domain, so nothing typed is an empty text here. */
export function typedText(most = longest) {
  return (
    z
      .string()
      .trim()
      .max(most, `Use at most ${most} characters.`)
      // PostgreSQL keeps neither NUL nor half a surrogate pair.
      .regex(/^[^\0\p{Cs}]*$/u, 'That holds a character that cannot be kept.')
      .optional()
      .transform((text) => text ?? '')
  )
}

export function typedDay() {
  return z
    .string()
    .refine(isCalendarDay, 'Enter a day that exists.')
    .optional()
    .transform((day) => day ?? null)
}

/** Nothing typed is no number. */
export function typedWhole(least: number, most: number) {
  const says = `Enter a whole number from ${least} to ${most}.`
  return z
    .number(says)
    .int(says)
    .min(least, says)
    .max(most, says)
    .optional()
    .transform((number) => number ?? null)
}

/** The key a form carries, so that it has one effect however often it is sent. */
export const commandKey = z.uuid()

export const contentHash = z.string().regex(/^[0-9a-f]{64}$/)

/** A password; never given back to the page. */
const typedPassword = z.string('Type your password.').max(256, 'That is longer than any password here.')

/** Who one is, given again for one act: the password, and a code of the second factor where one is due. */
export const confirmation = {
  password: typedPassword,
  code: z.string().trim().max(40, 'That is longer than any code.').optional(),
}
export type Confirmation = { password: string; code?: string | undefined }

/** The field beside which a confirmation that was refused is said. */
export const fieldOfConfirmation: Partial<Record<Refusal, string>> = {
  'password-wrong': 'password',
  'no-reauthentication': 'password',
  'second-factor-missing': 'password',
  'code-missing': 'code',
  'code-wrong': 'code',
}
