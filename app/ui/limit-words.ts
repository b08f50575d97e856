/** The limits of a clearance as they are read, each a few words. */
import type { Limits } from '~/domain/limits'
import { type ClinicFormat, formatDay } from './format'

export function limitSentences(limits: Limits, format: Pick<ClinicFormat, 'locale'>): string[] {
  return [
    ...(limits.maxLoadPercent === null ? [] : [`load at most ${limits.maxLoadPercent} % of 1RM`]),
    ...(limits.maxPressurePercent === null ? [] : [`pressure at most ${limits.maxPressurePercent} % of LOP`]),
    ...(limits.maxSessionsPerWeek === null ? [] : [`at most ${limits.maxSessionsPerWeek} sessions a week`]),
    ...(limits.isSupervisedOnly ? ['supervised only'] : []),
    ...(limits.reviewBy === null ? [] : [`to be looked at again by ${formatDay(limits.reviewBy, format)}`]),
  ]
}
