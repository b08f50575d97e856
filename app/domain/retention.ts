/** How long a record is kept, and when it may be erased: by what the clinic decided, or because the client demands it. */
import type { Refusal, Verdict } from './refusal'

export const erasureBases = ['retention', 'client-demand'] as const
/** `retention`: kept as long as the clinic keeps one. `client-demand`: the client asked for it, whatever the time. */
export type ErasureBasis = (typeof erasureBases)[number]

export const leastYears = 1
export const mostYears = 100

export function maySetRetention({ years }: { years: number | null }): Verdict {
  const isInRange = years === null || (Number.isInteger(years) && years >= leastYears && years <= mostYears)
  return isInRange ? { ok: true } : { ok: false, why: 'retention-out-of-range' }
}

/** What stands of a record when somebody wants it erased. `isPast`: kept as long as the clinic keeps one; null: not decided. */
export type RecordStanding = { isErased: boolean; openPrograms: number; isPast: boolean | null }

export function mayErase(standing: RecordStanding, asked: { basis: ErasureBasis; reason: string }): Verdict {
  const why = whyNot(standing, asked)
  return why ? { ok: false, why } : { ok: true }
}

function whyNot(standing: RecordStanding, { basis, reason }: { basis: ErasureBasis; reason: string }): Refusal | null {
  if (standing.isErased) return 'client-erased'
  if (standing.openPrograms > 0) return 'programs-not-over'
  if (basis === 'retention' && standing.isPast === null) return 'retention-not-decided'
  if (basis === 'retention' && !standing.isPast) return 'retention-not-over'
  return reason.trim() ? null : 'reason-missing'
}
