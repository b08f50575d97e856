/** What the options of `npm run import:one-rm` choose for a file; what neither they nor the file say is asked for. */
import { findExerciseNames } from '~/data/exercise-names.server'
import { wordsOf } from '~/data/one-rm-file.server'
import type { OneRmPreview } from '~/data/one-rm-preview.server'
import type { Sheet } from '~/data/sheet.server'
import type { Query } from '~/database/query.server'
import { type DateOrder, dateOrders } from '~/domain/birth-date'
import { isCalendarDay } from '~/domain/calendar-day'
import { foldExerciseName, longestExerciseName, suggestExercises } from '~/domain/exercise-names'
import {
  foldLabel,
  guessDateOrder,
  guessOneRmColumns,
  isOneRmMapping,
  type OneRmMapping,
  oneRmFields,
  unitOfHeading,
} from '~/domain/one-rm-file'
import { loadUnits } from '~/domain/units'
import { oneRmFieldWords, sideWords } from '~/ui/one-rm-words'

/** `column`, `day` and `name` as "what=is". */
export type OneRmOptions = { unit?: string; column: string[]; dates?: string; day: string[]; name: string[] }

type Choices = { mapping: OneRmMapping; days: Record<string, string> | null; names: Record<string, string> }

/** Throws an Error whose message says which option is missing. */
export async function choicesFor(query: Query, sheet: Sheet, options: OneRmOptions): Promise<Choices> {
  const mapping = mappingFor(sheet, options)
  const { labels, exercises } = wordsOf(sheet, mapping)
  return {
    mapping,
    days: mapping.dateOrder === null ? daysFor(labels, options.day) : null,
    names: await namesFor(
      query,
      exercises.map(({ written }) => written),
      options.name,
    ),
  }
}

function pairs(said: readonly string[], option: string): [string, string][] {
  return said.map((each) => {
    const at = each.indexOf('=')
    if (at < 1) throw new Error(`${option} is "what=is", not "${each}".`)
    return [each.slice(0, at).trim(), each.slice(at + 1).trim()]
  })
}

function mappingFor({ columns, rows }: Sheet, options: OneRmOptions): OneRmMapping {
  const some = rows.slice(0, 200).map(([, cells]) => cells)
  const places = guessOneRmColumns(columns, some)
  for (const [field, column] of pairs(options.column, '--column')) {
    const known = oneRmFields.find((each) => each === field)
    const place = columns.indexOf(column)
    if (!known || place === -1)
      throw new Error(
        `--column ${field}=${column}: fields are ${oneRmFields.join(', ')}; columns ${columns.join(', ')}.`,
      )
    for (const other of oneRmFields) if (places[other] === place) places[other] = null
    places[known] = place
  }
  const missing = (['client', 'exercise', 'when', 'load'] as const).filter((field) => places[field] === null)
  if (missing.length > 0) {
    const says = missing.map((field) => `--column ${field}=… (${oneRmFieldWords[field].label})`)
    throw new Error(`Say which column is which: ${says.join(', ')}. The file has ${columns.join(', ')}.`)
  }
  const unit = loadUnits.find((each) => each === options.unit) ?? unitOfHeading(columns[places.load ?? 0] ?? '')
  if ((options.unit && !unit) || (!unit && places.unit === null))
    throw new Error('Say the unit: --unit kg or --unit lb.')
  const mapping = { places, unit, dateOrder: orderFor(some, places.when ?? 0, options.dates) }
  if (!isOneRmMapping(mapping, columns.length)) throw new Error('Choose another column for each.')
  return mapping
}

function orderFor(rows: readonly string[][], place: number, said: string | undefined): DateOrder | null {
  const chosen = dateOrders.find((order) => order === said)
  if (chosen || said === 'label') return chosen ?? null
  const guess = said ? undefined : guessDateOrder(rows.map((cells) => cells[place] ?? ''))
  if (guess === undefined) throw new Error(`Say how days are written: --dates ${[...dateOrders, 'label'].join(' | ')}.`)
  return guess
}

