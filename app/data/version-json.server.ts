/** A version with its lines as one JSON value of a statement, so that a page reads any number of them in one trip. */
import type { CalendarDay } from '~/domain/calendar-day'
import type { VersionContent } from '~/domain/version'
import {
  contentOf,
  dateOf,
  type PrescriptionRow,
  prescriptionColumns,
  type VersionRow,
  versionColumns,
} from './version-rows.server'

type Dates = 'procedureOn' | 'noMaximalTestBefore' | 'submittedAt'

/** As json_build_object writes it: dates are texts. */
export type VersionJson = Omit<VersionRow, Dates> & {
  procedureOn: CalendarDay | null
  noMaximalTestBefore: CalendarDay | null
  submittedAt: string | null
  prescriptions: LineJson[]
}

/** The values of a line in the order of its columns: to name each of them costs PostgreSQL more than to read it. */
export type LineJson = PrescriptionRow[keyof PrescriptionRow][]

/** The expression for the row of versions known as `of` in its statement. */
export function versionJson(of: string): string {
  return `json_build_object(${pairs(versionColumns, of)}, 'prescriptions', ${linesJson(of)})`
}

/** Its lines alone. */
export function linesJson(of: string): string {
  return `coalesce((select json_agg(json_build_array(${columnsOf(prescriptionColumns, 'l').join(', ')}) order by l.position)
    from prescriptions l where l.clinic_id = ${of}.clinic_id and l.version_id = ${of}.id), '[]')`
}

export function contentOfJson({ prescriptions, ...version }: VersionJson): VersionContent {
  const { procedureOn, noMaximalTestBefore } = version
  const row: VersionRow = {
    ...version,
    procedureOn: procedureOn && dateOf(procedureOn),
    noMaximalTestBefore: noMaximalTestBefore && dateOf(noMaximalTestBefore),
    submittedAt: null,
  }
  return contentOf(row, lineRows(prescriptions))
}

const lineFields = Object.keys(prescriptionColumns)

/** What `linesJson` answers, as rows. */
export function lineRows(lines: readonly LineJson[]): PrescriptionRow[] {
  return lines.map((line) => Object.fromEntries(lineFields.map((field, n) => [field, line[n]])) as PrescriptionRow)
}

function pairs(columns: object, of: string): string {
  const names = columnsOf(columns, of)
  return Object.keys(columns)
    .map((field, n) => `'${field}', ${names[n]}`)
    .join(', ')
}

/** Every column is its field in snake case. */
function columnsOf(columns: object, of: string): string[] {
  const snake = (field: string) => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return Object.keys(columns).map((field) => `${of}.${snake(field)}`)
}
