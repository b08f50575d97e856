/** Progress: one exercise's strength over time, tested and estimated told apart, and nothing estimated that cannot be. */
import type { CalendarDay } from './calendar-day'
import { type Side, sides } from './limb'
import { estimateOneRm, type Formula, isTestOrRpe9, type NotEstimable, notEstimableReasons } from './strength'

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

/** The best of each day by a measure, oldest day first; of equals the first stays. */
function bestByDay(
  points: StrengthPoint[],
  isBetter: (next: StrengthPoint, best: StrengthPoint) => boolean,
): StrengthPoint[] {
  const byDay = new Map<CalendarDay, StrengthPoint>()
  for (const point of points) {
    const best = byDay.get(point.on)
    if (!best || isBetter(point, best)) byDay.set(point.on, point)
  }
  return [...byDay.values()].sort((one, other) => (one.on < other.on ? -1 : 1))
}

function estimateOf(set: PerformedSet, formula: Formula) {
  return estimateOneRm({ ...set, isTestOrRpe9: isTestOrRpe9(set), formula })
}

/** A tested 1RM beats an estimate of the same day (clinical-rules, "Strength"). */
function maxima(tests: TestedMaximum[], sets: PerformedSet[], formula: Formula): StrengthPoint[] {
  const tested = tests.map(({ on, loadG }): StrengthPoint => ({ on, kind: 'tested', loadG, reps: 1 }))
  const estimated = sets.flatMap((set): StrengthPoint[] => {
    const estimate = estimateOf(set, formula)
    return estimate.ok ? [{ on: set.on, kind: 'estimated', loadG: estimate.loadG, reps: set.reps }] : []
  })
  return bestByDay([...tested, ...estimated], (next, best) => {
    if (next.kind !== best.kind) return next.kind === 'tested'
    return (next.loadG ?? 0) > (best.loadG ?? 0)
  })
}

/** Heaviest first, and of equal loads the more repetitions. Warm-ups and sets under the cuff would not compare. */
function heaviestSets(sets: PerformedSet[]): StrengthPoint[] {
  const points = sets.flatMap(({ on, loadG, reps }): StrengthPoint[] =>
    loadG && loadG > 0 && reps ? [{ on, kind: 'heaviest-set', loadG, reps }] : [],
  )
  return bestByDay(points, (next, best) => {
    const heavier = (next.loadG ?? 0) - (best.loadG ?? 0)
    return heavier > 0 || (heavier === 0 && (next.reps ?? 0) > (best.reps ?? 0))
  })
}

/** For exercises without a load. */
function longestSets(sets: PerformedSet[]): StrengthPoint[] {
  const points = sets.flatMap(({ on, loadG, reps }): StrengthPoint[] =>
    !loadG && reps ? [{ on, kind: 'most-reps', loadG: null, reps }] : [],
  )
  return bestByDay(points, (next, best) => (next.reps ?? 0) > (best.reps ?? 0))
}

function countNotEstimated(sets: PerformedSet[], formula: Formula): StrengthSeries['notEstimated'] {
  const reasons = sets.flatMap((set) => {
    const estimate = estimateOf(set, formula)
    return estimate.ok ? [] : [estimate.why]
  })
  const counted = notEstimableReasons.map((why) => ({ why, sets: reasons.filter((each) => each === why).length }))
  return counted.filter(({ sets: count }) => count > 0)
}

/** A single estimate is no curve: then the heaviest sets say more, and say it truly. */
function measured(oneRm: StrengthPoint[], sets: PerformedSet[]): Pick<StrengthSeries, 'measure' | 'points'> {
  const comparable = sets.filter((set) => !set.isRestricted && !set.isWarmup)
  const [heaviest, longest] = [heaviestSets(comparable), longestSets(comparable)]
  const isCurve = oneRm.length > 1 || oneRm.some((point) => point.kind === 'tested')
  if (isCurve || (heaviest.length === 0 && longest.length === 0)) return { measure: 'one-rm', points: oneRm }
  return heaviest.length > 0 ? { measure: 'heaviest-set', points: heaviest } : { measure: 'most-reps', points: longest }
}

const keyOf = ({ exercise, side }: { exercise: string; side: Side }) => `${sides.indexOf(side)} ${exercise}`

/**
 * One series an exercise and side, exercises in alphabetical order, left before right before both.
 * A client's own tests and estimates where there are any; else, as with an imported log, the heaviest sets by their name.
 */
export function strengthSeries(
  tests: TestedMaximum[],
  sets: PerformedSet[],
  formula: Formula = 'epley',
): StrengthSeries[] {
  const groups = new Map(
    [...tests, ...sets].map(({ exercise, side }) => [keyOf({ exercise, side }), { exercise, side }]),
  )
  const series = [...groups].map(([key, { exercise, side }]): StrengthSeries => {
    const own = sets.filter((set) => keyOf(set) === key)
    const oneRm = maxima(
      tests.filter((test) => keyOf(test) === key),
      own,
      formula,
    )
    return { exercise, side, formula, ...measured(oneRm, own), notEstimated: countNotEstimated(own, formula) }
  })
  return series.sort((one, other) => {
    if (one.exercise !== other.exercise) return one.exercise < other.exercise ? -1 : 1
    return sides.indexOf(one.side) - sides.indexOf(other.side)
  })
}
