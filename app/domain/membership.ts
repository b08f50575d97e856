/** Who may change whom in a clinic, and how: roles, licences, who comes and who leaves. */
import type { CalendarDay } from './calendar-day'
import { isClinician, type Licence, type Role } from './member'
import type { Refusal, Verdict } from './refusal'

export const memberChangeKinds = ['name', 'roles', 'licence', 'credential', 'deactivation', 'reactivation'] as const
export type MemberChangeKind = (typeof memberChangeKinds)[number]

/** What an admin asks for; the licence of a change of roles is null where it stays as it is. */
export type MemberChange =
  | { kind: 'name'; name: string }
  | { kind: 'roles'; roles: Role[]; licence: Licence | null }
  | { kind: 'licence'; licence: Licence | null }
  | { kind: 'credential'; validUntil: CalendarDay | null }
  | { kind: 'deactivation'; reason: string }
  | { kind: 'reactivation' }

export type MemberAsTheyStand = {
  memberId: string
  name: string
  roles: Role[]
  licence: Licence | null
  bfrCredentialValidUntil: CalendarDay | null
  isActive: boolean
}

export type MembershipFacts = {
  by: { memberId: string; roles: readonly Role[] }
  member: MemberAsTheyStand
  /** Active admins beside this member. */
  otherAdmins: number
}

/**
 * An admin changes the others. What makes a clinician of oneself is another admin's to grant, where there is one; and
 * nobody leaves the clinic without an admin who can come in.
 */
export function mayChangeMember(facts: MembershipFacts, change: MemberChange): Verdict {
  if (!facts.by.roles.includes('admin')) return no('not-your-role')
  const why = refusalOf(facts, change)
  if (why) return no(why)
  const { member, otherAdmins } = facts
  const after = changed(member, change)
  if (JSON.stringify(after) === JSON.stringify(member)) return no('nothing-changed')
  const wasAdmin = member.isActive && member.roles.includes('admin')
  const isAdmin = after.isActive && after.roles.includes('admin')
  return wasAdmin && !isAdmin && otherAdmins === 0 ? no('last-admin') : { ok: true }
}

function refusalOf({ by, member, otherAdmins }: MembershipFacts, change: MemberChange): Refusal | null {
  const isOwn = by.memberId === member.memberId
  const anotherGrants = isOwn && otherAdmins > 0
  switch (change.kind) {
    case 'name':
      return change.name.trim() === '' ? 'name-missing' : null
    case 'roles':
      if (change.roles.length === 0) return 'roles-missing'
      if (anotherGrants && (change.licence || change.roles.some((role) => !member.roles.includes(role)))) {
        return 'own-roles'
      }
      return isClinician(change.roles) && !(change.licence ?? member.licence) ? 'licence-needed' : null
    case 'licence':
      if (anotherGrants) return 'own-roles'
      return isClinician(member.roles) && !change.licence ? 'licence-needed' : null
    case 'credential':
      return anotherGrants ? 'own-roles' : null
    case 'deactivation':
      if (isOwn) return 'own-deactivation'
      return change.reason.trim() === '' ? 'reason-missing' : null
    case 'reactivation':
      return null
  }
}

/** The member as they stand after it; roles in the order of the alphabet, as the database has them. */
export function changed(member: MemberAsTheyStand, change: MemberChange): MemberAsTheyStand {
  switch (change.kind) {
    case 'name':
      return { ...member, name: change.name }
    case 'roles':
      return { ...member, roles: [...new Set(change.roles)].sort(), licence: change.licence ?? member.licence }
    case 'licence':
      return { ...member, licence: change.licence }
    case 'credential':
      return { ...member, bfrCredentialValidUntil: change.validUntil }
    case 'deactivation':
      return { ...member, isActive: false }
    case 'reactivation':
      return { ...member, isActive: true }
  }
}

export const invitationDays = 7

/** `open`: until then it may be taken. */
export type InvitationState = 'open' | 'expired' | 'accepted' | 'revoked'

export type InvitationLife = { expiresAt: Date; acceptedAt: Date | null; revokedAt: Date | null }

export function invitationState({ expiresAt, acceptedAt, revokedAt }: InvitationLife, at: Date): InvitationState {
  if (acceptedAt) return 'accepted'
  if (revokedAt) return 'revoked'
  return expiresAt > at ? 'open' : 'expired'
}

/** Whether it runs out within two days: then somebody should ask the person, or send it again. */
export function isAboutToExpire(life: InvitationLife, at: Date): boolean {
  return invitationState(life, at) === 'open' && life.expiresAt.getTime() - at.getTime() <= 2 * 86_400_000
}

export type InvitationAsked = { name: string; roles: Role[]; licence: Licence | null }

export function mayInvite(
  { by, isMember, isInvited }: { by: { roles: readonly Role[] }; isMember: boolean; isInvited: boolean },
  { name, roles, licence }: InvitationAsked,
): Verdict {
  if (!by.roles.includes('admin')) return no('not-your-role')
  if (name.trim() === '') return no('name-missing')
  if (roles.length === 0) return no('roles-missing')
  if (isClinician(roles) && !licence) return no('licence-needed')
  if (isMember) return no('member-already')
  return isInvited ? no('invited-already') : { ok: true }
}

function no(why: Refusal): Verdict {
  return { ok: false, why }
}
