/** What is measured beside sessions: a tested 1RM, a girth, pain; each with what may stand in it. */
import { isClinician, type Role } from './member'
import type { Verdict } from './refusal'
import { isOneRmJump } from './strength'

export const measurementKinds = ['one-rm', 'girth', 'pain'] as const
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

export type TestFacts = {
  roles: readonly Role[]
  /** A session of the day under a version that has this test as a line; null without one. */
  session: { isTooEarly: boolean } | null
  loadG: number
  /** The last 1RM of this exercise and side; null before the first. */
  lastG: number | null
  isConfirmed: boolean
}

/** A maximal test is a line of a cleared program; a baseline without one only a clinician makes. A jump is confirmed. */
export function mayRecordTest({ roles, session, loadG, lastG, isConfirmed }: TestFacts): Verdict {
  if (!isClinician(roles)) {
    if (!session) return { ok: false, why: 'test-not-cleared' }
    if (session.isTooEarly) return { ok: false, why: 'test-too-early' }
  }
  if (lastG !== null && isOneRmJump(lastG, loadG) && !isConfirmed) return { ok: false, why: 'jump-not-confirmed' }
  return { ok: true }
}
