/** A strength log between its steps, with what was chosen for it: the unit, what its exercises are called, its import. */
import { z } from 'zod'
import type { Query } from '~/database/query.server'
import { foldExerciseName } from '~/domain/exercise-names'
import { type LoadUnit, loadUnits } from '~/domain/units'
import { findExerciseNames } from './exercise-names.server'
import { contentOfHistoryFile, getHistoryFile, type HistoryFile } from './history-files.server'
import { readStrengthFile, type StrengthFile } from './strength-file.server'

const LogChoices = z.object({
  unit: z.enum(loadUnits).nullable(),
  /** Pairs of the file's name, folded, and the clinic's; null: not chosen yet. */
  names: z.array(z.tuple([z.string(), z.string()])).nullable(),
  /** What it comes in as, once it has begun. */
  importId: z.uuid().nullable(),
})
export type LogChoices = z.infer<typeof LogChoices>

export const nothingChosen: LogChoices = { unit: null, names: null, importId: null }

export type KeptLog = { kept: HistoryFile; choices: LogChoices }

export type Which = { clientId: string; fileId: string | undefined }

/** Throws a 404 Response for one that is not this member's, or not of this client. */
export async function getKeptLog(query: Query, { clientId, fileId }: Which): Promise<KeptLog> {
  const kept = await getHistoryFile(query, { id: fileId, kind: 'strength-log', clientId })
  return { kept, choices: LogChoices.parse(kept.choices) }
}

export type ReadLog = KeptLog & { file: StrengthFile }

/** What was read last in this process: the steps of a file follow one another, and reading 100,000 rows takes seconds. */
let last: { hash: string; unit: LoadUnit | null; file: StrengthFile } | null = null

/** The same, read in the unit chosen or in the one given; it was taken when it came, so that it reads is certain. */
export async function readLog(query: Query, log: KeptLog, unit = log.choices.unit): Promise<ReadLog> {
  const { id, fileHash } = log.kept
  if (last?.hash === fileHash && last.unit === unit) return { ...log, file: last.file }
  const reading = readStrengthFile(await contentOfHistoryFile(query, id), unit)
  if (!reading.ok) throw new Error(`A kept log does not read: ${reading.why}`)
  last = { hash: fileHash, unit, file: reading.file }
  return { ...log, file: reading.file }
}

export async function readKeptLog(query: Query, which: Which): Promise<ReadLog> {
  return readLog(query, await getKeptLog(query, which))
}

/** What the exercises of a file are called, as far as it was chosen: for this file, else by the clinic before. */
export async function namesOf(
  query: Query,
  { choices, file }: { choices: LogChoices; file: StrengthFile },
): Promise<ChosenNames> {
  const remembered = await findExerciseNames(query, [...new Set(file.sets.map(({ exercise }) => exercise))])
  const before = [...remembered].map(([name, exercise]) => [foldExerciseName(name), exercise] as const)
  return new Map([...before, ...(choices.names ?? [])])
}

/** By the file's name, folded. */
export type ChosenNames = ReadonlyMap<string, string>

/** What nobody chose a name for keeps its own. */
export function nameOf(names: ChosenNames, nameInFile: string): string {
  return names.get(foldExerciseName(nameInFile)) ?? nameInFile
}

/** As choices keep them. */
export function foldedNames(names: readonly (readonly [nameInFile: string, exercise: string])[]): [string, string][] {
  return names.map(([name, exercise]) => [foldExerciseName(name), exercise])
}
