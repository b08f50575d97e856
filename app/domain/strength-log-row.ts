/** A row of somebody's strength log, once read: taken, skipped with a reason, or refused with one. */
import type { Side } from './limb'
import type { LoadUnit } from './units'

export type LogFormat = 'strong' | 'hevy'

/** A set as the file gives it. Exports carry neither zone nor side. */
export type ImportedSet = {
  exercise: string
  /** Never known from an export, so `both`, also where one arm or leg worked. */
  side: Side
  /** Local time without a zone, `2025-06-30T19:56` or with seconds, as far as the file goes. */
  performedAtLocal: string
  /** As the file counts, from 1; null for warm-ups, drop sets and failures that the file marks by a letter. */
  setNumber: number | null
  /** Whole grams; null where the file leaves the load blank; negative where a machine took weight off. */
  loadG: number | null
  enteredValue: string
  enteredUnit: LoadUnit | null
  reps: number
  rpe: number | null
  isWarmup: boolean
  isAssisted: boolean
  note: string | null
}

/** `cardio` has a distance, `timed` only seconds; neither is a set of repetitions. */
export const skipReasons = ['rest-timer', 'note', 'cardio', 'timed', 'no-reps'] as const
export type SkipReason = (typeof skipReasons)[number]

export const rowRefusals = [
  'no-exercise',
  'time-not-understood',
  'day-ahead', // later than today is anywhere
  'set-not-understood',
  'load-not-understood',
  'load-not-plausible',
  'unit-not-known',
  'reps-not-understood',
  'rpe-not-understood',
] as const
export type RowRefusal = (typeof rowRefusals)[number]

export type LogRow =
  | { outcome: 'taken'; set: ImportedSet }
  | { outcome: 'skipped'; reason: SkipReason }
  | { outcome: 'refused'; reason: RowRefusal }
