/** The inbox of a member: what they should know, newest first, until they have seen it. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { WindowNoticeKind } from '~/domain/window-notices'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'
import { lastId } from './id.server'

export type NoticeKind =
  | WindowNoticeKind
  | 'red-flag'
  | 'session-outside-clearance'
  | 'program-held'
  | 'check-in-missed'
  | 'after-effects'
  | 'red-flag-escalation'
  | 'second-factor-reset'
  | 'deviation'
  | 'licence-lapsing'
  | 'credential-lapsing'
  | 'emergency-access'
  | 'clients-handed-over'

export type Notice = {
  id: string
  kind: NoticeKind
  at: Date
  isSeen: boolean
  clientId: string | null
  clientName: string | null
  programId: string | null
  /** The session whose deviations are told of. */
  deviationsOf: string | null
  /** Of a window: the last day that was within it. */
  windowEndedOn: CalendarDay | null
  /** Of a red flag. */
  redFlagId: string | null
  /** Of an emergency access. */
  accessId: string | null
  /** How many clients were handed over. */
  clientCount: number | null
  /** Of a red flag: this member is to answer first. */
  isAddressed: boolean
  /** Of a licence or a credential. */
  lapse: { memberId: string; name: string; validUntil: CalendarDay } | null
}

const pageSize = 50
const text = `select n.id, n.kind, n.occurred_at as "at", n.seen_at is not null as "isSeen", n.client_id as "clientId",
  concat_ws(' ', c.given_name, c.family_name) as "clientName",
  coalesce(f.program_id, w.program_id, s.program_id) as "programId", (coalesce(f.review_on, w.review_on) - 1)::text as "windowEndedOn",
  r.id as "redFlagId", case when n.kind = 'emergency-access' then n.subject_id end as "accessId", h.client_count as "clientCount",
  case when n.kind = 'deviation' then n.subject_id end as "deviationsOf",
  coalesce(r.told_member_id = n.member_id and n.kind = 'red-flag', false) as "isAddressed",
  case when l.id is not null then json_build_object('memberId', l.member_id, 'name', lm.name, 'validUntil', l.valid_until) end as "lapse"
from notifications n
left join clients c on c.clinic_id = n.clinic_id and c.id = n.client_id
left join window_flags f on f.clinic_id = n.clinic_id and f.id = n.subject_id and n.kind in ('window-past', 'reviews-due')
left join window_notices w on w.clinic_id = n.clinic_id and w.id = n.subject_id and n.kind in ('window-closing', 'window-escalation')
left join training_sessions s on s.clinic_id = n.clinic_id and s.id = n.subject_id and n.kind in ('session-outside-clearance', 'deviation')
left join red_flags r on r.clinic_id = n.clinic_id and r.id = n.subject_id and n.kind in ('red-flag', 'red-flag-escalation')
left join lapse_notices l on l.clinic_id = n.clinic_id and l.id = n.subject_id and n.kind in ('licence-lapsing', 'credential-lapsing')
left join members lm on lm.clinic_id = l.clinic_id and lm.id = l.member_id
left join hand_overs h on h.clinic_id = n.clinic_id and h.id = n.subject_id and n.kind = 'clients-handed-over'
where n.clinic_id = current_clinic() and n.member_id = $1::uuid and n.id < $2::uuid
order by n.id desc limit ${pageSize + 1}`

export async function listNotices(
  query: Query,
  member: Acting,
  before: string | null,
): Promise<{ notices: Notice[]; next: string | null }> {
  const found = await query<Notice>({ name: 'notices', text, values: [member.memberId, before ?? lastId] })
  const notices = found.slice(0, pageSize)
  return { notices, next: found.length > pageSize ? (notices.at(-1)?.id ?? null) : null }
}

/** How much of the inbox is new, up to a hundred, and the newest of it: what a page asks every half minute. */
export async function countNews(query: Query, member: Acting): Promise<{ count: number; newest: string | null }> {
  const [news] = await query<{ count: number; newest: string | null }>({
    name: 'inbox-count',
    text: `select count(*) as "count", max(u.id::text) as "newest" from (
      select n.id from notifications n where n.clinic_id = current_clinic() and n.member_id = $1::uuid and n.seen_at is null
      order by n.id desc limit 100) u`,
    values: [member.memberId],
  })
  return news ?? { count: 0, newest: null }
}

/** Marks what was shown as seen; what came in meanwhile stays new. */
export function markSeen(
  member: Acting,
  { key, at, upTo }: { key: string; at: Date; upTo: string },
): Promise<Outcome<{ seen: number }>> {
  return command<{ seen: number }>(member, { key, name: 'notices:see', body: { upTo } }, async (tx) => {
    const where = { clinicId: member.clinicId, memberId: member.memberId, seenAt: null, id: { lte: upTo } }
    const { count } = await tx.notification.updateMany({ where, data: { seenAt: at } })
    return { ok: true, seen: count }
  })
}
