/** The symmetry of limbs in figures that never round up to the line, and in a clause. */
import type { SymmetryPoint } from './progress-symmetry'
import { symmetryLinePercent } from './strength'

/** Percent to so many decimals; what is below the line stays below it: 89.96 is 89.9 and 89. */
export function shownPercent(percent: number, digits = 0): number {
  const scale = 10 ** digits
  const rounded = Math.round(percent * scale) / scale
  return percent < symmetryLinePercent && rounded >= symmetryLinePercent
    ? (symmetryLinePercent * scale - 1) / scale
    : rounded
}

/** "legs at 87 %, below the 90 % line" */
export function symmetryClause({ percent }: Pick<SymmetryPoint, 'percent'>, limbs: string): string {
  const shown = shownPercent(percent)
  const lies = percent < symmetryLinePercent ? 'below' : shown > symmetryLinePercent ? 'above' : 'at'
  return `${limbs} at ${shown}\u00a0%, ${lies} the ${symmetryLinePercent}\u00a0% line`
}
