/** What stands in the cells of a strength log: loads, counts and local times, understood exactly or not at all. */
import type { CalendarDay } from './calendar-day'
import type { RowRefusal } from './strength-log-row'
import { type LoadUnit, mostPlausibleLoadG } from './units'

export type LogRecord = Record<string, string>

export type Cell<T> = { ok: true; value: T } | { ok: false; why: RowRefusal }

/** The pound of 1959, exactly. */
const gramsAUnit: Record<LoadUnit, number> = { kg: 1000, lb: 453.592_37 }

/** A machine that takes off more than a tonne does not exist. */
const mostPlausibleHelpG = 1_000_000
const mostPlausibleReps = 1000

export function cell(record: LogRecord, column: string): string {
  return (record[column] ?? '').trim()
}

/** A decimal comma is understood only where it cannot be a thousands separator: `37,5`, never `1,000`. */
function numberOf(text: string): number | null {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  return /^-?\d+,\d{1,2}$/.test(text) ? Number(text.replace(',', '.')) : null
}

/** Whether a cell is blank or a zero, as apps write "nothing". */
export function isNothing(text: string): boolean {
  return text === '' || numberOf(text) === 0
}

/** Whole grams from what the file says; null where it is blank; a zero needs no unit. `37.49999999999999` kg is 37500 g. */
export function loadOf(text: string, unit: LoadUnit | null): Cell<number | null> {
  if (text === '') return { ok: true, value: null }
  const amount = numberOf(text)
  if (amount === null) return { ok: false, why: 'load-not-understood' }
  if (amount === 0) return { ok: true, value: 0 }
  if (unit === null) return { ok: false, why: 'unit-not-known' }
  const loadG = Math.round(amount * gramsAUnit[unit])
  if (loadG > mostPlausibleLoadG || loadG < -mostPlausibleHelpG) return { ok: false, why: 'load-not-plausible' }
  return { ok: true, value: loadG }
}

/** Whole repetitions, also written `10.0`. */
export function repsOf(text: string): Cell<number> {
  const reps = numberOf(text)
  if (reps === null || !Number.isInteger(reps) || reps < 1 || reps > mostPlausibleReps) {
    return { ok: false, why: 'reps-not-understood' }
  }
  return { ok: true, value: reps }
}

/** RPE 1 to 10 in halves; null where it is blank. */
export function rpeOf(text: string): Cell<number | null> {
  if (text === '') return { ok: true, value: null }
  const rpe = numberOf(text)
  if (rpe === null || rpe < 1 || rpe > 10 || !Number.isInteger(rpe * 2)) {
    return { ok: false, why: 'rpe-not-understood' }
  }
  return { ok: true, value: rpe }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function isDay(day: CalendarDay): boolean {
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day)
}

function local(day: CalendarDay, time: string): Cell<string> {
  const isTime = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(time)
  return isTime && isDay(day) ? { ok: true, value: `${day}T${time}` } : { ok: false, why: 'time-not-understood' }
}

/** `2025-08-03 13:04:33`, as Strong writes it, without a zone. */
export function isoTimeOf(text: string): Cell<string> {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})[ T]([\d:]+)$/.exec(text) ?? []
  return day && time ? local(day, time) : { ok: false, why: 'time-not-understood' }
}

/** `30 Jun 2025, 19:56`, as Hevy writes it, without a zone. */
export function namedMonthTimeOf(text: string): Cell<string> {
  const [, date, name, year, time] = /^(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}), ([\d:]+)$/.exec(text) ?? []
  const month = months.indexOf(name ?? '') + 1
  if (!date || !year || !time || month === 0) return { ok: false, why: 'time-not-understood' }
  return local(`${year}-${String(month).padStart(2, '0')}-${date.padStart(2, '0')}`, time)
}
