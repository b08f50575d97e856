/** Whether a clearance is in force on a day, and if not, why not: as certificate and proof say it. */
import type { CalendarDay } from './calendar-day'
import { isExpired } from './clearance'
import { isFinished, type ProgramStatus } from './program'
import type { VersionStatus } from './version'

export type ClearanceFacts = {
  today: CalendarDay
  versionStatus: VersionStatus
  programStatus: ProgramStatus
  isStarted: boolean
  openHolds: number
  /** The last day for a first session. */
  validUntil: CalendarDay | null
  reviewBy: CalendarDay | null
  /** The stored content, and the rows it was made of, still are what was signed. */
  isContentWhole: boolean
}

/** `on-hold` is in force, but nothing starts; every other but `in-force` is not in force any more. */
export const standings = [
  'in-force',
  'on-hold',
  'not-whole',
  'revoked',
  'superseded',
  'expired',
  'program-over',
  'review-passed',
] as const
export type ClearanceStanding = (typeof standings)[number]

export function clearanceStanding(facts: ClearanceFacts): ClearanceStanding {
  const { today, versionStatus, validUntil, reviewBy } = facts
  if (versionStatus === 'revoked') return 'revoked'
  if (versionStatus === 'superseded') return 'superseded'
  if (!facts.isContentWhole) return 'not-whole'
  if (versionStatus === 'expired') return 'expired'
  if (isFinished(facts.programStatus)) return 'program-over'
  if (!facts.isStarted && validUntil !== null && isExpired(validUntil, today)) return 'expired'
  if (reviewBy !== null && isExpired(reviewBy, today)) return 'review-passed'
  return facts.openHolds > 0 ? 'on-hold' : 'in-force'
}

export function isInForce(standing: ClearanceStanding): boolean {
  return standing === 'in-force' || standing === 'on-hold'
}