/** A label that is given no day on purpose has an empty one: `--day week9=`. */
function daysFor(labels: readonly { written: string }[], said: readonly string[]): Record<string, string> {
  const days = new Map(pairs(said, '--day').map(([label, day]) => [foldLabel(label), day]))
  const missing = labels.filter(({ written }) => !days.has(foldLabel(written)))
  if (missing.length > 0)
    throw new Error(
      `Say on which day each was: ${missing.map(({ written }) => `--day "${written}=2018-01-08"`).join(' ')}`,
    )
  for (const [label, day] of days)
    if (day !== '' && !isCalendarDay(day)) throw new Error(`--day ${label}: "${day}" is no day.`)
  const inFile = new Set(labels.map(({ written }) => foldLabel(written)))
  const strange = [...days.keys()].find((label) => !inFile.has(label))
  if (strange !== undefined) throw new Error(`--day ${strange}: no row of the file says "${strange}".`)
  const given = [...days].filter(([, day]) => day !== '')
  if (new Set(given.map(([, day]) => day)).size < given.length) throw new Error('Two labels have the same day.')
  return Object.fromEntries(given)
}

/** As said, else as the clinic chose before, else as the name surely means. */
async function namesFor(query: Query, inFile: string[], said: readonly string[]): Promise<Record<string, string>> {
  const given = new Map(pairs(said, '--name').map(([name, exercise]) => [foldExerciseName(name), exercise]))
  const known = new Set(inFile.map(foldExerciseName))
  for (const [name, exercise] of given) {
    if (!known.has(name)) throw new Error(`--name ${name}: no test of the file is called "${name}".`)
    if (exercise.length > longestExerciseName)
      throw new Error(`--name ${name}: more than ${longestExerciseName} signs.`)
  }
  const remembered = await findExerciseNames(query, inFile)
  const suggested = suggestExercises(inFile, [])
  const names = inFile.map((name) => {
    const exercise = given.get(foldExerciseName(name)) ?? remembered.get(name) ?? suggested.get(name)
    return [name, exercise] as const
  })
  const missing = names.flatMap(([name, exercise]) => (exercise ? [] : [name]))
  if (missing.length > 0)
    throw new Error(`Say what these are called here: ${missing.map((name) => `--name "${name}=…"`).join(' ')}`)
  return Object.fromEntries(names.map(([name, exercise]) => [foldExerciseName(name), exercise ?? name]))
}

/** Each name of the file and what it comes in as: what a colleague chose for it before is seen before anything is written. */
export function nameLines(names: Choices['names']): string[] {
  return Object.entries(names).map(([inFile, exercise]) => `"${inFile}" comes in as ${exercise}.`)
}

/** The preview in lines for a terminal. */
export function previewLines({ counts, clientsFound, unknown, archived, jumps, earlier }: OneRmPreview): string[] {
  const { rows, taken, known, skipped, refused } = counts
  const numbers = (some: { first: string[]; all: number }) =>
    `${some.first.join(', ')}${some.all > some.first.length ? ` and ${some.all - some.first.length} more` : ''}`
  const kg = (grams: number) => `${grams / 1000} kg`
  return [
    `${rows} rows of ${clientsFound} clients who are here: ${taken} to add, ${known} here already, ${skipped} skipped, ${refused} refused.`,
    ...(unknown.all > 0
      ? [`No such client: ${numbers(unknown)}. Bring in the list of them first: /clients/import.`]
      : []),
    ...(archived.all > 0 ? [`Archived: ${numbers(archived)}.`] : []),
    ...(earlier ? [`This very file was brought in before, by ${earlier.by}: its tests would come in once more.`] : []),
    ...(jumps.all > 0 ? [`${jumps.all} tests are more than 20 % off the one before:`] : []),
    ...jumps.first.map(
      ({ line, client, exercise, side, on, loadG, fromG, fromOn }) =>
        `  line ${line}: ${client}, ${exercise}, ${sideWords[side]}: ${kg(fromG)} on ${fromOn}, ${kg(loadG)} on ${on}`,
    ),
    ...(jumps.all > jumps.first.length ? [`  and ${jumps.all - jumps.first.length} more`] : []),
  ]
}
