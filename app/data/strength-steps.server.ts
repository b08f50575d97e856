/** What the page of a strength log shows: the step it is at, and what that needs. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import { foldExerciseName } from '~/domain/exercise-names'
import type { LogFormat } from '~/domain/strength-log-row'
import { daysOf, type ReasonRows, reasonsOf, rowsOfNames } from '~/domain/strength-log-summary'
import type { LoadUnit } from '~/domain/units'
import { type NamesToChoose, namesToChoose } from './exercise-names.server'
import { chooseForHistoryFile, stateOfHistoryFile } from './history-files.server'
import {
  type ChosenNames,
  foldedNames,
  getKeptLog,
  type KeptLog,
  nameOf,
  namesOf,
  readKeptLog,
  readLog,
  type Which,
} from './strength-choices.server'
import type { PrintedSet, StrengthFile } from './strength-file.server'
import { countKnown, isStruck } from './strength-import.server'

/** A set as it would come in. */
export type SetToCome = Pick<
  PrintedSet,
  'line' | 'performedAtLocal' | 'setNumber' | 'loadG' | 'reps' | 'rpe' | 'isWarmup'
> & { exercise: string; exerciseInFile: string }

/** `taken`, `known`, `skipped` and `refused` add up to `rows`. */
export type LogPreview = {
  rows: number
  taken: number
  known: number
  skipped: number
  refused: number
  days: { from: CalendarDay; to: CalendarDay } | null
  exercises: number
  reasons: ReasonRows[]
  first: SetToCome[]
}

export type LogStep = { fileId: string; format: LogFormat | null } & (
  | { step: 'unit'; examples: { exercise: string; load: string }[] }
  | ({ step: 'names' } & NamesToChoose)
  | { step: 'preview'; unit: LoadUnit | null; preview: LogPreview }
  | {
      step: 'progress'
      state: 'running' | 'stalled' | 'stopped' | 'through'
      done: number
      rows: number
      added: number
      importId: string
      isTakenBack: boolean
    }
)

type Asked = Which & { again: 'unit' | 'names' | null; at: Date }

/** `again`: the step to which somebody went back. */
export async function strengthStep(query: Query, { again, at, ...which }: Asked): Promise<LogStep> {
  const log = await getKeptLog(query, which)
  const { importId } = log.choices
  if (importId) return progressOf(query, log, { importId, at })
  const read = await readLog(query, log)
  const { file, choices } = read
  const head = { fileId: log.kept.id, format: file.format }
  if (file.needsUnit || (again === 'unit' && choices.unit)) {
    return { ...head, step: 'unit', examples: await loadsOfLog(query, which) }
  }
  const names = await namesOf(query, read)
  const isNamed = choices.names !== null || file.sets.every(({ exercise }) => names.has(foldExerciseName(exercise)))
  if (again === 'names' || !isNamed) {
    const asked = { rowsOf: rowsOfNames(file.sets), clientId: which.clientId, chosen: new Map(choices.names) }
    return { ...head, step: 'names', ...(await namesToChoose(query, asked)) }
  }
  return {
    ...head,
    step: 'preview',
    unit: choices.unit,
    preview: await previewOf(query, which.clientId, { file, names }),
  }
}

const rowsShown = 8

type Named = { file: StrengthFile; names: ChosenNames }

export async function previewOf(query: Query, clientId: string, { file, names }: Named): Promise<LogPreview> {
  const known = await countKnown(query, clientId, file.sets)
  const count = (outcome: 'skipped' | 'refused') => file.notTaken.filter((row) => row.outcome === outcome).length
  return {
    rows: file.rowsTotal,
    taken: file.sets.length - known,
    known,
    skipped: count('skipped'),
    refused: count('refused'),
    days: daysOf(file.sets),
    exercises: new Set(file.sets.map(({ exercise }) => nameOf(names, exercise))).size,
    reasons: reasonsOf(file.notTaken),
    first: file.sets
      .slice(0, rowsShown)
      .map(({ line, performedAtLocal, setNumber, loadG, reps, rpe, isWarmup, exercise }) => ({
        line,
        performedAtLocal,
        setNumber,
        loadG,
        reps,
        rpe,
        isWarmup,
        exercise: nameOf(names, exercise),
        exerciseInFile: exercise,
      })),
  }
}

/** The heaviest of the first exercises, as the file writes them: by these somebody knows which unit it is. */
export async function loadsOfLog(query: Query, which: Which): Promise<{ exercise: string; load: string }[]> {
  const { sets } = (await readLog(query, await getKeptLog(query, which), 'kg')).file
  const heaviest = new Map<string, PrintedSet>()
  for (const set of sets) {
    const known = heaviest.get(set.exercise)
    if ((set.loadG ?? 0) > (known?.loadG ?? 0)) heaviest.set(set.exercise, set)
  }
  return [...heaviest.values()].slice(0, 4).map(({ exercise, enteredValue }) => ({ exercise, load: enteredValue }))
}

async function progressOf(
  query: Query,
  { kept }: KeptLog,
  { importId, at }: { importId: string; at: Date },
): Promise<LogStep> {
  const [row] = await query<{ added: number }>({
    name: 'sets-of-import',
    text: 'select count(*)::integer as added from sets where clinic_id = current_clinic() and import_id = $1::uuid',
    values: [importId],
  })
  return {
    fileId: kept.id,
    format: null,
    step: 'progress',
    state: stateOfHistoryFile(kept, at),
    done: kept.done,
    rows: kept.rowCount,
    added: row?.added ?? 0,
    importId,
    isTakenBack: await isStruck(query, importId),
  }
}

type Verdict = Awaited<ReturnType<typeof chooseForHistoryFile>>

/** In which unit the loads are, where the file does not say. */
export async function chooseUnit(query: Query, which: Which, unit: LoadUnit): Promise<Verdict> {
  const { kept, choices } = await getKeptLog(query, which)
  return chooseForHistoryFile(query, kept, { ...choices, unit })
}

/** What its exercises are called; names that are not of the file are passed over. */
export async function chooseNames(
  query: Query,
  which: Which,
  chosen: readonly (readonly [nameInFile: string, exercise: string])[],
): Promise<Verdict> {
  const { kept, choices, file } = await readKeptLog(query, which)
  // Folded, as browsers write line ends their own way.
  const inFile = new Set(file.sets.map(({ exercise }) => foldExerciseName(exercise)))
  const names = foldedNames(chosen).filter(([name]) => inFile.has(name))
  return chooseForHistoryFile(query, kept, { ...choices, names })
}
