/** The forms of a goal, as they are typed. */
import { z } from 'zod'
import { type AskedGoal, type GoalKind, goalKinds, parseGoal } from '~/domain/goal'
import { sides } from '~/domain/limb'
import type { Refusal } from '~/domain/refusal'
import type { LoadUnit } from '~/domain/units'
import { commandKey, typedText } from './typed-text.server'

function mistakes(units: LoadUnit): Record<GoalKind, string> {
  return {
    'one-rm': `A load in ${units}, such as 60; at most a tonne.`,
    'isometric-force': 'Newtons, such as 250; or with its unit: 25 kg, 55 lb.',
    girth: 'Centimetres between 5 and 200, such as 48.5.',
    endurance: 'Whole repetitions from 1 to 1000.',
    'range-of-motion': 'Whole degrees from -90 to 360.',
    pain: 'A whole number from 0 to 10.',
    score: 'Points, with two decimals at most, such as 72.',
  }
}

/** `units` is what a load without a unit of its own was typed in. */
export function goalForm(units: LoadUnit) {
  return z
    .object({
      key: commandKey,
      seen: z.coerce.number().int().min(0),
      kind: z.enum(goalKinds),
      subject: typedText(200),
      side: z.enum(sides, 'Choose one.').default('both'),
      amount: z.string('Enter the goal.').max(20, 'Enter a number.'),
    })
    .transform(({ key, seen, amount, kind, subject, side }, context) => {
      const parsed = parseGoal(kind, amount, units)
      const isNameless = kind !== 'pain' && subject === ''
      if (isNameless) context.addIssue({ code: 'custom', path: ['subject'], message: 'Choose one.' })
      if (!parsed) context.addIssue({ code: 'custom', path: ['amount'], message: mistakes(units)[kind] })
      if (isNameless || !parsed) return z.NEVER
      const goal: AskedGoal = { kind, subject: kind === 'pain' ? '' : subject, side, ...parsed }
      return { key, seen, goal }
    })
}

/** What the address of the page asks for; what is none of it is left out. */
const Asked = z.object({
  kind: z.enum(goalKinds).catch('one-rm'),
  subject: z
    .string()
    .max(200)
    .regex(/^[^\0]*$/)
    .nullable()
    .catch(null),
  side: z.enum(sides).nullable().catch(null),
})

export function askedGoal(params: URLSearchParams) {
  return Asked.parse(Object.fromEntries(['kind', 'subject', 'side'].map((name) => [name, params.get(name)])))
}

export const fieldOfGoal: Partial<Record<Refusal, string>> = {
  'goal-subject-unknown': 'subject',
  'goal-side-unfit': 'side',
  'goal-out-of-scale': 'amount',
  'nothing-changed': 'amount',
}
