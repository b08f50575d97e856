/** A measurement as it stands on record, and the maximum it says where it says one. */
import type { CalendarDay } from './calendar-day'
import type { Struck } from './correction'
import type { Side } from './limb'
import type { MeasurementKind } from './measurement'
import type { Scale } from './measurement-instruments'
import { type Estimate, estimateOneRm, type Formula } from './strength'

export type EnteredUnit = 'kg' | 'lb' | 'cm' | 'nrs' | 'N' | 'deg' | 'points'

/** What a kind has not is null. `amount` and the scale are whole numbers of the unit a kind is kept in. */
export type MeasurementOnRecord = {
  id: string
  kind: MeasurementKind
  on: CalendarDay
  side: Side
  exercise: string | null
  site: string | null
  movement: string | null
  isPassive: boolean | null
  instrument: string | null
  scaleLow: number | null
  scaleHigh: number | null
  isHigherBetter: boolean | null
  reps: number | null
  rpe: number | null
  isFailed: boolean
  device: string | null
  position: string | null
  amount: number
  enteredValue: string
  enteredUnit: EnteredUnit
  by: string
  struck: Struck | null
}

/** Of a rep-max; null for every other kind. It was marked as a test by being recorded as one, and wore no cuff. */
export function estimateOf(
  { kind, amount, reps, isFailed }: Pick<MeasurementOnRecord, 'kind' | 'amount' | 'reps' | 'isFailed'>,
  formula: Formula,
): Estimate | null {
  if (kind !== 'rep-max') return null
  return estimateOneRm({ loadG: amount, reps, isFailed, isRestricted: false, isTestOrRpe9: true, formula })
}

/** The exercise, movement, site or instrument; null for pain. */
export function subjectOf({ exercise, movement, site, instrument }: MeasurementOnRecord): string | null {
  return exercise ?? movement ?? site ?? instrument
}

export function scaleOnRecord({ scaleLow, scaleHigh, isHigherBetter }: MeasurementOnRecord): Scale | null {
  if (scaleLow === null || scaleHigh === null || isHigherBetter === null) return null
  return { low: scaleLow, high: scaleHigh, isHigherBetter }
}
