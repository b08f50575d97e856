/** What is aimed at: a value of one kind of measurement, of one exercise, movement, site or questionnaire, on one side. */
import type { CalendarDay } from './calendar-day'
import type { Side } from './limb'

export const goalKinds = [
  'one-rm',
  'isometric-force',
  'girth',
  'endurance',
  'range-of-motion',
  'pain',
  'score',
] as const
export type GoalKind = (typeof goalKinds)[number]

/**
 * `subject` is the exercise, movement, site or instrument, empty for pain. `amount` is in the units of a measurement:
 * grams, millinewtons, millimetres, degrees, points, hundredths of a point; of endurance, repetitions.
 */
export type Goal = { kind: GoalKind; subject: string; side: Side; amount: number; setOn: CalendarDay; setBy: string }
