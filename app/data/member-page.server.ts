/** One member, as their admin sees them: how they stand, how they came to stand so, and what would be left behind. */
import { type Actor, readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import { type Lapse, lapseOf } from '~/domain/lapse'
import type { Licence, Role } from '~/domain/member'
import type { MemberChangeKind } from '~/domain/membership'
import { noteAccess } from './access-events.server'
import { isId } from './id.server'

export type ShownMember = {
  id: string
  name: string
  email: string
  roles: Role[]
  licence: (Licence & { lapse: Lapse }) | null
  credential: { validUntil: CalendarDay; lapse: Lapse } | null
  deactivatedAt: Date | null
  hasSecondFactor: boolean
  lastSeenAt: Date | null
  isSelf: boolean
  /** Active admins beside them. */
  otherAdmins: number
  standing: string
}

type Row = Omit<ShownMember, 'licence' | 'credential'> & {
  licence: Licence | null
  credentialUntil: CalendarDay | null
  today: CalendarDay
}

const text = `select m.id, m.name, m.email, to_json(roles_of(m.id)) as "roles",
  case when m.licence_number is not null then json_build_object('number', m.licence_number,
    'state', coalesce(m.licence_state, ''), 'validUntil', m.licence_valid_until) end as "licence",
  m.bfr_credential_valid_until::text as "credentialUntil", m.deactivated_at as "deactivatedAt",
  coalesce(a.has_second_factor, false) as "hasSecondFactor", a.last_seen_at as "lastSeenAt", m.id = current_member() as "isSelf",
  other_admins(m.id)::integer as "otherAdmins", member_standing(m.id) as "standing", clinic_day($2::timestamptz)::text as "today"
from members m left join access_of_members(array[$1::uuid]) a on a.member_id = m.id
where m.clinic_id = current_clinic() and m.id = $1::uuid`

/** Throws a 404 Response where nobody of this id is in the clinic. */
async function getMember(query: Query, memberId: string, at: Date): Promise<ShownMember> {
  const [row] = await query<Row>({ name: 'member', text, values: [memberId, at] })
  if (!row) throw new Response(null, { status: 404 })
  const { licence, credentialUntil, today, ...member } = row
  return {
    ...member,
    licence: licence && { ...licence, lapse: lapseOf(licence.validUntil, today) },
    credential: credentialUntil && { validUntil: credentialUntil, lapse: lapseOf(credentialUntil, today) },
  }
}

/** The door of every page of one member: that it was read is noted. Throws a 404 Response for what is no id. */
export function readMember<T>(
  admin: Actor,
  { memberId, pathKind, at }: { memberId: string | undefined; pathKind: string; at: Date },
  also: (query: Query, person: ShownMember) => Promise<T>,
): Promise<{ person: ShownMember } & T> {
  if (!isId(memberId)) throw new Response(null, { status: 404 })
  return readClinic(admin, async (query) => {
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind, occurredAt: at })
    const person = await getMember(query, memberId, at)
    return { person, ...(await also(query, person)) }
  })
}

export type PastChange = {
  id: string
  kind: MemberChangeKind | 'invitation'
  at: Date
  by: string
  reason: string
  /** What it was before, as the database wrote it down. */
  was: string | null
  /** Of roles, a name, a licence or a credential: what it became. */
  became: { name: string | null; roles: Role[] | null; licence: Licence | null; credential: CalendarDay | null }
}

const changesShown = 20

/** The newest first, and at the end how they came in. All of it, with what was before, is in the audit log. */
export function listChanges(query: Query, memberId: string): Promise<PastChange[]> {
  return query<PastChange>({
    name: 'member-changes',
    text: `select c.id, c.kind, c.occurred_at as "at", b.name as "by", c.reason, c.was, json_build_object('name', c.name, 'roles', c.roles,
        'credential', c.bfr_credential_valid_until, 'licence', case when c.licence_number is not null then json_build_object(
          'number', c.licence_number, 'state', c.licence_state, 'validUntil', c.licence_valid_until) end) as "became"
      from member_changes c join members b on b.clinic_id = c.clinic_id and b.id = c.changed_by
      where c.clinic_id = current_clinic() and c.member_id = $1::uuid
      union all
      select i.id, 'invitation', i.accepted_at, b.name, '', null, json_build_object('name', null, 'roles', i.roles, 'credential', null, 'licence', null)
      from invitations i join members b on b.clinic_id = i.clinic_id and b.id = i.invited_by
      where i.clinic_id = current_clinic() and i.member_id = $1::uuid
      order by 3 desc, 1 desc limit ${changesShown}`,
    values: [memberId],
  })
}

/** How much of the clinic's work hangs on one member; counts, for an admin sees no clients. */
export type LeftBehind = {
  /** Clients in whose care team nobody else is active. */
  onlyTheirs: number
  /** Programs they raised that wait for a decision. */
  submissions: number
  /** Absences of colleagues, today or to come, in which they stand in. */
  standsIn: number
  /** Invitations they made that are open: those are taken back. */
  invitations: number
}

export async function countLeftBehind(query: Query, memberId: string, at: Date): Promise<LeftBehind> {
  const [row] = await query<LeftBehind>({
    name: 'left-behind',
    text: `select
      (select count(*) from care_team t where t.clinic_id = current_clinic() and t.member_id = $1::uuid and not exists (
         select 1 from care_team o join members m on m.clinic_id = o.clinic_id and m.id = o.member_id and m.deactivated_at is null
         where o.clinic_id = t.clinic_id and o.client_id = t.client_id and o.member_id <> t.member_id))::integer as "onlyTheirs",
      (select count(*) from versions v join programs p on p.clinic_id = v.clinic_id and p.id = v.program_id
         where v.clinic_id = current_clinic() and v.status = 'submitted' and p.raised_by = $1::uuid)::integer as "submissions",
      (select count(*) from absences a left join absence_ends e on e.clinic_id = a.clinic_id and e.absence_id = a.id
         where a.clinic_id = current_clinic() and a.delegate_id = $1::uuid and a.until_day >= clinic_day($2::timestamptz)
           and e.absence_id is null)::integer as "standsIn",
      (select count(*) from invitations i where i.clinic_id = current_clinic() and i.invited_by = $1::uuid
         and i.accepted_at is null and i.revoked_at is null and i.expires_at > $2::timestamptz)::integer as "invitations"`,
    values: [memberId, at],
  })
  if (!row) throw new Error('Counts are one row.')
  return row
}
