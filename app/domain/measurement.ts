/** What is measured beside sessions, each kind with who may record it, and what may stand in a girth. */
import { isClinician, type Role } from './member'
import type { Verdict } from './refusal'
import { isOneRmJump } from './strength'

/** Strength, then the limb, then how it feels. */
export const measurementKinds = [
  'one-rm',
  'rep-max',
  'isometric-force',
  'endurance',
  'girth',
  'range-of-motion',
  'pain',
  'score',
] as const
export type MeasurementKind = (typeof measurementKinds)[number]

/** The thigh at 6 and 16 cm above the kneecap (Tennent 2017), and where else a tape is put. */
export const girthSites = [
  'Thigh, 6 cm above the kneecap',
  'Thigh, 16 cm above the kneecap',
  'Calf, widest',
  'Upper arm, widest',
  'Forearm, widest',
] as const
export type GirthSite = (typeof girthSites)[number]

/** Millimetres a tape around a limb may show. */
const leastGirthMm = 50
const mostGirthMm = 2000

/** A girth typed in centimetres, as whole millimetres: `48.5`, `48,5`. Null: not understood, or round no limb. */
export function parseGirth(text: string): { mm: number; enteredValue: string } | null {
  const [, whole, tenth = '0'] = /^(\d{1,3})(?:[.,](\d))?$/.exec(text.trim()) ?? []
  if (whole === undefined) return null
  const mm = Number(whole) * 10 + Number(tenth)
  return mm >= leastGirthMm && mm <= mostGirthMm ? { mm, enteredValue: text.trim().replace(',', '.') } : null
}

/** The heaviest 1RM taken: a tonne. */
export const mostTestedG = 1_000_000

/** The most repetitions at a fixed load that are taken. */
export const mostEnduranceReps = 1000

/**
 * The line a session of that day must hold before somebody who is no clinician records a kind; the others need no session.
 * guard_measurement() in SQL says the same.
 */
export const linesNeeded = {
  'one-rm': 'test-of-exercise',
  'rep-max': 'test-of-exercise',
  'isometric-force': 'any-test',
  endurance: 'any-of-exercise',
} as const satisfies Partial<Record<MeasurementKind, string>>
export type EffortKind = keyof typeof linesNeeded

export function isEffort(kind: MeasurementKind): kind is EffortKind {
  return kind in linesNeeded
}

/** A maximum: before the day that a program's restrictions name, nobody tests one. */
const isMaximal = (kind: EffortKind) => linesNeeded[kind] !== 'any-of-exercise'

export type TestFacts = {
  kind: EffortKind
  roles: readonly Role[]
  /** A session of the day, under clearance, that has the line needed; null without one. */
  session: { isTooEarly: boolean } | null
  /** The maximum that this says, tested or estimated; null where it says none. */
  maximumG: number | null
  /** The last one it is held against, of this exercise and side; null before the first. */
  lastG: number | null
  isConfirmed: boolean
}

/** A maximal test is a line of a cleared program; a baseline without one only a clinician makes. A jump is confirmed. */
export function mayRecordTest({ kind, roles, session, maximumG, lastG, isConfirmed }: TestFacts): Verdict {
  if (!isClinician(roles)) {
    if (!session) return { ok: false, why: isMaximal(kind) ? 'test-not-cleared' : 'exercise-not-trained' }
    if (session.isTooEarly && isMaximal(kind)) return { ok: false, why: 'test-too-early' }
  }
  const isJump = maximumG !== null && lastG !== null && isOneRmJump(lastG, maximumG)
  return isJump && !isConfirmed ? { ok: false, why: 'jump-not-confirmed' } : { ok: true }
}
