/** The forms of an audit of clearances, as they are typed. */
import { z } from 'zod'
import { auditFindings, largestSample } from '~/domain/clearance-audit'
import { isCalendarDay } from '~/domain/calendar-day'
import type { Refusal } from '~/domain/refusal'
import { commandKey, typedText } from './typed-text.server'

// A date picker gives 0002 while somebody types 2026.
const day = (says: string) => z.string(says).refine((text) => isCalendarDay(text) && text >= '1900-01-01', says)
const size = `Enter a whole number from 1 to ${largestSample}.`

export function drawForm() {
  return z.object({
    key: commandKey,
    from: day('Enter the first day.'),
    until: day('Enter the last day.'),
    sampleSize: z.number(size).int(size).min(1, size).max(largestSample, size),
  })
}

export function auditFindingForm() {
  return z.object({ key: commandKey, finding: z.enum(auditFindings, 'Choose what you found.'), note: typedText() })
}

/** The field beside which a refusal is said. */
export const fieldOfAudit: Partial<Record<Refusal, string>> = {
  'period-out-of-order': 'until',
  'nothing-to-audit': 'from',
  'note-missing': 'note',
}
