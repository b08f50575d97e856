/** A file of tested maxima between its steps: what was chosen for it so far, and its rows as they are read by that. */
import { z } from 'zod'
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import { dateOrders } from '~/domain/birth-date'
import type { CalendarDay } from '~/domain/calendar-day'
import { foldExerciseName } from '~/domain/exercise-names'
import { foldLabel, isOneRmMapping, type OneRmMapping } from '~/domain/one-rm-file'
import { oneRmCell, type OneRmRules } from '~/domain/one-rm-file-row'
import type { Refusal } from '~/domain/refusal'
import { loadUnits } from '~/domain/units'
import type { Acting } from './acting.server'
import {
  chooseForHistoryFile,
  contentOfHistoryFile,
  getHistoryFile,
  type HistoryFile,
  keepHistoryFile,
} from './history-files.server'
import { readSheet, type Sheet, type SheetReading } from './sheet.server'

const place = z.number().int().nullable()
const choicesKept = z.object({
  mapping: z
    .object({
      places: z.object({ client: place, exercise: place, when: place, load: place, side: place, unit: place }),
      dateOrder: z.enum(dateOrders).nullable(),
      unit: z.enum(loadUnits).nullable(),
    })
    .nullable()
    .default(null),
  /** The day of each label, by the folded label; one without stays out. Null: not chosen yet. */
  days: z.record(z.string(), z.string()).nullable().default(null),
  /** What the clinic calls each exercise, by the file's folded name; null: not chosen yet. */
  names: z.record(z.string(), z.string()).nullable().default(null),
})
export type OneRmChoices = z.infer<typeof choicesKept>

export type OneRmFile = Omit<HistoryFile, 'choices'> & { choices: OneRmChoices }

/** Refuses what is no sheet at all, with a sentence. */
export function readOneRmSheet(bytes: Uint8Array): SheetReading {
  const named = 'The first line must name the columns: a client, an exercise, a day and a load at least.'
  return readSheet(bytes, { fewest: 4, named })
}

export function keepOneRmFile(member: Acting, content: Uint8Array, { rows }: Sheet): Promise<string> {
  return keepHistoryFile(member, { kind: 'one-rm', clientId: null, content, rowCount: rows.length, choices: {} })
}

/** Throws a 404 Response for one that is not the member's, or is forgotten. */
export async function getOneRmFile(query: Query, fileId: string | undefined): Promise<OneRmFile> {
  const file = await getHistoryFile(query, { id: fileId, kind: 'one-rm', clientId: null })
  return { ...file, choices: choicesKept.parse(file.choices) }
}

/** The newest first: what is not through yet, and what is through and not forgotten. */
export function listOneRmFiles(
  query: Query,
): Promise<{ id: string; rowCount: number; keptAt: Date; isThrough: boolean }[]> {
  return query({
    name: 'one-rm-files',
    text: `select id, row_count as "rowCount", kept_at as "keptAt", finished_at is not null as "isThrough" from history_files
      where clinic_id = current_clinic() and member_id = current_member() and kind = 'one-rm' order by kept_at desc limit 20`,
    values: [],
  })
}

export async function sheetOfOneRmFile(query: Query, fileId: string): Promise<Sheet> {
  const reading = readOneRmSheet(await contentOfHistoryFile(query, fileId))
  if (!reading.ok) throw new Error('What was kept could be read when it came.')
  return reading.file
}

type Verdict = { ok: true } | { ok: false; why: Refusal }

/** As often as one likes until it begins. What was chosen for other columns is asked again. */
export function mapOneRmFile(member: Acting, fileId: string | undefined, mapping: OneRmMapping): Promise<Verdict> {
  return readClinic(member, async (query) => {
    const file = await getOneRmFile(query, fileId)
    if (!isOneRmMapping(mapping, (await sheetOfOneRmFile(query, file.id)).columns.length))
      return { ok: false, why: 'file-not-understood' }
    const { mapping: before, days, names } = file.choices
    const isSame = (field: 'when' | 'exercise') => before?.places[field] === mapping.places[field]
    const kept = { days: isSame('when') ? days : null, names: isSame('exercise') ? names : null }
    return chooseForHistoryFile(query, file, { mapping, ...kept })
  })
}

/** After the columns. Of names, those that are in the file: they are remembered for the clinic. */
export function chooseInOneRmFile(
  member: Acting,
  fileId: string | undefined,
  chosen: { days: OneRmChoices['days'] } | { names: Record<string, string> },
): Promise<Verdict> {
  return readClinic(member, async (query) => {
    const file = await getOneRmFile(query, fileId)
    const { mapping } = file.choices
    if (!mapping) return { ok: false, why: 'file-not-understood' }
    if ('days' in chosen) return chooseForHistoryFile(query, file, { ...file.choices, ...chosen })
    const { exercises } = wordsOf(await sheetOfOneRmFile(query, file.id), mapping)
    const inFile = new Set(exercises.map(({ written }) => foldExerciseName(written)))
    const names = Object.fromEntries(Object.entries(chosen.names).filter(([name]) => inFile.has(name)))
    return chooseForHistoryFile(query, file, { ...file.choices, names })
  })
}

/** What stands in a column, each once as it is first written, with its rows. */
export type Found = { written: string; rows: number }

/** More than these is no column of labels. */
export const mostLabels = 60

/** In the order of the file. */
export function wordsOf(sheet: Sheet, mapping: OneRmMapping): { labels: Found[]; exercises: Found[] } {
  const distinct = (field: 'when' | 'exercise', fold: (written: string) => string) => {
    const found = new Map<string, Found>()
    for (const [, cells] of sheet.rows) {
      const written = cells.length === sheet.columns.length ? oneRmCell(cells, mapping, field) : ''
      const known = found.get(fold(written))
      if (known) known.rows += 1
      else if (written !== '') found.set(fold(written), { written, rows: 1 })
    }
    return [...found.values()]
  }
  return {
    labels: mapping.dateOrder === null ? distinct('when', foldLabel) : [],
    exercises: distinct('exercise', foldExerciseName),
  }
}

export type NamedRules = OneRmRules & { names: ReadonlyMap<string, string> }

/** Null while something is still to be chosen. Which day today is stays as it was when the file began. */
export async function rulesOfOneRmFile(query: Query, file: OneRmFile, sheet: Sheet): Promise<NamedRules | null> {
  const { mapping, days, names } = file.choices
  if (!mapping || !names || (mapping.dateOrder === null && !days)) return null
  const [row] = await query<{ today: CalendarDay }>({
    name: 'one-rm-today',
    text: 'select clinic_day(coalesce($1::timestamptz, now()))::text as today',
    values: [file.startedAt],
  })
  if (!row) throw new Error('PostgreSQL did not say which day it is.')
  return {
    mapping,
    width: sheet.columns.length,
    days: new Map(Object.entries(days ?? {})),
    names: new Map(Object.entries(names)),
    today: row.today,
  }
}
