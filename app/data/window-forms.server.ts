/** The forms of rehab windows, as they are typed; what they may be, the domain says. */
import { z } from 'zod'
import type { Refusal } from '~/domain/refusal'
import { usualReviewDays } from '~/domain/rehab-window'
import { openedWith } from './settings-forms.server'
import { commandKey, typedText } from './typed-text.server'
import { mostChosen } from './window-reviews.server'

const wholeDays = z.number('Enter a whole number of days.').int('Enter a whole number of days.')

export function windowSettingsForm() {
  return z.object({
    ...openedWith,
    windowDays: wholeDays,
    closingFromDay: wholeDays,
    breachEscalationDays: wholeDays,
  })
}

/** The field beside which a refusal is said. */
export const fieldOfSetting: Partial<Record<Refusal, string>> = {
  'window-out-of-range': 'windowDays',
  'closing-out-of-range': 'closingFromDay',
  'closing-after-the-end': 'closingFromDay',
  'escalation-out-of-range': 'breachEscalationDays',
}

export function reviewForm() {
  return z.object({
    key: commandKey,
    program: z.array(z.uuid()).min(1, 'Choose at least one program.').max(mostChosen),
    reason: typedText(),
    reviewDays: wholeDays.default(usualReviewDays),
  })
}

export const fieldOfReview: Partial<Record<Refusal, string>> = {
  'reason-missing': 'reason',
  'review-day-out-of-range': 'reviewDays',
}

export function acknowledgementForm() {
  return z.object({ key: commandKey, note: typedText(500) })
}
