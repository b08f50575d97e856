/** The form that signs a report of progress, as it is typed; what goes into it stands in the address. */
import { z } from 'zod'
import { ranges } from '~/domain/progress-range'
import type { Refusal } from '~/domain/refusal'
import type { ReportAsked } from './progress-report-facts.server'
import { commandKey, confirmation, contentHash, fieldOfConfirmation, typedText } from './typed-text.server'

export function progressReportForm() {
  return z.object({
    key: commandKey,
    /** Of the facts that were read. */
    contentHash,
    addresseeName: typedText(200),
    addresseePractice: typedText(200),
    summary: typedText(4_000),
    ...confirmation,
  })
}

export const fieldOfProgressReport: Partial<Record<Refusal, string>> = {
  'recipient-missing': 'addresseeName',
  'summary-missing': 'summary',
  ...fieldOfConfirmation,
}

const Range = z.enum(ranges).nullable().catch(null)

/** `?range=90-days&exercise=Leg+press&exercise=Squat` */
export function reportAsked(params: URLSearchParams): ReportAsked {
  const exercises = params.getAll('exercise').filter((exercise) => /^[^\0]{1,200}$/.test(exercise))
  return { exercises: exercises.slice(0, 20), range: Range.parse(params.get('range')) }
}
