/** Emergency access: a trainer outside of a client's care team reads their pages for an hour, and says why. */
import { isClinician, type Role } from './member'
import type { Verdict } from './refusal'

export const emergencyMinutes = 60
const shortestReason = 10

/** So that nobody finds out by trying who is a client: as many wrong tries within so many minutes, by one member. */
export const mostWrongTries = 10
export const tryMinutes = 15

type Asked = { by: { roles: readonly Role[]; isInCareTeam: boolean }; reason: string }

/** Who sees the client already needs no emergency: what they read then is told to nobody in haste. */
export function mayOpenInEmergency({ by, reason }: Asked): Verdict {
  if (isClinician(by.roles) || by.isInCareTeam) return { ok: false, why: 'client-yours-already' }
  if (!by.roles.includes('trainer')) return { ok: false, why: 'not-your-role' }
  return isReason(reason) ? { ok: true } : { ok: false, why: 'emergency-reason-short' }
}

/** Counted as a person would: spaces around it are no reason. */
export function isReason(reason: string): boolean {
  return [...reason.trim()].length >= shortestReason
}

export function mayTryAgain(wrongTries: number): Verdict {
  return wrongTries < mostWrongTries ? { ok: true } : { ok: false, why: 'emergency-too-many-tries' }
}

/** Whole minutes that are left, the one that runs counted; 0: it is over. Times are ISO. */
export function minutesLeft(expiresAt: string, now: string): number {
  return Math.max(0, Math.ceil((Date.parse(expiresAt) - Date.parse(now)) / 60_000))
}

/** `over`: its hour is past. */
export type EmergencyPhase = 'open' | 'ended' | 'over'

export function emergencyPhase(
  { expiresAt, endedAt }: { expiresAt: string; endedAt: string | null },
  now: string,
): EmergencyPhase {
  if (endedAt !== null) return 'ended'
  return Date.parse(expiresAt) > Date.parse(now) ? 'open' : 'over'
}

export const emergencyFindings = ['in-order', 'not-in-order'] as const
export type EmergencyFinding = (typeof emergencyFindings)[number]

/** Looked at by another than who opened it; what is not in order is said in words. */
export function mayReviewEmergency({
  by,
  openedBy,
  finding,
  note,
}: {
  by: { memberId: string; roles: readonly Role[] }
  openedBy: string
  finding: EmergencyFinding
  note: string
}): Verdict {
  if (!by.roles.includes('admin')) return { ok: false, why: 'not-your-role' }
  if (by.memberId === openedBy) return { ok: false, why: 'own-emergency-access' }
  return finding === 'in-order' || note.trim() !== '' ? { ok: true } : { ok: false, why: 'note-missing' }
}
