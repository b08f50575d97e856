/** A measurement on record in words: what, of which side, how much, and under which circumstances. */
import { estimateOf, type MeasurementOnRecord } from '~/domain/measurement-record'
import type { Formula } from '~/domain/strength'
import type { ClinicFormat } from '../format'
import { estimateWords } from './estimate-words'

const space = '\u00a0'

function amountWords(one: MeasurementOnRecord): string {
  const { kind, amount, reps, rpe, isFailed, enteredValue, enteredUnit, scaleLow, scaleHigh, isHigherBetter } = one
  const load = amount === 0 ? 'body weight' : `${enteredValue}${space}${enteredUnit}`
  const effort = rpe === null ? '' : `, RPE${space}${rpe}`
  switch (kind) {
    case 'rep-max':
      return `${load} × ${reps}${isFailed ? ', then a failed attempt' : ''}${effort}`
    case 'endurance':
      return `${reps} repetitions at ${load}${effort}`
    case 'range-of-motion':
      return `${enteredValue}°`
    case 'pain':
      return `${enteredValue} of 10`
    case 'score': {
      const range = `${(scaleLow ?? 0) / 100} to ${(scaleHigh ?? 0) / 100}`
      return `${enteredValue} (${range}, ${isHigherBetter ? 'higher' : 'lower'} is better)`
    }
    default:
      return load
  }
}

/** "Knee flexion, passive, left: 118°". */
export function measuredWords(one: MeasurementOnRecord): string {
  const { exercise, movement, site, instrument, side, isPassive } = one
  const moved = isPassive === null ? null : isPassive ? 'passive' : 'active'
  const what = [exercise ?? movement ?? site ?? instrument ?? 'Pain', moved, side === 'both' ? null : side]
  return `${what.filter(Boolean).join(', ')}: ${amountWords(one)}`
}

/** Under a rep-max, the maximum it says or why it says none; with what it was measured, and how somebody sat or lay. */
export function remarksOf(one: MeasurementOnRecord, formula: Formula, format: ClinicFormat): string[] {
  const estimate = estimateOf(one, formula)
  return [estimate && estimateWords(estimate, formula, format), one.device, one.position].flatMap(
    (words) => words || [],
  )
}
