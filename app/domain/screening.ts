/** A screening: answers in, outcome out, with the reasons and who must decide. */
import type { ConditionCode } from './conditions'
import type { Limb } from './limb'

export const screeningOutcomes = ['standard', 'precaution', 'elevated', 'no-restriction', 'no-exercise'] as const
/** In rising severity; `no-restriction` and `no-exercise` are the two kinds of prohibited. */
export type ScreeningOutcome = (typeof screeningOutcomes)[number]

/** Fractions occur in records; a reading needs both numbers. mmHg. */
export type BloodPressure = { systolic: number; diastolic: number }

export type ScreeningAnswers = {
  ageYears: number
  bmi: number | null
  /** `limb` only where the condition sits in one. */
  conditions: { code: ConditionCode; limb: Limb | null }[]
  /** Today's readings in order; all are kept, the last decides; empty: not measured. */
  bloodPressures: BloodPressure[]
  painNrs: number | null
  surgery: { weeksAgo: number } | null
  medication: { isOnAnticoagulant: boolean; anticoagulantFor: string | null; isOnOestrogen: boolean }
}

/** `appliesTo`: what the outcome is of; a reason for BFR alone is a precaution for a program without restriction. */
export type ScreeningReason = {
  code: string
  outcome: ScreeningOutcome | 'advise'
  limb: Limb | null
  appliesTo: 'bfr' | 'all'
  says: string
  source: string
}

/** `bfr` for programs with restriction, `plain` for those without. */
export type ScopedOutcome = { scope: 'all' | Limb; bfr: ScreeningOutcome; plain: ScreeningOutcome }

/** The scope 'all' stands first, then each limb in which something sits. */
export type ScreeningResult = { reasons: ScreeningReason[]; outcomes: ScopedOutcome[] }
