/** Who may sign a decision on exactly this version, what must be answered first, and how long a clearance waits. */
import { addDays, type CalendarDay } from './calendar-day'
import { type ClinicianRole, isClinician, isLicenceValid, type Licence, type Person } from './member'
import { isFinished, moveVersion, type ProgramStatus, type VersionMove } from './program'
import type { Refusal, Verdict } from './refusal'
import type { ScreeningOutcome } from './screening'
import type { VersionKind, VersionStatus } from './version'

export const decisionKinds = ['cleared', 'cleared-with-limits', 'changes-requested', 'declined'] as const
export type DecisionKind = (typeof decisionKinds)[number]

export const decisionMoves: Record<DecisionKind, VersionMove> = {
  cleared: 'clear',
  'cleared-with-limits': 'clear-with-limits',
  'changes-requested': 'request-changes',
  declined: 'decline',
}

/** What the signature says, in the signer's own voice (21 CFR 11.50: the meaning associated with the signature). */
export const meanings: Record<DecisionKind | 'revoked', string> = {
  cleared: 'I clear this program to start',
  'cleared-with-limits': 'I clear this program to start within the limits set here',
  'changes-requested': 'I ask for changes before I clear this program',
  declined: 'I decline this program',
  revoked: 'I revoke this clearance: the program stops',
}

/** No clearance waits longer for its start, whatever a clinic sets. */
export const longestValidDays = 30

/** The screening a version rests on, as its outcome for this version: with its cuffs, on its limbs. */
export type ScreeningStanding = { outcome: ScreeningOutcome; isStale: boolean; isOutdatedByEvent: boolean }

/** A finding that stands on the version: `why` is the trainer's, `answer` the signer's, `isCured` by a limit set here. */
export type FindingToAnswer = {
  severity: 'stop' | 'justify' | 'advise'
  why: string
  answer: string
  isCured: boolean
}

/** What decides who may decide. `outcome` null: not screened. `earlierExtensions`: cleared before in the same window. */
export type Demands = {
  outcome: ScreeningOutcome | null
  kind: VersionKind
  earlierExtensions: number
  isDoctorForPrecautions: boolean
}

export type DecisionFacts = {
  signer: Person
  today: CalendarDay
  programStatus: ProgramStatus
  version: {
    status: VersionStatus
    kind: VersionKind
    contentHash: string
    hasBfr: boolean
    /** Member ids: who raised the program, and who wrote or amended this version or one it grew from. */
    authorIds: readonly string[]
  }
  screening: ScreeningStanding | null
  /** The newest of the client. */
  screeningId: string | null
  findings: readonly FindingToAnswer[]
  earlierExtensions: number
  clinic: { isDoctorForPrecautions: boolean; clearanceValidDays: number }
}

/** What the signer asked for; `contentHash` is of the page they read. */
export type DecisionAsked = {
  kind: DecisionKind
  contentHash: string
  /** Which screening the signer confirms having read; null: none. */
  readScreeningId: string | null
  hasLimits: boolean
  /** For a precaution or a relative contraindication. */
  justification: string
  /** For changes requested and declined. */
  reason: string
}

export type Decision = {
  kind: DecisionKind
  move: VersionMove
  to: VersionStatus
  signedBy: string
  role: ClinicianRole
  licence: Licence
  meaning: string
  contentHash: string
  /** The last day to start on; null where nothing was cleared. */
  validUntil: CalendarDay | null
}

export type Decided = { ok: true; decision: Decision } | { ok: false; why: Refusal }

/** Only a doctor: a relative contraindication, a further extension, or a precaution where the clinic says so. */
export function needsDoctor({ outcome, kind, earlierExtensions, isDoctorForPrecautions }: Demands): boolean {
  if (outcome === 'elevated') return true
  if (outcome === 'precaution' && isDoctorForPrecautions) return true
  return kind === 'extension' && earlierExtensions > 0
}

/** Whether this person signs anything as a clinician today: active, in the role, with a licence good today. */
export function maySign(person: Person, today: CalendarDay): Verdict {
  if (!person.isActive) return { ok: false, why: 'member-deactivated' }
  if (!isClinician(person.roles)) return { ok: false, why: 'not-a-clinician' }
  if (!person.licence) return { ok: false, why: 'licence-missing' }
  if (!isLicenceValid(person.licence, today)) return { ok: false, why: 'licence-expired' }
  return { ok: true }
}

/** The role a signature is given in: the most demanding one needed, and no higher; null when it is not held. */
export function roleToSignAs(person: Pick<Person, 'roles'>, isDoctorNeeded: boolean): ClinicianRole | null {
  if (!isDoctorNeeded && person.roles.includes('physical-therapist')) return 'physical-therapist'
  return person.roles.includes('doctor') ? 'doctor' : null
}

