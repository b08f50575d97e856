/** Holds: what put a program on hold, who may lift it, and what has to happen first. */
import type { CalendarDay } from './calendar-day'
import { isWritten, maySign, needsDoctor, roleToSignAs, type ScreeningStanding } from './clearance'
import { type ClinicianRole, isClinician, type Person } from './member'
import type { Refusal } from './refusal'

/** Who or what held: a member by hand, a red flag, a screening that needs a higher signer, a noted event. */
export const holdCauses = ['trainer', 'clinician', 'red-flag', 'screening', 'event'] as const
export type HoldCause = (typeof holdCauses)[number]

/** Who examined the client, when, and what came of it. */
export type Assessment = { by: string; on: CalendarDay | null; result: string }

export type LiftFacts = {
  by: Person
  today: CalendarDay
  hold: {
    cause: HoldCause
    heldBy: string
    /** The red flag was a sign of clot, rhabdomyolysis, chest, breathlessness, stroke or fainting. */
    needsAssessment: boolean
  }
  program: {
    authorIds: readonly string[]
    hasBfr: boolean
    /** The role that signed the clearance in force; null where nothing is cleared yet. */
    clearedAs: ClinicianRole | null
    isDoctorForPrecautions: boolean
  }
  /** The newest screening for the version in force, and whether it was taken after the hold. */
  screening: (ScreeningStanding & { isAfterHold: boolean }) | null
}

export type LiftAsked = {
  reason: string
  assessment: Assessment | null
  /** A physical therapist says that this lift rests on that assessment. */
  citesAssessment: boolean
  /** The assessment confirmed a blood clot. */
  isClotConfirmed?: boolean
}

/** `role` is what the lift is signed as; null where a trainer lifts a hold of their own. */
export type Lifted = { ok: true; role: ClinicianRole | null } | { ok: false; why: Refusal }

/** Whether this person may lift this one hold now; lifting one leaves every other where it is. */
export function mayLift(facts: LiftFacts, asked: LiftAsked): Lifted {
  const { by, hold, today } = facts
  if (!by.isActive) return { ok: false, why: 'member-deactivated' }
  if (hold.cause === 'trainer' && hold.heldBy === by.memberId && by.roles.includes('trainer')) {
    return { ok: true, role: null }
  }
  if (!isClinician(by.roles)) return { ok: false, why: whyNotByTrainer(by, hold.cause) }

  const signing = maySign(by, today)
  if (!signing.ok) return signing
  if (!isWritten(asked.reason)) return { ok: false, why: 'reason-missing' }
  const why = whyNotScreenedSince(facts) ?? whyNotAssessed(facts, asked)
  if (why) return { ok: false, why }

  const role = roleToSignAs(by, isDoctorNeeded(facts))
  if (!role) return { ok: false, why: 'needs-doctor' }
  // Signing higher than the clearance was signed is a decision on the program, and nobody decides on their own.
  if (isDoctorNeeded(facts) && facts.program.authorIds.includes(by.memberId)) return { ok: false, why: 'own-program' }
  return { ok: true, role }
}

function whyNotByTrainer(by: Person, cause: HoldCause): Refusal {
  if (!by.roles.includes('trainer')) return 'not-your-role'
  if (cause === 'red-flag') return 'hold-by-red-flag'
  return cause === 'screening' || cause === 'event' ? 'hold-by-screening' : 'hold-not-yours'
}

function isHeldByHand({ hold }: LiftFacts): boolean {
  return hold.cause === 'trainer' || hold.cause === 'clinician'
}

function whyNotScreenedSince(facts: LiftFacts): Refusal | null {
  if (isHeldByHand(facts)) return null
  const { screening, hold, program } = facts
  // A hold by a screening rests on that screening itself; the others ask for one taken since.
  if (!screening || (hold.cause !== 'screening' && !screening.isAfterHold)) return 'hold-needs-new-screening'
  if (screening.isOutdatedByEvent) return 'screening-outdated-by-event'
  if (screening.outcome === 'no-exercise') return 'no-exercise'
  return screening.outcome === 'no-restriction' && program.hasBfr ? 'no-restriction' : null
}

function whyNotAssessed({ by, hold, program }: LiftFacts, asked: LiftAsked): Refusal | null {
  const { assessment, citesAssessment, isClotConfirmed } = asked
  if (!hold.needsAssessment) return isClotConfirmed ? 'hold-needs-assessment' : null
  const isNamed = assessment && isWritten(assessment.by) && assessment.on && isWritten(assessment.result)
  if (!isNamed) return 'hold-needs-assessment'
  // From then on it is a history of clots, which rules out restriction however old (clinical-rules).
  if (isClotConfirmed && program.hasBfr) return 'clot-confirmed'
  return by.roles.includes('doctor') || citesAssessment ? null : 'needs-doctor'
}

/** The outcome asks for a higher signer than the clearance in force had. */
function isDoctorNeeded(facts: LiftFacts): boolean {
  const { screening, program } = facts
  if (isHeldByHand(facts) || !screening || program.clearedAs === 'doctor') return false
  const { isDoctorForPrecautions } = program
  return needsDoctor({ outcome: screening.outcome, kind: 'new', earlierExtensions: 0, isDoctorForPrecautions })
}
