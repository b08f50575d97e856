/** A FHIR record brought in: read before any transaction, taken whole or not at all, and only once. */
import { createHash } from 'node:crypto'
import type { Tx } from '~/database/client.server'
import { inClinic } from '~/database/door.server'
import { type FhirRecord, type RecordRefusal, readFhirRecord } from '~/domain/fhir-record'
import type { Refusal } from '~/domain/refusal'
import type { Acting } from './acting.server'
import { findAlike } from './client-alike.server'
import { createClient, isAhead } from './clients.server'
import { command, type Outcome } from './command.server'
import { newId } from './id.server'
import { entriesOf } from './record-rows.server'
import { queryOf } from './rule-facts.server'

/** Bytes of one file. */
export const largestFile = 10 * 1024 * 1024

/** As many rows as one transaction takes; a record with more is taken in several, and goes on where it broke off. */
const batchSize = 500

export type ReadFile =
  | { ok: true; fileHash: string; record: FhirRecord }
  /** `says` tells it more exactly than the refusal. */
  | { ok: false; why: Refusal; says: string | null }

/** Reads a file's bytes; nothing is guessed, and what is no FHIR record is refused whole. */
export function readRecordFile(bytes: Uint8Array): ReadFile {
  if (bytes.byteLength > largestFile) {
    return { ok: false, why: 'file-not-understood', says: 'The file is larger than 10 MB, so nothing was imported.' }
  }
  const json = parsed(bytes)
  if (json === undefined) {
    return { ok: false, why: 'file-not-understood', says: 'The file is not JSON in UTF-8, so nothing was imported.' }
  }
  const reading = readFhirRecord(json)
  if (!reading.ok) return { ok: false, why: refusalOf(reading.why), says: reading.says }
  return { ok: true, fileHash: createHash('sha256').update(bytes).digest('hex'), record: reading.record }
}

export type Imported = { clientId: string; importId: string; taken: number; skipped: number; refused: number }

type Asked = {
  key: string
  at: Date
  fileHash: string
  record: FhirRecord
  /** Somebody said that they are another person than those like them who are here. */
  isSomebodyElse?: boolean
}

/** One file, one command. Refuses a client who is here already, so the same file twice adds nothing. */
export async function importRecord(member: Acting, asked: Asked): Promise<Outcome<Imported>> {
  const { key, at, fileHash, record } = asked
  const entries = entriesOf(record)
  const outcome = await command<Imported>(member, { key, name: 'client:import', body: { fileHash } }, async (tx) => {
    if (await isAhead(tx, record.client.birthDate, at)) return { ok: false, why: 'in-the-future' }
    const made = await unfinished(tx, member, asked)
    if (made) return made
    if (!asked.isSomebodyElse && (await isLikeSomebody(tx, member, record)))
      return { ok: false, why: 'possible-duplicate' }
    const created = await createClient(tx, member, record.client)
    if (!created.ok) return created
    const imported = await createImport(tx, member, { ...asked, clientId: created.clientId, rows: entries.length })
    await takeEntries(tx, member, imported, entries)
    return { ok: true, ...imported }
  })
  if (outcome.ok && entries.length > batchSize) await takeRest(member, outcome, entries)
  return outcome
}

/** Whose number is taken is refused by that. */
async function isLikeSomebody(tx: Tx, member: Acting, { client }: FhirRecord): Promise<boolean> {
  const { shown, hidden } = await findAlike(queryOf(tx), member, client)
  return hidden !== null || (shown.length > 0 && shown.every(({ likeness }) => likeness !== 'same-number'))
}

async function takeRest(member: Acting, imported: Imported, entries: ReturnType<typeof entriesOf>): Promise<void> {
  const isMore = await inClinic(member, (tx) => takeEntries(tx, member, imported, entries))
  if (isMore) await takeRest(member, imported, entries)
}

async function createImport(
  tx: Tx,
  { clinicId, memberId }: Acting,
  { at, fileHash, record, clientId, rows }: Asked & { clientId: string; rows: number },
): Promise<Imported> {
  const importId = newId()
  const refused = record.notUnderstood.length
  const skipped = record.notRead.reduce((sum, { count }) => sum + count, 0)
  // The person counts as one line beside those of their record.
  const taken = 1 + rows - refused
  await tx.import.create({
    data: {
      clinicId,
      id: importId,
      kind: 'fhir',
      fileHash,
      clientId,
      rowsTotal: taken + skipped + refused,
      rowsTaken: taken,
      rowsSkipped: skipped,
      rowsRefused: refused,
      notTaken: [
        ...record.notUnderstood,
        ...record.notRead.map(({ kind, count }) => ({ what: kind, why: 'not read here', count })),
      ],
      importedBy: memberId,
      occurredAt: at,
    },
    select: { id: true },
  })
  return { clientId, importId, taken, skipped, refused }
}

/** Writes the next batch of what is not there yet; true while there is more. */
async function takeEntries(
  tx: Tx,
  { clinicId }: Acting,
  { importId, clientId }: Pick<Imported, 'importId' | 'clientId'>,
  entries: ReturnType<typeof entriesOf>,
): Promise<boolean> {
  const done = await tx.recordEntry.count({ where: { clinicId, importId } })
  const batch = entries.slice(done, done + batchSize)
  if (batch.length === 0) return false
  await tx.recordEntry.createMany({ data: batch.map((row) => ({ ...row, clinicId, clientId, importId })) })
  return done + batch.length < entries.length
}

/** The import of this very file by this member that broke off before its last line. */
async function unfinished(
  tx: Tx,
  { clinicId, memberId }: Acting,
  { fileHash }: Asked,
): Promise<Outcome<Imported> | null> {
  const begun = await tx.import.findFirst({
    where: { clinicId, kind: 'fhir', fileHash, importedBy: memberId },
    select: {
      id: true,
      clientId: true,
      rowsTaken: true,
      rowsSkipped: true,
      rowsRefused: true,
      _count: { select: { recordEntries: true } },
    },
  })
  if (!begun?.clientId) return null
  const expected = begun.rowsTaken - 1 + begun.rowsRefused
  if (begun._count.recordEntries >= expected) return { ok: false, why: 'duplicate-client' }
  const { clientId, id: importId, rowsTaken: taken, rowsSkipped: skipped, rowsRefused: refused } = begun
  return { ok: true, clientId, importId, taken, skipped, refused }
}

function refusalOf(why: RecordRefusal): Refusal {
  return why === 'deceased' ? 'deceased' : 'file-not-understood'
}

/** undefined: not UTF-8, or not JSON. */
function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
