/** Why a row of a strength log became no set, in words. */
import type { LogFormat, RowRefusal, SkipReason } from '~/domain/strength-log-row'

export const reasonWords: Record<SkipReason | RowRefusal, string> = {
  'rest-timer': 'a rest timer, no set',
  note: 'a note, no set',
  cardio: 'a distance, no repetitions',
  timed: 'seconds only, no repetitions',
  'no-reps': 'no repetitions',
  'no-exercise': 'no exercise named',
  'time-not-understood': 'day and time not understood',
  'day-ahead': 'a day that lies ahead',
  'set-not-understood': 'number of the set not understood',
  'load-not-understood': 'load not understood',
  'load-not-plausible': 'load heavier than any machine',
  'unit-not-known': 'unit of the load not known',
  'reps-not-understood': 'repetitions not understood',
  'rpe-not-understood': 'RPE not between 1 and 10',
}

export const formatWords: Record<LogFormat, string> = { strong: 'Strong', hevy: 'Hevy' }
