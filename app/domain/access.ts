/** Who may do what: one table of actions, each with the roles that have it, and whose clients it reaches. */
import { isClinician, type Role } from './member'

const everyoneClinical = ['trainer', 'physical-therapist', 'doctor'] as const
const cliniciansOnly = ['physical-therapist', 'doctor'] as const

/**
 * The admin runs the clinic and proves what happened in it: the register, the audit, the windows in general. The
 * clinical pages of a client are not part of that, so an admin reads them only by another role. A list of who the
 * clients are is no clinical page: an admin who moves a clinic here brings it in.
 */
const table = {
  'client:read': everyoneClinical,
  'client:create': everyoneClinical,
  'client:download': everyoneClinical,
  'care-team:change': everyoneClinical,
  'care-team:manage': ['physical-therapist', 'doctor', 'admin'],
  'emergency:open': ['trainer'],
  'emergency:review': ['admin'],
  'client:import': everyoneClinical,
  'client:archive': everyoneClinical,
  'roster:import': ['trainer', 'physical-therapist', 'doctor', 'admin'],
  'screening:record': everyoneClinical,
  'event:note': everyoneClinical,
  'program:read': everyoneClinical,
  'program:raise': everyoneClinical,
  'program:submit': everyoneClinical,
  'program:withdraw': everyoneClinical,
  'program:amend': everyoneClinical,
  'template:make': everyoneClinical,
  'template:read': everyoneClinical,
  'template:retire': everyoneClinical,
  'program:decide': cliniciansOnly,
  'program:hold': everyoneClinical,
  'program:lift': everyoneClinical,
  'program:complete': ['trainer'],
  'program:stop': everyoneClinical,
  'program:revoke': cliniciansOnly,
  'consent:record': everyoneClinical,
  'lop:measure': everyoneClinical,
  'session:start': ['trainer'],
  'session:report': ['trainer'],
  'session:log': ['trainer'],
  'check-in:answer': everyoneClinical,
  'entry:correct': everyoneClinical,
  'deviation:review': cliniciansOnly,
  'red-flag:raise': everyoneClinical,
  'red-flag:acknowledge': cliniciansOnly,
  'adverse-event:record': everyoneClinical,
  'measurement:record': everyoneClinical,
  'strength:import': everyoneClinical,
  'one-rm:import': cliniciansOnly,
  'goal:set': everyoneClinical,
  'report:send': cliniciansOnly,
  'worklist:read': cliniciansOnly,
  'absence:record': ['trainer', 'physical-therapist', 'doctor', 'admin'],
  'window:read': ['trainer', 'physical-therapist', 'doctor', 'admin'],
  'window:acknowledge': everyoneClinical,
  'window:continue': cliniciansOnly,
  'register:read': ['physical-therapist', 'doctor', 'admin'],
  'clearance:audit': ['admin'],
  'audit:read': ['admin'],
  'audit:verify': ['admin'],
  'export:register': ['admin'],
  'client:export': ['physical-therapist', 'doctor', 'admin'],
  'client:erase': ['admin'],
  'member:manage': ['admin'],
  'clinic:settings': ['admin'],
} as const satisfies Record<string, readonly Role[]>

export type Action = keyof typeof table
export const actions = Object.keys(table) as Action[]

/**
 * What an emergency opens: to read a client's pages and write down what happened. Nothing starts, nothing is decided,
 * nothing leaves the house.
 */
const inEmergency: readonly Action[] = ['client:read', 'program:read', 'red-flag:raise', 'adverse-event:record']

type Holder = { roles: readonly Role[] }

function rolesFor(action: Action): readonly Role[] {
  return table[action]
}

/** Whether any of the member's roles has this action at all. */
export function can(member: Holder, action: Action): boolean {
  return rolesFor(action).some((role) => member.roles.includes(role))
}

/** Clinicians see every client of their clinic; whoever is a trainer alone, those of their care teams. */
export function seesAllClients(member: Holder): boolean {
  return isClinician(member.roles)
}

/**
 * Whether the member may do this for one client; in their care team is also who stands in for a trainer of it. A role reaches as far as it reaches: a trainer who is also a doctor
 * reads every client, but starts sessions, which only trainers do, with those of their care teams.
 */
export function canOnClient(
  member: Holder,
  action: Action,
  { isInCareTeam, hasEmergencyAccess = false }: { isInCareTeam: boolean; hasEmergencyAccess?: boolean },
): boolean {
  const isReached = isInCareTeam || (hasEmergencyAccess && inEmergency.includes(action))
  return rolesFor(action).some((role) => member.roles.includes(role) && (role !== 'trainer' || isReached))
}
