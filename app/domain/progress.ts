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

/** Sets that are the same to an estimate, and how many they are. */
export type AlikeSets = Pick<
  PerformedSet,
  'exercise' | 'side' | 'loadG' | 'reps' | 'rpe' | 'isTest' | 'isRestricted'
> & {
  /** The last repetition was tried and not finished. */
  isFailed?: boolean
  times: number
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

/** Tests are drawn each on its own day, unless a side has more days of them than this: then the best of each bucket. */
export const mostSingleTests = 120

/** Which bucket a day lies in; by day where nothing is said. */
type BucketOf = (day: CalendarDay) => CalendarDay | number

type Better = (next: StrengthPoint, best: StrengthPoint) => boolean

/** The best of each bucket by a measure, on its own day and oldest first; of equals the first stays. */
function bestByBucket(points: StrengthPoint[], bucketOf: BucketOf, isBetter: Better): StrengthPoint[] {
  const byBucket = new Map<CalendarDay | number, StrengthPoint>()
  for (const point of points.toSorted(byDay)) {
    const bucket = bucketOf(point.on)
    const best = byBucket.get(bucket)
    if (!best || isBetter(point, best)) byBucket.set(bucket, point)
  }
  return [...byBucket.values()]
}

const byDay = (one: { on: CalendarDay }, other: { on: CalendarDay }) =>
  one.on < other.on ? -1 : one.on > other.on ? 1 : 0
const ownDay: BucketOf = (day) => day

const isHeavier: Better = (next, best) => (next.loadG ?? 0) > (best.loadG ?? 0)

function estimateOf(set: Omit<AlikeSets, 'times'>, formula: Formula) {
  const { loadG, reps, isRestricted, isFailed = false } = set
  return estimateOneRm({ loadG, reps, isRestricted, isFailed, isTestOrRpe9: isTestOrRpe9(set), formula })
}

/**
 * A tested 1RM beats an estimate of the same day (clinical-rules, "Strength"). The first and the last day of each stand
 * alone, however coarse the buckets: the baseline, and where things stand now.
 */
function maxima(tests: TestedMaximum[], sets: PerformedSet[], formula: Formula, bucketOf: BucketOf): StrengthPoint[] {
  const all = tests.map(({ on, loadG }): StrengthPoint => ({ on, kind: 'tested', loadG, reps: 1 }))
  const tested = bestByBucket(all, ownDay, isHeavier)
  const testedOn = new Set(tested.map(({ on }) => on))
  const estimated = sets.flatMap((set): StrengthPoint[] => {
    const estimate = testedOn.has(set.on) ? null : estimateOf(set, formula)
    return estimate?.ok ? [{ on: set.on, kind: 'estimated', loadG: estimate.loadG, reps: set.reps }] : []
  })
  return [
    ...bestByBucket(tested, tested.length > mostSingleTests ? endsApart(tested, bucketOf) : ownDay, isHeavier),
    ...bestByBucket(estimated, endsApart(estimated, bucketOf), isHeavier),
  ].sort(byDay)
}

function endsApart(points: StrengthPoint[], bucketOf: BucketOf): BucketOf {
  const days = points.map(({ on }) => on).sort()
  const ends = [days[0], days.at(-1)]
  return (day) => (ends.includes(day) ? day : bucketOf(day))
}

/** Heaviest first, and of equal loads the more repetitions. Warm-ups and sets under the cuff would not compare. */
function heaviestSets(sets: PerformedSet[], bucketOf: BucketOf): StrengthPoint[] {
  const points = sets.flatMap(({ on, loadG, reps }): StrengthPoint[] =>
    loadG && loadG > 0 && reps ? [{ on, kind: 'heaviest-set', loadG, reps }] : [],
  )
  return bestByBucket(points, bucketOf, (next, best) => {
    const heavier = (next.loadG ?? 0) - (best.loadG ?? 0)
    return heavier > 0 || (heavier === 0 && (next.reps ?? 0) > (best.reps ?? 0))
  })
}

/** For exercises without a load. */
function longestSets(sets: PerformedSet[], bucketOf: BucketOf): StrengthPoint[] {
  const points = sets.flatMap(({ on, loadG, reps }): StrengthPoint[] =>
    !loadG && reps ? [{ on, kind: 'most-reps', loadG: null, reps }] : [],
  )
  return bestByBucket(points, bucketOf, (next, best) => (next.reps ?? 0) > (best.reps ?? 0))
}

function countNotEstimated(alike: AlikeSets[], formula: Formula): StrengthSeries['notEstimated'] {
  const counts = new Map<NotEstimable, number>()
  for (const group of alike) {
    const estimate = estimateOf(group, formula)
    if (!estimate.ok) counts.set(estimate.why, (counts.get(estimate.why) ?? 0) + group.times)
  }
  return notEstimableReasons.flatMap((why) => {
    const sets = counts.get(why) ?? 0
    return sets > 0 ? [{ why, sets }] : []
  })
}

/** A single estimate is no curve, unless it was meant as a test: then the heaviest sets say more, and say it truly. */
function measured(
  oneRm: StrengthPoint[],
  sets: PerformedSet[],
  { formula, bucketOf }: Drawn,
): Pick<StrengthSeries, 'measure' | 'points'> {
  const comparable = sets.filter((set) => !set.isRestricted && !set.isWarmup)
  const [heaviest, longest] = [heaviestSets(comparable, bucketOf), longestSets(comparable, bucketOf)]
  const isMeant = sets.some((set) => set.isTest && estimateOf(set, formula).ok)
  const isCurve = oneRm.length > 1 || isMeant || oneRm.some((point) => point.kind === 'tested')
  if (isCurve || (heaviest.length === 0 && longest.length === 0)) return { measure: 'one-rm', points: oneRm }
  return heaviest.length > 0 ? { measure: 'heaviest-set', points: heaviest } : { measure: 'most-reps', points: longest }
}

type Drawn = { formula: Formula; bucketOf: BucketOf }

/**
 * One series an exercise and side, exercises in alphabetical order, left before right before both.
 * A client's own tests and estimates where there are any; else, as with an imported log, the heaviest sets by their name.
 *
 * Every formula rises with the load, so of each bucket and number of repetitions the heaviest set may stand for all of
 * them, and the heaviest and longest for the bucket; `alike` then says how many there are in truth, by what they are.
 */
export function strengthSeries(
  tests: TestedMaximum[],
  sets: PerformedSet[],
  { formula = 'epley', bucketOf = ownDay, alike }: Partial<Drawn> & { alike?: AlikeSets[] } = {},
): StrengthSeries[] {
  const counted = alike ?? sets.map((set) => ({ ...set, times: 1 }))
  const groups = new Map<string, { exercise: string; side: Side }>()
  for (const rows of [tests, sets, counted]) {
    for (const { exercise, side } of rows) {
      const key = `${side} ${exercise}`
      if (!groups.has(key)) groups.set(key, { exercise, side })
    }
  }
  const series = [...groups.values()].map(({ exercise, side }): StrengthSeries => {
    const isOwn = (each: { exercise: string; side: Side }) => each.side === side && each.exercise === exercise
    const own = sets.filter(isOwn)
    const oneRm = maxima(tests.filter(isOwn), own, formula, bucketOf)
    const notEstimated = countNotEstimated(counted.filter(isOwn), formula)
    return { exercise, side, formula, ...measured(oneRm, own, { formula, bucketOf }), notEstimated }
  })
  return series.sort((one, other) => {
    if (one.exercise !== other.exercise) return one.exercise < other.exercise ? -1 : 1
    return sides.indexOf(one.side) - sides.indexOf(other.side)
  })
}
