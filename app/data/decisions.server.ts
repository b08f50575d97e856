/** Decisions: what a clinician signs over exactly one version, with the findings answered; the database applies it. */
import type { Tx } from '~/database/client.server'
import type { Query } from '~/database/query.server'
import { type DecisionFacts, type DecisionKind, decide, mayRevoke, meanings } from '~/domain/clearance'
import type { Limb } from '~/domain/limb'
import { hasLimits, type Limits } from '~/domain/limits'
import { checks, curedByLimit, findingsOf } from '~/domain/rule-book/findings'
import type { VersionKind, VersionStatus } from '~/domain/version'
import { type Acting, personOf } from './acting.server'
import { command, type Outcome } from './command.server'
import { getVersion } from './drafts.server'
import { newId } from './id.server'
import { type FoundProgram, getProgram } from './programs.server'
import { queryOf, ruleFacts } from './rule-facts.server'
import { screeningStanding } from './screening-standing.server'
import { findingKey } from './submissions.server'
import { dateOf } from './version-rows.server'

export type DecisionForm = {
  programId: string
  versionId: string
  kind: DecisionKind
  contentHash: string
  hasReadScreening: boolean
  limits: Limits
  justification: string
  reason: string
  /** The clinician's answer by the id of the finding. */
  answers: Record<string, string>
}
type Signed = { key: string; at: Date; reauthenticationId: string }

/** Signs a decision. The password was given again before: its re-authentication is consumed by the row itself. */
export function decideVersion(
  member: Acting,
  { key, at, reauthenticationId, ...form }: DecisionForm & Signed,
): Promise<Outcome<{ decisionId: string }>> {
  return command<{ decisionId: string }>(member, { key, name: 'version:decide', body: form }, async (tx) => {
    const program = await getProgram(tx, member, form.programId, 'program:decide')
    const loaded = await loadFacts(tx, member, program, form, at)
    const decided = decide(loaded.facts, {
      kind: form.kind,
      contentHash: form.contentHash,
      hasReadScreening: form.hasReadScreening,
      hasLimits: hasLimits(form.limits),
      justification: form.justification,
      reason: form.reason,
    })
    if (!decided.ok) return decided
    const { decision } = decided
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
        reason: form.reason,
        justification: form.justification.trim() || null,
        hasReadScreening: form.hasReadScreening,
        ...limitColumns(form),
        validUntil: decision.validUntil ? dateOf(decision.validUntil) : null,
        contentHash: decision.contentHash,
        reauthenticationId,
        occurredAt: at,
      },
      select: { id: true },
    })
    await tx.findingAnswer.createMany({ data: answersOf(member.clinicId, decisionId, loaded.findings) })
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

type Answered = DecisionFacts['findings'][number] & { id: string }

function answersOf(clinicId: string, decisionId: string, findings: readonly Answered[]) {
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

async function loadFacts(tx: Tx, member: Acting, program: FoundProgram, form: DecisionForm, at: Date) {
  const query = queryOf(tx)
  const version = await getVersion(tx, member.clinicId, program.id, form.versionId)
  const isBfr = version.isBfr ?? false
  const limbs = version.bfrLimbs as Limb[]
  const { screening, today } = await screeningStanding(query, { clientId: program.clientId, isBfr, limbs, at })
  const findings = await answered(tx, member, program, form, version.content, at)
  const facts: DecisionFacts = {
    signer: personOf(member),
    today,
    programStatus: program.status,
    version: {
      status: version.status as VersionStatus,
      kind: version.kind as VersionKind,
      contentHash: version.contentHash ?? '',
      hasBfr: isBfr,
      authorIds: authorsOf(program),
    },
    screening,
    findings,
    earlierExtensions: await earlierExtensions(query, version.id, at),
    clinic: {
      isDoctorForPrecautions: member.clinic.doctorForPrecautions,
      clearanceValidDays: member.clinic.clearanceValidDays,
    },
  }
  return { facts, findings }
}

async function earlierExtensions(query: Query, versionId: string, at: Date): Promise<number> {
  const text = 'select earlier_extensions($1::uuid, $2::timestamptz) as count'
  const [row] = await query<{ count: number }>({ name: 'earlier-extensions', text, values: [versionId, at] })
  return row?.count ?? 0
}

/** Everybody who raised, wrote or submitted any of it: none of them decides on it. */
export function authorsOf(program: FoundProgram): string[] {
  const wrote = program.versions.flatMap(({ authorId, editedBy, submittedBy }) => [
    authorId,
    ...editedBy,
    submittedBy ?? authorId,
  ])
  return [...new Set([program.raisedBy, ...wrote])]
}

/** The findings as they were stored, with what the limits asked for here make of each. */
async function answered(
  tx: Tx,
  member: Acting,
  program: FoundProgram,
  form: DecisionForm,
  content: Awaited<ReturnType<typeof getVersion>>['content'],
  at: Date,
): Promise<Answered[]> {
  const rows = await tx.finding.findMany({
    where: { clinicId: member.clinicId, versionId: form.versionId },
    select: { id: true, ruleId: true, prescriptionId: true, severity: true, trainerWhy: true },
  })
  const { clientId, id: programId, raisedBy, supervisedBy } = program
  const facts = await ruleFacts(queryOf(tx), content, { clientId, programId, raisedBy, supervisedBy, at })
  const now = new Map(findingsOf(checks(facts)).map((finding) => [findingKey(finding), finding]))
  return rows.map((row) => {
    const current = now.get(findingKey(row))
    return {
      id: row.id,
      severity: row.severity as Answered['severity'],
      why: row.trainerWhy ?? '',
      answer: form.answers[row.id] ?? '',
      isCured: form.kind === 'cleared-with-limits' && current !== undefined && curedByLimit(current, form.limits),
    }
  })
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
