/** What is to be done now, worked out of a cleared line: the load, the pressure, and how often; the lower of version and limit. */
import { type Limits, lowerOf, noLimits } from './limits'
import type { Load, Prescription } from './prescription'
import type { Schedule } from './version'

/** A cleared line with what it is worked out from: this limb's tested 1RM in grams, its measured LOP in mmHg. */
export type ClearedLine = { line: Prescription; limits: Limits; oneRmG: number | null; lopMmhg: number | null }

/** The most that was cleared; `unknown`: it rests on a measurement that is missing; `none`: nothing was set. */
export type Ceiling = { kind: 'most'; value: number } | { kind: 'unknown' } | { kind: 'none' }

export type PrescribedLoad = { loadG: number; says: string }

/** The load to put on, in grams, rounded down to the plates there are; null: by RPE, or a 1RM is missing. */
export function prescribedLoad(
  line: Prescription,
  oneRmG: number | null,
  plateStepG: number,
  limits: Limits = noLimits,
): PrescribedLoad | null {
  if (line.load.kind !== 'percent-1rm' && line.load.kind !== 'kg') return null
  const most = loadCeiling({ line, limits, oneRmG })
  if (most.kind !== 'most') return null
  const asked = loadCeiling({ line, limits: noLimits, oneRmG })
  const isLimited = asked.kind === 'most' && most.value < asked.value
  const says = isLimited ? `${limits.maxLoadPercent} % of 1RM, the limit of the clearance` : inWords(line.load)
  return { loadG: downTo(most.value, plateStepG), says }
}

/** The pressure to inflate to, in whole mmHg, never above what was cleared; null: no cuff, or no measured LOP. */
export function pressureMmhg(line: Prescription, lopMmhg: number | null, limits: Limits = noLimits): number | null {
  const most = pressureCeiling({ line, limits, lopMmhg })
  return most.kind === 'most' ? most.value : null
}

/** Sessions a week: the lower of version and limit. */
export function sessionsPerWeek(schedule: Pick<Schedule, 'sessionsPerWeek'>, limits: Limits): number {
  return lowerOf(schedule.sessionsPerWeek, limits.maxSessionsPerWeek)
}

/**
 * The heaviest load that was cleared, in whole grams. A test finds the 1RM, so no share of it holds there; any other
 * line that names no load was cleared without one.
 */
export function loadCeiling({ line, limits, oneRmG }: Omit<ClearedLine, 'lopMmhg'>): Ceiling {
  const isTest = line.mode === 'strength-test'
  const limit = isTest ? null : limits.maxLoadPercent
  const { load } = line
  if (load.kind === 'none' && !isTest) return { kind: 'most', value: 0 }
  if (load.kind === 'percent-1rm') return shareOf(oneRmG, lowerOf(load.percent, limit))
  const asked: Ceiling = load.kind === 'kg' ? { kind: 'most', value: load.loadG } : { kind: 'none' }
  return limit === null ? asked : lowerCeiling(asked, shareOf(oneRmG, limit))
}

/** The highest pressure that was cleared, in whole mmHg. */
export function pressureCeiling({ line, limits, lopMmhg }: Omit<ClearedLine, 'oneRmG'>): Ceiling {
  const asked = line.restriction?.pressure
  if (!asked) return { kind: 'none' }
  if (asked.kind === 'percent-lop') return shareOf(lopMmhg, lowerOf(asked.percent, limits.maxPressurePercent))
  const fixed: Ceiling = { kind: 'most', value: asked.mmhg }
  return limits.maxPressurePercent === null ? fixed : lowerCeiling(fixed, shareOf(lopMmhg, limits.maxPressurePercent))
}

/** Whole units, downwards; the margin is far below a unit and keeps 8658 of 26000 from reading 8657. */
function shareOf(whole: number | null, percent: number): Ceiling {
  return whole === null ? { kind: 'unknown' } : { kind: 'most', value: Math.floor((whole * percent) / 100 + 1e-6) }
}

function lowerCeiling(one: Ceiling, limit: Ceiling): Ceiling {
  if (limit.kind !== 'most') return limit
  return one.kind === 'most' && one.value < limit.value ? one : limit
}

function inWords(load: Load): string {
  return load.kind === 'percent-1rm' ? `${load.percent} % of 1RM` : 'as prescribed'
}

function downTo(loadG: number, stepG: number): number {
  return stepG > 0 ? Math.floor(loadG / stepG) * stepG : loadG
}
