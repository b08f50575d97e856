/** What a clinician reads of each thing that waits before they open it. */
import type { CalendarDay } from './calendar-day'
import type { HoldCause } from './hold'
import type { Refusal } from './refusal'
import type { Severity } from './rule-book/rule'
import type { VersionDiff } from './version-step'
import type { AskedKind, Risk } from './waiting'
import type { Whose } from './whose'

export type WaitingItem = {
  /** Of the version, or of the hold. */
  id: string
  programId: string
  asks: AskedKind
  risk: Risk
  /** Whole minutes since it began to wait. */
  waitedMinutes: number
  /** Null: theirs to decide. */
  whyNotYours: Refusal | null
  whose: Whose
  /** The name of the colleague who is away, where it is theirs for that. */
  standsInFor: string | null
  client: { givenName: string; familyName: string; ageYears: number }
  programName: string
  diagnosis: string
  trainerName: string
  /** The day of the rehab window, where it is past its three weeks or an extension is asked for. */
  windowDay: number | null
  version: AskedVersion | null
  hold: WaitingHold | null
}

export type WaitingHold = {
  cause: HoldCause
  reason: string
  heldOn: CalendarDay
  /** On this program, this one among them. */
  openHolds: number
  isScreenedSince: boolean
  needsAssessment: boolean
  /** Of a red flag: who saw it first and when; else for how many minutes nobody has. */
  redFlag: { seen: { by: string; at: string } | null; unseenMinutes: number | null } | null
}

export type AskedVersion = {
  number: number
  extensionDays: number | null
  /** Against the version in force, else against the last one that was decided; null: there is none. */
  step: VersionDiff | null
  findings: { ruleId: string; severity: Severity; value: string; says: string }[]
  linesWithoutRule: number
}
