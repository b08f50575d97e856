/** A strength log from another app: every row of the file is taken, skipped with a reason, or refused with one. */
import { isHevy, readHevyRow } from './hevy'
import type { LogFormat, LogRow } from './strength-log-row'
import { cell, type LogRecord } from './strength-log-values'
import { isStrong, readStrongRow } from './strong'
import type { LoadUnit } from './units'

export type StrengthLog = { format: LogFormat; needsUnit: boolean; rows: LogRow[] }

export type StrengthLogReading = ({ ok: true } & StrengthLog) | { ok: false; why: 'file-not-understood' }

/**
 * Reads the records of a file, `rows[i]` being `records[i]`.
 * `needsUnit`: loads were refused because neither the file nor the person says their unit: ask, then read again.
 * A unit in the file beats the one given.
 */
export function readStrengthLog(
  records: LogRecord[],
  { unit = null }: { unit?: LoadUnit | null } = {},
): StrengthLogReading {
  const columns = Object.keys(records[0] ?? {})
  if (isHevy(columns)) return { ok: true, format: 'hevy', needsUnit: false, rows: records.map(readHevyRow) }
  if (!isStrong(columns)) return { ok: false, why: 'file-not-understood' }
  const rows = records.map((record) => readStrongRow(record, unit))
  const lacksUnit = rows.some((row) => row.outcome === 'refused' && row.reason === 'unit-not-known')
  return { ok: true, format: 'strong', needsUnit: unit === null && lacksUnit, rows }
}

export type LogCounts = { total: number; taken: number; skipped: number; refused: number }

/** What became of the rows; the three add up to the total. */
export function countRows(rows: LogRow[]): LogCounts {
  const count = (outcome: LogRow['outcome']) => rows.filter((row) => row.outcome === outcome).length
  return { total: rows.length, taken: count('taken'), skipped: count('skipped'), refused: count('refused') }
}

/** What people edit afterwards, or what a later export of the same set writes differently. */
const notTheSet =
  /^(title|description|end_time|exercise_notes|superset_id|Workout Name|Workout Notes|Notes|Workout #|.*Duration.*)$/

/** `20`, `20.0` and `20,0` are one load. */
function canonical(text: string): string {
  const plain = text.replace(/^(-?\d+),(\d{1,2})$/, '$1.$2')
  return /^-?\d+(\.\d+)?$/.test(plain) ? String(Number(plain)) : plain
}

function canonicalRow(record: LogRecord): string {
  const columns = Object.keys(record).filter((name) => !notTheSet.test(name))
  return JSON.stringify(columns.sort().map((name) => [name, canonical(cell(record, name))]))
}

/**
 * One text a row, the same whenever the same row comes again and never the same twice in one file:
 * repeated identical sets are counted, so they stay, and the file brought in again adds nothing.
 * The caller hashes them.
 */
export function rowKeys(records: LogRecord[]): string[] {
  const seen = new Map<string, number>()
  return records.map((record) => {
    const row = canonicalRow(record)
    const occurrence = (seen.get(row) ?? 0) + 1
    seen.set(row, occurrence)
    return `${row}#${occurrence}`
  })
}
