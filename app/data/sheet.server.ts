/** The bytes of a CSV file as a sheet: which encoding, which signs between the cells, what the first line says. */
import { createHash } from 'node:crypto'
import { CsvError, parse } from 'csv-parse/sync'
import { delimiterOf } from './csv.server'

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type Encoding = (typeof encodings)[number]

/** A row and the line of the file it ends on. */
export type SheetRow = [line: number, cells: string[]]

export type Sheet = { fileHash: string; encoding: Encoding; columns: string[]; rows: SheetRow[] }

export type SheetReading = { ok: true; file: Sheet } | { ok: false; says: string }

const mostBytes = 5 * 1024 * 1024
const mostRows = 20_000
const mostColumns = 100

/**
 * Refuses what is no sheet at all, with a sentence; what is wrong with one row is told of that row. `fewest` is how many
 * columns there must be, `named` the sentence for a file that has fewer.
 */
export function readSheet(bytes: Uint8Array, { fewest, named }: { fewest: number; named: string }): SheetReading {
  if (bytes.byteLength > mostBytes)
    return no('The file is larger than 5 MB. Split it, and bring in one part after another.')
  const { text, encoding } = decoded(bytes)
  if (isBinary(text)) return no('This is not a text file. Save the sheet as CSV, and bring that in.')
  const parsed = rowsOf(text)
  if (!Array.isArray(parsed)) return parsed
  const [header, ...rows] = parsed
  const columns = (header?.[1] ?? []).map((column) => column.trim().slice(0, 200))
  if (columns.length < fewest) return no(named)
  if (columns.length > mostColumns)
    return no(`The file has more than ${mostColumns} columns. Leave out those that are not needed.`)
  if (rows.length === 0) return no('The file has a first line and no rows.')
  if (rows.length > mostRows)
    return no('The file has more than 20,000 rows. Split it, and bring in one part after another.')
  const fileHash = createHash('sha256').update(bytes).digest('hex')
  return { ok: true, file: { fileHash, encoding, columns, rows } }
}

const no = (says: string) => ({ ok: false, says }) as const

/** By its mark, else UTF-8 where it is that; else what Windows wrote before, which any bytes are, so the page says so. */
function decoded(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const [first, second] = bytes
  const marked = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null
  const wide = marked ?? unmarked(bytes)
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: wide }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' }
  }
}

/** UTF-16 without its mark: of Latin letters every other byte is nothing. */
function unmarked(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const head = bytes.subarray(0, 200)
  const nothings = (from: number) => head.filter((byte, place) => place % 2 === from && byte === 0).length
  if (head.length < 4) return null
  if (nothings(1) > head.length / 4 && nothings(0) === 0) return 'utf-16le'
  return nothings(0) > head.length / 4 && nothings(1) === 0 ? 'utf-16be' : null
}

function isBinary(text: string): boolean {
  return text.includes('\0') || text.startsWith('PK\u0003\u0004')
}

function rowsOf(text: string): SheetRow[] | ReturnType<typeof no> {
  const lines: number[] = []
  try {
    const rows: string[][] = parse(text, {
      bom: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      relax_column_count: true,
      relax_quotes: true,
      delimiter: delimiterOf(text.replace(/^\ufeff/, '')),
      max_record_size: 65_536,
      to: mostRows + 2,
      on_record: (cells: string[], { lines: line }) => {
        lines.push(line)
        return cells
      },
    })
    return rows.map((cells, index) => [lines[index] ?? 0, cells])
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? error.lines : '?'
    return no(`Line ${line} of the file is not a row: a quotation mark in it is not closed, or it is far too long.`)
  }
}
