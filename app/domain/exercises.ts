/** The catalogue of rehab exercises a line is chosen from, each with the part of the body it trains and how it may be done. */
import { armExercises } from './catalogue/arm'
import type { Exercise, Region } from './catalogue/exercise'
import { legExercises } from './catalogue/leg'
import { trunkExercises } from './catalogue/trunk'
import type { Limb } from './limb'
import type { Mode } from './prescription'

export const exercises: readonly Exercise[] = [...legExercises, ...armExercises, ...trunkExercises]

const byName = new Map(exercises.map((exercise) => [exercise.name.toLowerCase(), exercise]))

/** The exercise of this name, however it is spelled; null for a line in somebody's own words. */
export function exerciseNamed(name: string): Exercise | null {
  return byName.get(name.trim().toLowerCase()) ?? null
}

/** The exercises that may be done this way, by region; all regions when none is named. */
export function exercisesFor(mode: Mode, region: Region | null = null): Exercise[] {
  return exercises.filter((exercise) => exercise.modes.includes(mode) && (!region || exercise.region === region))
}

/** The limbs an exercise may be done with; none for the trunk. */
export function limbsOf({ region }: Pick<Exercise, 'region'>): Limb[] {
  if (region === 'trunk') return []
  return region === 'arm' ? ['left-arm', 'right-arm'] : ['left-leg', 'right-leg']
}
