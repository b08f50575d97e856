/**
 * A strength log brought in for one client: every row of the file taken, known already, skipped or refused, and counted.
 *
 * The import's row is written once, with all its counts, in the transaction of the first batch: under the clinic's lock
 * the rows that are new are known before the first is written. Each further batch is a command of its own, its key made
 * from the import's id, so a file that broke off goes on where it stopped, and a row never comes in twice.
 */
import { v5 } from 'uuid'
import type { Tx } from '~/database/client.server'
import type { Acting } from './acting.server'
import { commandOnClient } from './client-door.server'
import type { Outcome } from './command.server'
import { newId } from './id.server'
import type { StrengthFile, PrintedSet } from './strength-file.server'

/** As many rows as one transaction takes. */
const batchSize = 500

/** The four add up to `total`. */
export type ImportedLog = {
  importId: string
  total: number
  taken: number
  skipped: number
  refused: number
  known: number
}

type Asked = {
  key: string
  at: Date
  clientId: string
  file: StrengthFile
  /** Told after each batch: how many of the file's sets are in. */
  onBatch?: (done: number, of: number) => void
}

/** Throws a 404 Response, as the client's pages do, for a client who is not this member's to see. */
export async function importStrengthLog(member: Acting, asked: Asked): Promise<Outcome<ImportedLog>> {
  const { key, at, clientId, file, onBatch } = asked
  const batches = inBatches(file.sets)
  const body = { fileHash: file.fileHash, unit: file.unit }
  const begin = { key, name: 'strength:import', action: 'strength:import', clientId, body, at } as const
  const outcome = await commandOnClient<ImportedLog>(member, begin, async (tx) => {
    const imported = (await brokenOff(tx, member, asked)) ?? (await createImport(tx, member, asked))
    await takeSets(tx, imported.importId, clientId, batches[0] ?? [])
    return { ok: true, ...imported }
  })
  if (!outcome.ok || outcome.taken === 0) return outcome
  for (const [index, sets] of batches.entries()) {
    if (index > 0) {
      const rest = await takeBatch(member, asked, { importId: outcome.importId, index, sets })
      if (!rest.ok) return rest
    }
    onBatch?.(Math.min((index + 1) * batchSize, file.sets.length), file.sets.length)
  }
  return outcome
}

type Batch = { importId: string; index: number; sets: PrintedSet[] }

function takeBatch(member: Acting, { clientId, at }: Asked, { importId, index, sets }: Batch) {
  const body = { importId, batch: index }
  const key = v5(`batch ${index}`, importId)
  const next = { key, name: 'strength:import', action: 'strength:import', clientId, body, at } as const
  return commandOnClient<{ importId: string }>(member, next, async (tx) => {
    await takeSets(tx, importId, clientId, sets)
    return { ok: true, importId }
  })
}

function inBatches(sets: PrintedSet[]): PrintedSet[][] {
  const count = Math.ceil(sets.length / batchSize)
  return Array.from({ length: count }, (_, index) => sets.slice(index * batchSize, (index + 1) * batchSize))
}

async function createImport(tx: Tx, { clinicId, memberId }: Acting, { at, clientId, file }: Asked) {
  const known = await countKnown(tx, clientId, file.sets)
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

async function countKnown(tx: Tx, clientId: string, sets: PrintedSet[]): Promise<number> {
  const prints = sets.map(({ fingerprint }) => fingerprint)
  const [row] = await tx.$queryRaw<{ known: number }[]>`
    select count(*)::integer as known from sets s
    where s.clinic_id = current_clinic() and s.client_id = ${clientId}::uuid and s.fingerprint = any (${prints}::text[])
      and not is_struck('import', s.import_id)`
  return row?.known ?? 0
}

/** This member's import of this very file for this client, if it stopped before its last row. */
async function brokenOff(
  tx: Tx,
  { clinicId, memberId }: Acting,
  { clientId, file }: Asked,
): Promise<ImportedLog | null> {
  const begun = await tx.import.findFirst({
    where: { clinicId, clientId, fileHash: file.fileHash, enteredUnit: file.unit, importedBy: memberId },
    orderBy: { id: 'desc' },
    select: {
      id: true,
      rowsTotal: true,
      rowsTaken: true,
      rowsSkipped: true,
      rowsRefused: true,
      rowsKnown: true,
      _count: { select: { sets: true } },
    },
  })
  const isWhole = !begun || begun._count.sets >= begun.rowsTaken
  if (isWhole || (await countKnown(tx, clientId, file.sets)) === file.sets.length) return null
  return {
    importId: begun.id,
    total: begun.rowsTotal,
    taken: begun.rowsTaken,
    skipped: begun.rowsSkipped,
    refused: begun.rowsRefused,
    known: begun.rowsKnown,
  }
}

/** Writes what is not there yet. The database itself gives each its instant and day from the clinic's zone. */
async function takeSets(tx: Tx, importId: string, clientId: string, sets: PrintedSet[]): Promise<void> {
  const rows = sets.map((set) => ({
    id: newId(),
    exercise: set.exercise,
    side: set.side,
    // Warm-ups and drop sets that the file marks by a letter have no number there.
    set_number: set.setNumber ?? 0,
    reps: set.reps,
    load_g: set.loadG,
    entered_value: set.enteredValue,
    entered_unit: set.enteredUnit,
    rpe: set.rpe,
    fingerprint: set.fingerprint,
    local_at: set.performedAtLocal,
  }))
  await tx.$executeRaw`
    insert into sets (clinic_id, id, client_id, import_id, exercise, side, set_number, reps, load_g, entered_value,
      entered_unit, rpe, fingerprint, local_at, logged_by)
    select current_clinic(), r.id, ${clientId}::uuid, ${importId}::uuid, r.exercise, r.side, r.set_number, r.reps,
      r.load_g, r.entered_value, r.entered_unit, r.rpe, r.fingerprint, r.local_at, current_member()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, exercise text, side text, set_number integer,
      reps integer, load_g integer, entered_value text, entered_unit text, rpe double precision, fingerprint text,
      local_at timestamp)
    where not exists (select 1 from sets s where s.clinic_id = current_clinic() and s.client_id = ${clientId}::uuid
      and s.fingerprint = r.fingerprint and not is_struck('import', s.import_id))`
}
