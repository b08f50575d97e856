/** What was changed, decided and exported, by whom and about which client: read from the clinic's chain, newest first. */
import type { Query } from '~/database/query.server'
import { type AuditTopic, nounsOf } from '~/domain/audit-topics'
import { type Cursor, type Log, type LogFilter, type LogPage, readLog } from './audit-paging.server'

/** `detail` is JSON text of the audited columns ([old, new] for a change), null once erased; `hash` is hexadecimal. */
export type AuditEvent = {
  seq: number
  kind: string
  actorId: string | null
  actorName: string | null
  tableName: string
  rowId: string
  occurredAt: Date
  recordedAt: Date
  detail: string | null
  hash: string
  clientId: string | null
  clientName: string
  recordNumber: string | null
}

export type AuditFilter = LogFilter & { topic?: AuditTopic | null | undefined }

export const auditColumns = `e.seq, e.kind, e.actor_member_id as "actorId", m.name as "actorName", e.table_name as "tableName",
  e.row_id as "rowId", e.occurred_at as "occurredAt", e.recorded_at as "recordedAt", d.detail, encode(e.hash, 'hex') as hash,
  s.client_id as "clientId", concat_ws(' ', c.given_name, c.family_name) as "clientName", c.record_number as "recordNumber"`

export const auditJoins = `left join audit_details d on d.clinic_id = e.clinic_id and d.seq = e.seq
  left join members m on m.clinic_id = e.clinic_id and m.id = e.actor_member_id
  left join audit_subjects s on s.clinic_id = e.clinic_id and s.seq = e.seq
  left join clients c on c.clinic_id = s.clinic_id and c.id = s.client_id`

// Hops from kind to kind on the index, so that a kind costs one row however many events it has.
const hop = (ofMember: string, after: string) =>
  `select e.kind from audit_events e where e.clinic_id = current_clinic() ${ofMember} ${after} order by e.kind limit 1`

function kindsText(ofMember: boolean): string {
  const who = ofMember ? 'and e.actor_member_id = $6::uuid' : ''
  return `with recursive found (kind) as ((${hop(who, '')}) union all
      select (${hop(who, 'and e.kind > f.kind')}) from found f where f.kind is not null)
    select f.kind from found f where f.kind is not null and ($5::text[] is null or split_part(f.kind, '.', 1) = any ($5))`
}

const auditLog: Log<AuditEvent> = {
  name: 'audit-events',
  table: 'audit_events',
  key: 'seq',
  memberColumn: 'actor_member_id',
  columns: auditColumns,
  joins: auditJoins,
  kinds: kindsText,
  isOfKind: "split_part(e.kind, '.', 1) = any ($5)",
  clientTable: 'audit_subjects',
  keyOf: ({ seq }) => seq,
}

/** A page of the clinic's events. Only an admin's page calls it. */
export function listAuditEvents(
  query: Query,
  { topic, ...filter }: AuditFilter,
  cursor: Cursor = null,
  pageSize?: number,
): Promise<LogPage<AuditEvent>> {
  return readLog(query, auditLog, { ...filter, kinds: topic ? nounsOf(topic) : null, cursor, pageSize })
}
