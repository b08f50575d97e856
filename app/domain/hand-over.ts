/** Handing over: all clients of somebody who leaves, to one colleague or spread over several, in batches. */
import { isClinician, type Role } from './member'
import type { Verdict } from './refusal'

/** As many clients as one transaction moves: the clinic waits behind it. */
export const handOverBatch = 500

/** `shared-out`: each client to one of them, in turn; `all-to-each`: every client to all of them. */
export const handOverWays = ['shared-out', 'all-to-each'] as const
export type HandOverWay = (typeof handOverWays)[number]

type Colleague = { memberId: string; roles: readonly Role[]; isActive: boolean }

export type HandOverFacts = {
  by: { roles: readonly Role[] }
  /** Who leaves; they may have been deactivated before. */
  from: Colleague
  heirs: readonly Colleague[]
  /** They started a session that runs now. */
  isInSession: boolean
}

/** While somebody who is still active trains, their phone has yet to send what it logged. */
export function mayHandOver({ by, from, heirs, isInSession }: HandOverFacts): Verdict {
  if (!by.roles.includes('admin') && !isClinician(by.roles)) return { ok: false, why: 'not-your-role' }
  if (heirs.length === 0) return { ok: false, why: 'hand-over-to-nobody' }
  if (!heirs.every((heir) => mayTakeOver(from, heir))) return { ok: false, why: 'heir-unfit' }
  if (isInSession && from.isActive) return { ok: false, why: 'hand-over-in-session' }
  return { ok: true }
}

/** Active, another, and in the role in which the clients are served: nobody loses their trainer or their doctor by it. */
export function mayTakeOver(from: Omit<Colleague, 'isActive'>, heir: Colleague): boolean {
  if (!heir.isActive || heir.memberId === from.memberId) return false
  if (from.roles.includes('trainer') && !heir.roles.includes('trainer')) return false
  if (from.roles.includes('doctor') && !heir.roles.includes('doctor')) return false
  if (isClinician(from.roles) && !isClinician(heir.roles)) return false
  return heir.roles.includes('trainer') || isClinician(heir.roles)
}

/** Whose each client is to be. In turn by the order given, so that a batch that is asked for again gives the same. */
export function shareOut(
  clientIds: readonly string[],
  heirIds: readonly string[],
  way: HandOverWay,
): { clientId: string; memberId: string }[] {
  return clientIds.flatMap((clientId, place) => {
    const heirs = way === 'all-to-each' ? heirIds : heirIds.slice(place % heirIds.length, (place % heirIds.length) + 1)
    return heirs.map((memberId) => ({ clientId, memberId }))
  })
}
