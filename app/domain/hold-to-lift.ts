/** What somebody reads before they lift a hold. */
import type { CalendarDay } from './calendar-day'
import type { HoldCause } from './hold'
import type { Refusal } from './refusal'
import type { ScreeningOutcome } from './screening'

export type HoldToLift = {
  id: string
  cause: HoldCause
  reason: string
  heldBy: string
  at: Date
  isLifted: boolean
  /** `sign` as it was raised. */
  redFlag: { id: string; sign: string; detail: string } | null
  needsAssessment: boolean
  /** Open holds of this program beside this one. */
  otherHolds: number
  screening: { outcome: ScreeningOutcome; on: CalendarDay; by: string; isSinceHold: boolean } | null
  /** Null: this member may lift it. */
  whyNot: Refusal | null
}
