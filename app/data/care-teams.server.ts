/** Whose clients: the care teams of the whole clinic, for who assigns them. Names and record numbers, and nothing clinical. */
import type { Tx } from '~/database/client.server'
import type { Query } from '~/database/query.server'
import { type CareGap, careGap } from '~/domain/care-team'
import type { Acting } from './acting.server'
import type { TeamMember } from './care-team.server'
import { notArchivedSql } from './client-list.server'
import { command, type Outcome } from './command.server'
import { notErasedSql } from './erased.server'
import { few, keepPlans, keepsPlans, type Whose } from './own-clients.server'
import { queryOf } from './rule-facts.server'

export type ListedTeam = {
  id: string
  givenName: string
  familyName: string
  recordNumber: string
  team: TeamMember[]
  gap: CareGap | null
}

/** `after`: the id of the client the page before ended with, so that no name stands in an address. */
export type TeamsAsked = { gap: CareGap | null; memberId: string | null; after: string | null }

const pageSize = 50

const active = (
  role: string,
) => `exists (select 1 from care_team t join members m on m.clinic_id = t.clinic_id and m.id = t.member_id
  where t.clinic_id = c.clinic_id and t.client_id = c.id and m.deactivated_at is null${role})`
const anybody = active('')
const trainer = active(
  ` and exists (select 1 from member_roles r where r.clinic_id = m.clinic_id and r.member_id = m.id and r.role = 'trainer')`,
)

// As careGap() has it.
const gaps: Record<CareGap, string> = { nobody: `not ${anybody}`, 'no-trainer': `${anybody} and not ${trainer}` }

/** Nobody is asked to care for whom the clinic put away, or erased. */
const standing = `${notArchivedSql('c.id')} and ${notErasedSql('c.id')}`

const beyond = `and (c.family_name, c.given_name, c.id) > (select k.family_name, k.given_name, k.id from clients k
  where k.clinic_id = current_clinic() and k.id = $3::uuid)`

const ofMember = 'care_team t where t.clinic_id = current_clinic() and t.member_id = $1::uuid'
const countText = `select count(*)::integer as "count", ${keepsPlans} from (select 1 from ${ofMember} limit ${few + 1}) counted`

/** Of a member with few clients those are read and sorted; of one with many each client in turn is asked for them. */
async function ofWhom(query: Query, memberId: string | null): Promise<Whose> {
  if (memberId === null) {
    await keepPlans(query)
    return 'all'
  }
  const [row] = await query<{ count: number }>({ name: 'own-clients-of-member', text: countText, values: [memberId] })
  return (row?.count ?? 0) > few ? 'many' : 'few'
}

const reaches: Record<Whose, string> = {
  all: '$1::uuid is null',
  few: `c.id = any (array(select t.client_id from ${ofMember}))`,
  many: `coalesce((select true from ${ofMember} and t.client_id = c.id limit 1), false)`,
}

const listText = (
  whose: Whose,
  after: string | null,
) => `select c.id, c.given_name as "givenName", c.family_name as "familyName", c.record_number as "recordNumber",
  coalesce((select json_agg(json_build_object('id', m.id, 'name', m.name, 'isActive', m.deactivated_at is null,
      'roles', (select coalesce(json_agg(r.role order by r.role), '[]') from member_roles r
        where r.clinic_id = m.clinic_id and r.member_id = m.id)) order by m.name)
    from care_team t join members m on m.clinic_id = t.clinic_id and m.id = t.member_id
    where t.clinic_id = c.clinic_id and t.client_id = c.id), '[]') as "team"
from clients c where c.clinic_id = current_clinic() and ${standing}
  and ${reaches[whose]}
  and case $2::text when 'nobody' then ${gaps.nobody} when 'no-trainer' then ${gaps['no-trainer']} else true end
  ${after ? beyond : ''}
order by c.family_name, c.given_name, c.id limit ${pageSize + 1}`

export async function listCareTeams(
  query: Query,
  { gap, memberId, after }: TeamsAsked,
): Promise<{ rows: ListedTeam[]; next: string | null }> {
  const whose = await ofWhom(query, memberId)
  const found = await query<Omit<ListedTeam, 'gap'>>({
    name: ['care-teams', whose, after && 'after'].filter(Boolean).join('-'),
    text: listText(whose, after),
    values: [memberId, gap, ...(after ? [after] : [])],
  })
  const rows = found.slice(0, pageSize).map((row) => ({ ...row, gap: careGap(row.team) }))
  return { rows, next: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null }
}

