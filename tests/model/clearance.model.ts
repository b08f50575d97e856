/**
 * The clearance as plain state: what the model believes happened to one client, and what the pure core says of it. The
 * facts are made from this state alone, so that a wrong statement of the data layer shows as a divergence.
 */
import { addDays, type CalendarDay, daysBetween } from '~/domain/calendar-day'
import {
  type DecisionAsked,
  type DecisionKind,
  decide,
  isExpired,
  mayRevoke,
  type ScreeningStanding,
} from '~/domain/clearance'
import { type HoldCause, mayLift } from '~/domain/hold'
import type { Limb } from '~/domain/limb'
import { type Limits, noLimits } from '~/domain/limits'
import type { ClinicianRole, Person } from '~/domain/member'
import { isBfr, type Prescription, restrictedLimbs } from '~/domain/prescription'
import { isFinished, moveProgram, moveVersion, partiesOf, type ProgramStatus } from '~/domain/program'
import type { Refusal } from '~/domain/refusal'
import {
  openingDayIfStarted,
  type PastSession,
  programsOfWindow,
  rehabWindow,
  widestWindow,
} from '~/domain/rehab-window'
import { findings } from '~/domain/rule-book/findings'
import type { Facts } from '~/domain/rule-book/rule'
import type { BloodPressure } from '~/domain/blood-pressure'
import { outcomeFor, type ScopedOutcome } from '~/domain/screening'
import { isStaleByTime } from '~/domain/screening-validity'
import type { SessionFacts } from '~/domain/session'
import { mayStartWith, type StartedWith } from '~/domain/session-lines'
import { mayDraftNext, maySubmit } from '~/domain/submission'
import type { VersionContent, VersionKind, VersionStatus } from '~/domain/version'
import { isHighFrequency } from '~/domain/window-flag'

export const people = ['trainer', 'therapist', 'otherTherapist', 'doctor', 'trainerAndTherapist'] as const
export type Name = (typeof people)[number]

export const shapes = ['cuff', 'mixed', 'plain'] as const
export type Written = { shape: (typeof shapes)[number]; limb: 'left-leg' | 'right-leg'; sessionsPerWeek: number }

export type Version = {
  id: string
  number: number
  kind: VersionKind
  extensionDays: number | null
  status: VersionStatus
  written: Written
  authors: Set<string>
  contentHash: string
  findingIds: string[]
  cleared: { at: Date; on: CalendarDay; as: ClinicianRole; validUntil: CalendarDay; limits: Limits } | null
  revokedAt: Date | null
}

export type Hold = {
  id: string
  cause: HoldCause
  by: string
  at: Date
  liftedAt: Date | null
  isScreenedSince: boolean
  needsAssessment: boolean
}

export type Program = {
  id: string
  raisedBy: string
  status: ProgramStatus
  versions: Version[]
  inForceId: string | null
  holds: Hold[]
  consentedAt: Date | null
  startedAt: Date | null
  endedAt: Date | null
}

export type Session = PastSession & {
  id: string
  at: Date
  isEnded: boolean
  kind: 'started' | 'reported'
  limbs: Limb[]
}

export type Verdict = 'ok' | Refusal

/** Settings of the clinic that the builders make. */
const screeningValidDays = 28
const lopValidDays = 14
const clinic = { isDoctorForPrecautions: false, clearanceValidDays: 30 }
const threeHoursMs = 3 * 3_600_000

export class Client {
  programs: Program[] = []
  screening: {
    id: string
    on: CalendarDay
    outcomes: ScopedOutcome[]
    isOutdated: boolean
    asksPressure: boolean
    reading: BloodPressure
  } | null = null
  isRedFlagSince = false
  /** With the holds of each, on whichever program: until one was lifted it holds what is raised later as well. */
  redFlags: { needsAssessment: boolean; holds: Hold[] }[] = []
  /** From then on it is a history of clots. */
  isClotNoted = false
  lops = new Map<Limb, CalendarDay>()
  sessions: Session[] = []

  constructor(
    readonly id: string,
    public now: Date,
    /** Licences and who is there, as they stand. */
    readonly persons: Record<Name, Person>,
    public commandsLeft: number,
  ) {}

  get today(): CalendarDay {
    // The clinic is in Berlin: an hour or two ahead of UTC, and no run comes near midnight.
    return this.now.toISOString().slice(0, 10)
  }

  contentOf({ written, kind, extensionDays }: Pick<Version, 'written' | 'kind' | 'extensionDays'>): VersionContent {
    return {
      kind,
      goal: 'return-from-injury',
      diagnosis: 'ACL reconstruction',
      procedure: null,
      restrictions: { range: null, weightBearing: null, noMaximalTestBefore: null },
      schedule: { sessionsPerWeek: written.sessionsPerWeek, sessionsPerDay: 1, weeks: 3 },
      extensionDays,
      prescriptions: linesOf(written),
    }
  }

