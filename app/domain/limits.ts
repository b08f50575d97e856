/** What a clinician may set around a clearance; sessions are held to the lower of version and limit. */
import type { CalendarDay } from './calendar-day'

/** Percentages are of this limb's tested 1RM and of its measured LOP; null: not limited. */
export type Limits = {
  maxLoadPercent: number | null
  maxPressurePercent: number | null
  maxSessionsPerWeek: number | null
  isSupervisedOnly: boolean
  /** The day a clinician looks again. */
  reviewBy: CalendarDay | null
}

export const noLimits: Limits = {
  maxLoadPercent: null,
  maxPressurePercent: null,
  maxSessionsPerWeek: null,
  isSupervisedOnly: false,
  reviewBy: null,
}

export function hasLimits(limits: Limits): boolean {
  const { isSupervisedOnly, ...others } = limits
  return isSupervisedOnly || Object.values(others).some((limit) => limit !== null)
}

/** The lower of what the version asks and the limit allows. */
export function lowerOf(asked: number, limit: number | null): number {
  return limit === null ? asked : Math.min(asked, limit)
}
