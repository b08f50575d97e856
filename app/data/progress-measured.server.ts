/** What was measured beside maxima, told apart by its kind for the charts of a client's progress. */
import type { Progress } from '~/domain/progress-shown'
import type { MeasuredSeries } from './progress-course.server'

type Charts = Pick<Progress, 'endurance' | 'girth' | 'force' | 'motion' | 'scores'>

export function measuredSeries(measured: MeasuredSeries[]): Charts {
  const of = (kind: MeasuredSeries['kind']) => measured.filter((series) => series.kind === kind)
  return {
    endurance: of('endurance').map(({ subject: exercise, side, loadG, points }) => ({
      exercise,
      side,
      loadG: loadG ?? 0,
      points: points.map(([on, reps]) => ({ on, reps })),
    })),
    girth: of('girth').map(({ subject: site, side, points }) => ({
      site,
      side,
      points: points.map(([on, mm]) => ({ on, mm })),
    })),
    force: of('isometric-force').map(({ subject: movement, side, points }) => ({
      movement,
      side,
      points: points.map(([on, mN]) => ({ on, mN })),
    })),
    motion: of('range-of-motion').map(({ subject: movement, side, isPassive, points }) => ({
      movement,
      isPassive: isPassive ?? false,
      side,
      points: points.map(([on, degrees]) => ({ on, degrees })),
    })),
    scores: of('score').map(({ subject: instrument, side, low, high, isHigherBetter, points }) => ({
      instrument,
      side,
      low: low ?? 0,
      high: high ?? 0,
      isHigherBetter: isHigherBetter ?? true,
      points: points.map(([on, hundredths]) => ({ on, hundredths })),
    })),
  }
}
