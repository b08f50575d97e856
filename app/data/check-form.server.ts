/** What is typed into the check before a session and into a check-in, before it is judged. */
import { z } from 'zod'
import type { BloodPressure } from '~/domain/blood-pressure'
import { redFlagSigns } from '~/domain/red-flags'
import { sleeps } from '~/domain/session-check'
import type { AfterEffects } from './check-ins.server'

const effectNames = ['soreness', 'swelling', 'less-range', 'growing'] as const
const both = 'Enter both numbers: one alone is not a blood pressure.'
const upsideDown = 'The lower number comes second, and is lower than the first.'

const number = (says: string, low: number, high: number) =>
  z.coerce.number(says).min(low, `Between ${low} and ${high}.`).max(high, `Between ${low} and ${high}.`)
const pain = number('Pain is a number from 0 to 10.', 0, 10).int('A whole number.')
const words = z
  .string()
  .trim()
  .max(500, 'At most 500 letters.')
  .refine((text) => !text.includes('\0'), 'There is a sign in it that cannot be kept.')
const yesOrNo = z.enum(['none', 'some']).optional()

const numbers = {
  painNrs: pain,
  systolic1: number(both, 40, 350),
  diastolic1: number(both, 10, 250),
  systolic2: number(both, 40, 350),
  diastolic2: number(both, 10, 250),
}

const common = {
  key: z.uuid(),
  symptoms: yesOrNo,
  signs: z.array(z.enum(redFlagSigns)).default([]),
  otherSymptom: words.optional(),
  after: yesOrNo,
  effects: z.array(z.enum(effectNames)).default([]),
  painNrs: numbers.painNrs.optional(),
}

const check = z.object({
  ...common,
  place: z.enum(['clinic', 'home']).default('clinic'),
  weekReason: words.optional(),
  sleep: z.enum(sleeps, 'Choose one of the three.').optional(),
  systolic1: numbers.systolic1.optional(),
  diastolic1: numbers.diastolic1.optional(),
  systolic2: numbers.systolic2.optional(),
  diastolic2: numbers.diastolic2.optional(),
})

const checkIn = z.object(common)

type Told = Pick<z.output<typeof check>, 'symptoms' | 'signs' | 'otherSymptom' | 'after' | 'effects'>
type Complaint = { path: string; message: string }

/** With a sign ticked, a number that is none is left out: it must not hold the sign up. */
export function signsFirst(form: FormData): FormData {
  if (form.getAll('signs').length === 0) return form
  for (const [name, schema] of Object.entries(numbers)) {
    if (!schema.safeParse(form.get(name)).success) form.delete(name)
  }
  return form
}

/**
 * `needsPressure`: one is asked for, and none was taken today. `needsAfter`: a check-in of the client is open.
 * `isBeyondWeek`: it would be one more session in the week than cleared.
 */
export type CheckNeeds = { needsPressure: boolean; needsAfter: boolean; isBeyondWeek: boolean }

export function checkForm(needs: CheckNeeds) {
  return check.transform((typed, context) => {
    // A sign is sent at once: nothing else that is missing holds it up.
    const complaints =
      typed.signs.length > 0
        ? []
        : [...ofPressures(typed, needs), ...ofTold(typed, needs.needsAfter), ...ofWeek(typed, needs.isBeyondWeek)]
    for (const { path, message } of complaints) context.addIssue({ code: 'custom', path: [path], message })
    return {
      key: typed.key,
      place: typed.place,
      weekReason: typed.weekReason ?? '',
      answers: {
        painNrs: typed.painNrs ?? null,
        sleep: typed.sleep ?? null,
        signs: typed.signs,
        otherSymptom: typed.otherSymptom ?? '',
        readings: readingsOf(typed),
        after: needs.needsAfter ? effectsOf(typed.effects) : null,
      },
    }
  })
}

