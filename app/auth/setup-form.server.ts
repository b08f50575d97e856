/** What is asked to make the first clinic, step by step, and what is wrong with an answer, in a sentence beside its field. */
import { z } from 'zod'
import { clinicLocales } from '~/domain/clinic-settings'
import { floorBounds } from '~/domain/floor-settings'
import { type SetupField, type SetupStep, setupFields, setupSteps } from '~/domain/setup-steps'
import { loadUnits, parseLoad } from '~/domain/units'
import { checkNewPassword, newPassword } from './new-password.server'

const line = (missing: string, longest: number) =>
  z
    .string(missing)
    .trim()
    .min(1, missing)
    .max(longest, `Use at most ${longest} characters.`)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'That holds a character that cannot be kept.')

const phone = (missing: string) => line(missing, 40).regex(/\d.*\d/, 'That is not a telephone number.')

const clinicStep = (timeZones: readonly string[]) =>
  z.object({
    name: line('Type the name of the clinic.', 200),
    timeZone: z.string('Choose the time zone.').refine((zone) => timeZones.includes(zone), 'Choose one of the list.'),
    locale: z.enum(clinicLocales, 'Choose one of the list.'),
    units: z.enum(loadUnits, 'Choose kilograms or pounds.'),
  })

const floorStep = z
  .object({
    emergencyNumber: phone('Type the emergency number.'),
    onCallNumber: phone('Type the number of whoever is on call.'),
    plateStep: z.string('Type the smallest step.'),
    units: z.enum(loadUnits).catch('kg'),
  })
  .transform(({ plateStep, units, ...numbers }, context) => {
    const plateStepG = parseLoad(plateStep, units)?.loadG ?? 0
    if (plateStepG >= floorBounds.plateStepG.least && plateStepG <= floorBounds.plateStepG.most) {
      return { ...numbers, plateStepG }
    }
    const message = `Type a weight in ${units} up to 20 kg, such as ${units === 'kg' ? '1.25' : '2.5'}.`
    context.addIssue({ code: 'custom', path: ['plateStep'], message })
    return z.NEVER
  })

const rulesStep = z.object({
  adviceWillBeRead: z.literal('on', 'Say that a clinician will read it. Nobody else may stand for its wording.'),
})

const youStep = z
  .object({
    adminName: line('Type your name.', 200),
    email: line('Type your email address.', 320).pipe(z.email('That is not an email address.')),
    name: z.string().catch(''),
    ...newPassword,
  })
  .superRefine((typed, context) => checkNewPassword(typed, [typed.name, typed.adminName, typed.email], context))
  .transform(({ adminName, email, password }) => ({ admin: { name: adminName, email }, password }))

type Typed = Partial<Record<SetupField, string>>
export type SetupErrors = Partial<Record<SetupField, string[]>>

const Move = z.object({ from: z.enum(setupSteps), to: z.enum([...setupSteps, 'made']) })

/** What somebody pressed; null for a form of another shape. */
export function readSetupMove(form: FormData) {
  const read = Move.safeParse({ from: form.get('from'), to: form.get('to') })
  return read.success ? read.data : null
}

/** All that was typed so far, of all steps; what is no field of theirs is let go. */
export function readTyped(form: FormData): Typed {
  const fields: SetupField[] = Object.values(setupFields).flat()
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = form.get(field)
      return typeof value === 'string' ? [[field, value]] : []
    }),
  )
}

/** Each step read by itself: the mistakes of all of them, and what was asked for when there are none. */
export function readSetup(typed: Typed, timeZones: readonly string[]) {
  const clinic = clinicStep(timeZones).safeParse(typed)
  const floor = floorStep.safeParse(typed)
  const rules = rulesStep.safeParse(typed)
  const you = youStep.safeParse(typed)
  const errors: SetupErrors = {}
  for (const { error } of [clinic, floor, rules, you]) {
    for (const { path, message } of error?.issues ?? []) {
      // One sentence beside each: of an empty field it is wrong in one way alone.
      errors[String(path[0]) as SetupField] ??= [message]
    }
  }
  const isWhole = clinic.success && floor.success && rules.success && you.success
  return { errors, asked: isWhole ? { ...clinic.data, ...floor.data, ...you.data } : null }
}

/** What goes back to the page: all that was typed but the passwords, and the mistakes of the step it shows. */
export function toldOf(typed: Typed, errors: SetupErrors, step: SetupStep, isSaid: boolean) {
  const { password, passwordAgain, ...kept } = typed
  const own = setupFields[step].flatMap((field: SetupField) => (errors[field] ? [[field, errors[field]]] : []))
  return { step, typed: kept, errors: isSaid ? (Object.fromEntries(own) as SetupErrors) : {} }
}
