/** The time of a cuff and of a rest, from when the trainer did it and what time it is now: never counted, so a sleep costs nothing. */
import { type Limb, limbs } from './limb'
import { ceilingOf, reperfusionAfterCeilingSeconds, reperfusionMoreThanSeconds } from './rule-book/restriction'

/** Seconds before the cleared minutes are over from which the page warns. */
const soonSeconds = 30
/** Seconds before the ceiling of the limb from which it alarms, so that the cuff is off in time. */
const alarmSeconds = 60

/**
 * One inflation as the trainer worked the cuff, in milliseconds of one clock; `offAt` null: it is on. `clearedSeconds`
 * and `reperfusionSeconds` are its line's.
 */
export type CuffTimes = {
  limb: Limb
  onAt: number
  offAt: number | null
  clearedSeconds: number
  reperfusionSeconds: number
}

export const onPhases = ['on', 'soon', 'over', 'alarm', 'past-ceiling'] as const
export type OnPhase = (typeof onPhases)[number]

/** Whole seconds, those gone by rounded down. */
export type RestrictionTimer =
  | { phase: 'off' }
  | { phase: OnPhase; onSeconds: number }
  | { phase: 'reperfusion'; leftSeconds: number; ofSeconds: number }

/**
 * Where the cuff of a limb stands at `now`; `cuff` is the last one put on it, null: none was. `over` begins when the
 * cleared time is used up: what is longer is a deviation. A clock put back leaves the times at nothing, never below.
 */
export function restrictionTimer(cuff: CuffTimes | null, now: number): RestrictionTimer {
  if (!cuff) return { phase: 'off' }
  if (cuff.offAt === null) {
    const onSeconds = wholeSeconds(cuff.onAt, now)
    return { phase: phaseOn(onSeconds, cuff), onSeconds }
  }
  const ofSeconds = reperfusionOf({ ...cuff, offAt: cuff.offAt })
  const leftSeconds = ofSeconds - wholeSeconds(cuff.offAt, now)
  return leftSeconds > 0 ? { phase: 'reperfusion', leftSeconds, ofSeconds } : { phase: 'off' }
}

/** The graver phase wins where a cleared time reaches into the last minute before the ceiling. */
function phaseOn(onSeconds: number, { clearedSeconds, limb }: CuffTimes): OnPhase {
  const ceiling = ceilingSeconds(limb)
  if (onSeconds >= ceiling) return 'past-ceiling'
  if (onSeconds >= ceiling - alarmSeconds) return 'alarm'
  if (onSeconds >= clearedSeconds) return 'over'
  return onSeconds >= clearedSeconds - soonSeconds ? 'soon' : 'on'
}

/** One inflation stays under this (clinical-rules, `restriction-ceiling`). */
export function ceilingSeconds(limb: Limb): number {
  return ceilingOf(limb) * 60
}

/** How long the cuff stays off after this inflation: its line's time, but longer than a minute, and 3 minutes from the alarm on. */
export function reperfusionOf({ limb, onAt, offAt, reperfusionSeconds }: Off): number {
  const least = Math.max(reperfusionSeconds, reperfusionMoreThanSeconds + 1)
  const isAlarmed = wholeSeconds(onAt, offAt) >= ceilingSeconds(limb) - alarmSeconds
  return isAlarmed ? Math.max(least, reperfusionAfterCeilingSeconds) : least
}

type Off = Pick<CuffTimes, 'limb' | 'onAt' | 'reperfusionSeconds'> & { offAt: number }

/** Whole seconds between two instants in milliseconds, none where the second lies before the first. */
export function wholeSeconds(from: number, to: number): number {
  return Math.max(0, Math.floor((to - from) / 1000))
}

export type LimbTotal = { limb: Limb; seconds: number }

/** How long each limb was under a cuff, one that is on till `now`; limbs without any are left out. */
export function restrictionTotals(
  cuffs: readonly Pick<CuffTimes, 'limb' | 'onAt' | 'offAt'>[],
  now: number,
): LimbTotal[] {
  return limbs.flatMap((limb) => {
    const own = cuffs.filter((cuff) => cuff.limb === limb)
    if (own.length === 0) return []
    return [{ limb, seconds: own.reduce((sum, { onAt, offAt }) => sum + wholeSeconds(onAt, offAt ?? now), 0) }]
  })
}

/** What is left of the rest after a set, in whole seconds; null when there is none, or it is over. */
export function restLeft(doneAt: number | null, restSeconds: number | null, now: number): number | null {
  if (doneAt === null || restSeconds === null) return null
  const left = restSeconds - wholeSeconds(doneAt, now)
  return left > 0 ? left : null
}

/** Within this many milliseconds a step back is a clock being put right, and beyond it another time. */
const smallStepMs = 30_000

/** The clock of the page after a tick: put back by a little it waits till time has caught up, so that no second is shown twice. */
export function steadyClock(before: number | null, now: number): number {
  if (before === null) return now
  return now < before && before - now <= smallStepMs ? before : now
}
