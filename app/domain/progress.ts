/** Progress: one exercise's strength over time, tested and estimated told apart, and nothing estimated that cannot be. */
import type { CalendarDay } from './calendar-day'
import type { Side } from './limb'
import type { Formula, NotEstimable } from './strength'

/** A tested one-repetition maximum, in grams. */
export type TestedMaximum = { exercise: string; side: Side; on: CalendarDay; loadG: number }

/** A set that took place, in a session or from an imported log. */
export type PerformedSet = {
  exercise: string
  side: Side
  on: CalendarDay
  loadG: number | null
  reps: number | null
  rpe: number | null
  isTest: boolean
  isRestricted: boolean
  isWarmup: boolean
}

/**
 * `tested` and `estimated` are maxima. `heaviest-set` is the day's heaviest load with its repetitions and
 * `most-reps` the day's longest set without load: true of any log, but no maximum.
 */
export const strengthKinds = ['tested', 'estimated', 'heaviest-set', 'most-reps'] as const
export type StrengthKind = (typeof strengthKinds)[number]

export type StrengthPoint = { on: CalendarDay; kind: StrengthKind; loadG: number | null; reps: number | null }

export type StrengthMeasure = 'one-rm' | 'heaviest-set' | 'most-reps'

/** One line of the chart: points by day, at most one a day, all of one measure. */
export type StrengthSeries = {
  exercise: string
  side: Side
  measure: StrengthMeasure
  formula: Formula
  points: StrengthPoint[]
  /** How many sets could not be estimated, by reason. */
  notEstimated: { why: NotEstimable; sets: number }[]
}
