/**
 * A strength log begun for one client: under the clinic's lock the rows that are new are counted, the import is written
 * with its counts, and the names chosen are remembered. The rows come in afterwards, batch by batch (strength-run).
 */
import { v5 } from 'uuid'
import type { Tx } from '~/database/client.server'
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import type { Acting } from './acting.server'
import { commandOnClient } from './client-door.server'
import type { Outcome } from './command.server'
import { rememberExerciseNames } from './exercise-names.server'
import { chooseForHistoryFile, startHistoryFile } from './history-files.server'
import { newId } from './id.server'
import { queryOf } from './rule-facts.server'
import { getKeptLog, namesOf, readKeptLog, type Which } from './strength-choices.server'
import type { PrintedSet, StrengthFile } from './strength-file.server'

/** The four add up to `total`; `taken` is what was new when it began. */
export type BegunImport = {
  importId: string
  total: number
  taken: number
  skipped: number
  refused: number
  known: number
}

type Asked = Which & { at: Date }

/** Begins it, or goes on with it after a stop. Throws a 404 Response, as the client's pages do. */
export async function startStrengthImport(member: Acting, asked: Asked): Promise<Outcome<{ importId: string }>> {
  const { at } = asked
  const gone = await readClinic(member, async (query): Promise<Outcome<{ importId: string }> | null> => {
    const { kept, choices } = await getKeptLog(query, asked)
    if (!choices.importId) return null
    if (await isStruck(query, choices.importId)) return { ok: false, why: 'already-struck' }
    const started = await startHistoryFile(query, kept, at)
    return started.ok ? { ok: true, importId: choices.importId } : started
  })
  return gone ?? beginStrengthImport(member, asked)
}

/** Once, however often it is asked: the file is its own key. */
export async function beginStrengthImport(
  member: Acting,
  { clientId, fileId, at }: Asked,
): Promise<Outcome<BegunImport>> {
  const { kept, choices, file } = await readClinic(member, (query) => readKeptLog(query, { clientId, fileId }))
  if (file.needsUnit) return { ok: false, why: 'unit-missing' }
  const key = v5('begin', kept.id)
  const begin = {
    key,
    name: 'strength:import',
    action: 'strength:import',
    clientId,
    body: { fileId: kept.id },
    at,
  } as const
  return commandOnClient<BegunImport>(member, begin, async (tx) => {
    const query = queryOf(tx)
    const names = await namesOf(query, { choices, file })
    await rememberExerciseNames(tx, new Map(choices.names ?? []))
    const imported =
      (await brokenOff(query, clientId, file)) ?? (await createImport(tx, member, { at, clientId, file }))
    const settled = { ...choices, names: [...names], importId: imported.importId }
    const chosen = await chooseForHistoryFile(query, kept, settled)
    if (!chosen.ok) return chosen
    const started = await startHistoryFile(query, kept, at)
    return started.ok ? { ok: true, ...imported } : started
  })
}

/** Whether the import was taken back. */
export async function isStruck(query: Query, importId: string): Promise<boolean> {
  const [row] = await query<{ isStruck: boolean }>({
    name: 'import-is-struck',
    text: `select is_struck('import', $1::uuid) as "isStruck"`,
    values: [importId],
  })
  return row?.isStruck === true
}

type Log = { at: Date; clientId: string; file: StrengthFile }

async function createImport(tx: Tx, { clinicId, memberId }: Acting, { at, clientId, file }: Log): Promise<BegunImport> {
  const known = await countKnown(queryOf(tx), clientId, file.sets)
  const importId = newId()
  const count = (outcome: 'skipped' | 'refused') => file.notTaken.filter((row) => row.outcome === outcome).length
  const counts = { taken: file.sets.length - known, skipped: count('skipped'), refused: count('refused'), known }
  await tx.import.create({
    data: {
      clinicId,
      id: importId,
      kind: file.format,
      fileHash: file.fileHash,
      clientId,
      enteredUnit: file.unit,
      rowsTotal: file.rowsTotal,
      rowsTaken: counts.taken,
      rowsSkipped: counts.skipped,
      rowsRefused: counts.refused,
      rowsKnown: counts.known,
      notTaken: file.notTaken,
      importedBy: memberId,
      occurredAt: at,
    },
    select: { id: true },
  })
  return { importId, total: file.rowsTotal, ...counts }
}

/** Those of `prints` that are here by an import that was not taken back, found by themselves, however many sets there are. */
export const knownPrints = (client: string, prints: string) => `(select s.fingerprint from sets s
  where s.clinic_id = current_clinic() and s.client_id = ${client} and s.fingerprint = any (${prints})
    and not exists (select 1 from strikes k where k.clinic_id = s.clinic_id and k.subject = 'import' and k.subject_id = s.import_id))`

export async function countKnown(query: Query, clientId: string, sets: readonly PrintedSet[]): Promise<number> {
  const [row] = await query<{ known: number }>({
    name: 'known-sets',
    text: `select count(*)::integer as known from ${knownPrints('$1::uuid', '$2::text[]')} k`,
    values: [clientId, sets.map(({ fingerprint }) => fingerprint)],
  })
  return row?.known ?? 0
}

/** This member's import of this very file for this client, if it stopped before its last row. */
async function brokenOff(query: Query, clientId: string, file: StrengthFile): Promise<BegunImport | null> {
  const [begun] = await query<BegunImport & { held: number }>({
    name: 'import-broken-off',
    text: `select i.id as "importId", i.rows_total as "total", i.rows_taken as "taken", i.rows_skipped as "skipped",
        i.rows_refused as "refused", i.rows_known as "known",
        (select count(*)::integer from sets s where s.clinic_id = i.clinic_id and s.import_id = i.id) as "held"
      from imports i where i.clinic_id = current_clinic() and i.client_id = $1::uuid and i.file_hash = $2
        and i.entered_unit is not distinct from $3 and i.imported_by = current_member() and not is_struck('import', i.id)
      order by i.id desc limit 1`,
    values: [clientId, file.fileHash, file.unit],
  })
  if (!begun || begun.held >= begun.taken || (await countKnown(query, clientId, file.sets)) === file.sets.length)
    return null
  const { held, ...imported } = begun
  return imported
}
