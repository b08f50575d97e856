/** Who acts in a command or a look-up, as far as data needs to know them; the member of a login is one. */
import type { Actor } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import { type Action, canOnClient, seesAllClients } from '~/domain/access'
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

/** How a member comes to a client. `isInCareTeam`: in it, or standing in today for a trainer of it who is away. */
export type Reach = { isInCareTeam: boolean; hasEmergencyAccess: boolean }

const reached = (client: string, ways: string) =>
  `exists (select 1 from reached_clients($1::uuid) r where r.client_id = ${client}${ways})`

/** Whether they serve the client; `$1` is the member, `client` the column with the client's id. */
export function servesSql(client: string): string {
  return reached(client, " and r.way <> 'emergency'")
}

/** Both ways of `Reach` at once, as a row to be joined to: `isInCareTeam` and `hasEmergencyAccess`. */
export function reachSql(client: string): string {
  return `(select coalesce(bool_or(r.way <> 'emergency'), false) as "isInCareTeam", coalesce(bool_or(r.way = 'emergency'), false) as "hasEmergencyAccess"
    from reached_clients($1::uuid) r where r.client_id = ${client})`
}

/** Whether an emergency has opened the client to them, for its hour. */
export function emergencySql(client: string): string {
  return reached(client, " and r.way = 'emergency'")
}

/** The clients of a member's lists: a trainer's own, a clinician's all. `$2` is whether they see all. */
export function visibleSql(client: string): string {
  return `($2::boolean or ${servesSql(client)})`
}

/** Those whose own pages they may open: an emergency opens a client, and lists them nowhere. */
function openSql(client: string): string {
  return `($2::boolean or ${reached(client, '')})`
}

/**
 * All three at once, for one row, where a statement asks for more than one of them: joined to it as `reach`, with `serves` and
 * `emergency`. `reachedSql` is then what openSql is without it.
 */
export function reachJoin(client: string): string {
  return `cross join lateral (select coalesce(bool_or(r.way <> 'emergency'), false) as serves,
    coalesce(bool_or(r.way = 'emergency'), false) as emergency from reached_clients($1::uuid) r where r.client_id = ${client}) reach`
}
export const reachedSql = '($2::boolean or reach.serves or reach.emergency)'

const reachText = `select ${servesSql('$3::uuid')} as "isInCareTeam", ${emergencySql('$3::uuid')} as "hasEmergencyAccess"
where ${openSql('$3::uuid')}`

/** How they come to one client, where they may do this for them; null where they may not. */
export async function reachFor(query: Query, member: Acting, clientId: string, action: Action): Promise<Reach | null> {
  const values = [member.memberId, seesAllClients(member), clientId]
  const [reach] = await query<Reach>({ name: 'reach', text: reachText, values })
  return reach && canOnClient(member, action, reach) ? reach : null
}

/**
 * Whether they are in the client's care team themselves, as nearly all who write for it are; `$1` is the member. The other
 * ways to a client are a plan of their own, so mayReach() asks for those only where this says no.
 */
export function inTeamSql(client: string): string {
  return `exists (select 1 from care_team t where t.clinic_id = current_clinic() and t.member_id = $1::uuid and t.client_id = ${client})`
}

/** Whether they may do this for a client, who is in their own team or not: what reachedSql and canOnClient say together. */
export async function mayReach(
  query: Query,
  member: Acting,
  { clientId, isInTeam, action }: { clientId: string; isInTeam: boolean; action: Action },
): Promise<boolean> {
  // Only a trainer reaches some and not others.
  if (isInTeam || !member.roles.includes('trainer')) return canOnClient(member, action, { isInCareTeam: isInTeam })
  return (await reachFor(query, member, clientId, action)) !== null
}

/** What a role may do for one client, as canOnClient asks it. */
export function mayFor(member: Acting, action: Action, isInCareTeam: boolean): boolean {
  return canOnClient(member, action, { isInCareTeam })
}
