/** Whom a record is about: the name as it is written, the birthday, the sex and the record number. */
import type { CalendarDay } from './calendar-day'
import { dayOf, hasCode, type Json, objectsOf, textOf, textsOf } from './fhir-json'

export const sexes = ['female', 'male', 'other', 'unknown'] as const
export type Sex = (typeof sexes)[number]

/** Social security, licence and passport numbers of the record stay where they are: nobody here needs them. */
export type RecordClient = {
  /** The hospital's medical record number, else the record's own id. */
  recordNumber: string
  givenName: string
  familyName: string
  birthDate: CalendarDay
  sex: Sex
}

export type PatientRefusal = 'deceased' | 'no-name' | 'no-birth-date' | 'no-record-number'

export type PatientReading = { ok: true; client: RecordClient } | { ok: false; why: PatientRefusal }

/** How a name counts: the official one first, names no longer used never. */
const nameUses = ['official', 'usual', '']

function nameOf(patient: Json): { givenName: string; familyName: string } | null {
  for (const use of nameUses) {
    for (const name of objectsOf(patient.name)) {
      const [given, family] = [textsOf(name.given).join(' '), textOf(name.family)]
      if ((textOf(name.use) ?? '') === use && given && family) return { givenName: given, familyName: family }
    }
  }
  return null
}

function recordNumberOf(patient: Json): string | null {
  const medical = objectsOf(patient.identifier).find((identifier) => hasCode(identifier.type, ['MR']))
  return textOf(medical?.value) ?? textOf(patient.id)
}

function isDeceased(patient: Json): boolean {
  return patient.deceasedBoolean === true || textOf(patient.deceasedDateTime) !== null
}

export function readPatient(patient: Json): PatientReading {
  if (isDeceased(patient)) return { ok: false, why: 'deceased' }
  const name = nameOf(patient)
  const birthDate = dayOf(patient.birthDate)
  const recordNumber = recordNumberOf(patient)
  if (!name || name.givenName.length > 200 || name.familyName.length > 200) return { ok: false, why: 'no-name' }
  if (!birthDate || birthDate < '1900-01-01') return { ok: false, why: 'no-birth-date' }
  if (!recordNumber || recordNumber.length > 80) return { ok: false, why: 'no-record-number' }
  const sex = sexes.find((each) => each === patient.gender) ?? 'unknown'
  return { ok: true, client: { recordNumber, ...name, birthDate, sex } }
}
