/** A logged set against the cleared dose: what went beyond it. The truth is never refused, it is named. */
import { type Ceiling, type ClearedLine, loadCeiling, pressureCeiling } from './dose'
import { type Side, sideOf } from './limb'
import type { Prescription } from './prescription'

/**
 * A set as it was done. Loads in grams; `restrictionSeconds` is how long the cuff had been on when the set ended;
 * `setNumber` counts from 1 within the exercise; `side` null: the exercise has none.
 */
export type LoggedSet = {
  exercise: string
  side: Side | null
  setNumber: number
  reps: number
  loadG: number | null
  rpe: number | null
  isRestricted: boolean
  restrictionSeconds: number | null
  pressureMmhg: number | null
}

export const deviationKinds = [
  'not-prescribed',
  'load-above',
  'load-not-measured',
  'rpe-above',
  'rpe-not-logged',
  'sets-above',
  'reps-above',
  'restriction-not-prescribed',
  'without-cuff-record',
  'pressure-above',
  'pressure-not-measured',
  'restriction-above',
] as const
export type DeviationKind = (typeof deviationKinds)[number]

/** `logged` and `cleared` in the unit of their kind: grams, RPE, counts, mmHg, seconds; null where there is no number. */
export type Deviation = { kind: DeviationKind; logged: number | null; cleared: number | null; says: string }

/** Every way this set went beyond its line; `line` null: the version has no such line. */
export function deviations(
  cleared: Omit<ClearedLine, 'line'> & { line: Prescription | null },
  set: LoggedSet,
): Deviation[] {
  const { line } = cleared
  if (!line || line.exercise !== set.exercise) return [bare('not-prescribed', 'exercise not in the cleared version')]
  if (isOtherLimb(line, set)) return [bare('not-prescribed', 'another limb than the one cleared')]
  const dose = { ...cleared, line }
  return [...ofLoad(dose, set), ...ofRpe(line, set), ...ofCount(line, set), ...ofCuff(dose, set)]
}

function isOtherLimb({ limb }: Prescription, { side }: LoggedSet): boolean {
  return limb !== null && side !== null && side !== sideOf(limb)
}

function ofLoad(dose: ClearedLine, { loadG }: LoggedSet): Deviation[] {
  if (loadG === null || loadG <= 0) return []
  return overCeiling(loadCeiling(dose), loadG, {
    above: ['load-above', 'load above the cleared one'],
    unknown: ['load-not-measured', 'a load by 1RM, and no 1RM of this limb was tested'],
  })
}

function ofRpe({ load }: Prescription, { rpe }: LoggedSet): Deviation[] {
  if (load.kind !== 'rpe') return []
  if (rpe === null) return [bare('rpe-not-logged', 'a load by RPE, and no RPE was logged')]
  return rpe > load.ceiling ? [over('rpe-above', rpe, load.ceiling, 'RPE above the cleared one')] : []
}

/** Aerobic and passive lines count no sets. */
function ofCount({ reps }: Prescription, set: LoggedSet): Deviation[] {
  if (reps.length === 0) return []
  const cleared = reps[set.setNumber - 1]
  if (cleared === undefined) return [over('sets-above', set.setNumber, reps.length, 'more sets than cleared')]
  return set.reps > cleared ? [over('reps-above', set.reps, cleared, 'more repetitions than cleared')] : []
}

function ofCuff(dose: ClearedLine, set: LoggedSet): Deviation[] {
  const isCuffed = set.isRestricted || (set.restrictionSeconds ?? 0) > 0 || (set.pressureMmhg ?? 0) > 0
  if (!isCuffed) return []
  const { restriction } = dose.line
  if (!restriction) return [bare('restriction-not-prescribed', 'a cuff on a line cleared without one')]
  const isRecorded = set.restrictionSeconds !== null && set.pressureMmhg !== null
  const record = isRecorded ? [] : [bare('without-cuff-record', 'no record of the cuff: its pressure and its time')]
  return [...record, ...ofPressure(dose, set), ...ofTime(restriction.restrictionMinutes * 60, set)]
}

function ofPressure(dose: ClearedLine, { pressureMmhg }: LoggedSet): Deviation[] {
  if (pressureMmhg === null) return []
  return overCeiling(pressureCeiling(dose), pressureMmhg, {
    above: ['pressure-above', 'pressure above the cleared one'],
    unknown: ['pressure-not-measured', 'a pressure by LOP, and no LOP of this limb was measured'],
  })
}

function ofTime(clearedSeconds: number, { restrictionSeconds }: LoggedSet): Deviation[] {
  const isOver = restrictionSeconds !== null && restrictionSeconds > clearedSeconds
  return isOver
    ? [over('restriction-above', restrictionSeconds, clearedSeconds, 'cuff on for longer than cleared')]
    : []
}

type Said = [kind: DeviationKind, says: string]

function overCeiling(ceiling: Ceiling, logged: number, said: { above: Said; unknown: Said }): Deviation[] {
  if (ceiling.kind === 'unknown') return [{ ...bare(...said.unknown), logged }]
  if (ceiling.kind === 'none' || logged <= ceiling.value) return []
  const [kind, says] = said.above
  return [over(kind, logged, ceiling.value, says)]
}

function over(kind: DeviationKind, logged: number, cleared: number, says: string): Deviation {
  return { kind, logged, cleared, says }
}

function bare(kind: DeviationKind, says: string): Deviation {
  return { kind, logged: null, cleared: null, says }
}
