/** What was measured, kind by kind, and the row it becomes: what was entered beside its whole number. */
import type { Side } from '~/domain/limb'
import type { Scale } from '~/domain/measurement-instruments'
import type { Entered, ForceUnit } from '~/domain/measurement-values'
import type { EnteredLoad } from '~/domain/units'

/** With what, and how somebody sat or lay; each as it was typed. */
type Circumstances = { device?: string | null; position?: string | null }

/** `isFailed`: a last repetition was tried and not finished; it is not among `reps`. */
type RepMax = {
  kind: 'rep-max'
  exercise: string
  load: EnteredLoad
  reps: number
  rpe: number | null
  isFailed: boolean
  isConfirmed: boolean
}

export type Measured = { side: Side } & (
  | ({ kind: 'one-rm'; exercise: string; load: EnteredLoad; isConfirmed: boolean } & Circumstances)
  | (RepMax & Circumstances)
  | ({ kind: 'endurance'; exercise: string; load: EnteredLoad; reps: number; rpe: number | null } & Circumstances)
  | ({ kind: 'isometric-force'; movement: string; force: Entered<ForceUnit> } & Circumstances)
  | ({ kind: 'girth'; site: string; girth: { mm: number; enteredValue: string } } & Circumstances)
  | ({ kind: 'range-of-motion'; movement: string; isPassive: boolean; degrees: Entered<'deg'> } & Circumstances)
  | { kind: 'pain'; nrs: number }
  | { kind: 'score'; instrument: string; scale: Scale; points: Entered<'points'> }
)

export function rowOf(measured: Measured) {
  const { kind, side } = measured
  switch (kind) {
    case 'one-rm':
      return { kind, side, exercise: measured.exercise, ...loadOf(measured.load), ...circumstancesOf(measured) }
    case 'rep-max':
      return { ...repsOf(measured), isFailed: measured.isFailed }
    case 'endurance':
      return repsOf(measured)
    case 'isometric-force':
      return { kind, side, movement: measured.movement, ...measured.force, ...circumstancesOf(measured) }
    case 'girth': {
      const { mm: amount, enteredValue } = measured.girth
      return { kind, side, site: measured.site, amount, enteredValue, enteredUnit: 'cm', ...circumstancesOf(measured) }
    }
    case 'range-of-motion': {
      const { movement, isPassive, degrees } = measured
      return { kind, side, movement, isPassive, ...degrees, ...circumstancesOf(measured) }
    }
    case 'pain':
      return { kind, side, amount: measured.nrs, enteredValue: String(measured.nrs), enteredUnit: 'nrs' }
    case 'score': {
      const { low: scaleLow, high: scaleHigh, isHigherBetter } = measured.scale
      return { kind, side, instrument: measured.instrument, scaleLow, scaleHigh, isHigherBetter, ...measured.points }
    }
  }
}

function repsOf(measured: Extract<Measured, { reps: number }>) {
  const { kind, side, exercise, reps, rpe, load } = measured
  return { kind, side, exercise, reps, rpe, ...loadOf(load), ...circumstancesOf(measured) }
}

const loadOf = ({ loadG: amount, enteredValue, enteredUnit }: EnteredLoad) => ({ amount, enteredValue, enteredUnit })

const circumstancesOf = ({ device, position }: Circumstances) => ({
  device: device || null,
  position: position || null,
})
