/** What a client's charts are missing, and how each is added: a line, not a wall of empty cards. */
import type { GoalKind } from '~/domain/goal'
import type { DrawnProgress, Progress } from '~/domain/progress-shown'

export type Missing = { words: string; kind: GoalKind }

export function notMeasured(progress: DrawnProgress): Missing[] {
  const { exercise, strength, symmetry, involved, pain } = progress
  const isEmpty = (series: readonly { points: readonly unknown[] }[]) =>
    series.every(({ points }) => points.length === 0)
  const isOneSided = exercise !== null && strength.some(({ side }) => side !== 'both')
  const missing: (Missing | false)[] = [
    symmetry.length === 0 &&
      isOneSided &&
      involved !== null && { words: `1RM of ${exercise} on both sides, for symmetry`, kind: 'one-rm' },
    pain.length === 0 && { words: 'Pain', kind: 'pain' },
    isEmpty(progress.girth) && { words: 'Girth', kind: 'girth' },
    isEmpty(progress.force) && { words: 'Isometric force', kind: 'isometric-force' },
    isEmpty(progress.motion) && { words: 'Range of motion', kind: 'range-of-motion' },
    isEmpty(progress.endurance) && { words: 'Endurance, repetitions at one load', kind: 'endurance' },
    isEmpty(progress.scores) && { words: 'A questionnaire’s score', kind: 'score' },
  ]
  return missing.filter((each) => each !== false)
}

/** Nothing at all, in any time. */
export function isCold({ exercises, work, weeks, ...progress }: Progress): boolean {
  const { pain, girth, force, motion, endurance, scores } = progress
  const isMeasured = [girth, force, motion, endurance, scores].some((series) => series.length > 0)
  return exercises.length === 0 && weeks.length === 0 && work.weeks.length === 0 && pain.length === 0 && !isMeasured
}
