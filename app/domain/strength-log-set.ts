/** The cells of one row become a set, or the first reason why they do not. */
import type { ImportedSet, LogRow, RowRefusal } from './strength-log-row'
import { type Cell, loadOf, repsOf, rpeOf } from './strength-log-values'
import type { LoadUnit } from './units'

export type SetOrder = Pick<ImportedSet, 'setNumber' | 'isWarmup'>

export type SetCells = {
  exercise: string
  order: SetOrder | null
  time: Cell<string>
  load: string
  unit: LoadUnit | null
  reps: string
  rpe: string
  note: string
}

function refused(reason: RowRefusal): LogRow {
  return { outcome: 'refused', reason }
}

const longestName = 200

export function rowFromCells(cells: SetCells): LogRow {
  const load = loadOf(cells.load, cells.unit)
  const reps = repsOf(cells.reps)
  const rpe = rpeOf(cells.rpe)
  if (cells.exercise === '' || cells.exercise.length > longestName) return refused('no-exercise')
  if (cells.order === null) return refused('set-not-understood')
  if (!cells.time.ok) return refused(cells.time.why)
  if (!load.ok) return refused(load.why)
  if (!reps.ok) return refused(reps.why)
  if (!rpe.ok) return refused(rpe.why)
  const set: ImportedSet = {
    exercise: cells.exercise,
    side: 'both',
    performedAtLocal: cells.time.value,
    ...cells.order,
    loadG: load.value,
    enteredValue: cells.load,
    enteredUnit: load.value === null ? null : cells.unit,
    reps: reps.value,
    rpe: rpe.value,
    isAssisted: (load.value ?? 0) < 0,
    note: cells.note || null,
  }
  return { outcome: 'taken', set }
}
