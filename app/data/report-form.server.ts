/** The form of a reported session, read once: a day and a time of the clinic's own clock. */
import { z } from 'zod'
import { isCalendarDay } from '~/domain/calendar-day'

export function reportForm() {
  return z
    .object({
      key: z.uuid(),
      place: z.enum(['clinic', 'home'], 'Say where it took place.'),
      day: z.string('Enter the day it took place.').refine(isCalendarDay, 'Enter the day it took place.'),
      time: z.string('Enter the time it began.').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter the time it began.'),
      minutes: z.coerce
        .number('Minutes are a number.')
        .int('Whole minutes.')
        .min(1, 'It lasted a minute at least.')
        .max(600, 'It lasted 600 minutes at most.')
        .nullish()
        .transform((value) => value ?? null),
      isBfr: z.string().optional(),
      painNrs: z.coerce
        .number('Pain is a number from 0 to 10.')
        .int('Pain is a whole number.')
        .min(0)
        .max(10, 'Pain is a number from 0 to 10.')
        .nullish()
        .transform((value) => value ?? null),
      outsideReason: z.string().trim().max(500, 'Keep the reason under 500 characters.').default(''),
    })
    .transform(({ isBfr, outsideReason, ...report }) => ({
      ...report,
      isBfr: isBfr !== undefined,
      outsideReason: outsideReason === '' ? null : outsideReason,
    }))
}
