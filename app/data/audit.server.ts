/** What was changed, decided and exported, and by whom: read from the clinic's chain, newest first. */
import { type Actor, asJobs, inClinic, queryInstallation } from '~/database/door.server'
import type { Query } from '~/database/query.server'

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
}

export type AuditFilter = {
  kind?: string | undefined
  actorId?: string | undefined
  tableName?: string | undefined
  rowId?: string | undefined
  from?: Date | undefined
  until?: Date | undefined
  /** The next page: events before this seq. */
  beforeSeq?: number | undefined
}

/** A page of the clinic's events. The door decides the clinic; only an admin's page calls it. */
export function listAuditEvents(query: Query, filter: AuditFilter, pageSize = 50): Promise<AuditEvent[]> {
  const { kind, actorId, tableName, rowId, from, until, beforeSeq } = filter
  return query<AuditEvent>({
    name: 'audit-events',
    text: `select e.seq, e.kind, e.actor_member_id as "actorId", m.name as "actorName", e.table_name as "tableName",
             e.row_id as "rowId", e.occurred_at as "occurredAt", e.recorded_at as "recordedAt", d.detail,
             encode(e.hash, 'hex') as hash
           from audit_events e
           left join audit_details d on d.clinic_id = e.clinic_id and d.seq = e.seq
           left join members m on m.clinic_id = e.clinic_id and m.id = e.actor_member_id
           where e.clinic_id = current_clinic()
             and ($1::text is null or e.kind = $1) and ($2::uuid is null or e.actor_member_id = $2)
             and ($3::text is null or e.table_name = $3) and ($4::text is null or e.row_id = $4)
             and ($5::timestamptz is null or e.recorded_at >= $5) and ($6::timestamptz is null or e.recorded_at < $6)
             and ($7::bigint is null or e.seq < $7)
           order by e.seq desc limit $8`,
    values: [kind, actorId, tableName, rowId, from, until, beforeSeq, pageSize],
  })
}

export type AuditHead = { clinicId: string; seq: number; hash: string }

/** The newest event of the clinic, for the state of the chain on a page; null before the first. */
export async function findAuditHead(query: Query): Promise<(AuditHead & { recordedAt: Date }) | null> {
  const [head] = await query<AuditHead & { recordedAt: Date }>({
    name: 'audit-head',
    text: `select clinic_id as "clinicId", seq, encode(hash, 'hex') as hash, recorded_at as "recordedAt"
           from audit_events where clinic_id = current_clinic() order by seq desc limit 1`,
    values: [],
  })
  return head ?? null
}

/** The newest event of every chain, as the enforcer's role: for the witness. */
export function listAuditHeads(): Promise<AuditHead[]> {
  return asJobs((query) =>
    query<AuditHead>({
      name: 'audit-heads',
      text: `select clinic_id as "clinicId", seq, encode(hash, 'hex') as hash from audit_heads()`,
      values: [],
    }),
  )
}

/** Remembers an export before it leaves; what it answers goes onto the export. `what` in kebab-case, `detail` without names. */
export function rememberExport(actor: Actor, what: string, detail: object): Promise<AuditHead> {
  return inClinic(actor, async (tx) => {
    const [head] = await tx.$queryRaw<{ seq: bigint; hash: string }[]>`
      select seq, encode(hash, 'hex') as hash from remember_export(${what}, ${JSON.stringify(detail)})`
    if (!head) throw new Error('The export was not remembered.')
    return { clinicId: actor.clinicId, seq: Number(head.seq), hash: head.hash }
  })
}

/** Remembers what belongs to no clinic, such as a setup. `what` in kebab-case. */
export async function rememberInstallation(what: string, detail: object): Promise<void> {
  const text = 'select remember_installation($1, $2)'
  await queryInstallation({ name: 'remember-installation', text, values: [what, JSON.stringify(detail)] })
}
