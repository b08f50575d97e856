/** Changes of members by their admin: each one row that consumes the password given again for exactly that change. */
import { createHash } from 'node:crypto'
import type { Query } from '~/database/query.server'
import type { Licence } from '~/domain/member'
import { type MemberAsTheyStand, type MemberChange, mayChangeMember } from '~/domain/membership'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'
import { newId } from './id.server'
import { queryOf } from './rule-facts.server'
import { dateOf } from './version-rows.server'

/** Whom, and as they stood when the page was read. */
export type Changing = { memberId: string; standing: string }

const netstring = (field: string | null) => `${Buffer.byteLength(field ?? '')}:${field ?? ''},`

/** Fields as one text that reads only one way, hashed; the database works out the same. */
export function hashOfFields(fields: (string | null)[]): string {
  return createHash('sha256').update(fields.map(netstring).join('')).digest('hex')
}

/** What the password is given again for: this change of this member, as they stood. */
export function memberChangeHash({ memberId, standing }: Changing, change: MemberChange): string {
  const { name, roles, licence, credential, reason } = columnsOf(change)
  const licenceFields = [licence?.number ?? null, licence?.state ?? null, licence?.validUntil ?? null]
  return hashOfFields([memberId, standing, name, roles.join(','), ...licenceFields, credential, reason])
}

export function purposeOf({ kind }: MemberChange): string {
  return `member:${kind}`
}

function columnsOf(change: MemberChange) {
  return {
    name: change.kind === 'name' ? change.name : null,
    roles: change.kind === 'roles' ? [...new Set(change.roles)].sort() : [],
    licence: change.kind === 'roles' || change.kind === 'licence' ? change.licence : null,
    credential: change.kind === 'credential' ? change.validUntil : null,
    reason: change.kind === 'deactivation' ? change.reason : '',
  }
}

type Facts = { member: MemberAsTheyStand; standing: string; otherAdmins: number }

/** Throws a 404 Response where nobody of this id is in the clinic. */
export function changeMember(
  admin: Acting,
  { key, at, reauthenticationId, memberId, standing }: Changing & { key: string; at: Date; reauthenticationId: string },
  change: MemberChange,
): Promise<Outcome> {
  const asked = { key, name: 'member:change', body: { memberId, ...change } }
  return command(admin, asked, async (tx): Promise<Outcome> => {
    const facts = await findFacts(queryOf(tx), memberId)
    if (!facts) throw new Response(null, { status: 404 })
    if (facts.standing !== standing) return { ok: false, why: 'member-changed' }
    const may = mayChangeMember({ by: admin, ...facts }, change)
    if (!may.ok) return may
    const { name, roles, licence, credential, reason } = columnsOf(change)
    const id = newId()
    // Roles that are not changed are none at all, which Prisma cannot say of a list.
    await tx.$executeRaw`
      insert into member_changes (clinic_id, id, member_id, kind, name, roles, licence_number, licence_state,
        licence_valid_until, bfr_credential_valid_until, reason, standing, was, changed_by, reauthentication_id, occurred_at)
      values (${admin.clinicId}::uuid, ${id}::uuid, ${memberId}::uuid, ${change.kind}, ${name},
        case when ${change.kind} = 'roles' then ${roles}::text[] end, ${licence?.number ?? null}, ${licence?.state ?? null},
        ${licence ? dateOf(licence.validUntil) : null}::date, ${credential ? dateOf(credential) : null}::date, ${reason},
        ${standing}, '', ${admin.memberId}::uuid, ${reauthenticationId}::uuid, ${at})`
    return { ok: true }
  })
}

type Row = Omit<MemberAsTheyStand, 'licence'> & {
  licence: Licence | null
  standing: string
  otherAdmins: number
}

async function findFacts(query: Query, memberId: string): Promise<Facts | null> {
  const [row] = await query<Row>({
    name: 'member-facts',
    text: `select m.id as "memberId", m.name, to_json(roles_of(m.id)) as "roles",
        case when m.licence_number is not null then json_build_object('number', m.licence_number,
          'state', coalesce(m.licence_state, ''), 'validUntil', m.licence_valid_until) end as "licence",
        m.bfr_credential_valid_until::text as "bfrCredentialValidUntil", m.deactivated_at is null as "isActive",
        member_standing(m.id) as "standing", other_admins(m.id)::integer as "otherAdmins"
      from members m where m.clinic_id = current_clinic() and m.id = $1::uuid`,
    values: [memberId],
  })
  if (!row) return null
  const { standing, otherAdmins, ...member } = row
  return { member, standing, otherAdmins }
}
