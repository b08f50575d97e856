/** The form of an inflation, read once: as a phone that counted it sends it, or typed by the clinic's own clock. */
import { z } from 'zod'
import { isCalendarDay } from '~/domain/calendar-day'
import { typedText } from './typed-text.server'

const common = {
  key: z.uuid(),
  lineId: z.uuid(),
  pressureMmhg: z
    .string()
    .trim()
    .transform((typed) => (typed === '' ? null : Math.round(Number(typed.replace(',', '.')))))
    .refine((mmhg) => mmhg === null || (mmhg >= 0 && mmhg <= 400), 'The pressure is between 0 and 400 mmHg.')
    .nullish()
    .transform((mmhg) => mmhg ?? null),
  reason: typedText(500),
}

const instant = (says: string) => z.iso.datetime({ offset: true, error: says }).transform((text) => new Date(text))

export type TypedInflation = z.output<ReturnType<typeof inflationForm>>

/** `onAt` and `offAt` are instants. */
export function inflationForm() {
  return z.object({
    ...common,
    onAt: instant('Say when the cuff went on.'),
    offAt: instant('Say when the cuff came off.'),
  })
}

const timeOfDay = (says: string) => z.string(says).regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, says)

/** `onTime` and `offTime` as "14:06" or "14:06:30" on a day of the clinic. */
export function typedInflationForm() {
  return z.object({
    ...common,
    day: z.string('Enter the day.').refine(isCalendarDay, 'Enter the day.'),
    onTime: timeOfDay('Enter the time the cuff went on.'),
    offTime: timeOfDay('Enter the time the cuff came off.'),
  })
}
