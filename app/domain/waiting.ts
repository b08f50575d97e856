/** What waits for a clinician: how grave it is, in what order it is shown, and who of them may decide it. */
import type { CalendarDay } from './calendar-day'
import { type DecisionFacts, decide, needsDoctor } from './clearance'
import { type HoldCause, mayLift } from './hold'
import type { ClinicianRole, Person } from './member'
import type { ProgramStatus } from './program'
import type { Verdict } from './refusal'
import type { ScreeningOutcome } from './screening'
import type { VersionKind } from './version'

/** The gravest first. `held`: by a screening or a noted event, where no doctor is needed to lift it. */
export const risks = ['red-flag', 'breach', 'doctor', 'held', 'justify', 'standard'] as const
export type Risk = (typeof risks)[number]

/** What a clinician is asked for: a decision on a version of some kind, or the lifting of a hold. */
export const askedKinds = ['new', 'amendment', 'extension', 'step-down', 'lift'] as const satisfies (
  | VersionKind
  | 'lift'
)[]
export type AskedKind = (typeof askedKinds)[number]

/** `id` is of the version, or of the hold. `outcome`: the newest screening's for this program; null: not screened. */
export type Waiting = {
  id: string
  programId: string
  asks: AskedKind
  since: Date
  programStatus: ProgramStatus
  hasBfr: boolean
  outcome: ScreeningOutcome | null
  isOutdatedByEvent: boolean
  /** Who raised the program or wrote or submitted any version of it. */
  authorIds: readonly string[]
  isInBreach: boolean
  earlierExtensions: number
  /** Findings of severity justify. */
  toJustify: number
  hold: {
    cause: HoldCause
    heldBy: string
    needsAssessment: boolean
    isScreenedSince: boolean
    /** Who signed the clearance in force. */
    clearedAs: ClinicianRole | null
  } | null
}

export type ClinicRules = { isDoctorForPrecautions: boolean; clearanceValidDays: number }

export function riskOf(
  waiting: Waiting,
  { isDoctorForPrecautions }: Pick<ClinicRules, 'isDoctorForPrecautions'>,
): Risk {
  const { asks, hold, outcome, earlierExtensions } = waiting
  if (hold?.cause === 'red-flag') return 'red-flag'
  if (!hold && waiting.isInBreach) return 'breach'
  const kind = asks === 'lift' ? 'new' : asks
  const isDoctorNeeded = needsDoctor({ outcome, kind, earlierExtensions, isDoctorForPrecautions })
  if (isDoctorNeeded && hold?.clearedAs !== 'doctor') return 'doctor'
  if (hold) return 'held'
  return waiting.toJustify > 0 || outcome === 'precaution' ? 'justify' : 'standard'
}

export type Ranked = { risk: Risk; since: Date; id: string }

/** The gravest first, the oldest first within; the id settles what came at once. */
export function inOrder(one: Ranked, other: Ranked): number {
  return (
    risks.indexOf(one.risk) - risks.indexOf(other.risk) ||
    one.since.getTime() - other.since.getTime() ||
    one.id.localeCompare(other.id)
  )
}

/** Whether this person may decide on the version at all, whatever they decide: never on their own, nor above their role. */
function mayDecide(facts: DecisionFacts): Verdict {
  const decided = decide(facts, {
    kind: 'changes-requested',
    contentHash: facts.version.contentHash,
    readScreeningId: null,
    hasLimits: false,
    justification: '',
    reason: 'any',
  })
  return decided.ok ? { ok: true } : decided
}

/** Whether what waits is this person's to decide; a screening or an assessment yet to come does not make it another's. */
export function isTheirs(waiting: Waiting, by: Person, today: CalendarDay, clinic: ClinicRules): Verdict {
  return waiting.hold ? mayLiftOnce(waiting, by, today, clinic) : mayDecide(asSubmitted(waiting, by, today, clinic))
}

function asSubmitted(waiting: Waiting, signer: Person, today: CalendarDay, clinic: ClinicRules): DecisionFacts {
  const { asks, outcome, hasBfr, authorIds } = waiting
  return {
    signer,
    today,
    programStatus: waiting.programStatus,
    version: { status: 'submitted', kind: asks === 'lift' ? 'new' : asks, contentHash: '', hasBfr, authorIds },
    screening: outcome && { outcome, isStale: false, isOutdatedByEvent: waiting.isOutdatedByEvent },
    screeningId: null,
    findings: [],
    earlierExtensions: waiting.earlierExtensions,
    clinic,
  }
}

function mayLiftOnce(waiting: Waiting, by: Person, today: CalendarDay, clinic: ClinicRules): Verdict {
  const { hold, outcome, hasBfr, authorIds } = waiting
  if (!hold) return { ok: false, why: 'not-on-hold' }
  const lifted = mayLift(
    {
      by,
      today,
      hold,
      program: {
        authorIds,
        hasBfr,
        clearedAs: hold.clearedAs,
        isDoctorForPrecautions: clinic.isDoctorForPrecautions,
      },
      // As if all that the lift waits for had been done, and nothing grave had come of it.
      screening: outcome && {
        outcome: outcome === 'no-exercise' || outcome === 'no-restriction' ? 'elevated' : outcome,
        isStale: false,
        isOutdatedByEvent: false,
        isAfterHold: true,
      },
    },
    { reason: 'any', assessment: { by: 'any', on: today, result: 'any' }, citesAssessment: true },
  )
  if (lifted.ok || lifted.why === 'hold-needs-new-screening') return { ok: true }
  return lifted
}
