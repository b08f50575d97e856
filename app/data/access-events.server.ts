/** Who read what, and who was denied: one row a page, sealed into the clinic's chain afterwards. */
import { type Actor, asJobs, asJobsInClinic, readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import { type Cursor, type Log, type LogFilter, type LogPage, readLog } from './audit-paging.server'

export const accessKinds = ['reading', 'denial', 'export'] as const
export type AccessKind = (typeof accessKinds)[number]

/** `pathKind` is the route's id, never the address asked for; `clientId` may name nobody, when what was asked for is not there. */
export type Access = { kind: AccessKind; clientId: string | null; pathKind: string; occurredAt: Date }

/**
 * The statement that notes what the member of this door reads, for a page that does so in a statement of its own;
 * `first` is the number of the first of the four values of `noteAccessValues`.
 */
export function noteAccessSql(first: number): string {
  const [kind, client, path, at] = [first, first + 1, first + 2, first + 3]
  return `insert into access_events (clinic_id, member_id, kind, client_id, path_kind, occurred_at)
           values (current_clinic(), current_member(), $${kind}::text, $${client}::uuid, $${path}::text, $${at}::timestamptz)`
}

/** The same for a page that notes a reading of each row of `from`: expressions for whose it is, and of what and when. */
export function noteReadingsSql(
  { client, pathKind, at }: Record<'client' | 'pathKind' | 'at', string>,
  from: string,
): string {
  return `insert into access_events (clinic_id, member_id, kind, client_id, path_kind, occurred_at)
           select current_clinic(), current_member(), 'reading', ${client}, ${pathKind}::text, ${at}::timestamptz from ${from}`
}

export function noteAccessValues({ kind, clientId, pathKind, occurredAt }: Access): unknown[] {
  return [kind, clientId, pathKind, occurredAt]
}

/** Notes what the member of this door reads, in the transaction of the page. */
export async function noteAccess(query: Query, access: Access): Promise<void> {
  await query({ name: 'note-access', text: noteAccessSql(1), values: noteAccessValues(access) })
}

/** Notes a denial by itself: the page it happened on ends in an error, and its transaction is rolled back. */
export function noteDenial(actor: Actor, denied: Omit<Access, 'kind'>): Promise<void> {
  return readClinic(actor, (query) => noteAccess(query, { ...denied, kind: 'denial' }))
}

export type AccessEvent = Access & {
  id: number
  memberId: string
  memberName: string | null
  /** Null where the client asked for is not one of the clinic's. */
  recordNumber: string | null
  clientName: string
  recordedAt: Date
  /** The event of the chain that seals it; null within the minute before. */
  sealedBy: number | null
}

const accessLog: Log<AccessEvent> = {
  name: 'access-events',
  table: 'access_events',
  key: 'id',
  memberColumn: 'member_id',
  columns: `e.id, e.kind, e.member_id as "memberId", m.name as "memberName", e.client_id as "clientId",
    concat_ws(' ', c.given_name, c.family_name) as "clientName", c.record_number as "recordNumber", e.path_kind as "pathKind",
    e.occurred_at as "occurredAt", e.recorded_at as "recordedAt", e.sealed_by as "sealedBy"`,
  joins: `left join members m on m.clinic_id = e.clinic_id and m.id = e.member_id
    left join clients c on c.clinic_id = e.clinic_id and c.id = e.client_id`,
  kinds: () => "select unnest(coalesce($5::text[], '{reading,denial,export}')) as kind",
  isOfKind: 'e.kind = any ($5)',
  clientTable: 'access_events',
  keyOf: ({ id }) => id,
}

export type AccessFilter = LogFilter & { kind?: AccessKind | null | undefined }

/** A page of the clinic's access events. Only an admin's page calls it. */
export function listAccessEvents(
  query: Query,
  { kind, ...filter }: AccessFilter,
  cursor: Cursor = null,
  pageSize?: number,
): Promise<LogPage<AccessEvent>> {
  return readLog(query, accessLog, { ...filter, kinds: kind ? [kind] : null, cursor, pageSize })
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
