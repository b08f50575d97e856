/** The form of an absence, as it is typed; what it may be, the domain says. */
import { z } from 'zod'
import { isCalendarDay } from '~/domain/calendar-day'
import type { Refusal } from '~/domain/refusal'
import { commandKey } from './typed-text.server'

export function absenceForm() {
  const day = (missing: string) => z.string(missing).refine(isCalendarDay, 'Enter a day that exists.')
  return z.object({
    key: commandKey,
    memberId: z.uuid('Choose who is away.'),
    from: day('Enter the first day away.'),
    until: day('Enter the last day away.'),
    delegateId: z
      .uuid()
      .optional()
      .transform((id) => id ?? null),
  })
}

/** The field beside which a refusal is said. */
export const fieldOfAbsence: Partial<Record<Refusal, string>> = {
  'not-your-role': 'memberId',
  'teammate-unfit': 'memberId',
  'absence-in-the-past': 'from',
  'absence-overlaps': 'from',
  'absence-out-of-range': 'until',
  'delegate-unfit': 'delegateId',
  'delegate-away': 'delegateId',
}