  standingOf(written: Written): ScreeningStanding | null {
    return this.screening && this.standing(worn(written), isCuffed(written))
  }

  standing(limbs: Limb[], withBfr: boolean): ScreeningStanding | null {
    if (!this.screening) return null
    const { on, outcomes, isOutdated } = this.screening
    return {
      outcome: outcomeFor(outcomes, { isBfr: withBfr, limbs: withBfr ? limbs : [] }),
      isStale: isStaleByTime(on, this.today, screeningValidDays),
      isOutdatedByEvent: isOutdated,
    }
  }

  inForce(program: Program): Version | null {
    const version = program.versions.find(({ id }) => id === program.inForceId)
    return version?.status === 'cleared' ? version : null
  }

  openHolds(program: Program): Hold[] {
    return program.holds.filter(({ liftedAt }) => liftedAt === null)
  }

  mayEdit(version: Version): Verdict {
    return version.status === 'draft' ? 'ok' : 'not-draft'
  }

  mayDraft(by: Name, program: Program): Verdict {
    const versions = program.versions.map(({ status }) => status)
    return of(mayDraftNext({ by: partiesOf(this.persons[by].roles), programStatus: program.status, versions }))
  }

  maySubmit(by: Name, program: Program, version: Version): Verdict {
    const content = this.contentOf(version)
    return of(
      maySubmit({
        by: partiesOf(this.persons[by].roles),
        programStatus: program.status,
        version: {
          status: version.status,
          kind: version.kind,
          lineCount: content.prescriptions.length,
          hasBfr: isCuffed(version.written),
          schedule: content.schedule,
          extensionDays: version.extensionDays,
        },
        screening: this.standingOf(version.written),
        findings: findings(this.ruleFacts(program, version)).map(({ severity }) => ({
          severity,
          why: 'Asked all the same',
        })),
      }),
    )
  }

  mayWithdraw(by: Name, version: Version): Verdict {
    return of(moveVersion(version.status, 'withdraw', partiesOf(this.persons[by].roles)))
  }

  mayDecide(by: Name, program: Program, version: Version, asked: DecisionAsked): Verdict {
    const decided = decide(
      {
        // Whoever has a login is active; that they were deactivated since is the database's to say, after all else.
        signer: { ...this.persons[by], isActive: true },
        today: this.today,
        programStatus: program.status,
        version: {
          status: version.status,
          kind: version.kind,
          contentHash: version.contentHash,
          hasBfr: isCuffed(version.written),
          authorIds: authorsOf(program),
        },
        screening: this.standingOf(version.written),
        screeningId: this.screening?.id ?? null,
        findings: version.findingIds.map(() => ({ severity: 'justify', why: 'Asked', answer: 'Seen', isCured: false })),
        earlierExtensions: this.earlierExtensions(program, version),
        clinic,
      },
      asked,
    )
    if (!decided.ok) return decided.why
    if (!this.persons[by].isActive) return 'member-deactivated'
    const isRunning = program.status === 'active' || program.status === 'on-hold'
    const isTaken = worn(version.written).some((limb) => this.limbsInUseBeside(program).includes(limb))
    return decided.decision.to === 'cleared' && isRunning && isTaken ? 'limb-in-use' : 'ok'
  }

  mayRevoke(by: Name, program: Program, version: Version): Verdict {
    const signer = { ...this.persons[by], isActive: true }
    const asked = {
      signer,
      today: this.today,
      programStatus: program.status,
      versionStatus: version.status,
      reason: 'x',
    }
    const may = of(mayRevoke(asked))
    return may === 'ok' && !this.persons[by].isActive ? 'member-deactivated' : may
  }

  mayLift(by: Name, program: Program, hold: Hold, isAssessed: boolean): Verdict {
    if (hold.liftedAt) return 'not-on-hold'
    const facts = {
      status: program.status,
      openHolds: this.openHolds(program).length,
      isClearanceInForce: this.inForce(program) !== null,
    }
    const moved = moveProgram(facts, 'lift', partiesOf(this.persons[by].roles))
    if (!moved.ok) return moved.why
    const version = this.toRun(program)
    const screening = this.standingOf(version.written)
    const may = mayLift(
      {
        by: { ...this.persons[by], isActive: true },
        today: this.today,
        hold: { cause: hold.cause, heldBy: hold.by, needsAssessment: hold.needsAssessment },
        program: {
          authorIds: authorsOf(program),
          hasBfr: isCuffed(version.written),
          clearedAs: version.cleared?.as ?? null,
          isDoctorForPrecautions: false,
        },
        screening: screening && { ...screening, isAfterHold: hold.isScreenedSince },
      },
      {
        reason: 'Seen and well',
        assessment: isAssessed ? { by: 'Dr Ito', on: this.today, result: 'No clot' } : null,
        citesAssessment: isAssessed,
      },
    )
    if (!may.ok) return may.why
    return this.persons[by].isActive ? 'ok' : 'member-deactivated'
  }

