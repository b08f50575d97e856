/** Walks one audit chain from its first link to its last, a page at a time, and stops at the first that is broken. */
import type pg from 'pg'
import { beforeTheFirst, type Head, linkFault, type StoredLink } from './audit-link.server'
import { brokenSeal, fitsSeal, noSeal, openSeals, type SealReader } from './audit-seals.server'

export type Fault = { seq: number; what: string }

/**
 * `head` is the last link that holds, `lastSeq` the last there is; `events` hold, of them `erased` without detail;
 * access events are `sealed`, or `unsealed` and waiting for it.
 */
export type Walk = {
  head: Head
  lastSeq: number
  events: number
  erased: number
  sealed: number
  unsealed: number
  fault: Fault | null
}

const pageSize = 1_000

/** Reads in the open transaction of `client`, whose role must see every clinic. */
export async function walkChain(client: pg.Client, clinicId: string): Promise<Walk> {
  const walk: Walk = {
    ...(await countsOf(client, clinicId)),
    head: beforeTheFirst,
    events: 0,
    erased: 0,
    sealed: 0,
    fault: null,
  }
  const seals = await openSeals(client, clinicId)
  for await (const link of linksOf(client, clinicId)) {
    walk.fault = linkFault(clinicId, link, walk.head) ?? (await sealFault(link, seals, walk))
    if (walk.fault) break
    walk.head = { seq: Number(link.seq), hash: link.hash }
    walk.events += 1
    if (link.detail === null) walk.erased += 1
  }
  walk.fault ??= await strayFault(client, clinicId, seals)
  await seals.close()
  return walk
}

/**
 * Links as they are stored, for a WHERE on audit_events `e`. Each detail is looked up by itself: joined, the planner may
 * read the details from the first one on for every page.
 */
export const selectLinks = `select e.seq::text, e.kind, e.actor_member_id as actor, e.table_name as "tableName", e.row_id as "rowId",
    (extract(epoch from e.occurred_at) * 1000000)::bigint::text as "occurredUs",
    (extract(epoch from e.recorded_at) * 1000000)::bigint::text as "recordedUs",
    e.detail_hash as "detailHash", e.previous_hash as "previousHash", e.hash, d.salt, d.detail
  from audit_events e left join lateral (
    select salt, detail from audit_details where clinic_id = e.clinic_id and seq = e.seq limit 1) as d on true`

async function* linksOf(client: pg.Client, clinicId: string): AsyncGenerator<StoredLink> {
  for (let seq = '0'; ; ) {
    const { rows } = await client.query<StoredLink>(
      `${selectLinks} where e.clinic_id = $1 and e.seq > $2 order by e.clinic_id, e.seq limit ${pageSize}`,
      [clinicId, seq],
    )
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return
    seq = last.seq
  }
}

// The rows come in the order of their seals, so each seal finds its own at the front, or is not theirs.
async function sealFault(link: StoredLink, seals: SealReader, walk: Walk): Promise<Fault | null> {
  if (link.kind !== 'access.sealed') return null
  const seq = Number(link.seq)
  const next = await seals.next()
  if (next !== null && next < seq) return { seq: next, what: noSeal }
  const found = await seals.read(seq)
  walk.sealed += found.count
  return fitsSeal(link.detail, found) ? null : { seq, what: brokenSeal }
}

async function strayFault(client: pg.Client, clinicId: string, seals: SealReader): Promise<Fault | null> {
  const next = await seals.next()
  if (next !== null) return { seq: next, what: noSeal }
  const { rows } = await client.query<{ seq: string }>(
    `select d.seq from audit_details d where d.clinic_id = $1
     and not exists (select 1 from audit_events e where e.clinic_id = d.clinic_id and e.seq = d.seq) order by d.seq limit 1`,
    [clinicId],
  )
  return rows[0] ? { seq: Number(rows[0].seq), what: 'is missing, but its detail is there' } : null
}

async function countsOf(client: pg.Client, clinicId: string): Promise<{ lastSeq: number; unsealed: number }> {
  const { rows } = await client.query<{ lastSeq: string; unsealed: string }>(
    `select (select coalesce(max(seq), 0) from audit_events where clinic_id = $1) as "lastSeq",
       (select count(*) from access_events where clinic_id = $1 and sealed_by is null) as unsealed`,
    [clinicId],
  )
  return { lastSeq: Number(rows[0]?.lastSeq), unsealed: Number(rows[0]?.unsealed) }
}
