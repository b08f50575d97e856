/** Who read what, and who was denied: one row a page, sealed into the clinic's chain afterwards. */
import { type Actor, asJobs, asJobsInClinic, readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'

export type AccessKind = 'reading' | 'denial' | 'export'

/** `pathKind` is the route's id, never the address asked for; `clientId` may name nobody, when what was asked for is not there. */
export type Access = { kind: AccessKind; clientId: string | null; pathKind: string; occurredAt: Date }

/** Notes what the member of this door reads, in the transaction of the page. */
export async function noteAccess(query: Query, { kind, clientId, pathKind, occurredAt }: Access): Promise<void> {
  await query({
    name: 'note-access',
    text: `insert into access_events (clinic_id, member_id, kind, client_id, path_kind, occurred_at)
           values (current_clinic(), current_member(), $1, $2, $3, $4)`,
    values: [kind, clientId, pathKind, occurredAt],
  })
}

/** Notes a denial by itself: the page it happened on ends in an error, and its transaction is rolled back. */
export function noteDenial(actor: Actor, denied: Omit<Access, 'kind'>): Promise<void> {
  return readClinic(actor, (query) => noteAccess(query, { ...denied, kind: 'denial' }))
}

export type AccessEvent = Access & {
  id: number
  memberId: string
  memberName: string | null
  recordedAt: Date
  isSealed: boolean
}

export type AccessFilter = {
  kind?: AccessKind | undefined
  memberId?: string | undefined
  clientId?: string | undefined
  beforeId?: number | undefined
}

/** A page of the clinic's access events, newest first. Only an admin's page calls it. */
export function listAccessEvents(query: Query, filter: AccessFilter, pageSize = 50): Promise<AccessEvent[]> {
  return query<AccessEvent>({
    name: 'access-events',
    text: `select a.id, a.kind, a.member_id as "memberId", m.name as "memberName", a.client_id as "clientId",
             a.path_kind as "pathKind", a.occurred_at as "occurredAt", a.recorded_at as "recordedAt",
             a.sealed_by is not null as "isSealed"
           from access_events a left join members m on m.clinic_id = a.clinic_id and m.id = a.member_id
           where a.clinic_id = current_clinic()
             and ($1::text is null or a.kind = $1) and ($2::uuid is null or a.member_id = $2)
             and ($3::uuid is null or a.client_id = $3) and ($4::bigint is null or a.id < $4)
           order by a.id desc limit $5`,
    values: [filter.kind, filter.memberId, filter.clientId, filter.beforeId, pageSize],
  })
}

/** The clinics with something to seal, as the enforcer's role. */
export async function listUnsealedClinics(): Promise<string[]> {
  const text = 'select unsealed_clinics() as id'
  const rows = await asJobs((query) => query<{ id: string }>({ name: 'unsealed-clinics', text, values: [] }))
  return rows.map(({ id }) => id)
}

/** As many rows as one seal takes; the function of the database has the same number. */
export const sealBatch = 2_000

/** Seals what is there, one batch at most, into one event of the clinic's chain; returns how many it sealed. */
export function sealAccessEvents(clinicId: string): Promise<number> {
  return asJobsInClinic(clinicId, async (tx) => {
    const [row] = await tx.$queryRaw<{ sealed: number }[]>`select seal_access_events() as sealed`
    return row?.sealed ?? 0
  })
}
