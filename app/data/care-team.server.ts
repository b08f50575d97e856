/** The care team of a client: whom a trainer must be among to see them. */
import type { Query } from '~/database/query.server'
import { mayLeaveCareTeam } from '~/domain/care-team'
import type { Role } from '~/domain/member'
import type { Acting } from './acting.server'
import { commandOnClient } from './client-door.server'
import type { Outcome } from './command.server'

export type TeamMember = { id: string; name: string; roles: Role[]; isActive: boolean }
export type CareTeamPage = { team: TeamMember[]; others: TeamMember[] }

/** Who is in it, and who of the clinic's active people with a clinical role is not. */
export async function findCareTeam(query: Query, clientId: string): Promise<CareTeamPage> {
  const rows = await query<TeamMember & { isInTeam: boolean }>({
    name: 'care-team',
    text: `select m.id, m.name, m.deactivated_at is null as "isActive",
             exists (select 1 from care_team t where t.clinic_id = m.clinic_id and t.member_id = m.id
               and t.client_id = $1::uuid) as "isInTeam",
             (select json_agg(r.role order by r.role) from member_roles r where r.clinic_id = m.clinic_id
               and r.member_id = m.id) as "roles"
           from members m where m.clinic_id = current_clinic() order by m.name, m.id`,
    values: [clientId],
  })
  const people = rows.map(({ isInTeam, roles, ...row }) => ({ isInTeam, row: { ...row, roles: roles ?? [] } }))
  return {
    team: people.filter(({ isInTeam }) => isInTeam).map(({ row }) => row),
    others: people
      .filter(({ isInTeam, row }) => !isInTeam && row.isActive && row.roles.some((role) => role !== 'admin'))
      .map(({ row }) => row),
  }
}

type Change = { key: string; at: Date; clientId: string; memberId: string }

/** Adding who is there already changes nothing. A member of another clinic answers as one that does not exist. */
export function addToCareTeam(member: Acting, { key, at, clientId, memberId }: Change): Promise<Outcome> {
  const asked = { key, name: 'care-team:add', action: 'care-team:change', clientId, body: { memberId }, at } as const
  return commandOnClient(member, asked, async (tx) => {
    const { clinicId } = member
    const isClinical = { some: { role: { not: 'admin' } } }
    const added = await tx.member.findFirst({
      where: { clinicId, id: memberId, deactivatedAt: null, memberRolesByMember: isClinical },
      select: { id: true },
    })
    if (!added) throw new Response(null, { status: 404 })
    const row = { clinicId, clientId, memberId }
    const known = await tx.careTeamMember.findFirst({ where: row, select: { memberId: true } })
    if (!known)
      await tx.careTeamMember.create({ data: { ...row, addedBy: member.memberId }, select: { memberId: true } })
    return { ok: true }
  })
}

/** Out of the care team: oneself, or, by a clinician, anybody. */
export function removeFromCareTeam(member: Acting, { key, at, clientId, memberId }: Change): Promise<Outcome> {
  const asked = { key, name: 'care-team:remove', action: 'care-team:change', clientId, body: { memberId }, at } as const
  return commandOnClient(member, asked, async (tx) => {
    const may = mayLeaveCareTeam({ by: member, memberId })
    if (!may.ok) return may
    const { count } = await tx.careTeamMember.deleteMany({ where: { clinicId: member.clinicId, clientId, memberId } })
    if (count === 0) throw new Response(null, { status: 404 })
    return { ok: true }
  })
}
