/** What a set says of the maximum, in a sentence: how much, by which formula, or why it says nothing. */
import { formulaNames } from '~/domain/progress-words'
import { type Estimate, type Formula, mostRepsForAnEstimate, type NotEstimable } from '~/domain/strength'
import { inUnit } from '~/domain/units'
import { type ClinicFormat, formatNumber } from '../format'

const because: Record<NotEstimable, string> = {
  restricted: 'the cuff was on',
  'failed-attempt': 'the attempt failed',
  'no-reps': '0 repetitions',
  'too-many-reps': `more than ${mostRepsForAnEstimate} repetitions`,
  'not-a-test': 'neither marked as a test nor at RPE 9 or more',
  'no-load': 'no load',
}

/** To a tenth: a formula knows no more. */
export function estimateWords(estimate: Estimate, formula: Formula, format: ClinicFormat): string {
  if (!estimate.ok) return `Cannot be estimated: ${because[estimate.why]}`
  const load = formatNumber(inUnit(estimate.loadG, format.units), format, 1)
  return `Estimated 1RM ${load}\u00a0${format.units} (${formulaNames[formula]})`
}
