/** Who is told of a red flag: who signed the clearance in force, else their delegate, else everybody who may decide. */

/** Minutes after which nobody's answer becomes everybody's business; a clinic may set fewer. */
export const usualEscalationMinutes = 30

/** `signer` and `delegate` are members who can be told now: active, licensed and not away; null otherwise. */
export type ClearanceInForce = { signer: string | null; delegate: string | null }

export type TellingFacts = {
  /** One for each of the client's programs with a clearance in force. */
  clearances: readonly ClearanceInForce[]
  /** Who can be told: active, licensed and not away. */
  clinicianIds: readonly string[]
  /** Admins and clinicians who are active, away or not, licensed or not. */
  everyoneInCharge: readonly string[]
  isAcknowledged: boolean
  minutesSince: number
  escalateAfterMinutes: number
}

/** Member ids, each once. A clearance with neither signer nor delegate tells all clinicians, as does none at all. */
export function whoIsTold(facts: TellingFacts): string[] {
  const { clearances, clinicianIds, everyoneInCharge } = facts
  // Never nobody: where no clinician can be told, everybody in charge is.
  if (isEscalated(facts) || clinicianIds.length === 0) return once(everyoneInCharge)
  if (clearances.length === 0) return once(clinicianIds)
  return once(clearances.flatMap(({ signer, delegate }) => signer ?? delegate ?? clinicianIds))
}

/**
 * Who of those told is addressed by name: the first signer or delegate, the newest clearance first; null where neither
 * can be told, and all are alike.
 */
export function whoIsAddressed(clearances: TellingFacts['clearances']): string | null {
  return clearances.map(({ signer, delegate }) => signer ?? delegate).find((id) => id !== null) ?? null
}

type Waiting = Pick<TellingFacts, 'isAcknowledged' | 'minutesSince' | 'escalateAfterMinutes'>

/** Unacknowledged for as long as the clinic waits. */
export function isEscalated({ isAcknowledged, minutesSince, escalateAfterMinutes }: Waiting): boolean {
  return !isAcknowledged && minutesSince >= escalateAfterMinutes
}

/** Whole minutes until it goes to everybody; 0 once it has, null where somebody answered. */
export function minutesToEscalation({ isAcknowledged, minutesSince, escalateAfterMinutes }: Waiting): number | null {
  return isAcknowledged ? null : Math.max(0, escalateAfterMinutes - minutesSince)
}

function once(ids: readonly string[]): string[] {
  return [...new Set(ids)]
}
