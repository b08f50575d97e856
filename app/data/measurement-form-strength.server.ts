/** What is typed of strength: a tested maximum, a set to the limit, a hold against a device, repetitions at a load. */
import { z } from 'zod'
import { exercisesFor } from '~/domain/exercises'
import { mostEnduranceReps, mostTestedG } from '~/domain/measurement'
import { forceMovements } from '~/domain/measurement-movements'
import { forceUnits, parseForce, parseReps } from '~/domain/measurement-values'
import { mostRepsForAnEstimate } from '~/domain/strength'
import { type EnteredLoad, type LoadUnit, parseLoad } from '~/domain/units'
import { about, circumstances, type FormAsked, oneOf, read, rpe, side } from './measurement-form-fields.server'

const testable = exercisesFor('strength-test').map(({ name }) => name)
const trained = exercisesFor('strength').map(({ name }) => name)

function load(units: LoadUnit, leastG: number) {
  const least = leastG === 0 ? '; 0 is body weight alone' : ''
  return read(
    'Enter the load.',
    `A load in ${units}, such as 34.5; at most a tonne${least}.`,
    (text): EnteredLoad | null => {
      const entered = parseLoad(text, units)
      return entered && entered.loadG >= leastG && entered.loadG <= mostTestedG ? entered : null
    },
  )
}

export function testForm({ units, known }: FormAsked) {
  return z
    .object({
      ...about,
      kind: z.literal('one-rm'),
      exercise: oneOf(testable, known),
      side,
      load: load(units, 1),
      isConfirmed: z.stringbool().default(false),
      ...circumstances,
    })
    .transform(({ key, on, ...measured }) => ({ key, on, measured }))
}

/** More repetitions than a formula is good for are no maximum, and say something of endurance all the same. */
const fewReps = read('Enter the repetitions.', `A whole number from 0 to ${mostRepsForAnEstimate}.`, parseReps).refine(
  (reps) => reps <= mostRepsForAnEstimate,
  `No maximum is estimated from more than ${mostRepsForAnEstimate} repetitions. Record this as endurance instead.`,
)

export function repMaxForm({ units, known }: FormAsked) {
  return z
    .object({
      ...about,
      kind: z.literal('rep-max'),
      exercise: oneOf(testable, known),
      side,
      load: load(units, 1),
      reps: fewReps,
      isFailed: z.stringbool().default(false),
      rpe,
      isConfirmed: z.stringbool().default(false),
      ...circumstances,
    })
    .transform(({ key, on, ...measured }) => ({ key, on, measured }))
}

export function enduranceForm({ units, known }: FormAsked) {
  const says = `A whole number from 0 to ${mostEnduranceReps}.`
  return z
    .object({
      ...about,
      kind: z.literal('endurance'),
      exercise: oneOf(trained, known),
      side,
      load: load(units, 0),
      reps: read('Enter the repetitions.', says, parseReps).refine((reps) => reps <= mostEnduranceReps, says),
      rpe,
      ...circumstances,
    })
    .transform(({ key, on, ...measured }) => ({ key, on, measured }))
}

export function forceForm({ known }: FormAsked) {
  return z
    .object({
      ...about,
      kind: z.literal('isometric-force'),
      movement: oneOf(forceMovements, known),
      side,
      force: z.string('Enter the force.'),
      forceUnit: z.enum(forceUnits, 'Choose one.').default('N'),
      ...circumstances,
    })
    .transform(({ key, on, force: text, forceUnit, ...measured }, context) => {
      const force = parseForce(text, forceUnit)
      if (force) return { key, on, measured: { ...measured, force } }
      const message = `A force in ${forceUnit}, such as 212 or 21.6; at most 20 kN.`
      context.addIssue({ code: 'custom', path: ['force'], message })
      return z.NEVER
    })
}
