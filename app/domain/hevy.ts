/** Hevy's export: one row a set, newest first, kilograms or pounds in the heading, local times without a zone. */
import type { LogRow } from './strength-log-row'
import { rowFromCells, type SetOrder } from './strength-log-set'
import { cell, isNothing, type LogRecord, namedMonthTimeOf } from './strength-log-values'
import type { LoadUnit } from './units'

const setTypes = ['normal', 'warmup', 'dropset', 'failure']

export function isHevy(columns: string[]): boolean {
  const needed = ['start_time', 'exercise_title', 'set_index', 'set_type', 'reps']
  return needed.every((name) => columns.includes(name)) && unitOfHeading(columns) !== null
}

function unitOfHeading(columns: string[]): LoadUnit | null {
  if (columns.includes('weight_kg')) return 'kg'
  return columns.includes('weight_lbs') ? 'lb' : null
}

function skipReason(record: LogRecord): LogRow | null {
  if (!isNothing(cell(record, 'reps'))) return null
  const hasDistance = ['distance_km', 'distance_miles'].some((column) => !isNothing(cell(record, column)))
  if (hasDistance) return { outcome: 'skipped', reason: 'cardio' }
  return { outcome: 'skipped', reason: isNothing(cell(record, 'duration_seconds')) ? 'no-reps' : 'timed' }
}

/** Hevy counts sets from 0. */
function orderOf(record: LogRecord): SetOrder | null {
  const [index, type] = [cell(record, 'set_index'), cell(record, 'set_type')]
  if (!/^\d{1,3}$/.test(index) || !setTypes.includes(type)) return null
  return { setNumber: Number(index) + 1, isWarmup: type === 'warmup' }
}

/** One row of a Hevy file; its unit stands in the file. */
export function readHevyRow(record: LogRecord): LogRow {
  const unit = unitOfHeading(Object.keys(record))
  return (
    skipReason(record) ??
    rowFromCells({
      exercise: cell(record, 'exercise_title'),
      order: orderOf(record),
      time: namedMonthTimeOf(cell(record, 'start_time')),
      load: cell(record, unit === 'lb' ? 'weight_lbs' : 'weight_kg'),
      unit,
      reps: cell(record, 'reps'),
      rpe: cell(record, 'rpe'),
      note: cell(record, 'exercise_notes'),
    })
  )
}
