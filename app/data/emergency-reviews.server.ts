/** Emergency accesses as the admins look at them afterwards: who, whom, why, what was read, and whether it was in order. */
import type { Query } from '~/database/query.server'
import {
  type EmergencyFinding,
  type EmergencyPhase,
  emergencyPhase,
  mayReviewEmergency,
} from '~/domain/emergency-access'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'
import { lastId, newId } from './id.server'
import { queryOf } from './rule-facts.server'

/** Times are ISO. */
export type ListedAccess = {
  id: string
  clientId: string
  clientName: string
  recordNumber: string
  memberId: string
  memberName: string
  reason: string
  openedAt: string
  expiresAt: string
  endedAt: string | null
  phase: EmergencyPhase
  /** Pages of the client that were read under it. */
  pagesRead: number
  /** The newest of them. */
  review: { finding: EmergencyFinding; note: string; by: string; at: string } | null
  /** It is not their own. */
  mayReview: boolean
}

export const accessStates = ['not-reviewed', 'not-in-order'] as const
export type AccessState = (typeof accessStates)[number]

const pageSize = 50

const text = `select x.id, x.client_id as "clientId", concat_ws(' ', c.given_name, c.family_name) as "clientName",
  c.record_number as "recordNumber", x.member_id as "memberId", m.name as "memberName", x.reason,
  to_json(x.recorded_at) #>> '{}' as "openedAt", to_json(x.expires_at) #>> '{}' as "expiresAt",
  to_json(n.recorded_at) #>> '{}' as "endedAt", to_json(statement_timestamp()) #>> '{}' as "now", v.review,
  (select count(*)::int from access_events e where e.clinic_id = x.clinic_id and e.client_id = x.client_id
     and e.member_id = x.member_id and e.kind = 'reading'
     and e.recorded_at between x.recorded_at and coalesce(n.recorded_at, x.expires_at)) as "pagesRead"
from emergency_accesses x
join clients c on c.clinic_id = x.clinic_id and c.id = x.client_id
join members m on m.clinic_id = x.clinic_id and m.id = x.member_id
left join emergency_access_ends n on n.clinic_id = x.clinic_id and n.access_id = x.id
left join lateral (select json_build_object('finding', r.finding, 'note', r.note, 'by', b.name, 'at', r.recorded_at) as review, r.finding
  from emergency_access_reviews r join members b on b.clinic_id = r.clinic_id and b.id = r.reviewed_by
  where r.clinic_id = x.clinic_id and r.access_id = x.id order by r.recorded_at desc limit 1) v on true
where x.clinic_id = current_clinic()`

type Row = Omit<ListedAccess, 'phase' | 'mayReview'> & { now: string }

function listed({ now, ...row }: Row, by: Acting): ListedAccess {
  return { ...row, phase: emergencyPhase(row, now), mayReview: row.memberId !== by.memberId }
}

/** The newest first; `after` is the last one of the page before. */
export async function listEmergencyAccesses(
  query: Query,
  member: Acting,
  { after, state }: { after: string | null; state: AccessState | null },
): Promise<{ rows: ListedAccess[]; next: string | null }> {
  const found = await query<Row>({
    name: 'emergency-accesses',
    text: `${text} and x.id < $1::uuid
        and case $2::text when 'not-reviewed' then v.finding is null when 'not-in-order' then v.finding = 'not-in-order' else true end
      order by x.id desc limit ${pageSize + 1}`,
    values: [after ?? lastId, state],
  })
  const rows = found.slice(0, pageSize).map((row) => listed(row, member))
  return { rows, next: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null }
}

/** Throws a 404 Response for one that is not there, or is another clinic's. */
export async function getEmergencyAccess(query: Query, member: Acting, accessId: string): Promise<ListedAccess> {
  const [row] = await query<Row>({ name: 'emergency-access', text: `${text} and x.id = $1::uuid`, values: [accessId] })
  if (!row) throw new Response(null, { status: 404 })
  return listed(row, member)
}

type Review = { accessId: string; finding: EmergencyFinding; note: string }

export function reviewEmergencyAccess(
  member: Acting,
  { key, at, ...asked }: Review & { key: string; at: Date },
): Promise<Outcome> {
  return command(member, { key, name: 'emergency:review', body: asked }, async (tx): Promise<Outcome> => {
    const { accessId, finding, note } = asked
    const { clientId, memberId: openedBy } = await getEmergencyAccess(queryOf(tx), member, accessId)
    const may = mayReviewEmergency({ by: member, openedBy, finding, note })
    if (!may.ok) return may
    const { clinicId, memberId } = member
    await tx.emergencyAccessReview.create({
      data: { clinicId, id: newId(), accessId, clientId, finding, note, reviewedBy: memberId, occurredAt: at },
      select: { id: true },
    })
    return { ok: true }
  })
}
