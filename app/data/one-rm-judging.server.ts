/** What becomes of each row of a file of tested maxima, beside who and what is here: the same before and while writing. */
import { createHash } from 'node:crypto'
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import { foldExerciseName } from '~/domain/exercise-names'
import { oneRmCell, type OneRmReading, type OneRmRefusal, type OneRmTest, readOneRmRow } from '~/domain/one-rm-file-row'
import { oneRmKeys, type OneRmNotTaken } from '~/domain/one-rm-file-rows'
import { notErasedSql } from './erased.server'
import type { NamedRules } from './one-rm-file.server'
import type { SheetRow } from './sheet.server'

export type OneRmVerdict =
  | { is: 'taken' }
  /** Here already, from an earlier file. */
  | { is: 'known' }
  | { is: 'skipped'; why: 'no-load' }
  | { is: 'refused'; why: OneRmRefusal }

export type PrintedTest = OneRmTest & { clientId: string; exercise: string; fingerprint: string }

export type JudgedTest = {
  line: number
  cells: string[]
  /** The record number in the file; empty where there is none. */
  client: string
  verdict: OneRmVerdict
  /** Null for a row that is no test of somebody here. */
  test: PrintedTest | null
}

export type FoundClient = { id: string; recordNumber: string; birthDate: CalendarDay; isArchived: boolean }

/** Whoever imports is a clinician, who sees every client of the clinic; of the erased nothing is left to be found by. */
export async function findByNumbers(query: Query, numbers: readonly string[]): Promise<Map<string, FoundClient>> {
  const rows = await query<FoundClient>({
    name: 'clients-by-numbers',
    text: `select c.id, c.record_number as "recordNumber", c.birth_date::text as "birthDate", is_archived(c.id) as "isArchived"
      from clients c where c.clinic_id = current_clinic() and c.record_number = any ($1::text[]) and ${notErasedSql('c.id')}`,
    values: [numbers],
  })
  return new Map(rows.map((row) => [row.recordNumber, row]))
}

/** A row as it is read, which nothing in the clinic changes; a test has its print. */
export type ReadRow = {
  line: number
  cells: string[]
  client: string
  reading: OneRmReading
  fingerprint: string | null
}

/** All rows of a file: identical ones are counted. */
export function readTests(rows: readonly SheetRow[], rules: NamedRules): ReadRow[] {
  const read = rows.map(([line, cells]) => {
    return { line, cells, client: clientOfRow(cells, rules), reading: readOneRmRow(cells, rules) }
  })
  const keys = oneRmKeys(read.flatMap(({ reading }) => (reading.outcome === 'taken' ? [reading.test] : []))).values()
  return read.map((row) => {
    const key = row.reading.outcome === 'taken' ? (keys.next().value ?? '') : null
    return { ...row, fingerprint: key === null ? null : createHash('sha256').update(key).digest('hex') }
  })
}

type Beside = { names: NamedRules['names']; found: ReadonlyMap<string, FoundClient> }

/** One statement. */
export async function judgeTests(
  query: Query,
  rows: readonly ReadRow[],
  { names, found }: Beside,
): Promise<JudgedTest[]> {
  const prints = await findPrints(query, rows, found)
  return rows.map(({ line, cells, client, reading, fingerprint }) => {
    const known = found.get(client)
    const verdict = verdictOn(reading, known)
    if (verdict.is !== 'taken' || reading.outcome !== 'taken' || !known || fingerprint === null)
      return { line, cells, client, verdict, test: null }
    const exercise = names.get(foldExerciseName(reading.test.exerciseInFile)) ?? reading.test.exerciseInFile
    const test = { ...reading.test, clientId: known.id, exercise, fingerprint }
    return { line, cells, client, verdict: prints.has(`${known.id} ${fingerprint}`) ? { is: 'known' } : verdict, test }
  })
}

/** Which of these tests are here; the print of a test is the same for every client. */
async function findPrints(
  query: Query,
  rows: readonly ReadRow[],
  found: ReadonlyMap<string, FoundClient>,
): Promise<Set<string>> {
  const clientIds = new Set(rows.flatMap(({ client }) => found.get(client)?.id ?? []))
  const here = await query<{ clientId: string; fingerprint: string }>({
    name: 'one-rm-prints',
    text: `select m.client_id as "clientId", m.fingerprint from measurements m
      where m.clinic_id = current_clinic() and m.client_id = any ($1::uuid[]) and m.fingerprint = any ($2::text[])
        and not is_struck('import', m.import_id)`,
    values: [[...clientIds], [...new Set(rows.flatMap(({ fingerprint }) => fingerprint ?? []))]],
  })
  return new Set(here.map(({ clientId, fingerprint }) => `${clientId} ${fingerprint}`))
}

/** Each once. */
export function numbersIn(rows: readonly Pick<ReadRow, 'client'>[]): string[] {
  return [...new Set(rows.flatMap(({ client }) => (client === '' ? [] : [client])))]
}

export function notTakenOf(judged: readonly JudgedTest[]): OneRmNotTaken[] {
  return judged.flatMap(({ line, verdict }) =>
    verdict.is === 'skipped' || verdict.is === 'refused' ? [{ line, outcome: verdict.is, reason: verdict.why }] : [],
  )
}

/** Empty for a row that has not the cells of the first line: nobody knows which of them it lacks. */
function clientOfRow(cells: readonly string[], { mapping, width }: NamedRules): string {
  return cells.length === width ? oneRmCell(cells, mapping, 'client') : ''
}

function verdictOn(reading: OneRmReading, client: FoundClient | undefined): OneRmVerdict {
  if (reading.outcome !== 'taken') return { is: reading.outcome, why: reading.reason } as OneRmVerdict
  if (!client) return { is: 'refused', why: 'no-such-client' }
  if (client.isArchived) return { is: 'refused', why: 'client-archived' }
  return reading.test.on < client.birthDate ? { is: 'refused', why: 'day-too-early' } : { is: 'taken' }
}
