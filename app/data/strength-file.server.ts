/** A file of somebody's strength log, read before any transaction: every row known by a print, and nothing guessed. */
import { createHash } from 'node:crypto'
import type { Refusal } from '~/domain/refusal'
import { readStrengthLog, rowKeys } from '~/domain/strength-log'
import type { ImportedSet, LogFormat, LogRow } from '~/domain/strength-log-row'
import type { NotTaken } from '~/domain/strength-log-summary'
import type { LoadUnit } from '~/domain/units'
import { readCsv } from './csv.server'
import { mostHistoryBytes, mostHistoryRows } from './history-files.server'

/** A set of the file with its print, the same whenever the same row comes again; `row` counts the file's from nought. */
export type PrintedSet = ImportedSet & { row: number; line: number; fingerprint: string }

export type StrengthFile = {
  fileHash: string
  format: LogFormat
  unit: LoadUnit | null
  /** Loads are refused because nobody says their unit: ask, then read again. */
  needsUnit: boolean
  rowsTotal: number
  sets: PrintedSet[]
  notTaken: NotTaken[]
}

export type StrengthFileReading =
  | { ok: true; file: StrengthFile }
  /** `says` tells it more exactly than the refusal. */
  | { ok: false; why: Refusal; says: string }

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

const no = (says: string) => ({ ok: false, why: 'file-not-understood', says }) as const

/** `unit` is what the person chose, used only where the file names none. */
export function readStrengthFile(bytes: Uint8Array, unit: LoadUnit | null): StrengthFileReading {
  if (isZip(bytes)) return no('This is a zip or a spreadsheet. Unpack it, or save the sheet as CSV, and bring that in.')
  const csv = readCsv(bytes, mostHistoryBytes)
  if (!csv.ok) return no(csv.says)
  if (csv.records.length > mostHistoryRows) return no('The file has more than 100,000 rows. Split it in parts.')
  const log = readStrengthLog(csv.records, { unit })
  if (!log.ok) return no('The first line is neither Strong’s nor Hevy’s.')
  const rows = log.rows.map(notAhead(new Date(Date.now() + farthestZoneMs).toISOString()))
  const keys = rowKeys(csv.records)
  const lineOf = (index: number) => csv.lines[index] ?? 0
  return {
    ok: true,
    file: {
      fileHash: sha256(bytes),
      format: log.format,
      unit,
      needsUnit: log.needsUnit,
      rowsTotal: rows.length,
      sets: rows.flatMap((row, index) =>
        row.outcome === 'taken'
          ? [{ ...row.set, row: index, line: lineOf(index), fingerprint: sha256(keys[index] ?? '') }]
          : [],
      ),
      notTaken: rows.flatMap((row, index) => (row.outcome === 'taken' ? [] : [{ line: lineOf(index), ...row }])),
    },
  }
}

/** No clinic's clock is farther ahead of UTC. */
const farthestZoneMs = 14 * 60 * 60 * 1000

/** A phone whose clock is wrong would have a client lift years from now, after all that is theirs. */
function notAhead(latest: string) {
  return (row: LogRow): LogRow =>
    row.outcome === 'taken' && row.set.performedAtLocal > latest ? { outcome: 'refused', reason: 'day-ahead' } : row
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
}
