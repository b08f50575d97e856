/** Strength: estimates of the one-repetition maximum, symmetry, volume, and which changes matter (clinical-rules, "Strength"). */

export const formulas = ['epley', 'brzycki', 'lombardi', 'oconner', 'wathan', 'mayhew', 'lander'] as const
export type Formula = (typeof formulas)[number]

/** Above this number of repetitions no formula holds: an uncapped Brzycki gives 5.2 times the load at 30. */
export const mostRepsForAnEstimate = 10

const estimates: Record<Formula, (load: number, reps: number) => number> = {
  epley: (load, reps) => (reps === 1 ? load : load * (1 + reps / 30)),
  brzycki: (load, reps) => load / (1.0278 - 0.0278 * reps),
  lombardi: (load, reps) => load * reps ** 0.1,
  oconner: (load, reps) => load * (1 + 0.025 * reps),
  wathan: (load, reps) => (100 * load) / (48.8 + 53.8 * Math.exp(-0.075 * reps)),
  mayhew: (load, reps) => (100 * load) / (52.2 + 41.9 * Math.exp(-0.055 * reps)),
  lander: (load, reps) => (100 * load) / (101.3 - 2.67123 * reps),
}

/** One set, as far as an estimate needs to know it. `loadG` is grams; negative where a machine assisted. */
export type EstimableSet = {
  loadG: number | null
  reps: number | null
  isRestricted: boolean
  isTestOrRpe9: boolean
}

export const notEstimableReasons = [
  'restricted',
  'no-reps',
  'failed-attempt',
  'too-many-reps',
  'not-a-test',
  'no-load',
] as const
export type NotEstimable = (typeof notEstimableReasons)[number]

export type Estimate = { ok: true; loadG: number } | { ok: false; why: NotEstimable }

/** Whether a set says something about the maximum: marked as a test, or gone to RPE 9 or more. */
export function isTestOrRpe9(set: { isTest: boolean; rpe: number | null }): boolean {
  return set.isTest || (set.rpe !== null && set.rpe >= 9)
}

function whyNotEstimable({ loadG, reps, isRestricted, isTestOrRpe9 }: EstimableSet): NotEstimable | null {
  if (isRestricted) return 'restricted'
  if (reps === null || !Number.isInteger(reps) || reps < 0) return 'no-reps'
  if (reps === 0) return 'failed-attempt'
  if (reps > mostRepsForAnEstimate) return 'too-many-reps'
  if (!isTestOrRpe9) return 'not-a-test'
  if (loadG === null || loadG <= 0) return 'no-load'
  return null
}

/** The estimated 1RM in whole grams, or why there is none. Seven published formulas, 1 to 10 repetitions. */
export function estimateOneRm(set: EstimableSet & { formula: Formula }): Estimate {
  const why = whyNotEstimable(set)
  if (why) return { ok: false, why }
  return { ok: true, loadG: Math.round(estimates[set.formula](set.loadG ?? 0, set.reps ?? 0)) }
}

/** Limb symmetry index in percent, unrounded; null where the uninvolved side has no strength to compare with. */
export function symmetryPercent(involvedG: number, uninvolvedG: number): number | null {
  return uninvolvedG > 0 ? (involvedG / uninvolvedG) * 100 : null
}

/** The usual line for symmetry: 90 % and more (clinical-rules, LSI). */
export const symmetryLinePercent = 90

/** Volume in kilograms: load times repetitions. Sets without a load, or assisted, add nothing. */
export function volumeKg(sets: { loadG: number | null; reps: number | null }[]): number {
  const grams = sets.reduce((sum, { loadG, reps }) => sum + Math.max(loadG ?? 0, 0) * (reps ?? 0), 0)
  return grams / 1000
}

/** The change from one value to another in percent, unrounded; null from nothing. */
export function percentChange(from: number, to: number): number | null {
  return from > 0 ? ((to - from) / from) * 100 : null
}

/** A 1RM more than 20 % off the last one, up or down: to be confirmed (`load-jump`). */
export function isOneRmJump(lastG: number, nextG: number): boolean {
  return Math.abs(nextG - lastG) * 100 > lastG * 20
}

/** A load more than 20 % above the last session's: to be confirmed (`load-jump`). */
export function isLoadRise(lastG: number, nextG: number): boolean {
  return (nextG - lastG) * 100 > lastG * 20
}

export const painChanges = ['much-better', 'better', 'no-change-that-matters', 'worse'] as const
export type PainChange = (typeof painChanges)[number]

/**
 * What a change of pain (NRS 0-10) means: -1 or -15 % is the smallest that matters, -2 or -33 % "much better"
 * (Salaffi 2004). A rise of 1 is called worse by the same step; the source speaks of improvement only.
 */
export function painChange(from: number, to: number): PainChange {
  const fall = from - to
  if (fall >= 2 || (fall > 0 && fall * 100 >= from * 33)) return 'much-better'
  if (fall >= 1 || (fall > 0 && fall * 100 >= from * 15)) return 'better'
  return fall <= -1 ? 'worse' : 'no-change-that-matters'
}