  /** The one in force, whatever became of it, else the newest. */
  toRun(program: Program): Version {
    const found = program.versions.find(({ id }) => id === program.inForceId) ?? program.versions.at(-1)
    if (!found) throw new Error('A program has a version.')
    return found
  }

  mayStart(program: Program): StartedWith {
    const version = this.toRun(program)
    const { cleared } = version
    const facts: SessionFacts = {
      today: this.today,
      program: { status: program.status, hasStarted: program.startedAt !== null, noMaximalTestBefore: null },
      version: {
        status: version.status,
        validUntil: cleared?.validUntil ?? null,
        reviewBy: cleared?.limits.reviewBy ?? null,
        needsDoctor: false,
      },
      openHolds: this.openHolds(program).map(({ cause }) => cause),
      screening: this.standingOf(version.written),
      consent: { isOnRecord: program.consentedAt !== null, isMinor: false, isByGuardian: false },
      limbsInBreach: worn(version.written).filter((limb) => this.isInBreach(program, limb, this.today)),
      limbsInUse: this.limbsInUseBeside(program),
      sessionsToday: this.sessions.filter(({ day }) => day === this.today).length,
      isAnotherRunning: this.sessions.some(
        ({ kind, isEnded, at }) => kind === 'started' && !isEnded && this.now.getTime() - at.getTime() <= threeHoursMs,
      ),
      pressure: {
        isAsked: this.screening?.asksPressure ?? false,
        newest: this.screening?.on === this.today ? this.screening.reading : null,
      },
      lopValidDays,
      lines: linesOf(version.written).map(({ id, mode, limb }) => ({
        id,
        mode,
        limb,
        hasFixedMmhg: false,
        lopMeasuredOn: (limb && this.lops.get(limb)) ?? null,
      })),
    }
    return mayStartWith(facts)
  }

  /** The version a session of this time was under, or null: worked out from what happened, by no function of the core. */
  wasCleared(program: Program, at: Date): Version | null {
    const last = this.clearedBy(program, at)
    if (!last?.cleared || (last.revokedAt && last.revokedAt <= at)) return null
    const day = at.toISOString().slice(0, 10)
    const hadStarted = program.startedAt !== null && program.startedAt <= at
    if (!hadStarted && day > last.cleared.validUntil) return null
    if (last.cleared.limits.reviewBy && day > last.cleared.limits.reviewBy) return null
    if (program.endedAt && program.endedAt <= at) return null
    if (!program.consentedAt || program.consentedAt > at) return null
    const isHeld = program.holds.some((hold) => hold.at <= at && (!hold.liftedAt || hold.liftedAt > at))
    return isHeld ? null : last
  }

  /** What was cleared last by that time, whatever became of it: the version a report is filed under. */
  clearedBy(program: Program, at: Date): Version | null {
    const cleared = program.versions.filter((version) => version.cleared && version.cleared.at <= at)
    return cleared.reduce<Version | null>(
      (a, b) => (a?.cleared && b.cleared && a.cleared.at > b.cleared.at ? a : b),
      null,
    )
  }

  limbsInUseBeside(program: Program): Limb[] {
    const others = this.programs.filter(
      ({ id, status }) => id !== program.id && (status === 'active' || status === 'on-hold'),
    )
    return others.flatMap((other) => worn(this.toRun(other).written))
  }

  isInBreach(program: Program, limb: Limb, day: CalendarDay): boolean {
    const sessions = this.cuffedOn(limb).filter((session) => session.day <= day)
    const openedOn = openingDayIfStarted(sessions, program.id, day)
    const extensionDays = this.grantedDays(program, limb, day)
    if (rehabWindow({ openedOn, extensionDays, settings: widestWindow }, day).phase !== 'past') return false
    const planned = this.inForceWritten(program)
    const stepDowns = this.ofWindow(program, limb, day)
      .flatMap(({ versions }) => versions)
      .flatMap(({ kind, cleared }) => (kind === 'step-down' && cleared ? [cleared.on] : []))
      .sort()
    return isHighFrequency({
      sessionsPerWeek: planned,
      sessionDays: sessions.map((session) => session.day).filter((each) => each >= openedOn),
      steppedDownOn: stepDowns.at(-1) ?? null,
    })
  }

  inForceWritten(program: Program): number {
    const version = program.versions.find(({ id }) => id === program.inForceId)
    if (!version || !isCuffed(version.written)) return 0
    return Math.min(version.written.sessionsPerWeek, version.cleared?.limits.maxSessionsPerWeek ?? 21)
  }

  cuffedOn(limb: Limb): Session[] {
    return this.sessions.filter(({ limbs }) => limbs.includes(limb))
  }

