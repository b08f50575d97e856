/** What became of each file, in words for who brought it: the page and `npm run import:fhir` say the same. */
import { v5 } from 'uuid'
import { readClinic } from '~/database/door.server'
import { seesAllClients } from '~/domain/access'
import type { NotUnderstood } from '~/domain/fhir-json'
import type { FhirRecord } from '~/domain/fhir-record'
import type { Refusal } from '~/domain/refusal'
import { type Acting, visibleSql } from './acting.server'
import { type AlikeShown, showAlike } from './client-alike.server'
import { importRecord, readRecordFile } from './client-import.server'

export type FileToImport = { name: string; bytes: Uint8Array }

export type FileReport = { fileName: string } & (
  | {
      ok: true
      clientId: string
      givenName: string
      familyName: string
      /** How many lines of each kind were taken. */
      taken: { conditions: number; bloodPressures: number; measures: number; medications: number }
      notUnderstood: NotUnderstood[]
      notRead: { kind: string; count: number }[]
    }
  | { ok: false; why: Refusal; says: string | null; knownClientId: string | null; alike: AlikeShown | null }
)

type Asked = { key: string; at: Date; isSomebodyElse?: boolean }

/** One command a file, one after another: a file that is refused leaves the others alone. */
export async function importFiles(
  member: Acting,
  { files, ...asked }: Asked & { files: readonly FileToImport[] },
): Promise<FileReport[]> {
  const reports: FileReport[] = []
  for (const [index, file] of files.entries()) {
    // Each file has a key of its own that the form, sent twice, makes again.
    reports.push(await importFile(member, { ...asked, key: v5(String(index), asked.key), file }))
  }
  return reports
}

async function importFile(member: Acting, { file, ...asked }: Asked & { file: FileToImport }): Promise<FileReport> {
  const fileName = file.name
  const read = readRecordFile(file.bytes)
  if (!read.ok) return { fileName, knownClientId: null, alike: null, ...read }
  const { fileHash, record } = read
  const outcome = await importRecord(member, { ...asked, fileHash, record })
  if (!outcome.ok) {
    const isKnown = outcome.why === 'duplicate-client'
    const knownClientId = isKnown ? await findVisible(member, record.client.recordNumber) : null
    const isAlike = outcome.why === 'possible-duplicate'
    const alike = isAlike ? await showAlike(member, record.client, asked.at) : null
    return { fileName, ok: false, why: outcome.why, says: null, knownClientId, alike }
  }
  const { givenName, familyName } = record.client
  return { fileName, ok: true, clientId: outcome.clientId, givenName, familyName, ...whatOf(record) }
}

/** The client of this number, where the member may see them: there is a page to open then. */
async function findVisible(member: Acting, recordNumber: string): Promise<string | null> {
  const [row] = await readClinic(member, (query) =>
    query<{ id: string }>({
      name: 'client-of-number',
      text: `select c.id from clients c where c.clinic_id = current_clinic() and c.record_number = $3 and ${visibleSql('c.id')}`,
      values: [member.memberId, seesAllClients(member), recordNumber],
    }),
  )
  return row?.id ?? null
}

function whatOf({ conditions, bloodPressures, body, medications, notUnderstood, notRead }: FhirRecord) {
  return {
    taken: {
      conditions: conditions.length,
      bloodPressures: bloodPressures.length,
      measures: Object.values(body).filter((measured) => measured !== null).length,
      medications: medications.length,
    },
    notUnderstood,
    notRead,
  }
}
