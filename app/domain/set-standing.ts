/** A set in its session: whether it may be logged, and every way it went beyond what was cleared. */
import { deviations, type LoggedSet } from './deviation'
import type { ClearedLine } from './dose'
import { noLimits } from './limits'
import { isBfr, type Prescription } from './prescription'
import { isFinished, type ProgramStatus } from './program'
import type { Refusal } from './refusal'

/** What went beyond: a way of the dose, or of the session around it. `says` is for people. */
export type SetDeviation = { kind: string; logged: number | null; cleared: number | null; says: string }

export type SetFacts = {
  session: {
    kind: 'started' | 'reported'
    /** It was over when the set was done. */
    isEnded: boolean
    /** Started or reported with its cuffed lines; false: the plain lines alone. */
    isBfr: boolean
    isOutsideClearance: boolean
  }
  /** As it stood when the set was done. */
  program: { status: ProgramStatus; isOnHold: boolean; isRevoked: boolean }
  /** null: the version has no such line. */
  line: Prescription | null
  /** null: no decision stands behind the session. */
  limits: ClearedLine['limits'] | null
  oneRmG: number | null
  lopMmhg: number | null
}

export type SetStanding = { ok: true; deviations: SetDeviation[] } | { ok: false; why: Refusal }

/**
 * The truth is never refused. What is not the truth yet is: a set after the end of its session, which is reported
 * instead, and in a live session a set with restriction before the cuff went on.
 */
export function standingOfSet(facts: SetFacts, set: LoggedSet): SetStanding {
  const { session, line, limits, oneRmG, lopMmhg } = facts
  if (session.kind === 'started' && session.isEnded) return { ok: false, why: 'session-over' }
  const isRecorded = set.restrictionSeconds !== null && set.pressureMmhg !== null
  if (session.kind === 'started' && set.isRestricted && !isRecorded) return { ok: false, why: 'set-before-cuff-on' }
  const ofDose = deviations({ line, limits: limits ?? noLimits, oneRmG, lopMmhg }, set)
  return { ok: true, deviations: [...ofSession(facts, set), ...ofDose] }
}

/** A session that is reported is not blamed for what came after it: whether it was cleared then, it says itself. */
function ofSession({ session, program, line }: SetFacts, set: LoggedSet): SetDeviation[] {
  const isCuffless = set.isRestricted && !session.isBfr && line !== null && isBfr(line.mode)
  return [
    ...named([[session.isOutsideClearance, 'outside-clearance', 'in a session outside clearance']]),
    ...(session.kind === 'started' ? beyondProgram(program) : []),
    ...named([[isCuffless, 'restriction-not-in-session', 'a cuff in a session that was started without restriction']]),
  ]
}

/** What was done in a live session although its program had been held, revoked or ended by then. */
export function beyondProgram({ status, isOnHold, isRevoked }: SetFacts['program']): SetDeviation[] {
  return named([
    [isOnHold, 'on-hold', 'logged while the program is on hold'],
    [isRevoked, 'clearance-revoked', 'logged after the clearance was revoked'],
    [!isRevoked && isFinished(status), 'program-finished', 'logged after the program ended'],
  ])
}

function named(found: [isSo: boolean, kind: string, says: string][]): SetDeviation[] {
  return found.flatMap(([isSo, kind, says]) => (isSo ? [{ kind, logged: null, cleared: null, says }] : []))
}

/** Of the program around a set: what a phone without a connection cannot know. */
const ofProgram: readonly string[] = ['on-hold', 'clearance-revoked', 'program-finished']
const aroundSet: readonly string[] = [...ofProgram, 'outside-clearance', 'restriction-not-in-session']

/** Of the session or program around the set: beyond whatever was done of the dose, so that no rule of a line is behind it. */
export function isAroundSet({ kind }: Pick<SetDeviation, 'kind'>): boolean {
  return aroundSet.includes(kind)
}

const standingReason = 'Done while the phone had no connection.'

/** `reason` as it was typed, empty for none; `isKept`: it could not be sent when it was done. */
type Told = { reason: string; outsideReason: string | null; isKept: boolean }

/**
 * Why a set went beyond, for each way it did; null: nobody said, and it is asked for. What was kept on a phone is not
 * asked again: it says so by itself, beside what was typed where the phone could not know.
 */
export function reasonFor({ kind }: SetDeviation, { reason, outsideReason, isKept }: Told): string | null {
  const typed = reason.trim() || outsideReason
  if (!isKept) return typed || null
  if (!typed) return standingReason
  return ofProgram.includes(kind) ? `${typed} (${standingReason})` : typed
}
