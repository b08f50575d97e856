/** What would go beyond the cleared dose, said before the set is logged: by the rules it will be held to, each with where it stands. */
import type { CalendarDay } from './calendar-day'
import type { LoggedSet } from './deviation'
import { type Ceiling, loadCeiling, pressureCeiling } from './dose'
import type { HoldCause } from './hold'
import type { Side } from './limb'
import { type Limits, noLimits } from './limits'
import type { DosedLine } from './live-line'
import type { Mode } from './prescription'
import type { ProgramStatus } from './program'
import type { Refusal } from './refusal'
import { ceilingOf } from './rule-book/restriction'
import { isAroundSet, type SetDeviation, type SetFacts, standingOfSet } from './set-standing'
import type { VersionStatus } from './version'

/** A session as it stands when a set is logged, on the server as on the phone. */
export type SessionNow = {
  kind: 'started' | 'reported'
  isBfr: boolean
  endedAt: string | null
  isOutsideClearance: boolean
  programStatus: ProgramStatus
  versionStatus: VersionStatus
  openHolds: readonly HoldCause[]
  limits: Limits | null
  /** The day of the decision behind it. */
  clearedOn: CalendarDay | null
}

/** A set as somebody tells it: what it was done of is the line it is logged under. */
export type ToldSet = Omit<LoggedSet, 'exercise' | 'setNumber' | 'side'> & { side: Side }

/** `dosed` null: the version has no such line. */
export function setFacts(session: SessionNow, dosed: DosedLine | null): SetFacts {
  const { kind, isBfr, endedAt, isOutsideClearance, programStatus, versionStatus, openHolds, limits } = session
  return {
    session: { kind, isBfr, isOutsideClearance, isEnded: endedAt !== null },
    program: { status: programStatus, isOnHold: openHolds.length > 0, isRevoked: versionStatus === 'revoked' },
    line: dosed?.line ?? null,
    limits,
    oneRmG: dosed?.oneRmG ?? null,
    lopMmhg: dosed?.lopMmhg ?? null,
  }
}

/** The first number that no set of the line has: what was struck through leaves its number to what replaces it. */
export function nextSetNumber(done: readonly { setNumber: number }[]): number {
  const taken = done.map(({ setNumber }) => setNumber)
  let number = 1
  while (taken.includes(number)) number += 1
  return number
}

/**
 * Where it stands that this is beyond: in a limit of the clearance, in a rule, or in what was cleared and nowhere else;
 * `session`: in how the session stands, which the words of it say themselves.
 */
export type Basis =
  | { of: 'limit'; percent: number; share: 'of 1RM' | 'of LOP'; clearedOn: CalendarDay | null }
  | { of: 'rule'; ruleId: string }
  | { of: 'clearance' }
  | { of: 'session' }

export type Warning = SetDeviation & { basis: Basis }

/** `refused`: it would not be taken at all yet; then `beyond` is what it would be once it is. */
export type Ahead = { beyond: Warning[]; refused: Refusal | null }

export function limitsAhead(session: SessionNow, dosed: DosedLine & { done: Numbered }, told: ToldSet): Ahead {
  const facts = setFacts(session, dosed)
  const set: LoggedSet = { ...told, exercise: dosed.line.exercise, setNumber: nextSetNumber(dosed.done) }
  const standing = standingOfSet(facts, set)
  if (standing.ok) return { beyond: withBasis(standing.deviations, facts, session.clearedOn), refused: null }
  const begun = standingOfSet(
    { ...facts, session: { ...facts.session, isEnded: false } },
    { ...set, restrictionSeconds: set.restrictionSeconds ?? 0, pressureMmhg: set.pressureMmhg ?? 0 },
  )
  return { beyond: begun.ok ? withBasis(begun.deviations, facts, session.clearedOn) : [], refused: standing.why }
}

type Numbered = readonly { setNumber: number }[]

/** Of what the server answered, as of what is said before. */
export function withBasis(found: readonly SetDeviation[], facts: SetFacts, clearedOn: CalendarDay | null): Warning[] {
  return found.map((deviation) => ({ ...deviation, basis: basisOf(deviation, facts, clearedOn) }))
}

function basisOf({ kind, logged }: SetDeviation, facts: SetFacts, clearedOn: CalendarDay | null): Basis {
  const { line } = facts
  if (isAroundSet({ kind })) return { of: 'session' }
  if (!line) return { of: 'clearance' }
  const limit = bindingLimit(kind, facts)
  if (limit) return { of: 'limit', ...limit, clearedOn }
  const ruleId = ruleBehind(kind, line.mode, (logged ?? 0) >= ceilingOf(line.limb) * 60)
  return ruleId ? { of: 'rule', ruleId } : { of: 'clearance' }
}

function bindingLimit(kind: string, { line, limits, oneRmG, lopMmhg }: SetFacts) {
  if (!line || !limits) return null
  const { maxLoadPercent, maxPressurePercent } = limits
  if (maxLoadPercent !== null && kind.startsWith('load-')) {
    const isBinding = isLower(loadCeiling({ line, limits, oneRmG }), loadCeiling({ line, limits: noLimits, oneRmG }))
    return isBinding ? ({ percent: maxLoadPercent, share: 'of 1RM' } as const) : null
  }
  if (maxPressurePercent !== null && kind.startsWith('pressure-')) {
    const asked = pressureCeiling({ line, limits: noLimits, lopMmhg })
    const isBinding = isLower(pressureCeiling({ line, limits, lopMmhg }), asked)
    return isBinding ? ({ percent: maxPressurePercent, share: 'of LOP' } as const) : null
  }
  return null
}

function isLower(limited: Ceiling, asked: Ceiling): boolean {
  if (limited.kind === 'unknown') return asked.kind !== 'unknown'
  return limited.kind === 'most' && (asked.kind === 'none' || (asked.kind === 'most' && limited.value < asked.value))
}

const timeRules: Partial<Record<Mode, string>> = {
  'bfr-resistance': 'restriction-time',
  'bfr-aerobic': 'bfr-aerobic-minutes',
  'bfr-passive': 'bfr-passive',
}

/** Null: no rule holds for this line, and it is held to what was cleared alone. */
function ruleBehind(kind: string, mode: Mode, isAtCeiling: boolean): string | null {
  if (kind === 'pressure-above') return 'pressure'
  if (kind === 'pressure-not-measured') return 'pressure-measured'
  if (kind === 'restriction-above') return isAtCeiling ? 'restriction-ceiling' : (timeRules[mode] ?? null)
  if (mode !== 'bfr-resistance') return null
  if (kind.startsWith('load-')) return 'load-range'
  return kind === 'sets-above' || kind === 'reps-above' ? 'set-count' : null
}
