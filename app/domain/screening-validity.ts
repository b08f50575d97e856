/** How long a screening stands: stale by time, stale by what happened since, and overtaken by a graver one. */
import { type CalendarDay, daysBetween } from './calendar-day'
import type { ClinicianRole } from './member'
import { deciderFor, type ScreeningOutcome } from './screening'

/** What makes a screening worth nothing from that moment, and blocks session starts too. */
export const screeningEvents = ['red-flag', 'pregnancy', 'surgery', 'blood-clot'] as const
export type ScreeningEvent = (typeof screeningEvents)[number]

/** Blocks submission, decision and a first start; warns once a program runs. One dated ahead of today is not taken. */
export function isStaleByTime(screenedOn: CalendarDay, today: CalendarDay, validDays: number): boolean {
  const age = daysBetween(screenedOn, today)
  return age < 0 || age > validDays
}

/** What an event puts on hold in its own transaction: a red flag holds the client, the others every BFR program. */
export function heldBy(event: ScreeningEvent): 'all-programs' | 'bfr-programs' {
  return event === 'red-flag' ? 'all-programs' : 'bfr-programs'
}

/** Whether a later screening asks for a higher signer than the clearance in force had, which holds the program. */
export function needsHigherSigner(
  outcome: ScreeningOutcome,
  signedAs: ClinicianRole,
  isDoctorForPrecautions = false,
): boolean {
  const decider = deciderFor(outcome, isDoctorForPrecautions)
  return decider === 'nobody' || (decider === 'doctor' && signedAs !== 'doctor')
}
