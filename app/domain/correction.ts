/** An entry in error: struck through with a reason, and replaced by what is true; never edited, never deleted. */
import { isWritten } from './clearance'
import type { DoneSet } from './live-line'
import { isClinician, type Role } from './member'
import type { Verdict } from './refusal'

/** How an entry was struck through; `at` as ISO text. `replacedById` null: what it told never was. */
export type Struck = { reason: string; by: string; at: string; replacedById: string | null }

export type StruckSet = DoneSet & { struck: Struck }

export type Entry = { loggedBy: string; isStruck: boolean; isInCareTeam: boolean }

type Corrector = { memberId: string; roles: readonly Role[] }

/** Who wrote it down, as long as they serve the client, or a clinician of the care team; once, and with a reason. */
export function mayCorrect({ loggedBy, isStruck, isInCareTeam }: Entry, by: Corrector, reason: string): Verdict {
  if (isStruck) return { ok: false, why: 'already-struck' }
  const isTheirs = loggedBy === by.memberId
  const isAllowed = isClinician(by.roles)
    ? isInCareTeam || isTheirs
    : isTheirs && isInCareTeam && by.roles.includes('trainer')
  if (!isAllowed) return { ok: false, why: 'entry-not-yours' }
  return isWritten(reason) ? { ok: true } : { ok: false, why: 'reason-missing' }
}
