/** A file of somebody's strength log, read before any transaction: every row known by a print, and nothing guessed. */
import { createHash } from 'node:crypto'
import type { Refusal } from '~/domain/refusal'
import { readStrengthLog, rowKeys } from '~/domain/strength-log'
import type { ImportedSet, LogFormat, RowRefusal, SkipReason } from '~/domain/strength-log-row'
import type { LoadUnit } from '~/domain/units'
import { readCsv } from './csv.server'

/** A set of the file with its print, the same whenever the same row comes again. */
export type PrintedSet = ImportedSet & { fingerprint: string }

/** A row that became no set; `line` is the file's line on which it ends, the first line being the heading. */
export type NotTaken =
  | { line: number; outcome: 'skipped'; reason: SkipReason }
  | { line: number; outcome: 'refused'; reason: RowRefusal }

export type StrengthFile = {
  fileHash: string
  format: LogFormat
  unit: LoadUnit | null
  rowsTotal: number
  sets: PrintedSet[]
  notTaken: NotTaken[]
}

export type StrengthFileReading =
  | { ok: true; file: StrengthFile }
  /** `says` tells it more exactly than the refusal. */
  | { ok: false; why: Refusal; says: string | null }

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

/** `unit` is what the person chose, used only where the file names none; without one such a file is refused. */
export function readStrengthFile(bytes: Uint8Array, unit: LoadUnit | null): StrengthFileReading {
  const csv = readCsv(bytes)
  if (!csv.ok) return { ok: false, why: 'file-not-understood', says: csv.says }
  const log = readStrengthLog(csv.records, { unit })
  if (!log.ok) return { ok: false, why: log.why, says: 'The first line is neither Strong’s nor Hevy’s.' }
  if (log.needsUnit) return { ok: false, why: 'unit-missing', says: null }
  const keys = rowKeys(csv.records)
  const lineOf = (index: number) => csv.lines[index] ?? 0
  return {
    ok: true,
    file: {
      fileHash: sha256(bytes),
      format: log.format,
      unit,
      rowsTotal: log.rows.length,
      sets: log.rows.flatMap((row, index) =>
        row.outcome === 'taken' ? [{ ...row.set, fingerprint: sha256(keys[index] ?? '') }] : [],
      ),
      notTaken: log.rows.flatMap((row, index) => (row.outcome === 'taken' ? [] : [{ line: lineOf(index), ...row }])),
    },
  }
}
