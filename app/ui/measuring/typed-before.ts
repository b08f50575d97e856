/** What stands in the fields of a measurement that is put right: what was entered, with the unit it was entered in. */
import type { MeasurementOnRecord } from '~/domain/measurement-record'
import type { MeasurementFieldNames } from './circumstances'

type Typed = Partial<Record<MeasurementFieldNames, string>>

function amountOf({ kind, enteredValue, enteredUnit }: MeasurementOnRecord): Typed {
  switch (kind) {
    case 'one-rm':
    case 'rep-max':
    case 'endurance':
      return { load: `${enteredValue} ${enteredUnit}` }
    case 'isometric-force':
      return { force: enteredValue, forceUnit: enteredUnit }
    case 'girth':
      return { girth: enteredValue }
    case 'range-of-motion':
      return { degrees: enteredValue }
    case 'pain':
      return { nrs: enteredValue }
    case 'score':
      return { points: enteredValue }
  }
}

export function typedOf(one: MeasurementOnRecord): Typed {
  const { exercise, movement, site, instrument, device, position, reps, rpe } = one
  const said = { exercise, movement, site, instrument, device, position, reps: reps?.toString(), rpe: rpe?.toString() }
  const written = Object.fromEntries(Object.entries(said).flatMap(([name, text]) => (text ? [[name, text]] : [])))
  return {
    side: one.side,
    on: one.on,
    ...written,
    ...amountOf(one),
    ...(one.isPassive === null ? {} : { moved: one.isPassive ? 'passive' : 'active' }),
    ...(one.isFailed ? { isFailed: 'on' } : {}),
  }
}
