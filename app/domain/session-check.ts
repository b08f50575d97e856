/** The short check before a session: what is asked, and whether the session may start after it. */
import { type BloodPressure, loadedExercisePressure, reaches, stopPressure } from './blood-pressure'
import type { ClinicianRole } from './member'
import type { RedFlagSign } from './red-flags'
import { outcomeFor, type ScreeningAnswers, type ScreeningOutcome, screen } from './screening'
import { needsHigherSigner } from './screening-validity'

export const sleeps = ['well', 'so-so', 'badly'] as const
export type Sleep = (typeof sleeps)[number]

export type CheckVerdict =
  | 'may-start'
  | 'tell-clinician' // may start, and who cleared it is told
  | 'repeat-pressure' // at a stop value: 5 minutes of rest, and once more
  | 'stopped-by-pressure' // at a stop value again: no session today until a later reading in range
  | 'red-flag' // ends here, and holds the client

/** Readings in the order taken. `takenBefore`: today's, of a screening or of checks before this one. */
export type CheckFacts = {
  signs: readonly RedFlagSign[]
  otherSymptom: string
  takenBefore: readonly BloodPressure[]
  taken: readonly BloodPressure[]
  isBfr: boolean
  /** Who signed the clearance in force. */
  clearedAs: ClinicianRole | null
  isDoctorForPrecautions: boolean
}

export function checkVerdict(facts: CheckFacts): CheckVerdict {
  if (facts.signs.length > 0) return 'red-flag'
  const readings = [...facts.takenBefore, ...facts.taken]
  const last = readings.at(-1)
  if (last && reaches(last, stopPressure)) {
    const before = readings.at(-2)
    return before && reaches(before, stopPressure) ? 'stopped-by-pressure' : 'repeat-pressure'
  }
  if (facts.otherSymptom.trim() !== '') return 'tell-clinician'
  return last && facts.taken.length > 0 && isForClinician(last, facts) ? 'tell-clinician' : 'may-start'
}

/** Whether a session starts after it. */
export function goesOn(verdict: CheckVerdict): boolean {
  return verdict === 'may-start' || verdict === 'tell-clinician'
}

/** What the screening's own rules make of a reading alone, for what is trained. */
export function pressureOutcome(reading: BloodPressure, isBfr: boolean): ScreeningOutcome {
  return outcomeFor(screen({ ...nothing, bloodPressures: [reading] }).outcomes, { isBfr, limbs: [] })
}

/** From the bound for any loaded program on always; below it where a higher signer is needed than the clearance had. */
function isForClinician(
  reading: BloodPressure,
  { isBfr, clearedAs, isDoctorForPrecautions }: Pick<CheckFacts, 'isBfr' | 'clearedAs' | 'isDoctorForPrecautions'>,
): boolean {
  if (reaches(reading, loadedExercisePressure)) return true
  const signedAs = clearedAs ?? 'physical-therapist'
  return needsHigherSigner(pressureOutcome(reading, isBfr), signedAs, isDoctorForPrecautions)
}

const nothing: ScreeningAnswers = {
  ageYears: 0,
  bmi: 0,
  bloodPressures: [],
  painNrs: null,
  surgery: null,
  medication: { isOnAnticoagulant: false, anticoagulantFor: null, isOnOestrogen: false },
  conditions: [],
}
