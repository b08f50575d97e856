/** A decision as it is read later: who signed what, in which words, over which content, and how each finding was met. */
import type { CalendarDay } from './calendar-day'
import type { DecisionKind } from './clearance'
import type { Limits } from './limits'
import type { ClinicianRole } from './member'
import type { Prescription } from './prescription'
import type { Severity } from './rule-book/rule'

export type StoredFinding = {
  id: string
  ruleId: string
  /** Null: of the version as a whole. */
  prescriptionId: string | null
  severity: Severity
  value: string
  range: string
  says: string
  /** The trainer's; empty where none was asked for. */
  why: string
}

/** What the signer wrote beside a line; `position` counts from 1, and tells two lines of one name apart. */
export type CommentedLine = Pick<Prescription, 'position' | 'exercise' | 'limb'> & { lineId: string; comment: string }

export type FindingAnswer = StoredFinding & { answer: string; isCured: boolean }

/** `at` is an ISO instant, shown in `timeZone`, the clinic's of that moment. */
export type DecisionRecord = {
  id: string
  versionId: string
  outcome: DecisionKind | 'revoked'
  signerName: string
  signedAs: ClinicianRole
  licenceNumber: string
  licenceValidUntil: CalendarDay
  at: string
  timeZone: string
  meaning: string
  reason: string
  justification: string | null
  limits: Limits
  validUntil: CalendarDay | null
  contentHash: string
  answers: FindingAnswer[]
  /** In the order of the lines. */
  comments: CommentedLine[]
}
