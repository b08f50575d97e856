/** One row of a file of tested maxima: a test, skipped because nothing was lifted, or refused with a reason. */
import { readBirthDate } from './birth-date'
import type { CalendarDay } from './calendar-day'
import { longestExerciseName } from './exercise-names'
import type { Side } from './limb'
import { foldLabel, isNoLoad, type OneRmField, type OneRmMapping, readSide, readUnit } from './one-rm-file'
import { loadOf } from './strength-log-values'
import type { LoadUnit } from './units'

export const oneRmRefusals = [
  'cells-missing', // fewer or more cells than the first line has
  'client-missing',
  'no-such-client', // nobody here has this record number
  'client-archived',
  'exercise-missing',
  'exercise-too-long', // more than 200 signs
  'side-missing',
  'side-not-understood',
  'when-missing',
  'when-not-understood', // no day in the order that was chosen, or a label without a day
  'day-too-early', // before 1900, or before the client was born
  'day-ahead', // after the clinic's own day
  'unit-not-understood',
  'load-not-understood',
  'load-not-above-zero',
  'load-not-plausible', // above a tonne
  'not-text', // signs that no name has
] as const
export type OneRmRefusal = (typeof oneRmRefusals)[number]

export type OneRmTest = {
  /** The client's record number. */
  client: string
  exerciseInFile: string
  side: Side
  on: CalendarDay
  /** Whole grams. */
  loadG: number
  enteredValue: string
  enteredUnit: LoadUnit
}

export type OneRmReading =
  | { outcome: 'taken'; test: OneRmTest }
  | { outcome: 'skipped'; reason: 'no-load' }
  | { outcome: 'refused'; reason: OneRmRefusal }

/** `days` are those chosen for labels, by the folded label; `today` is the clinic's, `width` the columns of the first line. */
export type OneRmRules = {
  mapping: OneRmMapping
  width: number
  days: ReadonlyMap<string, CalendarDay>
  today: CalendarDay
}

/** A tonne: above every tested maximum, and what the database takes. */
const mostTestedG = 1_000_000
const longestEntry = 40

/** A cell of a row, without the spaces around it; empty where no column is chosen for it. */
export function oneRmCell(cells: readonly string[], { places }: OneRmMapping, field: OneRmField): string {
  const place = places[field]
  return place === null ? '' : (cells[place] ?? '').trim()
}

export function readOneRmRow(cells: readonly string[], rules: OneRmRules): OneRmReading {
  const no = (reason: OneRmRefusal) => ({ outcome: 'refused', reason }) as const
  if (cells.length !== rules.width) return no('cells-missing')
  const cell = (field: OneRmField) => oneRmCell(cells, rules.mapping, field)
  const [client, exerciseInFile] = [cell('client'), cell('exercise')]
  if (client === '') return no('client-missing')
  if (exerciseInFile === '') return no('exercise-missing')
  if (exerciseInFile.length > longestExerciseName) return no('exercise-too-long')
  if (/[\p{Cc}\p{Cs}\ufffd]/u.test(client + exerciseInFile)) return no('not-text')
  if (isNoLoad(cell('load'))) return { outcome: 'skipped', reason: 'no-load' }
  const side = sideOf(cell('side'), rules)
  if (side === null) return no(cell('side') === '' ? 'side-missing' : 'side-not-understood')
  const on = dayOf(cell('when'), rules)
  if (on === null) return no(cell('when') === '' ? 'when-missing' : 'when-not-understood')
  if (on < '1900-01-01') return no('day-too-early')
  if (on > rules.today) return no('day-ahead')
  const load = readLoad(cell('load'), cell('unit'), rules)
  if (typeof load === 'string') return no(load)
  return { outcome: 'taken', test: { client, exerciseInFile, side, on, ...load } }
}

/** A file without a column of sides is of exercises done with both. */
function sideOf(written: string, { mapping }: OneRmRules): Side | null {
  return mapping.places.side === null ? 'both' : readSide(written)
}

function dayOf(written: string, { mapping, days }: OneRmRules): CalendarDay | null {
  if (mapping.dateOrder === null) return days.get(foldLabel(written)) ?? null
  return readBirthDate(written, mapping.dateOrder)
}

/** A unit beside the number beats the column's, which beats the chosen one. */
function readLoad(
  written: string,
  unitCell: string,
  { mapping }: OneRmRules,
): Pick<OneRmTest, 'loadG' | 'enteredValue' | 'enteredUnit'> | OneRmRefusal {
  const [, enteredValue = '', own = ''] = /^(.*?)\s*(kgs?|lbs?)?$/is.exec(written) ?? []
  const unit = readUnit(own || unitCell) ?? (unitCell === '' ? mapping.unit : null)
  if (unit === null) return 'unit-not-understood'
  if (enteredValue.length > longestEntry) return 'load-not-understood'
  const load = loadOf(enteredValue, unit)
  if (!load.ok) return load.why === 'load-not-plausible' ? load.why : 'load-not-understood'
  if (load.value === null) return 'load-not-understood'
  if (load.value <= 0) return 'load-not-above-zero'
  return load.value > mostTestedG ? 'load-not-plausible' : { loadG: load.value, enteredValue, enteredUnit: unit }
}
