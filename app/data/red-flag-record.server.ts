/** A red flag with all that became of it, and those of which nobody has said that they saw them. */
import type { Query } from '~/database/query.server'
import { seesAllClients } from '~/domain/access'
import { minutesSinceRaised, type RedFlagRecord, type UnansweredFlag } from '~/domain/red-flag-record'
import { type Acting, visibleSql } from './acting.server'

const flagText = `
select json_build_object('id', r.id, 'clientId', r.client_id, 'sign', r.sign, 'raisedAt', r.occurred_at, 'raisedBy', m.name,
  'needsAssessment', r.needs_assessment,
  'told', coalesce((select json_agg(t order by t."isAddressed" desc, t."isSigner" desc, t.name) from (
     select x.name, x.id is not distinct from r.told_member_id as "isAddressed", exists (select 1 from programs p join decisions d on d.clinic_id = p.clinic_id and d.version_id = p.in_force_version_id
         where p.clinic_id = r.clinic_id and p.client_id = r.client_id
           and d.decided_by = x.id and d.outcome in ('cleared', 'cleared-with-limits')) as "isSigner"
     from notifications n join members x on x.clinic_id = n.clinic_id and x.id = n.member_id
     where n.clinic_id = r.clinic_id and n.kind = 'red-flag' and n.subject_id = r.id) t), '[]'),
  'acknowledgements', coalesce((select json_agg(json_build_object('name', x.name, 'at', k.occurred_at, 'isOwn', x.id = current_member()) order by k.occurred_at)
     from red_flag_acknowledgements k join members x on x.clinic_id = k.clinic_id and x.id = k.acknowledged_by
     where k.clinic_id = r.clinic_id and k.red_flag_id = r.id), '[]'),
  'escalatedAt', (select e.occurred_at from red_flag_escalations e where e.clinic_id = r.clinic_id and e.red_flag_id = r.id),
  'escalateAfterMinutes', c.red_flag_escalation_minutes,
  'details', coalesce((select json_agg(json_build_object('id', d.id, 'says', d.says, 'limb', d.limb, 'since', d.since, 'by', x.name, 'at', d.occurred_at) order by d.occurred_at)
     from red_flag_details d join members x on x.clinic_id = d.clinic_id and x.id = d.written_by
     where d.clinic_id = r.clinic_id and d.red_flag_id = r.id), '[]'),
  'held', coalesce((select json_agg(json_build_object('programId', p.id, 'name', p.name, 'isFinished', p.status in ('completed', 'stopped'), 'holdId', h.id,
      'lift', (select json_build_object('by', x.name, 'at', l.occurred_at, 'reason', l.reason) from hold_lifts l
         join members x on x.clinic_id = l.clinic_id and x.id = l.lifted_by where l.clinic_id = h.clinic_id and l.hold_id = h.id)) order by p.id)
     from holds h join programs p on p.clinic_id = h.clinic_id and p.id = h.program_id
     where h.clinic_id = r.clinic_id and h.red_flag_id = r.id), '[]'),
  'isScreenedSince', exists (select 1 from screenings s where s.clinic_id = r.clinic_id and s.client_id = r.client_id
     and s.recorded_at > r.recorded_at)) as "flag"
from red_flags r join members m on m.clinic_id = r.clinic_id and m.id = r.raised_by join clinics c on c.id = r.clinic_id
where r.clinic_id = current_clinic() and r.client_id = $1::uuid and r.id = $2::uuid`

/** Who may see the client was asked before. */
export async function findRedFlag(query: Query, clientId: string, redFlagId: string): Promise<RedFlagRecord | null> {
  const [found] = await query<{ flag: RedFlagRecord }>({
    name: 'red-flag',
    text: flagText,
    values: [clientId, redFlagId],
  })
  return found?.flag ?? null
}

const mostShown = 5

/**
 * For a statement that asks more as well: `$1` is the member, who sees all clients, or else `$2` says whether they do, and `$3`
 * whether they are an admin.
 */
export function unansweredSql(ofAll: boolean): string {
  const isVisible = ofAll ? 'true' : visibleSql('u.client_id')
  return `
select u.red_flag_id as "id", u.client_id as "clientId", concat_ws(' ', c.given_name, c.family_name) as "clientName", r.sign,
  to_json(u.raised_at) #>> '{}' as "raisedAt", k.red_flag_escalation_minutes as "escalateAfterMinutes",
  count(*) over ()::int as "count", to_json(min(u.raised_at) over ()) #>> '{}' as "oldestAt",
  exists (select 1 from notifications n where n.clinic_id = u.clinic_id and n.member_id = $1::uuid and n.kind = 'red-flag'
    and n.subject_id = u.red_flag_id) as "isTold", ${isVisible} as "isVisible"
from unanswered_red_flags u
join red_flags r on r.clinic_id = u.clinic_id and r.id = u.red_flag_id
join clients c on c.clinic_id = u.clinic_id and c.id = u.client_id
join clinics k on k.id = u.clinic_id
where u.clinic_id = current_clinic() ${ofAll ? '' : `and ($3::boolean or ${isVisible})`}
order by ${ofAll ? '' : '"isVisible" desc, '}u.raised_at, u.red_flag_id limit ${mostShown}`
}

/** Which of those that `unansweredSql` shows to who sees all clients were sent to them, as an array of json. */
export const toldSql = `array_to_json(array(select u.red_flag_id from (select o.clinic_id, o.red_flag_id from unanswered_red_flags o
    where o.clinic_id = current_clinic() order by o.raised_at, o.red_flag_id limit ${mostShown}) u
  join notifications n on n.clinic_id = u.clinic_id and n.member_id = $1::uuid and n.kind = 'red-flag' and n.subject_id = u.red_flag_id))`

const unansweredText = unansweredSql(false)

/**
 * `flags`: those that wait longest. An admin who is no clinician learns how many and since when, and of nobody but whom
 * they serve as a trainer.
 */
export type Unanswered = { count: number; oldestMinutes: number; flags: UnansweredFlag[] }

/** What `unansweredSql` says of each; how long ago that is grows by itself. */
export type UnansweredRow = Omit<UnansweredFlag, 'minutesSince'> & {
  count: number
  oldestAt: string
  isVisible: boolean
}

/** Of the clients the member sees, whether or not a job has run since. */
export async function listUnanswered(query: Query, member: Acting, at: Date): Promise<Unanswered> {
  const values = [member.memberId, seesAllClients(member), member.roles.includes('admin')]
  const rows = await query<UnansweredRow>({ name: 'unanswered-red-flags', text: unansweredText, values })
  return unansweredOf(rows, member, at)
}

export function unansweredOf(rows: readonly UnansweredRow[], member: Acting, at: Date): Unanswered {
  const mayOpen = seesAllClients(member) || member.roles.includes('trainer')
  const shown = rows.filter(({ isVisible }) => mayOpen && isVisible)
  const [first] = rows
  return {
    count: first?.count ?? 0,
    oldestMinutes: first ? minutesSinceRaised({ raisedAt: first.oldestAt }, at.toISOString()) : 0,
    flags: shown.map(({ count: _count, oldestAt: _oldest, isVisible: _is, ...flag }) => ({
      ...flag,
      minutesSince: minutesSinceRaised(flag, at.toISOString()),
    })),
  }
}
