/** What the charts of a client ask, in words. */
import { exerciseNamed } from '~/domain/exercises'
import { type Limb, oppositeLimb } from '~/domain/limb'
import type { StrengthSeries } from '~/domain/progress'
import type { Involved } from '~/domain/progress-shown'
import { limbWords } from './words'

/** The limb in question: of the program, or of the side somebody chose and the exercise; null for a trunk. */
export function limbInQuestion(involved: Involved | null, exercise: string | null): Limb | null {
  if (!involved || involved.limb) return involved?.limb ?? null
  const region = exercise ? exerciseNamed(exercise)?.region : undefined
  return region === 'arm' || region === 'leg' ? `${involved.side}-${region}` : null
}

/** "right leg", for a left one. */
export function otherLimbWords(limb: Limb | null): string {
  return limb ? limbWords[oppositeLimb(limb)] : 'other side'
}

/** "arms" or "legs" */
export function limbsWords(limb: Limb | null): string {
  if (!limb) return 'sides'
  return limb.endsWith('arm') ? 'arms' : 'legs'
}

const sideWords = { left: ', left', right: ', right', both: '' } as const

/** "Is the left leg getting stronger?"; where nobody said which side is in rehab, by exercise and side. */
export function strengthQuestion(
  { exercise, side, measure }: StrengthSeries,
  { isInQuestion, limb, isAlone }: { isInQuestion: boolean; limb: Limb | null; isAlone: boolean },
): string {
  if (isInQuestion && side !== 'both') return `Is the ${limb ? limbWords[limb] : `${side} side`} getting stronger?`
  const goal = measure === 'most-reps' ? 'More repetitions' : 'Getting stronger'
  return `${goal}: ${exercise}${isAlone ? sideWords[side] : ''}?`
}