  /** The programs that share the window of this limb, as if this one trained it on that day. */
  ofWindow(program: Program, limb: Limb, day: CalendarDay): Program[] {
    const sessions = [...this.cuffedOn(limb).filter((each) => each.day <= day), { day, programId: program.id }]
    const ids = programsOfWindow(sessions, program.id)
    return this.programs.filter(({ id }) => ids.includes(id))
  }

  grantedDays(program: Program, limb: Limb, day: CalendarDay): number {
    const granted = this.ofWindow(program, limb, day)
      .flatMap(({ versions }) => versions)
      .filter(({ kind, status }) => kind === 'extension' && (status === 'cleared' || status === 'superseded'))
    return granted.reduce((sum, { extensionDays }) => sum + (extensionDays ?? 0), 0)
  }

  earlierExtensions(program: Program, version: Version): number {
    const extensions = this.programs.flatMap((other) =>
      other.versions
        .filter((each) => each.id !== version.id && each.kind === 'extension' && each.cleared)
        .map((each) => ({ other, each })),
    )
    return extensions.filter(({ other, each }) => {
      if (other === program) return true
      return worn(version.written).some((limb) => {
        const openedOn = openingDayIfStarted(this.cuffedOn(limb), program.id, this.today)
        return worn(each.written).includes(limb) && (each.cleared?.on ?? '') >= openedOn
      })
    }).length
  }

  ruleFacts(program: Program, version: Version): Facts {
    const content = this.contentOf(version)
    const windows = restrictedLimbs(content.prescriptions).flatMap((limb) => {
      const sessions = this.cuffedOn(limb)
      const openedOn = openingDayIfStarted(sessions, program.id, this.today)
      if (!sessions.some(({ day }) => day >= openedOn)) return []
      const own = sessions
        .filter(({ programId }) => programId === program.id)
        .map(({ day }) => day)
        .sort()
      const day = daysBetween(openedOn, this.today) + 1
      const planFromDay = daysBetween(openedOn, own[0] ?? this.today) + 1
      return [{ limb, day, planFromDay, grantedDays: this.grantedDays(program, limb, this.today) }]
    })
    return {
      version: content,
      today: this.today,
      screening: this.screening?.outcomes ?? null,
      oneRms: [],
      lops: [],
      lopValidDays,
      lastLoads: [],
      windows,
      raiser: { isBfrTrained: true, hasTrainedSupervisor: false },
    }
  }

  isRunOut(program: Program, version: Version): boolean {
    return (
      program.status === 'not-started' &&
      version.status === 'cleared' &&
      isExpired(version.cleared?.validUntil ?? '', this.today)
    )
  }
}

/** What is asked of a decision that lacks nothing. */
export function askedOf(
  kind: DecisionKind,
  version: Version,
  readScreeningId: string | null,
): DecisionAsked & { limits: Limits } {
  const limits = kind === 'cleared-with-limits' ? { ...noLimits, maxSessionsPerWeek: 3, maxLoadPercent: 30 } : noLimits
  return {
    kind,
    limits,
    contentHash: version.contentHash,
    readScreeningId,
    hasLimits: kind === 'cleared-with-limits',
    justification: 'Read and weighed',
    reason: 'Two sets fewer',
  }
}

function authorsOf(program: Program): string[] {
  return [program.raisedBy, ...program.versions.flatMap(({ authors }) => [...authors])]
}

function linesOf({ shape, limb }: Written): Prescription[] {
  const cuffed: Prescription = {
    id: 'cuffed',
    position: 1,
    exercise: 'Leg extension',
    mode: 'bfr-resistance',
    limb,
    load: { kind: 'percent-1rm', percent: 30 },
    reps: [30, 15, 15, 15],
    restSeconds: 45,
    tempoSeconds: 2,
    restriction: {
      pressure: { kind: 'percent-lop', percent: 60 },
      cuffWidthCm: 11.5,
      restrictionMinutes: 8,
      reperfusionSeconds: 180,
    },
    aerobic: null,
  }
  const plain: Prescription = { ...cuffed, id: 'plain', position: 2, mode: 'strength', restriction: null }
  return shape === 'cuff' ? [cuffed] : shape === 'plain' ? [plain] : [cuffed, plain]
}

export function worn(written: Written): Limb[] {
  return isCuffed(written) ? [written.limb] : []
}

export function isCuffed(written: Written): boolean {
  return linesOf(written).some(({ mode }) => isBfr(mode))
}

export function isOver({ status }: Program): boolean {
  return isFinished(status)
}

export function dayAfter(day: CalendarDay, days: number): CalendarDay {
  return addDays(day, days)
}

function of(verdict: { ok: true } | { ok: false; why: Refusal }): Verdict {
  return verdict.ok ? 'ok' : verdict.why
}
