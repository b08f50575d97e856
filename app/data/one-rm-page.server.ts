/** What the pages of a file of tested maxima show: the step it is at, and what that needs. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import {
  foldLabel,
  guessDateOrder,
  guessOneRmColumns,
  type OneRmMapping,
  type OneRmPlaces,
  unitOfHeading,
} from '~/domain/one-rm-file'
import { type OneRmReason, oneRmReasons } from '~/domain/one-rm-file-rows'
import type { LoadUnit } from '~/domain/units'
import { clinicDay } from './clinic-clock.server'
import { namesToChoose, type NamesToChoose } from './exercise-names.server'
import { type HistoryFile, stateOfHistoryFile } from './history-files.server'
import { type ImportOfFile, importsOfOneRmFile, notTakenOfOneRmFile } from './one-rm-imports.server'
import {
  type Found,
  getOneRmFile,
  mostLabels,
  type OneRmFile,
  rulesOfOneRmFile,
  sheetOfOneRmFile,
  wordsOf,
} from './one-rm-file.server'
import { type OneRmCounts, type OneRmPreview, previewOneRm } from './one-rm-preview.server'
import { undoCounts } from './one-rm-undo.server'
import type { Encoding, Sheet } from './sheet.server'

export type FileHead = Pick<HistoryFile, 'id' | 'rowCount'> & { encoding: Encoding }

const headOf = ({ id, rowCount }: OneRmFile, { encoding }: Sheet): FileHead => ({ id, rowCount, encoding })

export type UndoState = { all: number; done: number; state: 'running' | 'stalled' | 'through' }

export type OneRmPage =
  | { step: 'columns' | 'days' | 'names' }
  | { step: 'preview'; head: FileHead; hasLabels: boolean; preview: OneRmPreview }
  | {
      step: 'progress'
      head: Pick<FileHead, 'id' | 'rowCount'>
      done: number
      state: ReturnType<typeof stateOfHistoryFile>
      counts: OneRmCounts
      clients: number
      reasons: OneRmReason[]
      /** Null while nothing is taken back; until when it may be, and whether anything of it is there to be. */
      undo: UndoState | null
      isUndoable: boolean
    }

type Asked = { fileId: string | undefined; at: Date }

export async function oneRmPage(query: Query, { fileId, at }: Asked): Promise<OneRmPage> {
  const file = await getOneRmFile(query, fileId)
  if (file.startedAt) {
    const reasons = oneRmReasons(await notTakenOfOneRmFile(query, file))
    return progressOf(file, { imports: await importsOfOneRmFile(query, file), reasons, at })
  }
  const { mapping, days } = file.choices
  if (!mapping) return { step: 'columns' }
  if (mapping.dateOrder === null && !days) return { step: 'days' }
  const sheet = await sheetOfOneRmFile(query, file.id)
  const rules = await rulesOfOneRmFile(query, file, sheet)
  if (!rules) return { step: 'names' }
  const preview = await previewOneRm(query, file, { sheet, rules })
  return { step: 'preview', head: headOf(file, sheet), hasLabels: mapping.dateOrder === null, preview }
}

type Written = { imports: readonly ImportOfFile[]; reasons: OneRmReason[]; at: Date }

function progressOf(file: OneRmFile, { imports, reasons, at }: Written): OneRmPage {
  const sum = (of: 'taken' | 'known' | 'skipped' | 'refused') => imports.reduce((total, each) => total + each[of], 0)
  const state = stateOfHistoryFile(file, at)
  const { all, done, movedAt } = undoCounts(imports)
  return {
    step: 'progress',
    head: { id: file.id, rowCount: file.rowCount },
    done: file.done,
    state,
    counts: {
      rows: file.rowCount,
      taken: sum('taken'),
      known: sum('known'),
      skipped: sum('skipped'),
      refused: sum('refused'),
    },
    reasons,
    clients: imports.filter(({ clientId, taken }) => clientId !== null && taken > 0).length,
    undo: movedAt ? { all, done, state: undoStateOf({ all, done, movedAt }, at) } : null,
    isUndoable: all > done && (state === 'stopped' || state === 'through'),
  }
}

const stallsAfterMs = 15_000

function undoStateOf({ all, done, movedAt }: { all: number; done: number; movedAt: Date }, at: Date) {
  if (done >= all) return 'through'
  return at.getTime() - movedAt.getTime() > stallsAfterMs ? 'stalled' : 'running'
}

export type ColumnsPage = {
  head: FileHead
  columns: string[]
  example: string[]
  suggested: Partial<OneRmPlaces> & { days?: string; loadUnit?: LoadUnit }
}

export async function oneRmColumnsPage(query: Query, fileId: string | undefined): Promise<ColumnsPage | null> {
  const file = await getOneRmFile(query, fileId)
  if (file.startedAt) return null
  const sheet = await sheetOfOneRmFile(query, file.id)
  const { mapping } = file.choices
  return {
    head: headOf(file, sheet),
    columns: sheet.columns,
    example: sheet.rows[0]?.[1] ?? [],
    suggested: mapping ? suggestedBy(mapping) : suggestedFor(sheet),
  }
}

function suggestedBy({ places, dateOrder, unit }: OneRmMapping): ColumnsPage['suggested'] {
  return { ...places, days: dateOrder ?? 'label', ...(unit ? { loadUnit: unit } : {}) }
}

const looksAt = 200

function suggestedFor({ columns, rows }: Sheet): ColumnsPage['suggested'] {
  const some = rows.slice(0, looksAt).map(([, cells]) => cells)
  const places = guessOneRmColumns(columns, some)
  const when = places.when
  const order = when === null ? undefined : guessDateOrder(some.map((cells) => cells[when] ?? ''))
  const unit = places.load === null ? null : unitOfHeading(columns[places.load] ?? '')
  return { ...places, ...(order === undefined ? {} : { days: order ?? 'label' }), ...(unit ? { loadUnit: unit } : {}) }
}

export type DaysPage = {
  head: FileHead
  /** The first, where there are too many to be asked about. */
  labels: Found[]
  isTooMany: boolean
  days: Record<string, CalendarDay>
  today: CalendarDay
}

/** Null where its columns are not chosen, or say days by themselves, or it has begun. */
export async function oneRmDaysPage(query: Query, { fileId, at }: Asked): Promise<DaysPage | null> {
  const file = await getOneRmFile(query, fileId)
  const { mapping, days } = file.choices
  if (file.startedAt || !mapping || mapping.dateOrder !== null) return null
  const sheet = await sheetOfOneRmFile(query, file.id)
  const { labels } = wordsOf(sheet, mapping)
  return {
    head: headOf(file, sheet),
    labels: labels.slice(0, mostLabels),
    isTooMany: labels.length > mostLabels,
    days: Object.fromEntries(labels.map(({ written }) => [written, days?.[foldLabel(written)] ?? ''])),
    today: await clinicDay(query, at),
  }
}

export type NamesPage = { head: FileHead } & NamesToChoose

/** Null where its columns are not chosen, or it has begun. */
export async function oneRmNamesPage(query: Query, fileId: string | undefined): Promise<NamesPage | null> {
  const file = await getOneRmFile(query, fileId)
  const { mapping, names } = file.choices
  if (file.startedAt || !mapping) return null
  const sheet = await sheetOfOneRmFile(query, file.id)
  const { exercises } = wordsOf(sheet, mapping)
  const rowsOf = new Map(exercises.map(({ written, rows }) => [written, rows]))
  const chosen = new Map(Object.entries(names ?? {}))
  return { head: headOf(file, sheet), ...(await namesToChoose(query, { rowsOf, clientId: null, chosen })) }
}
