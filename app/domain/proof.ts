/** The proof of a decision: all it rests on, and what happened after it, as register and certificate show it. */
import type { CalendarDay } from './calendar-day'
import type { AuditFinding } from './clearance-audit'
import { type ClearanceStanding, clearanceStanding } from './clearance-standing'
import type { ConditionCode } from './conditions'
import type { DecisionRecord } from './decision-record'
import type { HoldCause } from './hold'
import type { ProgramStatus } from './program'
import type { ScreeningAnswers, ScreeningOutcome, ScreeningReason } from './screening'
import type { VersionStatus } from './version'
import type { Severity } from './window-flag'

/** The decision signed before or after this one on the same program. */
export type Neighbour = {
  id: string
  at: string
  outcome: DecisionRecord['outcome']
  versionNumber: number
  signerName: string
}

/** What an admin found in an audit; `isCorrected` by a later one of the same draw. */
export type FoundInAudit = {
  id: string
  auditId: string
  finding: AuditFinding
  note: string
  by: string
  at: string
  isCorrected: boolean
}

/** Instants are ISO texts. */
export type Proof = {
  decision: DecisionRecord
  decidedBy: string
  client: { id: string; givenName: string; familyName: string; birthDate: CalendarDay; recordNumber: string }
  program: { id: string; name: string; status: ProgramStatus; isStarted: boolean; openHolds: number }
  version: {
    number: number
    status: VersionStatus
    submittedBy: string
    submittedAt: string
    /** The text that was signed. */
    content: string
  }
  /** It hashes to what was signed, and the rows it was made of still render to it. */
  isContentWhole: boolean
  /** Of the screening for this version, as the decision kept it. */
  risk: ScreeningOutcome
  screening: {
    on: CalendarDay
    by: string
    systolic: number
    diastolic: number
    reasons: ScreeningReason[]
    answers: ScreeningAnswers & { rejected: ConditionCode[] }
    note: string | null
    /** With the client's record: what was answered is gone. */
    isErased: boolean
  }
  before: Neighbour | null
  after: Neighbour | null
  /** The first later one that took a clearance out of force: the next clearance, or a revocation. */
  endedBy: Neighbour | null
  /** The event of this decision in the clinic's audit chain. */
  link: { seq: number; hash: string } | null
  /** Under this version; what was struck through is counted by itself. */
  sessions: {
    total: number
    first: CalendarDay | null
    last: CalendarDay | null
    outside: number
    deviations: number
    struck: number
  }
  audits: FoundInAudit[]
  /** The clinic's day of asking. */
  today: CalendarDay
}

/** Where its clearance stands today; null for a decision that cleared nothing. */
export function standingOf({ decision, version, program, isContentWhole, today }: Proof): ClearanceStanding | null {
  if (decision.outcome !== 'cleared' && decision.outcome !== 'cleared-with-limits') return null
  return clearanceStanding({
    today,
    versionStatus: version.status,
    programStatus: program.status,
    isStarted: program.isStarted,
    openHolds: program.openHolds,
    validUntil: decision.validUntil,
    reviewBy: decision.limits.reviewBy,
    isContentWhole,
  })
}

/** Something of note on the program after the decision. `at` is an ISO instant. */
export type LaterEvent = { at: string; by: string | null } & (
  | { kind: 'outside-clearance'; reason: string; isStruck: boolean }
  | { kind: 'deviation'; says: string; reason: string }
  | { kind: 'hold'; cause: HoldCause; reason: string }
  | { kind: 'red-flag'; sign: string; detail: string }
  | { kind: 'lift'; reason: string }
  | { kind: 'window-flag'; severity: Severity; scope: string }
  | { kind: 'decision'; id: string; outcome: DecisionRecord['outcome']; versionNumber: number }
  | { kind: 'started' }
  | { kind: 'ended'; status: 'completed' | 'stopped'; reason: string | null }
)

/** The newest first, and how many older ones there are. */
export type Aftermath = { events: LaterEvent[]; more: number }
