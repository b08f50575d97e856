/** Whether a session may start now, all that stands in its way and on whom it waits, and whether it may be reported. */
import { type BloodPressure, reaches, stopPressure } from './blood-pressure'
import { type CalendarDay, daysBetween } from './calendar-day'
import { isExpired, type ScreeningStanding } from './clearance'
import type { HoldCause } from './hold'
import type { Limb } from './limb'
import { isBfr, type Mode } from './prescription'
import { isFinished, type ProgramStatus } from './program'
import type { Refusal, Verdict } from './refusal'
import type { VersionStatus } from './version'

/** More than this on one day is a stop (clinical-rules, `frequency`). */
export const sessionsADay = 2

/** A line to be trained in this session. */
export type SessionLine = {
  id: string
  mode: Mode
  limb: Limb | null
  /** The version or a limit names the pressure in mmHg. */
  hasFixedMmhg: boolean
  /** The last LOP of this limb, cuff and position; null where none was measured. */
  lopMeasuredOn: CalendarDay | null
}

export type SessionFacts = {
  today: CalendarDay
  program: { status: ProgramStatus; hasStarted: boolean; noMaximalTestBefore: CalendarDay | null }
  version: {
    /** Of the version to be trained. */
    status: VersionStatus
    /** The last day for a first start; null where it was never cleared. */
    validUntil: CalendarDay | null
    /** The last day before a clinician looks again, where a limit names one. */
    reviewBy: CalendarDay | null
    needsDoctor: boolean
  }
  openHolds: readonly HoldCause[]
  /** The newest, with its outcome for this version. */
  screening: ScreeningStanding | null
  consent: { isOnRecord: boolean; isMinor: boolean; isByGuardian: boolean }
  /** The limbs whose BFR is in breach of the rehab window. */
  limbsInBreach: readonly Limb[]
  /** The limbs of the client's other active BFR programs. */
  limbsInUse: readonly Limb[]
  /** Sessions of the client on this day, of any program, running ones too, struck through ones not. */
  sessionsToday: number
  isAnotherRunning: boolean
  /** Whether the screening asks for a blood pressure before each session, and the newest one of this day. */
  pressure: { isAsked: boolean; newest: BloodPressure | null }
  lopValidDays: number
  lines: readonly SessionLine[]
}

export type WaitsOn = 'trainer' | 'clinician' | 'doctor' | 'client' | 'tomorrow'

/** What stands in the way; `lineIds` null: of the whole session, else of these lines alone. */
export type Blocker = { why: Refusal; waitsOn: WaitsOn; lineIds: readonly string[] | null }

/** Everything in the way, gravest first; empty when the session may start with all of its lines. */
export function blockers(facts: SessionFacts): Blocker[] {
  const ofSession = [
    prohibition(facts),
    ofProgram(facts),
    ofVersion(facts),
    ofHolds(facts),
    ofScreening(facts),
    ofConsent(facts),
    ofLimbs(facts),
    ofDay(facts),
    ofPressure(facts),
  ]
  return [...ofSession.filter((blocker) => blocker !== null), ...ofLines(facts)]
}

/** Whether a session with exactly these lines may start now, or the first reason why not. */
export function mayStart(facts: SessionFacts): Verdict {
  const first = blockers(facts)[0]
  return first ? { ok: false, why: first.why } : { ok: true }
}

/** The ids of the lines that may be trained now: in a breach the plain ones go on. */
export function startableLines(facts: SessionFacts): string[] {
  const found = blockers(facts)
  if (found.some(({ lineIds }) => lineIds === null)) return []
  const blocked = found.flatMap(({ lineIds }) => lineIds ?? [])
  return facts.lines.map(({ id }) => id).filter((id) => !blocked.includes(id))
}

/** A pressure at a stop value ends it for the client's whole day, until a later one is in range. */
function prohibition({ screening, pressure }: SessionFacts): Blocker | null {
  const isStopped = pressure.newest !== null && reaches(pressure.newest, stopPressure)
  return isStopped || screening?.outcome === 'no-exercise' ? whole('no-exercise', 'doctor') : null
}

function ofProgram({ program }: SessionFacts): Blocker | null {
  return isFinished(program.status) ? whole('program-finished', 'trainer') : null
}

const waitsOnTheTrainer: readonly VersionStatus[] = ['draft', 'changes-requested', 'declined', 'withdrawn']

