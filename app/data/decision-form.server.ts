/** The form of a decision, as it is typed. */
import { z } from 'zod'
import { decisionKinds } from '~/domain/clearance'
import type { Refusal } from '~/domain/refusal'
import {
  commandKey,
  contentHash,
  typedDay,
  confirmation,
  fieldOfConfirmation,
  typedText,
  typedWhole,
} from './typed-text.server'

export function decisionForm() {
  return z
    .object({
      key: commandKey,
      contentHash,
      outcome: z.enum(decisionKinds, 'Choose what you decide.'),
      maxLoadPercent: typedWhole(1, 100),
      maxPressurePercent: typedWhole(1, 100),
      maxSessionsPerWeek: typedWhole(1, 14),
      isSupervisedOnly: z.boolean().optional(),
      reviewBy: typedDay(),
      answers: z.record(z.string(), typedText()).optional(),
      comments: z.record(z.string(), typedText()).optional(),
      /** The finding about the screening itself, which the justification answers. */
      screeningFinding: z.uuid().optional(),
      justification: typedText(),
      reason: typedText(),
      /** The box is sent as the screening it stands beside. */
      readScreening: z.uuid().optional(),
      ...confirmation,
      /** What to decide next, and the filters of the list it stands in. */
      next: z.string().max(100).optional(),
      list: z.string().max(200).optional(),
    })
    .transform(
      ({ outcome, answers, screeningFinding, readScreening, maxLoadPercent, maxPressurePercent, ...form }) => ({
        ...form,
        kind: outcome,
        answers: { ...answers, ...(screeningFinding ? { [screeningFinding]: form.justification } : {}) },
        readScreeningId: readScreening ?? null,
        limits: {
          maxLoadPercent,
          maxPressurePercent,
          maxSessionsPerWeek: form.maxSessionsPerWeek,
          isSupervisedOnly: form.isSupervisedOnly ?? false,
          reviewBy: form.reviewBy,
        },
      }),
    )
}

/** The field beside which a refusal is said; the others are said of the form as a whole. */
export const fieldOfRefusal: Partial<Record<Refusal, string>> = {
  ...fieldOfConfirmation,
  'reason-missing': 'reason',
  'justification-missing': 'justification',
  'findings-unanswered': 'answers',
  'screening-not-confirmed': 'readScreening',
  'screening-replaced': 'readScreening',
  'limits-missing': 'limits',
  'limits-unexpected': 'limits',
  'load-limit-without-effect': 'maxLoadPercent',
  'pressure-limit-without-effect': 'maxPressurePercent',
  'frequency-limit-without-effect': 'maxSessionsPerWeek',
  'review-by-out-of-range': 'reviewBy',
  'comments-unexpected': 'comments',
}
