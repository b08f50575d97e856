/** A list of clients from another system: which column is what, and what a row says. Nothing is guessed into a record. */
import { type DateOrder, dateOrders, readBirthDate } from './birth-date'
import type { CalendarDay } from './calendar-day'
import type { Sex } from './fhir-patient'
import { foldedText } from './search-words'

export const rosterFields = ['recordNumber', 'familyName', 'givenName', 'birthDate', 'sex'] as const
export type RosterField = (typeof rosterFields)[number]

/** Without these nobody is known from anybody. */
export const neededFields = ['familyName', 'givenName', 'birthDate'] as const satisfies readonly RosterField[]

/** The place of each field's column, and how birthdays are written; null: no column is it. */
export type RosterMapping = Record<RosterField, number | null> & { dateOrder: DateOrder }

const headings: Record<RosterField, readonly string[]> = {
  recordNumber: [
    'record number',
    'record no',
    'record',
    'mrn',
    'medical record number',
    'patient id',
    'patient number',
    'patientid',
    'patient no',
    'client id',
    'client number',
    'number',
    'id',
    'chart number',
    'patientennummer',
    'fallnummer',
    'nr',
  ],
  familyName: [
    'family name',
    'last name',
    'surname',
    'lastname',
    'familyname',
    'name last',
    'nachname',
    'familienname',
    'nom',
    'apellido',
    'apellidos',
    'achternaam',
    'efternamn',
  ],
  givenName: [
    'given name',
    'first name',
    'forename',
    'firstname',
    'givenname',
    'given names',
    'name first',
    'vorname',
    'prenom',
    'nombre',
    'voornaam',
    'fornamn',
  ],
  birthDate: [
    'birth date',
    'date of birth',
    'birthdate',
    'dob',
    'born',
    'birthday',
    'geburtsdatum',
    'geb',
    'date de naissance',
    'fecha de nacimiento',
    'geboortedatum',
    'fodelsedatum',
  ],
  sex: ['sex', 'gender', 'geschlecht', 'sexe', 'sexo', 'geslacht', 'kon'],
}

/** What a first line says by itself: each column once, the rest for a person to choose. */
export function guessColumns(columns: readonly string[]): Record<RosterField, number | null> {
  const said = columns.map((column) =>
    foldedText(column)
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  )
  const placeOf = (field: RosterField) => {
    const place = said.findIndex((column) => headings[field].includes(column))
    return place === -1 ? null : place
  }
  return {
    recordNumber: placeOf('recordNumber'),
    familyName: placeOf('familyName'),
    givenName: placeOf('givenName'),
    birthDate: placeOf('birthDate'),
    sex: placeOf('sex'),
  }
}

/** Why a row is not taken, but for those who are here already. */
export const rowRefusals = [
  'cells-missing', // fewer or more cells than the first line has
  'given-name-missing',
  'family-name-missing',
  'name-too-long', // more than 200 letters
  'birth-date-missing',
  'birth-date-not-understood', // no day in the order that was chosen
  'birth-date-too-early', // before 1900
  'birth-date-ahead', // after the clinic's own day
  'sex-not-understood',
  'number-too-long', // more than 80 signs
  'not-text', // signs that no name has
  'number-of-another', // a client, or an earlier row, has it and is somebody else
] as const
export type RowRefusal = (typeof rowRefusals)[number]

export type RosterClient = {
  recordNumber: string | null
  familyName: string
  givenName: string
  birthDate: CalendarDay
  sex: Sex
}

export type RowReading = { ok: true; client: RosterClient } | { ok: false; why: RowRefusal }

const sexesSaid: Record<Sex, readonly string[]> = {
  female: ['f', 'female', 'w', 'woman', 'weiblich', 'femme', 'feminin', 'mujer', 'femenino', 'vrouw', 'kvinna'],
  male: ['m', 'male', 'man', 'mannlich', 'homme', 'masculin', 'hombre', 'masculino'],
  other: ['o', 'other', 'x', 'd', 'divers', 'diverse', 'nonbinary', 'non-binary', 'intersex'],
  unknown: ['', 'u', 'unknown', 'unbekannt', 'not known', 'n/a', 'na', '-', 'not stated'],
}

/** Numbers for it mean one thing here and another there, so they are not understood. */
function readSex(said: string): Sex | null {
  const word = foldedText(said).trim()
  const entry = Object.entries(sexesSaid).find(([, words]) => words.includes(word))
  return (entry?.[0] as Sex | undefined) ?? null
}

/** A name has a letter, and begins with none of the signs by which a spreadsheet knows a formula. */
function isName(said: string): boolean {
  return /\p{L}/u.test(said) && !/^[=+@\-＝＋－＠]/u.test(said)
}

/** What one row says. `today` is the clinic's day, `width` how many columns the first line has. */
export function readRow(
  cells: readonly string[],
  { mapping, width, today }: { mapping: RosterMapping; width: number; today: CalendarDay },
): RowReading {
  const no = (why: RowRefusal): RowReading => ({ ok: false, why })
  if (cells.length !== width) return no('cells-missing')
  const cell = (field: RosterField) => {
    const place = mapping[field]
    return place === null ? '' : (cells[place] ?? '').trim()
  }
  const [familyName, givenName, recordNumber] = [cell('familyName'), cell('givenName'), cell('recordNumber')]
  if (familyName === '') return no('family-name-missing')
  if (givenName === '') return no('given-name-missing')
  if (familyName.length > 200 || givenName.length > 200) return no('name-too-long')
  if (recordNumber.length > 80) return no('number-too-long')
  if (/[\p{Cc}\p{Cs}\ufffd]/u.test(familyName + givenName + recordNumber)) return no('not-text')
  if (!isName(familyName) || !isName(givenName)) return no('not-text')
  const born = cell('birthDate')
  if (born === '') return no('birth-date-missing')
  const birthDate = readBirthDate(born, mapping.dateOrder)
  if (birthDate === null) return no('birth-date-not-understood')
  if (birthDate < '1900-01-01') return no('birth-date-too-early')
  if (birthDate > today) return no('birth-date-ahead')
  const sex = readSex(cell('sex'))
  if (sex === null) return no('sex-not-understood')
  return { ok: true, client: { recordNumber: recordNumber || null, familyName, givenName, birthDate, sex } }
}

/** Whether a mapping fits a file: each column once at most, the needed ones there. */
export function isMapping(mapping: RosterMapping, width: number): boolean {
  const places = rosterFields.flatMap((field) => mapping[field] ?? [])
  return (
    neededFields.every((field) => mapping[field] !== null) &&
    new Set(places).size === places.length &&
    places.every((place) => Number.isInteger(place) && place >= 0 && place < width) &&
    dateOrders.includes(mapping.dateOrder)
  )
}
