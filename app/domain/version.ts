/** A version: the immutable content a clinician signs. */
import type { CalendarDay } from './calendar-day'
import type { Prescription } from './prescription'

export const versionKinds = ['new', 'amendment', 'extension', 'step-down'] as const
export type VersionKind = (typeof versionKinds)[number]

export const versionStatuses = [
  'draft',
  'submitted',
  'changes-requested',
  'declined',
  'withdrawn',
  'cleared',
  'superseded',
  'expired',
  'revoked',
] as const
export type VersionStatus = (typeof versionStatuses)[number]

export const goals = [
  'strength',
  'muscle-size',
  'endurance',
  'return-from-injury',
  'keep-muscle-while-limited',
] as const
export type Goal = (typeof goals)[number]

/** Planned training: `sessionsPerWeek` counts every session of a week, so twice daily for 7 days is 14. */
export type Schedule = { sessionsPerWeek: number; sessionsPerDay: number; weeks: number }

export type Restrictions = {
  range: string | null
  weightBearing: string | null
  noMaximalTestBefore: CalendarDay | null
}

export type VersionContent = {
  kind: VersionKind
  goal: Goal
  diagnosis: string
  procedure: { name: string; on: CalendarDay | null } | null
  restrictions: Restrictions
  schedule: Schedule
  /** Days past the 21, for a version of kind extension; else null. */
  extensionDays: number | null
  prescriptions: Prescription[]
}
