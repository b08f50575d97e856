/** One link of an audit chain, recomputed from its stored fields without any function of the database. */
import { createHash } from 'node:crypto'

/** Moments are microseconds since 1970 as text, whole; `salt` and `detail` are null once erased. */
export type StoredLink = {
  seq: string
  kind: string
  actor: string | null
  tableName: string
  rowId: string
  occurredUs: string
  recordedUs: string
  detailHash: Buffer
  previousHash: Buffer
  hash: Buffer
  salt: Buffer | null
  detail: string | null
}

export type Head = { seq: number; hash: Buffer }

export const beforeTheFirst: Head = { seq: 0, hash: Buffer.alloc(32) }

/** What is wrong with `link` as the one after `before`, or null. `seq` is the link at fault: a missing one has a number too. */
export function linkFault(clinicId: string, link: StoredLink, before: Head): { seq: number; what: string } | null {
  const seq = Number(link.seq)
  if (seq !== before.seq + 1) return { seq: before.seq + 1, what: 'is missing' }
  if (!link.previousHash.equals(before.hash)) return { seq, what: `does not follow event ${before.seq}` }
  if (!link.hash.equals(linkHash(clinicId, link))) return { seq, what: 'was altered' }
  if (link.salt === null || link.detail === null) return null
  const detailHash = createHash('sha256').update(link.salt).update(link.detail).digest()
  return detailHash.equals(link.detailHash) ? null : { seq, what: 'had its detail altered' }
}

/** sha256 of the stamp, the hash of the detail and the hash before, as append_audit_event() writes it. */
function linkHash(clinicId: string, link: Omit<StoredLink, 'hash' | 'salt' | 'detail'>): Buffer {
  const fields = ['clearway-audit-1', clinicId, link.seq, link.kind, link.actor, link.tableName, link.rowId]
  const stamp = netstrings([...fields, link.occurredUs, link.recordedUs])
  return createHash('sha256').update(stamp).update(link.detailHash).update(link.previousHash).digest()
}

/** Each field with its length in bytes before it, so that no two lists of fields give the same text. */
export function netstrings(fields: (string | null)[]): string {
  return fields.map((field) => `${Buffer.byteLength(field ?? '')}:${field ?? ''},`).join('')
}
