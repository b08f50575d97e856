/** The active colleagues of a clinic, with whether they are away on a day and who stands in for them. */
import type { Query } from '~/database/query.server'
import type { Licence, Role } from '~/domain/member'
import type { Colleague } from '~/domain/whose'

/** What `colleaguesSql` answers of each. */
export type ColleagueRow = {
  memberId: string
  name: string
  roles: Role[]
  licence: Licence | null
  isAway: boolean
  delegateId: string | null
}

/** As one value of json, by name, for a statement that asks more: `at` and `roles` are expressions of its own. */
export function colleaguesSql(at: string, roles: string): string {
  return `(select coalesce(json_agg(json_build_object('memberId', m.id, 'name', m.name,
  'roles', (select json_agg(r.role order by r.role) from member_roles r where r.clinic_id = m.clinic_id and r.member_id = m.id),
  'licence', case when m.licence_number is not null then json_build_object('number', m.licence_number,
    'state', coalesce(m.licence_state, ''), 'validUntil', m.licence_valid_until) end,
  'isAway', is_away(m.id, d.today, d.today), 'delegateId', delegate_on(m.id, d.today)) order by m.name, m.id), '[]')
from members m, (select clinic_day(${at}::timestamptz) as today) d
where m.clinic_id = current_clinic() and m.deactivated_at is null and exists (select 1 from member_roles r
  where r.clinic_id = m.clinic_id and r.member_id = m.id and r.role = any (${roles}::text[])))`
}

const teammatesText = `select ${colleaguesSql('$1', '$2')} as "colleagues"`

export type NamedColleague = Colleague & { name: string }

/** Who may be in a care team. */
export async function listTeammates(query: Query, at: Date): Promise<NamedColleague[]> {
  const values = [at, ['trainer', 'physical-therapist', 'doctor'] satisfies Role[]]
  const [found] = await query<{ colleagues: ColleagueRow[] }>({ name: 'colleagues', text: teammatesText, values })
  return found?.colleagues.map(colleagueOf) ?? []
}

export function colleagueOf({ memberId, name, roles, licence, isAway, delegateId }: ColleagueRow): NamedColleague {
  return { name, person: { memberId, roles, licence, isActive: true }, away: isAway ? { delegateId } : null }
}
