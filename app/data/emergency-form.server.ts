/** The forms around an emergency access, as they are typed. */
import { z } from 'zod'
import { emergencyFindings } from '~/domain/emergency-access'
import type { Refusal } from '~/domain/refusal'
import { commandKey, typedDay, typedText } from './typed-text.server'

export function emergencyForm() {
  return z
    .object({
      key: commandKey,
      recordNumber: typedText(80),
      familyName: typedText(200),
      birthDate: typedDay(),
      reason: typedText(1000),
    })
    .superRefine(({ recordNumber, familyName, birthDate }, ctx) => {
      if (recordNumber !== '' || (familyName !== '' && birthDate !== null)) return
      const [path, message] =
        familyName === ''
          ? ['recordNumber', 'Type the record number, or the family name and the birth date.']
          : ['birthDate', 'Enter the birth date as well.']
      ctx.addIssue({ code: 'custom', path: [path], message })
    })
}

export const fieldOfEmergency: Partial<Record<Refusal, string>> = { 'emergency-reason-short': 'reason' }

export function emergencyReviewForm() {
  return z.object({
    key: commandKey,
    finding: z.enum(emergencyFindings, 'Choose what you found.'),
    note: typedText(1000),
  })
}

export const fieldOfEmergencyReview: Partial<Record<Refusal, string>> = { 'note-missing': 'note' }