/** Up to a hundred of each: past that the exact number tells nobody anything. */
export type GapCounts = Record<CareGap, number>

const gapsText = `select ${Object.entries(gaps)
  .map(
    ([gap, isOne]) => `(select count(*)::int from (select 1 from clients c where c.clinic_id = current_clinic()
      and ${standing} and ${isOne} limit 100) x) as "${gap}"`,
  )
  .join(', ')}`

export async function countCareGaps(query: Query): Promise<GapCounts> {
  const [row] = await query<GapCounts>({ name: 'care-gaps', text: gapsText, values: [] })
  return row ?? { nobody: 0, 'no-trainer': 0 }
}

export type FilterMember = { id: string; name: string; isActive: boolean }

/** Who is in a care team, or may be: those who left stand last. */
export function listServing(query: Query): Promise<FilterMember[]> {
  return query<FilterMember>({
    name: 'serving-members',
    text: `select m.id, m.name, m.deactivated_at is null as "isActive" from members m where m.clinic_id = current_clinic()
        and (exists (select 1 from care_team t where t.clinic_id = m.clinic_id and t.member_id = m.id)
          or m.deactivated_at is null and exists (select 1 from member_roles r where r.clinic_id = m.clinic_id
            and r.member_id = m.id and r.role <> 'admin'))
      order by m.deactivated_at is not null, m.name, m.id`,
    values: [],
  })
}

type Assigned = { clientIds: string[]; memberId: string; key: string; at: Date }

/** Takes a colleague into the care teams of many clients; where they are in one already, nothing changes. */
export function assignMany(member: Acting, { key, at: _, ...asked }: Assigned): Promise<Outcome<{ changed: number }>> {
  return command<{ changed: number }>(member, { key, name: 'care-team:assign', body: asked }, async (tx) => {
    const { clinicId, memberId: addedBy } = member
    const isClinical = { some: { role: { not: 'admin' } } }
    const where = { clinicId, id: asked.memberId, memberRolesByMember: isClinical }
    const chosen = await tx.member.findFirst({ where, select: { deactivatedAt: true } })
    if (!chosen) throw new Response(null, { status: 404 })
    if (chosen.deactivatedAt) return { ok: false, why: 'teammate-unfit' }
    const clientIds = await knownClients(tx, asked.clientIds)
    const data = clientIds.map((clientId) => ({ clinicId, clientId, memberId: asked.memberId, addedBy }))
    const { count } = await tx.careTeamMember.createMany({ data, skipDuplicates: true })
    return { ok: true, changed: count }
  })
}

/** Takes a colleague out of the care teams of many clients. Whom it leaves with nobody, the list says. */
export function takeOutMany(member: Acting, { key, at: _, ...asked }: Assigned): Promise<Outcome<{ changed: number }>> {
  return command<{ changed: number }>(member, { key, name: 'care-team:take-out', body: asked }, async (tx) => {
    const { clinicId } = member
    const { memberId } = asked
    if (!(await tx.member.findFirst({ where: { clinicId, id: memberId }, select: { id: true } })))
      throw new Response(null, { status: 404 })
    const clientIds = await knownClients(tx, asked.clientIds)
    const { count } = await tx.careTeamMember.deleteMany({ where: { clinicId, clientId: { in: clientIds }, memberId } })
    return { ok: true, changed: count }
  })
}

/** A client of another clinic answers as one that does not exist. */
async function knownClients(tx: Tx, clientIds: readonly string[]): Promise<string[]> {
  const rows = await queryOf(tx)<{ id: string }>({
    name: 'known-clients',
    text: 'select c.id from clients c where c.clinic_id = current_clinic() and c.id = any ($1::uuid[]) order by c.id',
    values: [clientIds],
  })
  if (rows.length !== new Set(clientIds.map((id) => id.toLowerCase())).size) throw new Response(null, { status: 404 })
  return rows.map(({ id }) => id)
}
