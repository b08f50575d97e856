/** Decisions: what a clinician signs over exactly one version, with the findings answered; the database applies it. */
import { type DecisionKind, decide, mayRevoke, meanings } from '~/domain/clearance'
import { whyNotLimit } from '~/domain/limit-effect'
import { hasLimits, type Limits } from '~/domain/limits'
import { lineComments } from '~/domain/line-comments'
import { type Acting, personOf } from './acting.server'
import { command, type Outcome } from './command.server'
import { type AnsweredFinding, decisionFacts } from './decision-facts.server'
import { newId } from './id.server'
import { getProgram } from './programs.server'
import { queryOf } from './rule-facts.server'
import { screeningStanding } from './screening-standing.server'
import { dateOf } from './version-rows.server'

export type DecisionForm = {
  programId: string
  versionId: string
  kind: DecisionKind
  contentHash: string
  /** Which screening the signer says they read; null: none. */
  readScreeningId: string | null
  limits: Limits
  justification: string
  reason: string
  /** The clinician's answer by the id of the finding. */
  answers: Record<string, string>
  /** What they say beside a line, by its id. */
  comments?: Record<string, string>
}
type Signed = { key: string; at: Date; reauthenticationId: string }

/** Signs a decision. The password was given again before: its re-authentication is consumed by the row itself. */
export function decideVersion(
  member: Acting,
  { key, at, reauthenticationId, ...form }: DecisionForm & Signed,
): Promise<Outcome<{ decisionId: string }>> {
  return command<{ decisionId: string }>(member, { key, name: 'version:decide', body: form }, async (tx) => {
    const program = await getProgram(tx, member, form.programId, 'program:decide')
    const { facts, findings, dose } = await decisionFacts(tx, member, program, form, at)
    const decided = decide(facts, {
      kind: form.kind,
      contentHash: form.contentHash,
      readScreeningId: form.readScreeningId,
      hasLimits: hasLimits(form.limits),
      justification: form.justification,
      reason: form.reason,
    })
    if (!decided.ok) return decided
    const unlimited = whyNotLimit(form.limits, dose, facts.today)
    if (unlimited) return { ok: false, why: unlimited }
    const commented = lineComments(
      form.kind,
      form.comments ?? {},
      dose.lines.map(({ line }) => line),
    )
    if (!commented.ok) return commented
    const { decision } = decided
    // Nobody signs what their page does not show: the words that go with another outcome stay behind.
    const isClearing = decision.to === 'cleared'
    const decisionId = newId()
    await tx.decision.create({
      data: {
        clinicId: member.clinicId,
        id: decisionId,
        programId: program.id,
        versionId: form.versionId,
        outcome: decision.kind,
        decidedBy: member.memberId,
        signedAs: decision.role,
        meaning: decision.meaning,
        reason: isClearing ? '' : form.reason,
        justification: isClearing ? form.justification.trim() || null : null,
        hasReadScreening: form.readScreeningId !== null,
        ...limitColumns(form),
        validUntil: decision.validUntil ? dateOf(decision.validUntil) : null,
        contentHash: decision.contentHash,
        reauthenticationId,
        occurredAt: at,
      },
      select: { id: true },
    })
    await tx.findingAnswer.createMany({ data: isClearing ? answersOf(member.clinicId, decisionId, findings) : [] })
    await tx.lineComment.createMany({
      data: commented.comments.map(({ lineId, comment }) => ({
        clinicId: member.clinicId,
        decisionId,
        prescriptionId: lineId,
        comment,
      })),
    })
    return { ok: true, decisionId }
  })
}

function limitColumns({ kind, limits }: DecisionForm) {
  if (kind !== 'cleared-with-limits') return {}
  return {
    maxLoadPercent: limits.maxLoadPercent,
    maxPressurePercent: limits.maxPressurePercent,
    maxSessionsPerWeek: limits.maxSessionsPerWeek,
    isSupervisedOnly: limits.isSupervisedOnly,
    reviewBy: limits.reviewBy ? dateOf(limits.reviewBy) : null,
  }
}

function answersOf(clinicId: string, decisionId: string, findings: readonly AnsweredFinding[]) {
  return findings.flatMap(({ id, severity, answer, isCured }) =>
    severity === 'justify' && (answer.trim() || isCured)
      ? [
          {
            clinicId,
            decisionId,
            findingId: id,
            answer: answer.trim() || 'Brought into range by the limit set here',
            isCuredByLimit: isCured,
          },
        ]
      : [],
  )
}

type Revocation = { programId: string; versionId: string; contentHash: string; reason: string }

/** Takes a clearance back: the program stops at once, and no older clearance revives. */
export function revokeClearance(
  member: Acting,
  { key, at, reauthenticationId, ...asked }: Revocation & Signed,
): Promise<Outcome<{ decisionId: string }>> {
  return command<{ decisionId: string }>(member, { key, name: 'clearance:revoke', body: asked }, async (tx) => {
    const program = await getProgram(tx, member, asked.programId, 'program:revoke')
    const version = program.versions.find(({ id }) => id === asked.versionId)
    if (!version) throw new Response(null, { status: 404 })
    const { today } = await screeningStanding(queryOf(tx), { clientId: program.clientId, isBfr: false, limbs: [], at })
    const signer = personOf(member)
    const programStatus = program.status
    const may = mayRevoke({ signer, today, programStatus, versionStatus: version.status, reason: asked.reason })
    if (!may.ok) return may
    const decisionId = newId()
    await tx.decision.create({
      data: {
        clinicId: member.clinicId,
        id: decisionId,
        programId: program.id,
        versionId: version.id,
        outcome: 'revoked',
        decidedBy: member.memberId,
        signedAs: signer.roles.includes('doctor') ? 'doctor' : 'physical-therapist',
        meaning: meanings.revoked,
        reason: asked.reason,
        hasReadScreening: false,
        contentHash: asked.contentHash,
        reauthenticationId,
        occurredAt: at,
      },
      select: { id: true },
    })
    return { ok: true, decisionId }
  })
}
