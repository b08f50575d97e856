/** The sessions of a week against what is cleared: one more than that is beyond the dose, and is told with its reason. */
import type { SetDeviation } from './set-standing'

/**
 * A week is the clinic's calendar week, from Monday. `done` counts every session of the program in it that stands;
 * `most` is the lower of the version and its limit.
 */
export type SessionWeek = { done: number; most: number }

/** What goes beyond when one more session takes place in this week; null: it is within. */
export function beyondWeek({ done, most }: SessionWeek): SetDeviation | null {
  if (done < most) return null
  return {
    kind: 'sessions-a-week-above',
    logged: done + 1,
    cleared: most,
    says: 'more sessions in the week than cleared',
  }
}
