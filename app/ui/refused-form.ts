/** A form that was refused, as it goes back to its page: the sentence beside its field, all that was typed but the password. */
import type { Submission, SubmissionResult } from '@conform-to/react'
import type { Refusal } from '~/domain/refusal'
import { sentenceOf } from './refusals'

const hideFields = ['password', 'code', 'newCode']

export function refusedForm<Fields>(
  submission: Submission<unknown, string[], Fields>,
  why: Refusal,
  fieldOf: Partial<Record<Refusal, string>> = {},
): SubmissionResult {
  const sentence = sentenceOf(why)
  const field = fieldOf[why]
  return submission.reply(
    field ? { fieldErrors: { [field]: [sentence] }, hideFields } : { formErrors: [sentence], hideFields },
  )
}
