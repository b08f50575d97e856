/** What stands around every page: where this member may go, and what waits for them there. */
import { type Actor, readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import { can, seesAllClients } from '~/domain/access'
import type { Role } from '~/domain/member'
import { type Access, noteAccessSql, noteAccessValues } from './access-events.server'
import { servesSql } from './acting.server'
import { type OpenAccess, openAccessesSql } from './emergency-access.server'
import { isNewSql } from './first-steps.server'

export type Shell = {
  member: { id: string; name: string; roles: Role[]; clinicName: string }
  items: { to: string; label: string; count?: number }[]
  formats: { locale: string; timeZone: string; units: 'kg' | 'lb' }
  /** A code of the second factor is to come with the next signature. */
  isCodeDue: boolean
  /** Clients that an emergency has opened to the member, for its hour. */
  emergencies: OpenAccess[]
}

type Whose = {
  memberId: string
  name: string
  roles: Role[]
  isCodeDue: boolean
  clinic: { name: string; locale: string; timeZone: string; units: 'kg' | 'lb' }
}
/** What `shellSql` answers. */
export type ShellCounts = StandingCounts & { news: number }

/** What `standingSql` answers. */
export type StandingCounts = { decisions: number; windows: number; isNew: boolean; emergencies: OpenAccess[] }

/**
 * What waits, as one value of json, for a page that asks it in a statement of its own: `$1` is the member. What depends on
 * their roles stands in the text, so that each text has one plan; `shellKey` is to be part of the statement's name. Counted
 * up to a hundred: past that the exact number tells nobody anything.
 */
export function shellSql(member: Whose): string {
  return `(select json_build_object(${standing(member)}, 'news', ${newsSql}))`
}

/** The same without the inbox, which changes when somebody reads it. */
export function standingSql(member: Whose): string {
  return `(select json_build_object(${standing(member)}))`
}

export const newsSql = `(select count(*) from (select 1 from notifications n where n.clinic_id = current_clinic() and n.member_id = $1::uuid
       and n.seen_at is null limit 100) n)`

function standing(member: Whose): string {
  const isNew = can(member, 'clinic:settings') ? isNewSql : 'false'
  return `
  'decisions', (select count(*) from (select 1 from versions v where v.clinic_id = current_clinic() and v.status = 'submitted' limit 100) w)
    + (select count(*) from (select distinct h.program_id from holds h join programs p on p.clinic_id = h.clinic_id and p.id = h.program_id
         where h.clinic_id = current_clinic() and h.lifted_at is null and h.cause in ('red-flag', 'screening', 'event')
           and p.status not in ('completed', 'stopped') limit 100) h),
  'windows', (select count(distinct program_id) from (select w.program_id from rehab_windows w
       where w.clinic_id = current_clinic() and w.is_running and w.review_on <= clinic_day(statement_timestamp())
         ${seesAllWindows(member) ? '' : `and ${servesSql('w.client_id')}`} limit 100) p),
  'isNew', ${isNew}, 'emergencies', ${openAccessesSql}`
}

export function shellKey(member: Whose): string {
  return `${seesAllWindows(member) ? 'all' : 'own'}${can(member, 'clinic:settings') ? '-admin' : ''}`
}

function seesAllWindows(member: Whose): boolean {
  return seesAllClients(member) || member.roles.includes('admin')
}

/** The frame of a page, in the same door as the page itself; with `access`, the reading is noted in that trip. */
export async function shellOf(member: Whose, query: Query, access?: Access): Promise<Shell> {
  const text = `select ${shellSql(member)} as "waiting"`
  const [found] = await query<{ waiting: ShellCounts }>(
    access
      ? {
          name: `shell-noting-${shellKey(member)}`,
          text: `with noted as (${noteAccessSql(2)}) ${text}`,
          values: [member.memberId, ...noteAccessValues(access)],
        }
      : { name: `shell-${shellKey(member)}`, text, values: [member.memberId] },
  )
  if (!found) throw new Error('PostgreSQL says what waits.')
  return shellWith(member, found.waiting)
}

/** The frame around what `shellSql` answered. */
export function shellWith(member: Whose, waiting: ShellCounts): Shell {
  const { name, locale, timeZone, units } = member.clinic
  return {
    member: { id: member.memberId, name: member.name, roles: member.roles, clinicName: name },
    items: itemsFor(member, waiting),
    formats: { locale, timeZone, units },
    isCodeDue: member.isCodeDue,
    emergencies: waiting.emergencies,
  }
}

function itemsFor(member: Whose, waiting: ShellCounts): Shell['items'] {
  return [
    ...(waiting.isNew ? [{ to: '/first-steps', label: 'First steps' }] : []),
    ...(can(member, 'worklist:read')
      ? [{ to: '/worklist', label: 'Needs your decision', count: waiting.decisions }]
      : []),
    ...(can(member, 'session:start') ? [{ to: '/today', label: 'My clients today' }] : []),
    ...(can(member, 'client:read') ? [{ to: '/clients', label: 'Clients' }] : []),
    ...(can(member, 'care-team:manage') ? [{ to: '/care-teams', label: 'Care teams' }] : []),
    ...(can(member, 'program:read') ? [{ to: '/programs', label: 'Programs' }] : []),
    ...(can(member, 'window:read') ? [{ to: '/windows', label: 'Rehab windows', count: waiting.windows }] : []),
    ...(can(member, 'absence:record') ? [{ to: '/absences', label: 'Absences' }] : []),
    ...(can(member, 'member:manage') ? [{ to: '/members', label: 'Members' }] : []),
    ...(can(member, 'register:read') ? [{ to: '/register', label: 'Register' }] : []),
    ...(can(member, 'audit:read') ? [{ to: '/audit', label: 'Audit log' }] : []),
    ...(can(member, 'clinic:settings') ? [{ to: '/settings', label: 'Settings' }] : []),
    { to: '/inbox', label: 'Inbox', count: waiting.news },
  ]
}

/** Where each user lands: an admin whose clinic cannot run a program yet at what comes first, else what waits for them. */
export function landingPage(member: Whose & Actor): Promise<string> {
  return readClinic(member, async (query) => {
    const { items } = await shellOf(member, query)
    return items.some(({ to }) => to === '/first-steps') ? '/first-steps' : startPage(member)
  })
}

/** Where they land once the clinic is under way. */
export function startPage(member: { roles: readonly Role[] }): string {
  if (can(member, 'worklist:read')) return '/worklist'
  return can(member, 'session:start') ? '/today' : '/register'
}
