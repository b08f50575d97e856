/** The second factor: who must have one, and when a signature asks for its code. */
import type { Role } from './member'

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
