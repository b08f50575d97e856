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
  prescriptions: PrescriptionRow[]
}

/** The expression for the row of versions known as `of` in its statement. */
export function versionJson(of: string): string {
  return `json_build_object(${pairs(versionColumns, of)}, 'prescriptions', ${linesJson(of)})`
}

/** Its lines alone. */
export function linesJson(of: string): string {
  return `coalesce((select json_agg(json_build_object(${pairs(prescriptionColumns, 'l')}) order by l.position)
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
  return contentOf(row, prescriptions)
}

/** Every column is its field in snake case. */
function pairs(columns: object, of: string): string {
  const snake = (field: string) => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return Object.keys(columns)
    .map((field) => `'${field}', ${of}.${snake(field)}`)
    .join(', ')
}
