/** A program as its page tells it: its versions with their decisions, its holds, consents and sessions. */
import type { AdverseRecord } from './adverse-events'
import type { CalendarDay } from './calendar-day'
import type { DecisionRecord } from './decision-record'
import type { HoldCause } from './hold'
import type { Limits } from './limits'
import type { Prescription } from './prescription'
import type { VersionContent, VersionKind, VersionStatus } from './version'

/** Instants are ISO texts. */
export type VersionRecord = {
  id: string
  number: number
  kind: VersionKind
  status: VersionStatus
  authorName: string
  submittedAt: string | null
  contentHash: string | null
  extensionReason: string | null
  content: VersionContent
  /** The oldest first. */
  decisions: DecisionRecord[]
}

export type HoldRecord = {
  id: string
  cause: HoldCause
  reason: string
  heldBy: string
  at: string
  /** What held it; `seen` null: nobody has said so, which an old one was never asked. */
  redFlag: {
    id: string
    clientId: string
    isAnswered: boolean
    seen: { by: string; at: string } | null
  } | null
  lift: {
    by: string
    reason: string
    at: string
    assessment: { by: string; on: CalendarDay; result: string } | null
  } | null
}

export type ConsentRecord = { id: string; at: string; explainedBy: string; guardianName: string | null }

export type SessionRecord = {
  id: string
  kind: 'started' | 'reported'
  place: 'clinic' | 'home'
  day: CalendarDay
  at: string
  loggedBy: string
  painNrs: number | null
  versionNumber: number
  setCount: number
  outsideReason: string | null
  isStruck: boolean
  deviations: { id: string; says: string; reason: string }[]
  adverseEvents: AdverseRecord[]
}

/** A line in force with what its dose is worked out from: the tested 1RM in grams, the LOP in date in mmHg. */
export type LineInForce = { line: Prescription; limits: Limits; oneRmG: number | null; lopMmhg: number | null }
