/** Strong's export: one row a set, in three editions of its columns, none of which says which side or zone. */
import type { LogRow } from './strength-log-row'
import { rowFromCells, type SetOrder } from './strength-log-set'
import { cell, isNothing, isoTimeOf, type LogRecord } from './strength-log-values'
import type { LoadUnit } from './units'

const unitNames: Record<string, LoadUnit> = { kg: 'kg', kgs: 'kg', lb: 'lb', lbs: 'lb' }

/** W is a warm-up, D a drop set, F a set to failure. */
const setLetters = ['W', 'D', 'F']

export function isStrong(columns: string[]): boolean {
  const needed = ['Date', 'Workout Name', 'Exercise Name', 'Set Order', 'Reps']
  return needed.every((name) => columns.includes(name)) && weightColumn(columns) !== undefined
}

function weightColumn(columns: string[]): string | undefined {
  return columns.find((name) => /^Weight( \((kg|lbs?)\))?$/.test(name))
}

/** From the heading of the loads, else from the column of units, else as asked; a unit not known here is none. */
function unitOf(record: LogRecord, column: string, asked: LoadUnit | null): LoadUnit | null {
  const named = /\((.+)\)/.exec(column)?.[1] ?? cell(record, 'Weight Unit').toLowerCase()
  return named === '' ? asked : (unitNames[named] ?? null)
}

/** The distance has its unit in the heading in some editions. */
function hasDistance(record: LogRecord): boolean {
  const column = Object.keys(record).find((name) => /^Distance( \(.+\))?$/.test(name))
  return column !== undefined && !isNothing(cell(record, column))
}

function skipReason(record: LogRecord): LogRow | null {
  const order = cell(record, 'Set Order')
  if (order === 'Rest Timer') return { outcome: 'skipped', reason: 'rest-timer' }
  if (order === 'Note') return { outcome: 'skipped', reason: 'note' }
  if (!isNothing(cell(record, 'Reps'))) return null
  if (hasDistance(record)) return { outcome: 'skipped', reason: 'cardio' }
  return { outcome: 'skipped', reason: isNothing(cell(record, 'Seconds')) ? 'no-reps' : 'timed' }
}

function orderOf(text: string): SetOrder | null {
  if (/^[1-9]\d{0,2}$/.test(text)) return { setNumber: Number(text), isWarmup: false }
  return setLetters.includes(text) ? { setNumber: null, isWarmup: text === 'W' } : null
}

/** One row of a Strong file; `asked` is the unit the person chose, used only where the file names none. */
export function readStrongRow(record: LogRecord, asked: LoadUnit | null): LogRow {
  const column = weightColumn(Object.keys(record)) ?? 'Weight'
  return (
    skipReason(record) ??
    rowFromCells({
      exercise: cell(record, 'Exercise Name'),
      order: orderOf(cell(record, 'Set Order')),
      time: isoTimeOf(cell(record, 'Date')),
      load: cell(record, column),
      unit: unitOf(record, column, asked),
      reps: cell(record, 'Reps'),
      rpe: cell(record, 'RPE'),
      note: cell(record, 'Notes'),
    })
  )
}
