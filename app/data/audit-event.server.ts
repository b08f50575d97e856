/** One event of the chain between its neighbours, and whether what is stored still is what was hashed. */
import type { Query } from '~/database/query.server'
import { type AuditEvent, auditColumns, auditJoins } from './audit-events.server'
import { beforeTheFirst, linkFault, type StoredLink } from './audit-link.server'
import { isSealWhole } from './audit-slice.server'
import { selectLinks } from './audit-walk.server'

/** Hashes are hexadecimal. `fault` says what is wrong with this link, in the words of verifying; null when it holds. */
export type EventProof = AuditEvent & {
  detailHash: string
  previousHash: string
  before: { seq: number; hash: string } | null
  after: { seq: number; previousHash: string } | null
  /** Whether the event after it names this one's hash; null while it is the newest. */
  isFollowed: boolean | null
  /** Of a seal: whether the readings are as they were when sealed. */
  isSealWhole: boolean | null
  fault: string | null
}

/** Null when the clinic has no event of this number. */
export async function findAuditEvent(query: Query, clinicId: string, seq: number): Promise<EventProof | null> {
  const [event] = await query<AuditEvent>({
    name: 'audit-event',
    text: `select ${auditColumns} from audit_events e ${auditJoins} where e.clinic_id = current_clinic() and e.seq = $1`,
    values: [seq],
  })
  const links = await query<StoredLink>({
    name: 'audit-neighbours',
    text: `${selectLinks} where e.clinic_id = current_clinic() and e.seq between $1 - 1 and $1 + 1 order by e.seq`,
    values: [seq],
  })
  const at = (wanted: number) => links.find((link) => Number(link.seq) === wanted)
  const [before, link, after] = [at(seq - 1), at(seq), at(seq + 1)]
  if (!event || !link) return null
  return {
    ...event,
    detailHash: link.detailHash.toString('hex'),
    previousHash: link.previousHash.toString('hex'),
    before: before ? { seq: seq - 1, hash: before.hash.toString('hex') } : null,
    after: after ? { seq: seq + 1, previousHash: after.previousHash.toString('hex') } : null,
    isFollowed: after ? after.previousHash.equals(link.hash) : null,
    isSealWhole: await isSealWhole(query, link),
    fault: faultOf(clinicId, link, before),
  }
}

function faultOf(clinicId: string, link: StoredLink, before: StoredLink | undefined): string | null {
  const seq = Number(link.seq)
  if (!before && seq > 1) return `does not follow event ${seq - 1}, which is missing`
  return linkFault(clinicId, link, before ? { seq: seq - 1, hash: before.hash } : beforeTheFirst)?.what ?? null
}
