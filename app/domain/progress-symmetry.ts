/** Whether the limbs even out: the involved side against the other one, today's and its first baseline. */
import type { CalendarDay } from './calendar-day'
import type { StrengthSeries } from './progress'
import { symmetryLinePercent, symmetryPercent } from './strength'

/**
 * One day, mostly one the involved side was measured. `percent` is of the other side's latest value by then, `ofBaselinePercent`
 * of its first: that side weakens too, so both are kept. Percents are unrounded.
 */
export type SymmetryPoint = {
  on: CalendarDay
  percent: number
  ofBaselinePercent: number
  involvedG: number
  uninvolvedG: number
  uninvolvedOn: CalendarDay
  /** Where the involved side was measured on an earlier day than this. */
  involvedOn?: CalendarDay
  /** Both sides tested; else one or both estimated. */
  isTested: boolean
}

/**
 * From two series of maxima; heaviest sets say nothing of symmetry, and then there are no points. A point a day of the
 * involved side; and where the other one was measured again since, one more, for where the two stand now.
 */
export function symmetrySeries(involved: StrengthSeries, uninvolved: StrengthSeries): SymmetryPoint[] {
  if (involved.measure !== 'one-rm' || uninvolved.measure !== 'one-rm') return []
  const [last, lastOther] = [involved.points.at(-1), uninvolved.points.at(-1)]
  const isBehind = last !== undefined && lastOther !== undefined && last.on < lastOther.on
  const days = involved.points.map((own) => ({ on: own.on, own }))
  const baselineG = uninvolved.points[0]?.loadG ?? 0
  return [...days, ...(isBehind ? [{ on: lastOther.on, own: last }] : [])].flatMap(({ on, own }) => {
    const other = uninvolved.points.findLast((point) => point.on <= on)
    const [involvedG, uninvolvedG] = [own.loadG ?? 0, other?.loadG ?? 0]
    const percent = symmetryPercent(involvedG, uninvolvedG)
    const ofBaselinePercent = symmetryPercent(involvedG, baselineG)
    if (!other || percent === null || ofBaselinePercent === null) return []
    const isTested = own.kind === 'tested' && other.kind === 'tested'
    const point = { on, percent, ofBaselinePercent, involvedG, uninvolvedG, uninvolvedOn: other.on, isTested }
    return [own.on === on ? point : { ...point, involvedOn: own.on }]
  })
}

/** Whole percent that never rounds up to the line. */
export function wholePercent(percent: number): number {
  const whole = Math.round(percent)
  return percent < symmetryLinePercent && whole >= symmetryLinePercent ? symmetryLinePercent - 1 : whole
}

export type SymmetryAnswer = { isAtLine: boolean | null; sentence: string; note: string }

/** "79 %, was 56 %; 83 % of the right leg's first baseline." `other` names the uninvolved side, "right leg". */
export function symmetryAnswer(points: SymmetryPoint[], other: string): SymmetryAnswer {
  const note = `The usual line is ${symmetryLinePercent} %.`
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return { isAtLine: null, sentence: 'Cannot be said: both sides need a 1RM.', note }
  const was = first === last ? '' : `, was ${wholePercent(first.percent)} %`
  const baseline = `${wholePercent(last.ofBaselinePercent)} % of the ${other}'s first baseline`
  const isAtLine = last.percent >= symmetryLinePercent
  return { isAtLine, sentence: `${wholePercent(last.percent)} %${was}; ${baseline}.`, note }
}
