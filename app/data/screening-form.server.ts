/** What a person answers at a screening, before it is judged: today's pressure above all, and nothing left unsaid. */
import { z } from 'zod'
import { conditionsOf } from '~/domain/screening-questions'
import type { Answered } from './screenings.server'

const both = 'Enter both numbers: one alone is not a blood pressure.'

const number = (says: string, low: number, high: number) =>
  z.coerce.number(says).min(low, `Between ${low} and ${high}.`).max(high, `Between ${low} and ${high}.`)

const systolic = number(both, 40, 350)
const diastolic = number(both, 10, 250)

const fields = z.object({
  key: z.uuid(),
  condition: z.array(z.string()).default([]),
  systolic1: systolic,
  diastolic1: diastolic,
  systolic2: systolic.optional(),
  diastolic2: diastolic.optional(),
  painNrs: z.coerce.number('Choose a number.').int().min(0).max(10).optional(),
  hadSurgery: z.enum(['yes', 'no'], 'Answer yes or no.'),
  surgeryWeeksAgo: number('Enter the number of weeks.', 0, 5200).optional(),
  bmi: number('Enter a number.', 8, 150).optional(),
  isOnAnticoagulant: z.literal('on').optional(),
  anticoagulantFor: z.string().trim().max(200, 'At most 200 letters.').optional(),
  isOnOestrogen: z.literal('on').optional(),
  note: z.string().trim().max(2000, 'At most 2,000 letters.').optional(),
  isConfirmed: z.literal('on', 'Confirm that you asked about every line.'),
})

type Fields = z.output<typeof fields>
type Complaint = { path: keyof Fields; message: string }

export type TypedScreening = Omit<Answered, 'clientId'> & { key: string }

export function screeningForm() {
  return fields.transform((typed, context): TypedScreening => {
    for (const { path, message } of complaintsOf(typed)) context.addIssue({ code: 'custom', path: [path], message })
    const conditions = conditionsOf(typed.condition)
    if (!conditions) context.addIssue({ code: 'custom', path: ['condition'], message: 'A box that is not ours.' })
    return { ...answersOf(typed), key: typed.key, conditions: conditions ?? [] }
  })
}

function complaintsOf(typed: Fields): Complaint[] {
  const { systolic1, diastolic1, systolic2, diastolic2 } = typed
  const found: Complaint[] = []
  if (diastolic1 >= systolic1) found.push({ path: 'diastolic1', message: upsideDown })
  if (systolic2 !== undefined && diastolic2 === undefined) found.push({ path: 'diastolic2', message: both })
  if (systolic2 === undefined && diastolic2 !== undefined) found.push({ path: 'systolic2', message: both })
  if (systolic2 !== undefined && diastolic2 !== undefined && diastolic2 >= systolic2) {
    found.push({ path: 'diastolic2', message: upsideDown })
  }
  if (typed.hadSurgery === 'yes' && typed.surgeryWeeksAgo === undefined) {
    found.push({ path: 'surgeryWeeksAgo', message: 'Enter how many weeks ago it was.' })
  }
  for (const path of ['note', 'anticoagulantFor'] as const) {
    if (typed[path]?.includes('\0')) found.push({ path, message: 'There is a sign in it that cannot be kept.' })
  }
  return found
}

const upsideDown = 'The lower number comes second, and is lower than the first.'

function answersOf(typed: Fields) {
  const { systolic1, diastolic1, systolic2, diastolic2 } = typed
  const first = { systolic: systolic1, diastolic: diastolic1 }
  const isRepeated = systolic2 !== undefined && diastolic2 !== undefined
  return {
    bloodPressures: isRepeated ? [first, { systolic: systolic2, diastolic: diastolic2 }] : [first],
    painNrs: typed.painNrs ?? null,
    surgery: typed.hadSurgery === 'yes' ? { weeksAgo: typed.surgeryWeeksAgo ?? 0 } : null,
    bmi: typed.bmi ?? null,
    medication: {
      isOnAnticoagulant: typed.isOnAnticoagulant === 'on',
      anticoagulantFor: typed.anticoagulantFor || null,
      isOnOestrogen: typed.isOnOestrogen === 'on',
    },
    note: typed.note || null,
  }
}
