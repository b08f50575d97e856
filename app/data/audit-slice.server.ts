/** A slice of one clinic's chain, verified as a member of it: so many events from a link that held, then the next slice. */
import type { Query } from '~/database/query.server'
import { type Head, linkFault, type StoredLink } from './audit-link.server'
import { brokenSeal, fitsSeal, noSeal, sealedFields, sealOf } from './audit-seals.server'
import { type Fault, selectLinks } from './audit-walk.server'
import type { Witnessed } from './audit-witness-file.server'

/** `head` is the last link that held; a slice that found no fault goes on from there until `untilSeq`. */
export type Slice = { head: Head; fault: Fault | null }

export type SliceAsked = {
  clinicId: string
  from: Head
  untilSeq: number
  /** The newest head that was written down outside the database. */
  witnessed: Witnessed | null
  maxEvents: number
  /** Ends the slice after the batch it is in. */
  signal: AbortSignal
}

const batchSize = 1_000

export async function verifySlice(query: Query, asked: SliceAsked): Promise<Slice> {
  const last = Math.min(asked.untilSeq, asked.from.seq + asked.maxEvents)
  let slice: Slice = { head: asked.from, fault: null }
  while (slice.head.seq < last && !slice.fault) {
    slice = await verifyBatch(query, asked, slice.head, Math.min(last, slice.head.seq + batchSize))
    if (asked.signal.aborted) break
  }
  return slice
}

async function verifyBatch(query: Query, asked: SliceAsked, from: Head, lastSeq: number): Promise<Slice> {
  const links = await query<StoredLink>({
    name: 'audit-slice',
    text: `${selectLinks} where e.clinic_id = current_clinic() and e.seq > $1 and e.seq <= $2 order by e.seq`,
    values: [from.seq, lastSeq],
  })
  const stray = await straySeal(query, from.seq, lastSeq, links)
  let head = from
  for (const link of links) {
    const fault = linkFault(asked.clinicId, link, head) ?? (await faultOf(query, link, asked.witnessed))
    if (fault) return { head, fault: stray && stray.seq < fault.seq ? stray : fault }
    if (stray?.seq === Number(link.seq)) return { head, fault: stray }
    head = { seq: Number(link.seq), hash: link.hash }
  }
  return { head, fault: head.seq < lastSeq ? missingAfter(head, asked.witnessed) : null }
}

function missingAfter(head: Head, witnessed: Witnessed | null): Fault {
  const seen =
    witnessed && witnessed.seq > head.seq ? `: the witness saw event ${witnessed.seq} at ${witnessed.at}` : ''
  return { seq: head.seq + 1, what: `and all after it are missing${seen}` }
}

async function faultOf(query: Query, link: StoredLink, witnessed: Witnessed | null): Promise<Fault | null> {
  const seq = Number(link.seq)
  if (witnessed?.seq === seq && witnessed.hash !== link.hash.toString('hex'))
    return { seq, what: `is not the one the witness saw at ${witnessed.at}` }
  return (await isSealWhole(query, link)) === false ? { seq, what: brokenSeal } : null
}

/** Whether the readings an event seals are as they were; null when it seals none. */
export async function isSealWhole(query: Query, { kind, seq, detail }: StoredLink): Promise<boolean | null> {
  if (kind !== 'access.sealed') return null
  const rows = await query<{ id: number; fields: (string | null)[] }>({
    name: 'audit-sealed-rows',
    text: `select id, ${sealedFields} as fields from access_events
      where clinic_id = current_clinic() and sealed_by = $1 order by access_events.id`,
    values: [seq],
  })
  return fitsSeal(detail, sealOf(rows))
}

// Readings that name an event of this batch which is no seal.
async function straySeal(query: Query, after: number, last: number, links: StoredLink[]): Promise<Fault | null> {
  const seals = links.filter(({ kind }) => kind === 'access.sealed').map(({ seq }) => seq)
  const [stray] = await query<{ seq: number }>({
    name: 'audit-stray-seal',
    text: `select sealed_by as seq from access_events where clinic_id = current_clinic() and sealed_by > $1 and sealed_by <= $2
      and sealed_by <> all ($3::bigint[]) order by sealed_by limit 1`,
    values: [after, last, seals],
  })
  return stray ? { seq: stray.seq, what: noSeal } : null
}