function ofVersion({ version, program, today }: SessionFacts): Blocker | null {
  const { status, validUntil, reviewBy } = version
  if (status === 'revoked') return whole('clearance-revoked', 'trainer')
  if (status === 'expired') return whole('clearance-expired', 'trainer')
  if (status === 'superseded') return whole('not-the-cleared-version', 'trainer')
  if (status !== 'cleared') {
    const signer = version.needsDoctor ? 'doctor' : 'clinician'
    return whole('not-cleared', waitsOnTheTrainer.includes(status) ? 'trainer' : signer)
  }
  if (reviewBy && isExpired(reviewBy, today)) return whole('clearance-expired', 'clinician')
  // Whether or not the enforcer has run: an unstarted clearance is worth nothing from the day after its last.
  const isOver = !program.hasStarted && (!validUntil || isExpired(validUntil, today))
  return isOver ? whole('clearance-expired', 'trainer') : null
}

function ofHolds({ openHolds, program }: SessionFacts): Blocker | null {
  if (openHolds.some((cause) => cause !== 'trainer')) return whole('on-hold', 'clinician')
  return openHolds.length > 0 || program.status === 'on-hold' ? whole('on-hold', 'trainer') : null
}

function ofScreening({ screening, program }: SessionFacts): Blocker | null {
  if (!screening) return whole('screening-missing', 'trainer')
  if (screening.isOutdatedByEvent) return whole('screening-outdated-by-event', 'clinician')
  // By time alone it blocks a first start, and warns once the program runs.
  return screening.isStale && !program.hasStarted ? whole('screening-stale', 'trainer') : null
}

function ofConsent({ consent }: SessionFacts): Blocker | null {
  if (!consent.isOnRecord) return whole('no-consent', 'client')
  return consent.isMinor && !consent.isByGuardian ? whole('guardian-missing', 'client') : null
}

/** A running program has its limbs for itself, whether or not this session wears a cuff on them. */
function ofLimbs({ lines, limbsInUse }: SessionFacts): Blocker | null {
  const isTaken = lines.some(({ mode, limb }) => isBfr(mode) && limb !== null && limbsInUse.includes(limb))
  return isTaken ? whole('limb-in-use', 'trainer') : null
}

function ofDay({ isAnotherRunning, sessionsToday, lines }: SessionFacts): Blocker | null {
  if (lines.length === 0) return whole('no-lines', 'trainer')
  if (isAnotherRunning) return whole('session-running', 'trainer')
  return sessionsToday >= sessionsADay ? whole('two-sessions-a-day', 'tomorrow') : null
}

function ofPressure({ pressure }: SessionFacts): Blocker | null {
  return pressure.isAsked && pressure.newest === null ? whole('pressure-not-taken', 'trainer') : null
}

function ofLines(facts: SessionFacts): Blocker[] {
  const { lines, limbsInBreach, screening, program, today } = facts
  const bfr = lines.filter(({ mode }) => isBfr(mode))
  const tests = lines.filter(({ mode }) => mode === 'strength-test')
  const isTooEarly = program.noMaximalTestBefore !== null && today < program.noMaximalTestBefore
  return [
    ...some('no-restriction', 'doctor', screening?.outcome === 'no-restriction' ? bfr : []),
    ...some(
      'in-breach',
      'trainer',
      bfr.filter(({ limb }) => limb !== null && limbsInBreach.includes(limb)),
    ),
    ...some(
      'lop-missing',
      'trainer',
      bfr.filter((line) => !hasPressure(line, facts)),
    ),
    ...some('test-too-early', 'tomorrow', isTooEarly ? tests : []),
  ]
}

/** An LOP in date for this limb, cuff and position, or a pressure fixed in mmHg; passive lines wear a cuff too. */
function hasPressure(line: SessionLine, { today, lopValidDays }: SessionFacts): boolean {
  if (line.hasFixedMmhg) return true
  return line.lopMeasuredOn !== null && daysBetween(line.lopMeasuredOn, today) <= lopValidDays
}

function whole(why: Refusal, waitsOn: WaitsOn): Blocker {
  return { why, waitsOn, lineIds: null }
}

function some(why: Refusal, waitsOn: WaitsOn, lines: readonly SessionLine[]): Blocker[] {
  return lines.length > 0 ? [{ why, waitsOn, lineIds: lines.map(({ id }) => id) }] : []
}
