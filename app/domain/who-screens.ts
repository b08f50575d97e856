/** Who may screen: everybody clinical, and after a red flag a clinician alone. */
import { isClinician, type Role } from './member'
import type { Verdict } from './refusal'

export type ScreenerFacts = {
  roles: readonly Role[]
  /** A program of the client is held by a red flag. */
  hasRedFlagHold: boolean
  /** A red flag was raised after the newest screening, whether or not there was a program to hold. */
  hasRedFlagSince: boolean
}

export function mayScreen({ roles, hasRedFlagHold, hasRedFlagSince }: ScreenerFacts): Verdict {
  if (isClinician(roles)) return { ok: true }
  if (hasRedFlagHold || hasRedFlagSince) return { ok: false, why: 'screening-needs-clinician' }
  return roles.includes('trainer') ? { ok: true } : { ok: false, why: 'not-your-role' }
}
