/** What a window waits for, and on whom: the words of a row of the board. */
import type { HoldCause } from './hold'
import type { RehabWindow } from './rehab-window'
import type { VersionKind } from './version'
import type { Severity } from './window-flag'

export type WaitsFor =
  | `decision-on-${VersionKind}`
  | 'end-of-breach'
  | 'end-of-breach-after-extension'
  | 'review'
  | 'plan-before-the-end'
  | 'lift'
  | 'acknowledgement'
export type WaitsOn = 'trainer' | 'clinician' | 'doctor' | 'anybody'
export type Wait = { waitsFor: WaitsFor; on: WaitsOn }

export type WaitFacts = {
  phase: RehabWindow['phase']
  /** BFR more than 3 times in 7 days, planned or done. */
  isHighFrequency: boolean
  /** What stands on the window today. */
  flag: Severity | null
  /** The version that waits for a decision, and whether only a doctor may decide it. */
  submitted: { kind: VersionKind; isDoctorNeeded: boolean } | null
  extensionDays: number
  openHolds: readonly HoldCause[]
  /** Null: no flag was written yet. */
  isAcknowledged: boolean | null
}

/** The turn of whoever can move it first; a flag that nobody has seen yet is said besides. */
export function waitsOf(facts: WaitFacts): Wait[] {
  const next = nextOf(facts)
  const isUnseen = facts.flag !== null && facts.isAcknowledged === false
  return [...(next ? [next] : []), ...(isUnseen ? [{ waitsFor: 'acknowledgement', on: 'anybody' } as const] : [])]
}

function nextOf({ phase, isHighFrequency, flag, submitted, extensionDays, openHolds }: WaitFacts): Wait | null {
  if (submitted) {
    return { waitsFor: `decision-on-${submitted.kind}`, on: submitted.isDoctorNeeded ? 'doctor' : 'clinician' }
  }
  if (flag === 'breach') {
    return { waitsFor: extensionDays > 0 ? 'end-of-breach-after-extension' : 'end-of-breach', on: 'trainer' }
  }
  if (flag === 'review-due') return { waitsFor: 'review', on: 'clinician' }
  if (openHolds.length > 0) {
    // A trainer lifts what a trainer held; a hold does not stop the clock.
    const isTrainers = openHolds.every((cause) => cause === 'trainer')
    return { waitsFor: 'lift', on: isTrainers ? 'trainer' : 'clinician' }
  }
  const isNearItsEnd = phase === 'closing' || phase === 'last-day' || phase === 'extended'
  return isHighFrequency && isNearItsEnd ? { waitsFor: 'plan-before-the-end', on: 'trainer' } : null
}
