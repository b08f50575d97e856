/** A line as it is trained: the load and pressure to use now, and what was done of it in this session. */
import { prescribedLoad, pressureMmhg } from './dose'
import type { Limb, Side } from './limb'
import { type Limits, noLimits } from './limits'
import type { Load, Mode, Prescription, Pressure } from './prescription'

/** Loads in grams; times as ISO text. `deviations` say what went beyond, and why. */
export type DoneSet = {
  id: string
  lineId: string | null
  exercise: string
  side: Side
  setNumber: number
  reps: number
  loadG: number | null
  rpe: number | null
  isRestricted: boolean
  restrictionSeconds: number | null
  pressureMmhg: number | null
  occurredAt: string
  deviations: { says: string; reason: string }[]
}

/** A line with what its dose is worked out from: this limb's newest tested 1RM, and its LOP in date for this cuff. */
export type DosedLine = { line: Prescription; oneRmG: number | null; lopMmhg: number | null }

/** `mmhg` null: by LOP, and none was measured. Seconds are whole. */
export type LiveCuff = {
  pressure: Pressure
  mmhg: number | null
  lopMmhg: number | null
  mostSeconds: number
  reperfusionSeconds: number
}

/** `loadG` null: by RPE, or by a 1RM that was not measured. `line` and `lopMmhg` are what a set is held against. */
export type LiveLine = Pick<Prescription, 'id' | 'exercise' | 'reps' | 'restSeconds' | 'aerobic'> & {
  mode: Mode
  limb: Limb | null
  load: Load
  loadG: number | null
  oneRmG: number | null
  lopMmhg: number | null
  line: Prescription
  /** null: a line without a cuff. */
  cuff: LiveCuff | null
  /** Not part of this session: it was started without restriction. */
  isLeftOut: boolean
  done: DoneSet[]
}

type Around = { limits: Limits | null; sets: readonly DoneSet[]; isWithoutCuff: boolean; plateStepG: number }

export function liveLine(dosed: DosedLine, { limits, sets, isWithoutCuff, plateStepG }: Around): LiveLine {
  const { line, oneRmG, lopMmhg } = dosed
  const { id, exercise, mode, limb, load, reps, restSeconds, aerobic } = line
  const cuff = cuffOf(dosed, limits ?? noLimits)
  return {
    id,
    exercise,
    mode,
    limb,
    load,
    loadG: prescribedLoad(line, oneRmG, plateStepG, limits ?? noLimits)?.loadG ?? null,
    oneRmG,
    lopMmhg,
    line,
    reps,
    restSeconds,
    aerobic,
    cuff,
    isLeftOut: isWithoutCuff && cuff !== null,
    done: sets.filter(({ lineId }) => lineId === id),
  }
}

function cuffOf({ line, lopMmhg }: DosedLine, limits: Limits): LiveCuff | null {
  const { restriction } = line
  if (!restriction) return null
  return {
    pressure: restriction.pressure,
    mmhg: pressureMmhg(line, lopMmhg, limits),
    lopMmhg,
    mostSeconds: Math.round(restriction.restrictionMinutes * 60),
    reperfusionSeconds: restriction.reperfusionSeconds,
  }
}

/** Aerobic and passive lines count as one set. */
export function isLineDone({ reps, done }: Pick<LiveLine, 'reps' | 'done'>): boolean {
  return done.length >= Math.max(1, reps.length)
}

/** The line asked for, else the first that is not done, else the last; null in a session without lines. */
export function currentLine(lines: readonly LiveLine[], askedId: string | null): LiveLine | null {
  const inSession = lines.filter(({ isLeftOut }) => !isLeftOut)
  const asked = inSession.find(({ id }) => id === askedId)
  return asked ?? inSession.find((line) => !isLineDone(line)) ?? inSession.at(-1) ?? null
}
