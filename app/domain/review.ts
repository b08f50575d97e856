/** What a clinician reads before a decision: the version, who they sign as, the screening, and what happened here before. */
import type { CalendarDay } from './calendar-day'
import type { DecisionRecord, StoredFinding } from './decision-record'
import type { Invalidation } from './invalidation'
import type { Limb } from './limb'
import type { ClinicianRole, Licence } from './member'
import type { Refusal } from './refusal'
import type { ScopedOutcome, ScreeningOutcome, ScreeningReason } from './screening'
import type { VersionContent, VersionStatus } from './version'

export type ReviewedVersion = {
  id: string
  number: number
  status: VersionStatus
  contentHash: string
  ruleEdition: string
  extensionReason: string | null
  submittedByName: string
  content: VersionContent
  findings: StoredFinding[]
  /** On this version, the newest first. */
  decisions: DecisionRecord[]
  /** Why it holds or waits no more, and since when. */
  invalidation: Invalidation | null
}

/** `whyNot`: they may not decide at all. `whyNotClear`: nobody may clear it now, but send it back. */
export type Signer = {
  name: string
  role: ClinicianRole
  licence: Licence | null
  whyNot: Refusal | null
  whyNotClear: Refusal | null
  outcome: ScreeningOutcome | null
}

/** Where something stands in the list of what waits, what comes before and after it there, and what to decide after it. */
export type Place = {
  id: string
  /** After which row its page of the list begins; null: the first page. */
  pageAfter: string | null
  number: number
  count: number
  previous: Neighbour | null
  next: Neighbour | null
  /** The next of the list that is this member's to decide; after the last of them, the first. */
  nextYours: Neighbour | null
}

/** `id` is of a version, or of a hold. */
export type Neighbour = { id: string; programId: string; isHold: boolean }

export type ScreeningShown = {
  id: string
  screenedOn: CalendarDay
  screenedBy: string
  systolic: number
  diastolic: number
  reasons: ScreeningReason[]
  outcomes: ScopedOutcome[]
}

/** `firstG` and `lastG` are tested 1RMs in grams; `symmetryPercent` is of the last two of both sides. */
export type StrengthHere = {
  exercise: string
  limb: Limb
  firstG: number
  lastG: number
  symmetryPercent: number | null
}

export type ReviewHistory = {
  programsCompleted: number
  programsStopped: number
  sessions: number
  deviations: number
  outsideClearance: number
  redFlags: number
  strength: StrengthHere[]
}