function ofWeek({ weekReason }: { weekReason?: string }, isBeyondWeek: boolean): Complaint[] {
  return isBeyondWeek && !weekReason ? [{ path: 'weekReason', message: 'Write why there is one more this week.' }] : []
}

export function checkInForm() {
  return checkIn.transform((typed, context) => {
    const complaints = typed.signs.length > 0 ? [] : [...ofPain(typed), ...ofTold(typed, true)]
    for (const { path, message } of complaints) context.addIssue({ code: 'custom', path: [path], message })
    const { key, painNrs, signs, otherSymptom } = typed
    return { key, painNrs: painNrs ?? null, signs, note: otherSymptom ?? '', ...effectsOf(typed.effects) }
  })
}

type Pressures = Partial<Record<'systolic1' | 'diastolic1' | 'systolic2' | 'diastolic2', number>>

function ofPressures(typed: Pressures, { needsPressure }: CheckNeeds): Complaint[] {
  const { systolic1, diastolic1, systolic2, diastolic2 } = typed
  if (needsPressure && systolic1 === undefined && diastolic1 === undefined) {
    return [{ path: 'systolic1', message: 'Measure it now: without it nothing starts.' }]
  }
  if (systolic1 === undefined && systolic2 !== undefined) return [{ path: 'systolic1', message: both }]
  return [...ofPair('1', systolic1, diastolic1), ...ofPair('2', systolic2, diastolic2)]
}

function ofPair(place: '1' | '2', systolic: number | undefined, diastolic: number | undefined): Complaint[] {
  if (systolic === undefined && diastolic !== undefined) return [{ path: `systolic${place}`, message: both }]
  if (systolic !== undefined && diastolic === undefined) return [{ path: `diastolic${place}`, message: both }]
  const isUpsideDown = systolic !== undefined && diastolic !== undefined && diastolic >= systolic
  return isUpsideDown ? [{ path: `diastolic${place}`, message: upsideDown }] : []
}

function ofPain({ painNrs }: { painNrs?: number }): Complaint[] {
  return painNrs === undefined ? [{ path: 'painNrs', message: 'Ask how much it hurts, from 0 to 10.' }] : []
}

function ofTold({ symptoms, otherSymptom, after, effects }: Told, needsAfter: boolean): Complaint[] {
  const found: Complaint[] = []
  if (symptoms === undefined) found.push({ path: 'symptoms', message: 'Answer whether there is anything new.' })
  if (symptoms === 'some' && !otherSymptom) {
    found.push({ path: 'otherSymptom', message: 'Tick the sign above, or write what it is.' })
  }
  if (symptoms === 'none' && otherSymptom) {
    found.push({ path: 'symptoms', message: 'You wrote what is new: answer “Yes”, or take it out.' })
  }
  if (needsAfter && after === undefined) {
    found.push({ path: 'after', message: 'Answer how it was since the session.' })
  }
  if (after === 'some' && effects.every((effect) => effect === 'growing')) {
    found.push({ path: 'effects', message: 'Tick what it was.' })
  }
  if (after === 'none' && effects.length > 0) {
    found.push({ path: 'after', message: 'You ticked what it was: answer “Yes”, or untick it.' })
  }
  return found
}

/** Read once the pairs are whole; half of one is complained of before. */
function readingsOf({ systolic1, diastolic1, systolic2, diastolic2 }: Pressures): BloodPressure[] {
  const pairs = [
    { systolic: systolic1, diastolic: diastolic1 },
    { systolic: systolic2, diastolic: diastolic2 },
  ]
  return pairs.flatMap(({ systolic, diastolic }) =>
    systolic !== undefined && diastolic !== undefined && diastolic < systolic ? [{ systolic, diastolic }] : [],
  )
}

function effectsOf(effects: readonly (typeof effectNames)[number][]): AfterEffects {
  return {
    hasSoreness: effects.includes('soreness'),
    hasSwelling: effects.includes('swelling'),
    hasLessRange: effects.includes('less-range'),
    isGrowing: effects.includes('growing'),
  }
}
