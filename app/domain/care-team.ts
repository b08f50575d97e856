/** Care teams: anybody in one may ask a colleague in; out of it one goes oneself, or is taken by a clinician. */
import { isClinician, type Role } from './member'
import type { Verdict } from './refusal'

export function mayLeaveCareTeam({
  by,
  memberId,
}: {
  by: { memberId: string; roles: readonly Role[] }
  memberId: string
}): Verdict {
  return by.memberId === memberId || isClinician(by.roles) ? { ok: true } : { ok: false, why: 'not-a-clinician' }
}
