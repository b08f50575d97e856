/** The second factor: who must have one, and when a signature asks for its code. */
import type { Role } from './member'
import type { Verdict } from './refusal'

/** A signature within these minutes of the last one needs no code of its own. */
export const codeMinutes = 15

const whoSignOrManage: readonly Role[] = ['physical-therapist', 'doctor', 'admin']

/** Where the clinic demands it, whoever signs or manages has one. */
export function mustHaveSecondFactor(roles: readonly Role[], { isDemanded }: { isDemanded: boolean }): boolean {
  return isDemanded && roles.some((role) => whoSignOrManage.includes(role))
}

/** Due at the first signature of a login, and again after a quarter of an hour without one; every signature counts. */
export function isCodeDue(hasSecondFactor: boolean, lastSignedAt: Date | null, now: Date): boolean {
  if (!hasSecondFactor) return false
  return lastSignedAt === null || now.getTime() - lastSignedAt.getTime() >= codeMinutes * 60_000
}

/** Whether an admin may take the second factor of somebody away, who then signs in with the password alone. */
export function mayResetFactor(asked: { isOwn: boolean; hasFactor: boolean; reason: string }): Verdict {
  if (asked.isOwn) return { ok: false, why: 'own-second-factor' }
  if (!asked.hasFactor) return { ok: false, why: 'no-second-factor' }
  return asked.reason.trim() === '' ? { ok: false, why: 'reason-missing' } : { ok: true }
}
