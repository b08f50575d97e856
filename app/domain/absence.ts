/** Absences: when a trainer or clinician is away, in days of the clinic's calendar, and which colleague stands in for them. */
import { type CalendarDay, daysBetween } from './calendar-day'
import { isClinician, isLicenceValid, type Person, type Role } from './member'
import type { Refusal, Verdict } from './refusal'

/** First and last day counted. */
const longestAbsenceDays = 365

/** `lastDay`: of one that was ended early, the day before its end; it may lie before `from`, and then it never was. */
export type Absence = { memberId: string; from: CalendarDay; until: CalendarDay; lastDay: CalendarDay | null }

type Days = Pick<Absence, 'from' | 'until'>

export type AbsenceFacts = {
  by: { memberId: string; roles: readonly Role[] }
  today: CalendarDay
  away: Person
  /** Null: nobody stands in, and what is theirs is everybody's for that time. */
  delegate: Person | null
  /** Of both of them. */
  known: readonly Absence[]
}

/** Whether they are away on any of these days. */
export function isAway(absence: Absence, { from, until }: Days): boolean {
  const last = absence.lastDay !== null && absence.lastDay < absence.until ? absence.lastDay : absence.until
  return last >= absence.from && absence.from <= until && last >= from
}

/** `never`: ended before it began. */
export type AbsencePhase = 'coming' | 'running' | 'over' | 'never'

export function absencePhase(absence: Absence, today: CalendarDay): AbsencePhase {
  if (absence.lastDay !== null && absence.lastDay < absence.from) return 'never'
  if (absence.from > today) return 'coming'
  return isAway(absence, { from: today, until: today }) ? 'running' : 'over'
}

/** Their own, or anybody's for an admin. Nobody stands in for somebody while away themselves, so there is no circle. */
export function mayRecordAbsence(facts: AbsenceFacts, days: Days): Verdict {
  const why = whyNotRecord(facts, days)
  return why ? { ok: false, why } : { ok: true }
}

function whyNotRecord({ by, today, away, delegate, known }: AbsenceFacts, days: Days): Refusal | null {
  if (!mayRunAbsence(by, away.memberId)) return 'not-your-role'
  if (!away.isActive || !isClinical(away.roles)) return 'teammate-unfit'
  if (days.from < today) return 'absence-in-the-past'
  const length = daysBetween(days.from, days.until) + 1
  if (length < 1 || length > longestAbsenceDays) return 'absence-out-of-range'
  if (isAwayIn(known, away.memberId, days)) return 'absence-overlaps'
  if (!delegate) return null
  if (!mayStandIn(away, delegate, days.from)) return 'delegate-unfit'
  return isAwayIn(known, delegate.memberId, days) ? 'delegate-away' : null
}

/**
 * For a trainer another active trainer; for a clinician an active clinician, licensed on the first day, and for a
 * doctor a doctor. For who is both, the clinician counts: what waits to be decided is not to wait.
 */
export function mayStandIn(away: Pick<Person, 'memberId' | 'roles'>, delegate: Person, firstDay: CalendarDay): boolean {
  if (delegate.memberId === away.memberId || !delegate.isActive) return false
  if (!isClinician(away.roles)) return away.roles.includes('trainer') && delegate.roles.includes('trainer')
  if (!isClinician(delegate.roles)) return false
  if (!delegate.licence || !isLicenceValid(delegate.licence, firstDay)) return false
  return !away.roles.includes('doctor') || delegate.roles.includes('doctor')
}

/** From today on they are back; one that is over, or was ended before, stays as it was. */
export function mayEndAbsence({
  by,
  today,
  absence,
}: Pick<AbsenceFacts, 'by' | 'today'> & { absence: Absence }): Verdict {
  if (!mayRunAbsence(by, absence.memberId)) return { ok: false, why: 'not-your-role' }
  return absence.lastDay !== null || absence.until < today ? { ok: false, why: 'absence-over' } : { ok: true }
}

function isClinical(roles: readonly Role[]): boolean {
  return roles.includes('trainer') || isClinician(roles)
}

function mayRunAbsence(by: AbsenceFacts['by'], memberId: string): boolean {
  return by.memberId === memberId || by.roles.includes('admin')
}

function isAwayIn(known: readonly Absence[], memberId: string, days: Days): boolean {
  return known.some((absence) => absence.memberId === memberId && isAway(absence, days))
}
