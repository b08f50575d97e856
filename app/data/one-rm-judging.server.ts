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
    values: [[...new Set(numbers)]],
  })
  return new Map(rows.map((row) => [row.recordNumber, row]))
}

async function findPrints(query: Query, clientIds: readonly string[]): Promise<Set<string>> {
  const rows = await query<{ clientId: string; fingerprint: string }>({
    name: 'one-rm-prints',
    text: `select m.client_id as "clientId", m.fingerprint from measurements m
      where m.clinic_id = current_clinic() and m.client_id = any ($1::uuid[]) and m.fingerprint is not null
        and not is_struck('import', m.import_id)`,
    values: [clientIds],
  })
  return new Set(rows.map(({ clientId, fingerprint }) => `${clientId} ${fingerprint}`))
}

/** `rows` hold all rows of each client in them: identical ones are counted. Two statements. */
export async function judgeTests(query: Query, rows: readonly SheetRow[], rules: NamedRules): Promise<JudgedTest[]> {
  const read = rows.map(([line, cells]) => {
    const client = clientOfRow(cells, rules)
    return { line, cells, client, reading: readOneRmRow(cells, rules) }
  })
  const found = await findByNumbers(
    query,
    read.flatMap(({ client }) => (client === '' ? [] : [client])),
  )
  const prints = await findPrints(
    query,
    [...found.values()].map(({ id }) => id),
  )
  const judged = read.map(({ line, cells, client, reading }) => {
    const known = found.get(client)
    const verdict = verdictOn(reading, known)
    const test =
      verdict.is === 'taken' && reading.outcome === 'taken' && known ? { ...reading.test, clientId: known.id } : null
    return { line, cells, client, verdict, test }
  })
  const keys = oneRmKeys(judged.flatMap(({ test }) => test ?? [])).values()
  return judged.map(({ test, ...row }) => {
    if (!test) return { ...row, test }
    const fingerprint = createHash('sha256')
      .update(keys.next().value ?? '')
      .digest('hex')
    const exercise = rules.names.get(foldExerciseName(test.exerciseInFile)) ?? test.exerciseInFile
    const isKnown = prints.has(`${test.clientId} ${fingerprint}`)
    return { ...row, verdict: isKnown ? { is: 'known' } : row.verdict, test: { ...test, exercise, fingerprint } }
  })
}

export function notTakenOf(judged: readonly JudgedTest[]): OneRmNotTaken[] {
  return judged.flatMap(({ line, verdict }) =>
    verdict.is === 'skipped' || verdict.is === 'refused' ? [{ line, outcome: verdict.is, reason: verdict.why }] : [],
  )
}

/** Empty for a row that has not the cells of the first line: nobody knows which of them it lacks. */
export function clientOfRow(cells: readonly string[], { mapping, width }: NamedRules): string {
  return cells.length === width ? oneRmCell(cells, mapping, 'client') : ''
}

function verdictOn(reading: OneRmReading, client: FoundClient | undefined): OneRmVerdict {
  if (reading.outcome !== 'taken') return { is: reading.outcome, why: reading.reason } as OneRmVerdict
  if (!client) return { is: 'refused', why: 'no-such-client' }
  if (client.isArchived) return { is: 'refused', why: 'client-archived' }
  return reading.test.on < client.birthDate ? { is: 'refused', why: 'day-too-early' } : { is: 'taken' }
}
