/** The active colleagues of a clinic, with whether they are away on a day and who stands in for them. */
import type { Query } from '~/database/query.server'
import type { Licence, Role } from '~/domain/member'
import type { Colleague } from '~/domain/whose'

type Row = {
  memberId: string
  name: string
  roles: Role[]
  licence: Licence | null
  isAway: boolean
  delegateId: string | null
}

const text = `
select m.id as "memberId", m.name,
  (select json_agg(r.role order by r.role) from member_roles r where r.clinic_id = m.clinic_id and r.member_id = m.id) as "roles",
  case when m.licence_number is not null then json_build_object('number', m.licence_number,
    'state', coalesce(m.licence_state, ''), 'validUntil', m.licence_valid_until) end as "licence",
  is_away(m.id, d.today, d.today) as "isAway", delegate_on(m.id, d.today) as "delegateId"
from members m, (select clinic_day($1::timestamptz) as today) d
where m.clinic_id = current_clinic() and m.deactivated_at is null and exists (select 1 from member_roles r
  where r.clinic_id = m.clinic_id and r.member_id = m.id and r.role = any ($2::text[]))
order by m.name, m.id`

export type NamedColleague = Colleague & { name: string }

/** Who decides: the therapists and doctors. */
export function listClinicians(query: Query, at: Date): Promise<NamedColleague[]> {
  return listColleagues(query, at, ['physical-therapist', 'doctor'])
}

/** Who may be in a care team. */
export function listTeammates(query: Query, at: Date): Promise<NamedColleague[]> {
  return listColleagues(query, at, ['trainer', 'physical-therapist', 'doctor'])
}

async function listColleagues(query: Query, at: Date, roles: Role[]): Promise<NamedColleague[]> {
  const rows = await query<Row>({ name: 'colleagues', text, values: [at, roles] })
  return rows.map(({ memberId, name, roles, licence, isAway, delegateId }) => ({
    name,
    person: { memberId, roles, licence, isActive: true },
    away: isAway ? { delegateId } : null,
  }))
}
