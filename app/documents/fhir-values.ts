/** The pieces FHIR R4 resources are made of: references, codes, quantities, and extensions for what R4 has no place for. */
import { isRow, namesMember, type RecordRow, wordsIn } from '~/domain/whole-record'

export type Resource = { resourceType: string; id: string; [element: string]: unknown }
export type Reference = { reference: string }
export type Extension = { url: string; [element: string]: unknown }

/** No address that anybody could open: it only tells the bundle's own resources apart, and `.invalid` says so. */
export const base = 'https://clearway.invalid/fhir'

export const systems = {
  loinc: 'http://loinc.org',
  ucum: 'http://unitsofmeasure.org',
  category: 'http://terminology.hl7.org/CodeSystem/observation-category',
} as const

export const refer = (resourceType: string, id: string): Reference => ({ reference: `${resourceType}/${id}` })
export const practitioner = (id: string) => refer('Practitioner', id)

/** A column that points to another row, and what that row is in the bundle. */
const pointers: Record<string, string> = {
  client_id: 'Patient',
  import_id: 'Basic',
  screening_id: 'QuestionnaireResponse',
  red_flag_id: 'Flag',
  program_id: 'CarePlan',
  version_id: 'CarePlan',
  in_force_version_id: 'CarePlan',
  prescription_id: 'ServiceRequest',
  finding_id: 'DetectedIssue',
  decision_id: 'Provenance',
  hold_id: 'Flag',
  session_id: 'Procedure',
  check_id: 'QuestionnaireResponse',
  set_id: 'Observation',
  inflation_id: 'Observation',
  flag_id: 'Basic',
}

/** Columns that are of the database alone: the order of rows, and the proof of a password that is spent. */
const silent = ['id', 'client_id', 'seq', 'reauthentication_id', 'fingerprint']

/** Whatever a row says beside the columns that have a place of their own in the resource. */
export function extensionsOf(row: RecordRow, placed: readonly string[] = []): { extension?: Extension[] } {
  const left = Object.entries(row).filter(([column]) => !silent.includes(column) && !placed.includes(column))
  const extension = left.flatMap(([column, value]) => extensionOf(column, value))
  return extension.length > 0 ? { extension } : {}
}

function extensionOf(column: string, value: unknown): Extension[] {
  const url = `${base}/StructureDefinition/${column.replaceAll('_', '-')}`
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) return value.flatMap((one) => extensionOf(column, one))
  if (isRow(value)) {
    const extension = Object.entries(value).flatMap(([inner, one]) =>
      silent.includes(inner) ? [] : extensionOf(inner, one),
    )
    return extension.length > 0 ? [{ url, extension }] : []
  }
  if (typeof value === 'boolean') return [{ url, valueBoolean: value }]
  if (typeof value === 'number') return [{ url, [Number.isInteger(value) ? 'valueInteger' : 'valueDecimal']: value }]
  return typeof value === 'string' && value.trim() ? [{ url, ...textValue(column, value) }] : []
}

function textValue(column: string, value: string): Record<string, unknown> {
  const pointsTo = namesMember(column) ? 'Practitioner' : pointers[column]
  if (pointsTo) return { valueReference: refer(pointsTo, value) }
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) return { valueDateTime: value }
  return /^\d{4}-\d\d-\d\d$/.test(value) ? { valueDate: value } : { valueString: value }
}

export const textOnly = (text: string) => ({ text })

export function coded(system: string, code: string, display: string) {
  return { coding: [{ system, code, display }], text: display }
}

/** UCUM; `unit` is what a person reads. */
export function quantity(value: number, code: string, unit = code) {
  return { value, unit, system: systems.ucum, code }
}

/** `bfr-resistance` reads "bfr resistance". */
export const plain = (code: string) => code.replaceAll(/[-_]/g, ' ')

/** By whom a row is, as a list of performers; empty where it names nobody. */
export function performedBy(row: RecordRow, column: string): { performer?: Reference[] } {
  const id = wordsIn(row, column)
  return id ? { performer: [practitioner(id)] } : {}
}

/** An element only where there is something to say in it: R4 has no empty elements. */
export function given<Value>(element: string, value: Value | null | undefined): Record<string, Value> {
  return value === null || value === undefined || value === '' ? {} : { [element]: value }
}
