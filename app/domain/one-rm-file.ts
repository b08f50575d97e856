/** A file of tested maxima: which column is what, in what unit, and on which days. Nothing is guessed into a record. */
import { type DateOrder, dateOrders, orderOf, readBirthDate } from './birth-date'
import { foldExerciseName } from './exercise-names'
import type { Side } from './limb'
import { foldedText } from './search-words'
import { type LoadUnit, loadUnits } from './units'

export const oneRmFields = ['client', 'exercise', 'when', 'load', 'side', 'unit'] as const
export type OneRmField = (typeof oneRmFields)[number]

/** Without these a row is no test of anybody. */
export const neededOneRmFields = ['client', 'exercise', 'when', 'load'] as const satisfies readonly OneRmField[]

export type OneRmPlaces = Record<OneRmField, number | null>

/**
 * The place of each field's column; null: no column is it. `dateOrder` says how days are written, null that the column
 * holds labels, "week5", for which a day is chosen. `unit` holds where no column names it.
 */
export type OneRmMapping = { places: OneRmPlaces; dateOrder: DateOrder | null; unit: LoadUnit | null }

/** A label as it is told from others: "Week 5 " and "week 5" are one. */
export const foldLabel = foldExerciseName

const headings: Record<OneRmField, readonly string[]> = {
  client: [
    'record number',
    'record no',
    'record',
    'mrn',
    'subject',
    'subject id',
    'participant',
    'participant id',
    'client',
    'client id',
    'client number',
    'patient',
    'patient id',
    'patient number',
    'athlete',
    'athlete id',
    'proband',
    'patientennummer',
    'id',
    'number',
    'nr',
  ],
  exercise: ['exercise', 'exercise name', 'lift', 'movement', 'test', 'ubung', 'exercice', 'ejercicio', 'oefening'],
  when: [
    'date',
    'test date',
    'tested on',
    'day',
    'when',
    'timepoint',
    'time point',
    'time',
    'visit',
    'week',
    'datum',
    'zeitpunkt',
    'fecha',
    'dato',
  ],
  load: [
    'load',
    '1rm',
    '1 rm',
    'one rm',
    'one repetition maximum',
    'max',
    'weight',
    'result',
    'last',
    'gewicht',
    'carga',
    'charge',
  ],
  side: ['side', 'leg', 'limb', 'arm', 'laterality', 'seite', 'bein', 'cote', 'lado', 'kant'],
  unit: ['unit', 'units', 'load unit', 'weight unit', 'einheit', 'unite', 'unidad', 'eenheid'],
}

const said = (column: string) =>
  foldedText(column)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** "Load (kg)" names its unit, and is a load all the same. */
const unitAtEnd = / ?\b(kgs?|lbs?)$/

export function unitOfHeading(column: string): LoadUnit | null {
  return readUnit(unitAtEnd.exec(said(column))?.[1] ?? '')
}

const sidesSaid: Record<Side, readonly string[]> = {
  left: ['l', 'left', 'links', 'li', 'gauche', 'izquierda', 'izq', 'vanster', 'venstre'],
  right: ['r', 'right', 'rechts', 're', 'droite', 'derecha', 'der', 'hoger', 'hoyre'],
  both: ['na', 'n/a', 'both', 'bilateral', 'both sides', 'b', 'beide', 'beidseits', 'les deux', 'ambos', 'ambas'],
}

/** Null: no side that is understood. What does not apply is an exercise of both. */
export function readSide(written: string): Side | null {
  const word = foldedText(written).trim()
  const entry = Object.entries(sidesSaid).find(([, words]) => words.includes(word))
  return (entry?.[0] as Side | undefined) ?? null
}

export function readUnit(written: string): LoadUnit | null {
  const word = foldedText(written).trim()
  return loadUnits.find((unit) => new RegExp(`^${unit}s?$`).test(word)) ?? null
}

const noLoadSaid = ['', 'na', 'n/a', 'nan', 'null', '-', '.']
export const isNoLoad = (written: string) => noLoadSaid.includes(foldedText(written).trim())

const isAmount = (written: string) => isNoLoad(written) || /^\d+([.,]\d+)?$/.test(written.trim())
const isDay = (written: string) => dateOrders.some((order) => readBirthDate(written, order) !== null)

/** What is in a column, where its heading says nothing; those that say least come last. */
const contents: Partial<Record<OneRmField, (values: readonly string[]) => boolean>> = {
  unit: (values) => values.every((value) => readUnit(value) !== null),
  side: (values) =>
    values.every((value) => readSide(value) !== null) && values.some((value) => readSide(value) !== 'both'),
  when: (values) => values.every(isDay),
  load: (values) => values.every(isAmount) && values.some((value) => !isNoLoad(value)),
}

/** What headings and contents say by themselves: each column once, the rest for a person to choose. */
export function guessOneRmColumns(columns: readonly string[], rows: readonly (readonly string[])[]): OneRmPlaces {
  const taken = new Set<number>()
  const places: OneRmPlaces = { client: null, exercise: null, when: null, load: null, side: null, unit: null }
  const take = (field: OneRmField, place: number) => {
    if (place === -1) return
    places[field] = place
    taken.add(place)
  }
  const names = columns.map((column) => said(column).replace(unitAtEnd, ''))
  for (const field of oneRmFields) {
    const known = headings[field].find((heading) => names.some((name, at) => name === heading && !taken.has(at)))
    if (known !== undefined)
      take(
        field,
        names.findIndex((name, at) => name === known && !taken.has(at)),
      )
  }
  for (const [field, isIt] of Object.entries(contents) as [OneRmField, (values: readonly string[]) => boolean][]) {
    if (places[field] !== null) continue
    const fitting = columns.flatMap((_, at) => {
      const values = rows.map((cells) => cells[at] ?? '').filter((value) => value.trim() !== '')
      return !taken.has(at) && values.length > 0 && isIt(values) ? [at] : []
    })
    // Where two would do, a person says which.
    if (fitting.length === 1) take(field, fitting[0] ?? -1)
  }
  return places
}

/** How the values of the column of days are written; null: as labels; undefined: it does not say. */
export function guessDateOrder(values: readonly string[]): DateOrder | null | undefined {
  const written = values.filter((value) => value.trim() !== '')
  if (written.length > 0 && !written.some(isDay)) return null
  return orderOf(written) ?? undefined
}

/** Whether a mapping fits a file: each column once at most, the needed ones there, and the unit said. */
export function isOneRmMapping({ places, dateOrder, unit }: OneRmMapping, width: number): boolean {
  const chosen = oneRmFields.flatMap((field) => places[field] ?? [])
  return (
    neededOneRmFields.every((field) => places[field] !== null) &&
    new Set(chosen).size === chosen.length &&
    chosen.every((place) => Number.isInteger(place) && place >= 0 && place < width) &&
    (dateOrder === null || dateOrders.includes(dateOrder)) &&
    (places.unit !== null || unit !== null)
  )
}
