/** The forms around red flags, adverse events and the floor of a clinic, as they are typed. */
import { z } from 'zod'
import { adverseEventKinds } from '~/domain/adverse-events'
import { limbs } from '~/domain/limb'
import type { Refusal } from '~/domain/refusal'
import { type LoadUnit, parseLoad } from '~/domain/units'
import { openedWith } from './settings-forms.server'
import { commandKey, typedText } from './typed-text.server'

export function seenForm() {
  return z.object({ key: commandKey })
}

export function detailForm() {
  return z.object({
    key: commandKey,
    says: typedText(),
    limb: z
      .enum(limbs)
      .optional()
      .transform((limb) => limb ?? null),
    since: typedText(200),
  })
}

export const fieldOfDetail: Partial<Record<Refusal, string>> = { 'details-missing': 'says' }

const ticked = z
  .boolean()
  .optional()
  .transform((is) => is ?? false)

export function adverseEventForm() {
  return z.object({
    key: commandKey,
    kind: z.enum(adverseEventKinds, 'Choose what it was.'),
    sessionId: z
      .uuid()
      .optional()
      .transform((id) => id ?? null),
    hasSoreness: ticked,
    hasSwelling: ticked,
    hasLessRange: ticked,
    isGrowing: ticked,
    note: typedText(1000),
  })
}

export const fieldOfAdverseEvent: Partial<Record<Refusal, string>> = {
  'after-effects-unnamed': 'hasSoreness',
  'after-effects-unexpected': 'kind',
}

const whole = z.number('Enter a whole number.').int('Enter a whole number.')

/** The plate step is typed in the clinic's unit, as any load is. */
export function floorSettingsForm(units: LoadUnit) {
  const says = `Enter a weight in ${units}, such as ${units === 'kg' ? '1.25' : '2.5'}.`
  return z
    .object({
      ...openedWith,
      redFlagEscalationMinutes: whole,
      plateStep: z.string(says).transform((typed, context) => {
        const load = parseLoad(typed, units)
        if (!load) context.addIssue({ code: 'custom', message: says })
        return load?.loadG ?? 0
      }),
      lopValidDays: whole,
      emergencyNumber: typedText(40),
      onCallNumber: typedText(40),
    })
    .transform(({ plateStep, ...form }) => ({ ...form, plateStepG: plateStep }))
}

/** The field beside which a refusal is said. */
export const fieldOfFloor: Partial<Record<Refusal, string>> = {
  'red-flag-escalation-out-of-range': 'redFlagEscalationMinutes',
  'plate-step-out-of-range': 'plateStep',
  'lop-days-out-of-range': 'lopValidDays',
  'emergency-number-missing': 'emergencyNumber',
  'on-call-number-missing': 'onCallNumber',
}
