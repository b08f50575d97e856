/** The forms of a clinic's settings, as they are typed; what they may be, the domain says. */
import { z } from 'zod'
import type { Refusal } from '~/domain/refusal'
import { formulas } from '~/domain/strength'
import { loadUnits } from '~/domain/units'
import { commandKey, confirmation, fieldOfConfirmation, typedText } from './typed-text.server'

/** What each of these forms carries: what it was opened with, and which effects were read and agreed to. */
export const openedWith = {
  key: commandKey,
  was: z.string().max(2_000),
  agreed: z.string().max(500).optional(),
}

const whole = z.number('Enter a whole number.').int('Enter a whole number.')
const ticked = z
  .literal('on')
  .optional()
  .transform((box) => box === 'on')

export function clinicSettingsForm() {
  return z.object({
    ...openedWith,
    name: typedText(200),
    timeZone: z.string('Choose the time zone.').max(60),
    locale: z.string('Choose one of the list.').max(20),
    units: z.enum(loadUnits, 'Choose kilograms or pounds.'),
  })
}

export const fieldOfClinic: Partial<Record<Refusal, string>> = {
  'clinic-name-missing': 'name',
  'time-zone-unknown': 'timeZone',
  'locale-unknown': 'locale',
}

export function clearanceSettingsForm() {
  return z.object({
    ...openedWith,
    clearanceValidDays: whole,
    screeningValidDays: whole,
    decisionTargetHours: whole,
    doctorForPrecautions: ticked,
  })
}

export const fieldOfClearance: Partial<Record<Refusal, string>> = {
  'clearance-days-out-of-range': 'clearanceValidDays',
  'screening-days-out-of-range': 'screeningValidDays',
  'target-out-of-range': 'decisionTargetHours',
}

export function measuringSettingsForm() {
  return z.object({ ...openedWith, oneRmFormula: z.enum(formulas, 'Choose one of the seven.') })
}

/** The password comes with what loosens something alone. */
export function signInSettingsForm() {
  return z.object({
    ...openedWith,
    idleMinutes: whole,
    secondFactorDemanded: ticked,
    code: confirmation.code,
    password: confirmation.password.optional(),
  })
}

export const fieldOfSignIn: Partial<Record<Refusal, string>> = {
  'idle-time-out-of-range': 'idleMinutes',
  'own-second-factor-missing': 'secondFactorDemanded',
  ...fieldOfConfirmation,
}
