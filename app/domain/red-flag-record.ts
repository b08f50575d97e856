/** A red flag as its page tells it: who was told, who answered, what is held and what each lift needs. */
import type { Limb } from './limb'

/** Times are ISO texts. */
export type RedFlagRecord = {
  id: string
  clientId: string
  sign: string
  raisedAt: string
  raisedBy: string
  needsAssessment: boolean
  /** The first whom it is addressed to, then who signed a clearance. */
  told: { name: string; isAddressed: boolean; isSigner: boolean }[]
  /** The oldest first. */
  acknowledgements: { name: string; at: string; isOwn: boolean }[]
  /** Since when it was everybody's; null: it was not, or the job has not run since. */
  escalatedAt: string | null
  escalateAfterMinutes: number
  details: { id: string; says: string; limb: Limb | null; since: string; by: string; at: string }[]
  held: HeldProgram[]
  isScreenedSince: boolean
}

export type HeldProgram = {
  programId: string
  name: string
  isFinished: boolean
  holdId: string
  lift: { by: string; at: string; reason: string } | null
}

/** A flag nobody has answered, as it stands over the pages people begin on. */
export type UnansweredFlag = {
  id: string
  clientId: string
  clientName: string
  sign: string
  raisedAt: string
  minutesSince: number
  escalateAfterMinutes: number
  /** This member was told of it by name or as one of those who signed. */
  isTold: boolean
}
