/** The forms of what is done to a program, as they are typed. */
import { z } from 'zod'
import type { Refusal } from '~/domain/refusal'
import { commandKey, contentHash, typedDay, confirmation, fieldOfConfirmation, typedText } from './typed-text.server'

export function reasonForm() {
  return z.object({ key: commandKey, reason: typedText() })
}

export function withdrawalForm() {
  return z.object({ key: commandKey, versionId: z.uuid() })
}

export function consentForm() {
  return z
    .object({
      key: commandKey,
      isExplained: z.literal('on', 'Confirm that you explained the program, and that the client agreed.'),
      guardianName: typedText(200),
    })
    .transform(({ key, guardianName }) => ({ key, guardianName: guardianName || null }))
}

export function revocationForm() {
  return z.object({
    key: commandKey,
    versionId: z.uuid(),
    contentHash,
    reason: typedText(),
    ...confirmation,
  })
}

/** An assessment is one only with who, when and what; the domain says what is missing of it. */
export function liftForm() {
  return z
    .object({
      key: commandKey,
      reason: typedText(),
      assessedBy: typedText(200),
      assessedOn: typedDay(),
      assessmentResult: typedText(),
      citesAssessment: z.boolean().optional(),
      isClotConfirmed: z.boolean().optional(),
      next: z.string().max(100).optional(),
      list: z.string().max(200).optional(),
    })
    .transform(({ assessedBy, assessedOn, assessmentResult, citesAssessment, isClotConfirmed, ...form }) => ({
      ...form,
      citesAssessment: citesAssessment ?? false,
      isClotConfirmed: isClotConfirmed ?? false,
      assessment:
        assessedBy || assessedOn || assessmentResult
          ? { by: assessedBy, on: assessedOn, result: assessmentResult }
          : null,
    }))
}

/** The field beside which a refusal is said. */
export const fieldOfAct: Partial<Record<Refusal, string>> = {
  'reason-missing': 'reason',
  ...fieldOfConfirmation,
  'guardian-missing': 'guardianName',
  'hold-needs-assessment': 'assessedBy',
  'clot-confirmed': 'isClotConfirmed',
}
