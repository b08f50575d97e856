/** CSV in and out: a file becomes records with their line numbers or one refusal, and nothing written runs in a spreadsheet. */
import { CsvError, parse } from 'csv-parse/sync'
import type { Options } from 'csv-stringify'
import { stringify } from 'csv-stringify/sync'

export type CsvRefusal = 'too-large' | 'not-utf8' | 'empty' | 'duplicate-column' | 'not-csv'

export type CsvFile =
  | { ok: true; columns: string[]; records: Record<string, string>[]; lines: number[] }
  | { ok: false; why: CsvRefusal; line: number | null; says: string }

/** Years of somebody's training are under 2 MB. */
const csvByteLimit = 10 * 1024 * 1024

function refused(why: CsvRefusal, line: number | null, says: string): CsvFile {
  return { ok: false, why, line, says }
}

/** Strict UTF-8, or null. NUL is taken out: PostgreSQL's text cannot hold it. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\0', '')
  } catch {
    return null
  }
}

/** What the first line has most of. Strong exports commas or semicolons, by version. */
export function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/)).replace(/"[^"]*"/g, '')
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }))
  return counts.reduce((most, next) => (next.count > most.count ? next : most)).delimiter
}

type Row = { cells: string[]; line: number }

function rowsOf(text: string): Row[] {
  const lines: number[] = []
  const rows = parse(text, {
    bom: true,
    skip_empty_lines: true,
    delimiter: delimiterOf(text),
    max_record_size: 65_536,
    on_record: (cells: string[], { lines: line }) => {
      lines.push(line)
      return cells
    },
  })
  return rows.map((cells, index) => ({ cells, line: lines[index] ?? 0 }))
}

function fileOf([header, ...body]: Row[]): CsvFile {
  if (!header || body.length === 0) return refused('empty', null, 'The file has no rows.')
  const columns = header.cells.map((name) => name.trim())
  const twice = columns.find((name, index) => columns.indexOf(name) !== index)
  if (twice !== undefined)
    return refused('duplicate-column', 1, `The column "${twice}" stands twice in the first line.`)
  const records = body.map(({ cells }) => Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? ''])))
  return { ok: true, columns, records, lines: body.map(({ line }) => line) }
}

/**
 * Reads a whole file: UTF-8 with or without BOM, comma, semicolon or tab, LF or CRLF.
 * `lines[i]` is the line on which `records[i]` ends. One broken row refuses the file, naming its line.
 */
export function readCsv(bytes: Uint8Array, limit = csvByteLimit): CsvFile {
  if (bytes.byteLength > limit) {
    return refused('too-large', null, `The file is larger than ${Math.floor(limit / 1_048_576)} MB.`)
  }
  const text = textOf(bytes)
  if (text === null) return refused('not-utf8', null, 'The file is not UTF-8 text. Export it again as CSV.')
  try {
    return fileOf(rowsOf(text))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? error.lines : null
    return refused('not-csv', line, `Line ${line ?? '?'} of the file is not a row like the first line.`)
  }
}

export type CsvCell = string | number | boolean | null

/** What a spreadsheet would run, also behind spaces and in full width; OWASP, "CSV Injection". */
const runsInASpreadsheet = /^[\s\u00a0]*[=+\-@＝＋－＠]|^[\t\r\n]/u

function harmless(cell: string): string {
  const text = cell.replaceAll('\0', '')
  return runsInASpreadsheet.test(text) ? `'${text}` : text
}

/** RFC 4180. Numbers stay numbers; text is quoted and made harmless. */
const written: Options = {
  record_delimiter: 'windows',
  quoted_string: true,
  cast: { string: harmless, boolean: String },
}

/** One line of a CSV file, ended by CRLF. */
export function csvLine(cells: CsvCell[]): string {
  return stringify([cells], written)
}

/** The first line of a file, after the mark by which spreadsheets know UTF-8. */
export function csvHeader(columns: string[]): string {
  return `\ufeff${csvLine(columns)}`
}
