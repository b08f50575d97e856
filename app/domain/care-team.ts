/** Care teams: anybody in one may ask a colleague in; out of it one goes oneself, or is taken by a clinician or an admin. */
import { isClinician, type Role } from './member'
import type { Verdict } from './refusal'

export function mayLeaveCareTeam({
  by,
  memberId,
}: {
  by: { memberId: string; roles: readonly Role[] }
  memberId: string
}): Verdict {
  const isAllowed = by.memberId === memberId || isClinician(by.roles) || by.roles.includes('admin')
  return isAllowed ? { ok: true } : { ok: false, why: 'not-a-clinician' }
}

/** `nobody`: none in it is active; `no-trainer`: some are, and no trainer among them, so that nobody trains the client. */
export const careGaps = ['nobody', 'no-trainer'] as const
export type CareGap = (typeof careGaps)[number]

type Teammate = { isActive: boolean; roles: readonly Role[] }

export function careGap(team: readonly Teammate[]): CareGap | null {
  const active = team.filter(({ isActive }) => isActive)
  if (active.length === 0) return 'nobody'
  return active.some(({ roles }) => roles.includes('trainer')) ? null : 'no-trainer'
}

/** Many clients at once, as one page of the list shows them. */
export const mostAssigned = 50
