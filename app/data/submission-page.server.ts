/** A draft as its clinician would see it now: what the rule book finds, what stands in the way, and who must decide. */
import type { Query } from '~/database/query.server'
import { needsDoctor } from '~/domain/clearance'
import { isBfr, restrictedLimbs } from '~/domain/prescription'
import { partiesOf } from '~/domain/program'
import type { Refusal } from '~/domain/refusal'
import { ruleOf } from '~/domain/rule-book/edition'
import { checks, findingsOf } from '~/domain/rule-book/findings'
import type { Finding } from '~/domain/rule-book/rule'
import { deciderFor, type ScreeningOutcome } from '~/domain/screening'
import { maySubmit } from '~/domain/submission'
import { nameOfLine } from '~/domain/version-fields'
import type { Acting } from './acting.server'
import type { Draft } from './draft-page.server'
import { ruleFacts } from './rule-facts.server'
import { screeningStanding } from './screening-standing.server'
import { findingKey } from './submissions.server'

export type FindingShown = Finding & {
  /** By which the trainer's why is sent. */
  key: string
  /** The exercise and limb; null for the whole program. */
  line: string | null
  sentence: string
  citation: string
}

export type Submission = {
  findings: FindingShown[]
  linesWithoutRule: string[]
  /** What a reason in writing would not mend; stops are shown by themselves. */
  blockedBy: Refusal | null
  outcome: ScreeningOutcome | null
  decider: ReturnType<typeof deciderFor>
}

/** As of `at`; submitting asks all of it again. */
export async function submissionOf(query: Query, member: Acting, draft: Draft, at: Date): Promise<Submission> {
  const { clientId, programId, raisedBy, supervisedBy, content } = draft
  const facts = await ruleFacts(query, content, { clientId, programId, raisedBy, supervisedBy, at })
  const hasBfr = content.prescriptions.some(({ mode }) => isBfr(mode))
  const limbs = restrictedLimbs(content.prescriptions)
  const { screening } = await screeningStanding(query, { clientId, isBfr: hasBfr, limbs, at })
  const checked = checks(facts)
  const may = maySubmit({
    by: partiesOf(member.roles),
    programStatus: draft.status,
    version: { ...content, status: draft.versionStatus, lineCount: content.prescriptions.length, hasBfr },
    screening,
    findings: [],
  })
  const nameOf = (id: string | null) => {
    const line = content.prescriptions.find((prescription) => prescription.id === id)
    return line ? nameOfLine(line) : null
  }
  const outcome = screening?.outcome ?? null
  return {
    findings: findingsOf(checked).map((finding) => ({
      ...finding,
      key: findingKey(finding),
      line: nameOf(finding.prescriptionId),
      sentence: ruleOf(finding.ruleId)?.sentence ?? '',
      citation: ruleOf(finding.ruleId)?.source ?? '',
    })),
    linesWithoutRule: checked.flatMap((check) =>
      check.verdict === 'no-rule' ? (nameOf(check.prescriptionId) ?? []) : [],
    ),
    blockedBy: may.ok ? null : may.why,
    outcome,
    decider: deciderOf(draft, outcome, member.clinic.doctorForPrecautions),
  }
}

function deciderOf(draft: Draft, outcome: ScreeningOutcome | null, isDoctorForPrecautions: boolean) {
  const decider = deciderFor(outcome ?? 'standard', isDoctorForPrecautions)
  const { earlierExtensions, content } = draft
  const isDoctorNeeded = needsDoctor({ outcome, kind: content.kind, earlierExtensions, isDoctorForPrecautions })
  return decider !== 'nobody' && isDoctorNeeded ? 'doctor' : decider
}