/** The decision as it will be recorded, or the first reason why it may not be. */
export function decide(facts: DecisionFacts, asked: DecisionAsked): Decided {
  const { signer, version, today, clinic } = facts
  const signing = maySign(signer, today)
  if (!signing.ok) return signing
  if (version.authorIds.includes(signer.memberId)) return { ok: false, why: 'own-program' }
  if (isFinished(facts.programStatus)) return { ok: false, why: 'program-finished' }

  const move = decisionMoves[asked.kind]
  const moved = moveVersion(version.status, move, ['clinician'])
  if (!moved.ok) return moved
  if (asked.contentHash !== version.contentHash) return { ok: false, why: 'content-changed' }

  const role = roleToSignAs(signer, needsDoctor(demandsOf(facts)))
  if (!role || !signer.licence) return { ok: false, why: 'needs-doctor' }
  const isClearing = moved.to === 'cleared'
  const why = isClearing ? whyNotClear(facts, asked) : whyNotReturn(asked)
  if (why) return { ok: false, why }

  return {
    ok: true,
    decision: {
      kind: asked.kind,
      move,
      to: moved.to,
      signedBy: signer.memberId,
      role,
      licence: signer.licence,
      meaning: meanings[asked.kind],
      contentHash: version.contentHash,
      validUntil: isClearing ? validUntil(today, clinic.clearanceValidDays) : null,
    },
  }
}

/** Whether this person may revoke a clearance: any clinician may, of their own programs too, since it only stops. */
export function mayRevoke(facts: {
  signer: Person
  today: CalendarDay
  programStatus: ProgramStatus
  versionStatus: VersionStatus
  reason: string
}): Verdict {
  const signing = maySign(facts.signer, facts.today)
  if (!signing.ok) return signing
  const moved = moveVersion(facts.versionStatus, 'revoke', ['clinician'])
  if (!moved.ok) return moved
  if (isFinished(facts.programStatus)) return { ok: false, why: 'program-finished' }
  return isWritten(facts.reason) ? { ok: true } : { ok: false, why: 'reason-missing' }
}

/** The last day a program may start on its clearance: so many days after the decision, 30 at most. */
export function validUntil(decidedOn: CalendarDay, clinicDays: number): CalendarDay {
  return addDays(decidedOn, Math.min(clinicDays, longestValidDays))
}

/** Whether a clearance has run out unstarted; the last day still counts. */
export function isExpired(lastDay: CalendarDay, today: CalendarDay): boolean {
  return today > lastDay
}

/** A reason counts when there is something in it. */
export function isWritten(text: string): boolean {
  return text.trim() !== ''
}

function demandsOf({ screening, version, earlierExtensions, clinic }: DecisionFacts): Demands {
  return {
    outcome: screening?.outcome ?? null,
    kind: version.kind,
    earlierExtensions,
    isDoctorForPrecautions: clinic.isDoctorForPrecautions,
  }
}

/** A screening out of date stops a clearance, not a request for changes: that is how a new one is asked for. */
function whyNotClear(
  { screening, screeningId, version, findings }: DecisionFacts,
  asked: DecisionAsked,
): Refusal | null {
  const prohibited = whyNotScreened(screening, version.hasBfr)
  if (prohibited) return prohibited
  if (asked.readScreeningId === null) return 'screening-not-confirmed'
  if (asked.readScreeningId !== screeningId) return 'screening-replaced'
  if (asked.kind === 'cleared' && asked.hasLimits) return 'limits-unexpected'
  if (asked.kind === 'cleared-with-limits' && !asked.hasLimits) return 'limits-missing'
  if (findings.some((finding) => finding.severity === 'stop')) return 'stop-finding'
  const toJustify = findings.filter((finding) => finding.severity === 'justify')
  if (toJustify.some((finding) => !isWritten(finding.why))) return 'why-missing'
  if (toJustify.some((finding) => !finding.isCured && !isWritten(finding.answer))) return 'findings-unanswered'
  const isStandard = screening?.outcome === 'standard'
  return isStandard || isWritten(asked.justification) ? null : 'justification-missing'
}

function whyNotReturn(asked: DecisionAsked): Refusal | null {
  if (asked.hasLimits) return 'limits-unexpected'
  return isWritten(asked.reason) ? null : 'reason-missing'
}

/** Why a screening does not carry a version now, for submission and decision; null when it does. */
export function whyNotScreened(screening: ScreeningStanding | null, hasBfr: boolean): Refusal | null {
  if (!screening) return 'screening-missing'
  if (screening.outcome === 'no-exercise') return 'no-exercise'
  if (screening.outcome === 'no-restriction' && hasBfr) return 'no-restriction'
  if (screening.isOutdatedByEvent) return 'screening-outdated-by-event'
  return screening.isStale ? 'screening-stale' : null
}
