/** What was measured beside strength, each series in the same shape: of what, on which side, in which unit, aimed at what. */
import type { CalendarDay } from './calendar-day'
import type { Goal } from './goal'
import type { Side } from './limb'
import type { Progress } from './progress-shown'

/** Amounts as in a goal: repetitions, millinewtons, millimetres, degrees, hundredths of a point. */
export type MeasuredSeries = {
  kind: 'endurance' | 'isometric-force' | 'girth' | 'range-of-motion' | 'score'
  subject: string
  side: Side
  /** Of endurance: the load that is the same each time. */
  loadG: number | null
  isPassive: boolean | null
  /** Of a score: the ends of its range, and which of them is good. */
  scale: { low: number; high: number; isHigherBetter: boolean } | null
  points: { on: CalendarDay; amount: number }[]
  goal: number | null
}

/** Endurance is of each exercise that was chosen; the rest is the client's, and the same in each. Empty series say nothing. */
export function measuredSeries(progress: readonly [Progress, ...Progress[]]): MeasuredSeries[] {
  const [shown] = progress
  const none = { loadG: null, isPassive: null, scale: null }
  const series: Omit<MeasuredSeries, 'goal'>[] = [
    ...progress.flatMap(({ endurance }) =>
      endurance.map(({ exercise, side, loadG, points }) => ({
        ...{ kind: 'endurance' as const, subject: exercise, side, ...none, loadG },
        points: points.map(({ on, reps }) => ({ on, amount: reps })),
      })),
    ),
    ...shown.force.map(({ movement, side, points }) => ({
      ...{ kind: 'isometric-force' as const, subject: movement, side, ...none },
      points: points.map(({ on, mN }) => ({ on, amount: mN })),
    })),
    ...shown.motion.map(({ movement, isPassive, side, points }) => ({
      ...{ kind: 'range-of-motion' as const, subject: movement, side, ...none, isPassive },
      points: points.map(({ on, degrees }) => ({ on, amount: degrees })),
    })),
    ...shown.girth.map(({ site, side, points }) => ({
      ...{ kind: 'girth' as const, subject: site, side, ...none },
      points: points.map(({ on, mm }) => ({ on, amount: mm })),
    })),
    ...shown.scores.map(({ instrument, side, low, high, isHigherBetter, points }) => ({
      ...{ kind: 'score' as const, subject: instrument, side, ...none, scale: { low, high, isHigherBetter } },
      points: points.map(({ on, hundredths }) => ({ on, amount: hundredths })),
    })),
  ]
  return series
    .filter(({ points }) => points.length > 0)
    .map((each) => ({ ...each, goal: amountAimedAt(shown.goals, each) }))
}

/** Null where nothing is aimed at. */
export function amountAimedAt(
  goals: readonly Goal[],
  { kind, subject, side }: Pick<Goal, 'kind' | 'subject' | 'side'>,
): number | null {
  return goals.find((goal) => goal.kind === kind && goal.subject === subject && goal.side === side)?.amount ?? null
}
