/** One exercise line of a version: what is to be done, with what load, and with what restriction. */
import type { Limb } from './limb'

export const modes = ['bfr-resistance', 'bfr-aerobic', 'bfr-passive', 'strength', 'strength-test'] as const
export type Mode = (typeof modes)[number]

/** The dose of load as the line gives it; `percent-1rm` is of this limb's tested 1RM. `loadG` is grams. */
export type Load =
  | { kind: 'percent-1rm'; percent: number }
  | { kind: 'kg'; loadG: number }
  | { kind: 'rpe'; ceiling: number }
  | { kind: 'none' }

export type Pressure = { kind: 'percent-lop'; percent: number } | { kind: 'mmhg'; mmhg: number }

export type Restriction = {
  pressure: Pressure
  cuffWidthCm: number
  /** Minutes the cuff stays inflated for this exercise. */
  restrictionMinutes: number
  /** Seconds deflated before the next exercise. */
  reperfusionSeconds: number
}

export type Prescription = {
  id: string
  position: number
  exercise: string
  mode: Mode
  /** null: trunk or whole body; a line with a cuff always names its limb. */
  limb: Limb | null
  load: Load
  /** Repetitions, one number a set: `[30, 15, 15, 15]`; empty for aerobic and passive lines. */
  reps: number[]
  restSeconds: number | null
  /** Seconds a repetition takes, both phases together; null where it is not prescribed. */
  tempoSeconds: number | null
  restriction: Restriction | null
  /** Aerobic lines only: percent of VO2max or heart-rate reserve, and minutes. */
  aerobic: { intensityPercent: number; minutes: number } | null
}

export function isBfr(mode: Mode): boolean {
  return mode.startsWith('bfr-')
}

/** The limbs that wear a cuff in these lines, each once, in the order of the lines. */
export function restrictedLimbs(lines: Pick<Prescription, 'mode' | 'limb'>[]): Limb[] {
  const found = lines.flatMap((line) => (isBfr(line.mode) && line.limb ? [line.limb] : []))
  return [...new Set(found)]
}
