/** Who acts in a command or a look-up, as far as data needs to know them; the member of a login is one. */
import type { Prisma } from '~/data/generated/client'
import type { Actor } from '~/database/door.server'
import { canOnClient, seesAllClients } from '~/domain/access'
import type { Licence, Person, Role } from '~/domain/member'
import type { WindowSettings } from '~/domain/rehab-window'

export type Acting = Actor & {
  name: string
  roles: Role[]
  licence: Licence | null
  clinic: {
    timeZone: string
    clearanceValidDays: number
    screeningValidDays: number
    lopValidDays: number
    plateStepG: number
    doctorForPrecautions: boolean
  } & WindowSettings
}

/** A member with an open login is active: a deactivated one has none. */
export function personOf(member: Acting): Person {
  return { memberId: member.memberId, roles: member.roles, licence: member.licence, isActive: true }
}

/** The clients a member may see, as part of a `where`: a trainer's own, a clinician's all. */
export function visibleTo(member: Acting): Prisma.ClientWhereInput {
  return seesAllClients(member)
    ? { clinicId: member.clinicId }
    : { clinicId: member.clinicId, careTeam: { some: { memberId: member.memberId } } }
}

/** The same in SQL: `$1` is the member, `$2` whether they see all; `client` is the column with the client's id. */
export function visibleSql(client: string): string {
  return `($2::boolean or exists (select 1 from care_team t where t.clinic_id = current_clinic() and t.client_id = ${client} and t.member_id = $1::uuid))`
}

/** What a role may do for one client, as canOnClient asks it. */
export function mayFor(member: Acting, action: Parameters<typeof canOnClient>[1], isInCareTeam: boolean): boolean {
  return canOnClient(member, action, { isInCareTeam })
}
