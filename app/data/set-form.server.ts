/** The form of a set as it was sent, read once: loads in the clinic's unit, empty fields as not known. */
import { parseWithZod } from '@conform-to/zod/v4'
import { z } from 'zod'
import { sides } from '~/domain/limb'
import { type LoadUnit, parseLoad, unitOfForm } from '~/domain/units'
import type { SetAsked } from './sets.server'

export type TypedSet = Omit<SetAsked, 'sessionId'> & { key: string }

type ReadSet = { ok: true; set: TypedSet } | { ok: false; mistakes: readonly string[] }

/** The set a form tells of, or all that is wrong with it, a sentence each. A line without a cuff sends no pressure. */
export function readSet(form: FormData, unit: LoadUnit): ReadSet {
  const submission = parseWithZod(form, { schema: setForm(unitOfForm(form.get('loadUnit'), unit)) })
  if (submission.status !== 'success') return { ok: false, mistakes: mistakesOf(submission) }
  const { isWithoutCuff, ...set } = submission.value
  const isRestricted = !isWithoutCuff && form.has('pressureMmhg')
  const cuff = isRestricted ? {} : { pressureMmhg: null, restrictionSeconds: null }
  return { ok: true, set: { ...set, ...cuff, isRestricted } }
}

/** The sentences of a form that was not understood, whichever field they belong to. */
export function mistakesOf({ error }: { error?: Record<string, string[] | null> | null }): string[] {
  return Object.values(error ?? {}).flatMap((messages) => messages ?? [])
}

/** A number field that was left empty; a word in it is a mistake, not nothing. */
const number = (least: number, most: number, says: string) =>
  z
    .string()
    .trim()
    .transform((typed) => (typed === '' ? null : Number(typed.replace(',', '.'))))
    .refine((value) => value === null || (Number.isFinite(value) && value >= least && value <= most), says)
    .nullish()
    .transform((value) => value ?? null)

const whole = (value: number | null) => (value === null ? null : Math.round(value))

/** `isWithoutCuff`: a set of a cuffed line that was done without it. */
function setForm(unit: LoadUnit) {
  return z
    .object({
      key: z.uuid(),
      lineId: z.uuid(),
      side: z.enum(sides, 'Choose the side.'),
      reps: z.coerce
        .number('Count the reps.')
        .int('Count whole reps.')
        .min(0)
        .max(1000, 'That is more than 1000 reps.'),
      load: z.string().trim().max(20).default(''),
      rpe: number(0, 10, 'Effort is between 0 and 10.'),
      pressureMmhg: number(0, 400, 'The pressure is between 0 and 400 mmHg.').transform(whole),
      restrictionSeconds: number(0, 7200, 'The cuff is on for 7200 seconds at most.').transform(whole),
      isWithoutCuff: z.string().optional(),
      reason: z.string().trim().max(500, 'Keep the reason under 500 characters.').default(''),
    })
    .transform(({ load, isWithoutCuff, ...set }, context) => {
      const entered = load === '' ? null : parseLoad(load, unit)
      if (load !== '' && !entered) {
        context.addIssue({ code: 'custom', path: ['load'], message: `Type the load as a number of ${unit}.` })
        return z.NEVER
      }
      return { ...set, load: entered, isWithoutCuff: isWithoutCuff !== undefined }
    })
}
