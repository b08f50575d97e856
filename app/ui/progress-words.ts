/** What the charts of a client ask, in words. */
import { type Limb, oppositeLimb } from '~/domain/limb'
import type { Range } from '~/domain/progress-range'
import type { StrengthSeries } from '~/domain/progress'
import { limbWords } from './words'

export const rangeWords: Record<Range, string> = { '90-days': '90 days', '1-year': '1 year', all: 'All' }

/** "right leg", for a left one. */
export function otherLimbWords(limb: Limb): string {
  return limbWords[oppositeLimb(limb)]
}

/** "arms" or "legs" */
export function limbsWords(limb: Limb): string {
  return limb.endsWith('arm') ? 'arms' : 'legs'
}

const sideWords = { left: ', left', right: ', right', both: '' } as const

/** "Is the left leg getting stronger?"; where no limb is in rehab, by exercise and side. */
export function strengthQuestion({ exercise, side, measure }: StrengthSeries, limb: Limb | null): string {
  if (limb) return `Is the ${limbWords[limb]} getting stronger?`
  const goal = measure === 'most-reps' ? 'More repetitions' : 'Getting stronger'
  return `${goal}: ${exercise}${sideWords[side]}?`
}
