/** What a file of tested maxima leaves for good: an import a client, with its counts, and the tests themselves. */
import type { Query } from '~/database/query.server'
import type { OneRmNotTaken } from '~/domain/one-rm-file-rows'
import type { HistoryFile } from './history-files.server'
import { newId } from './id.server'
import type { OneRmFile } from './one-rm-file.server'
import { type JudgedTest, notTakenOf, type PrintedTest } from './one-rm-judging.server'

export type ImportOfFile = {
  id: string
  clientId: string | null
  taken: number
  known: number
  skipped: number
  refused: number
  isStruck: boolean
  struckAt: Date | null
}

type Begun = Pick<HistoryFile, 'fileHash' | 'startedAt'>

/** Of this member, in the order they were written; none before the file began. */
export function importsOfOneRmFile(query: Query, { fileHash, startedAt }: Begun): Promise<ImportOfFile[]> {
  return query<ImportOfFile>({
    name: 'imports-of-one-rm-file',
    text: `select i.id, i.client_id as "clientId", i.rows_taken as "taken", i.rows_known as "known", i.rows_skipped as "skipped",
        i.rows_refused as "refused", k.subject_id is not null as "isStruck", k.recorded_at as "struckAt"
      from imports i left join strikes k on k.clinic_id = i.clinic_id and k.subject = 'import' and k.subject_id = i.id
      where i.clinic_id = current_clinic() and i.kind = 'one-rm' and i.file_hash = $1 and i.occurred_at = $2::timestamptz
        and i.imported_by = current_member() order by i.id`,
    values: [fileHash, startedAt?.toISOString() ?? null],
  })
}

/** The rows that became no test; `line` is the file's line on which one ends. */
export function notTakenOfOneRmFile(query: Query, { fileHash, startedAt }: Begun): Promise<OneRmNotTaken[]> {
  return query<OneRmNotTaken>({
    name: 'one-rm-not-taken',
    text: `select n.line, n.outcome, n.reason from imports i, jsonb_to_recordset(i.not_taken) as n (line integer, outcome text, reason text)
      where i.clinic_id = current_clinic() and i.kind = 'one-rm' and i.file_hash = $1 and i.occurred_at = $2::timestamptz
        and i.imported_by = current_member() order by n.line`,
    values: [fileHash, startedAt?.toISOString() ?? null],
  })
}

type OfClient = { clientId: string | null; judged: readonly JudgedTest[] }

/** Gives their ids. */
export async function writeImports(
  query: Query,
  { fileHash, startedAt, choices }: OneRmFile,
  each: readonly OfClient[],
): Promise<{ id: string; clientId: string | null }[]> {
  if (each.length === 0) return []
  const rows = each.map(({ clientId, judged }) => {
    const count = (is: JudgedTest['verdict']['is']) => judged.filter(({ verdict }) => verdict.is === is).length
    const notTaken = notTakenOf(judged)
    return {
      id: newId(),
      clientId,
      total: judged.length,
      taken: count('taken'),
      known: count('known'),
      skipped: count('skipped'),
      refused: count('refused'),
      notTaken,
    }
  })
  await query({
    name: 'add-one-rm-imports',
    text: `insert into imports (clinic_id, id, kind, file_hash, client_id, entered_unit, rows_total, rows_taken, rows_known,
        rows_skipped, rows_refused, not_taken, imported_by, occurred_at)
      select current_clinic(), i.id, 'one-rm', $2, i."clientId", $3, i.total, i.taken, i.known, i.skipped, i.refused, i."notTaken",
        current_member(), $4::timestamptz
      from jsonb_to_recordset($1::jsonb) as i (id uuid, "clientId" uuid, total integer, taken integer, known integer,
        skipped integer, refused integer, "notTaken" jsonb)
      returning 1 as added`,
    values: [JSON.stringify(rows), fileHash, choices.mapping?.unit ?? null, startedAt?.toISOString() ?? null],
  })
  return rows
}

/** Noon of the day in the clinic's zone; of today, no later than now. */
export async function writeTests(query: Query, tests: readonly (PrintedTest & { importId: string })[]): Promise<void> {
  if (tests.length === 0) return
  await query({
    name: 'add-imported-one-rm',
    text: `insert into measurements (clinic_id, id, client_id, import_id, fingerprint, kind, exercise, exercise_in_file, side,
        entered_value, entered_unit, amount, measured_by, occurred_at)
      select current_clinic(), t.id, t."clientId", t."importId", t.fingerprint, 'one-rm', t.exercise, t."exerciseInFile", t.side,
        t."enteredValue", t."enteredUnit", t."loadG", current_member(),
        least((t."on" + time '12:00') at time zone clinic_zone(), clock_timestamp())
      from jsonb_to_recordset($1::jsonb) as t (id uuid, "clientId" uuid, "importId" uuid, fingerprint text, exercise text,
        "exerciseInFile" text, side text, "enteredValue" text, "enteredUnit" text, "loadG" integer, "on" date)
      returning 1 as added`,
    values: [JSON.stringify(tests.map((test) => ({ ...test, id: newId() })))],
  })
}
