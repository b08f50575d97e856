/** What a person types about a client, before anything is done with it. */
import { z } from 'zod'
import { isCalendarDay } from '~/domain/calendar-day'
import { sexes } from '~/domain/fhir-patient'
import { contentHash } from './typed-text.server'

const name = (says: string) => z.string(says).trim().min(1, says).max(200, 'At most 200 letters.')

export function clientForm() {
  return z.object({
    key: z.uuid(),
    alikeSeen: contentHash.nullish(),
    givenName: name('Enter the given name.').refine(isClean, 'This name has signs in it that no name has.'),
    familyName: name('Enter the family name.').refine(isClean, 'This name has signs in it that no name has.'),
    birthDate: z
      .string('Enter the date of birth.')
      .refine((day) => isCalendarDay(day) && day >= '1900-01-01', 'Enter a date from 1900 on.'),
    sex: z.enum(sexes, 'Choose one.'),
    recordNumber: z
      .string()
      .trim()
      .max(80, 'At most 80 signs.')
      .refine(isClean, 'This number has signs in it that cannot be kept.')
      .optional()
      .transform((number) => number || null),
  })
}

/** PostgreSQL keeps no NUL in a text. */
function isClean(text: string): boolean {
  return !text.includes('\0')
}
