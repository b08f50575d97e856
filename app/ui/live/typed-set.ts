/** A set as the fields of its form would hold it. */
import type { DoneSet } from '~/domain/live-line'
import { inUnit, type LoadUnit } from '~/domain/units'

export function typedOf(set: DoneSet, units: LoadUnit): Partial<Record<string, string>> {
  const { reps, loadG, side, rpe, pressureMmhg, restrictionSeconds, isRestricted } = set
  return {
    reps: String(reps),
    side,
    ...(loadG === null ? {} : { load: String(inUnit(loadG, units)) }),
    ...(rpe === null ? {} : { rpe: String(rpe) }),
    ...(pressureMmhg === null ? {} : { pressureMmhg: String(pressureMmhg) }),
    ...(restrictionSeconds === null ? {} : { restrictionSeconds: String(restrictionSeconds) }),
    ...(isRestricted ? {} : { isWithoutCuff: 'on' }),
  }
}
