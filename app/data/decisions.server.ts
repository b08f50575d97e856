/** Decisions: what a clinician signs over exactly one version, with the findings answered; the database applies it. */
import type { Named } from '~/database/query.server'
import { type Decision, type DecisionKind, decide, mayRevoke, meanings } from '~/domain/clearance'
import { whyNotLimit } from '~/domain/limit-effect'
import { hasLimits, type Limits, noLimits } from '~/domain/limits'
import { lineComments } from '~/domain/line-comments'
import { type Acting, personOf } from './acting.server'
import { command, hotCommand, type Outcome } from './command.server'
import { type AnsweredFinding, decisionFacts, type ToDecide } from './decision-facts.server'
import { newId } from './id.server'
import { getProgram } from './programs.server'
import { queryOf } from './rule-facts.server'
import { screeningStanding } from './screening-standing.server'

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
  return hotCommand<ToDecide, { decisionId: string }>(
    member,
    { key, name: 'version:decide', body: form },
    {
      load: (query) => decisionFacts(query, member, form, at),
      save: async ({ program, facts, findings, dose }, { save }) => {
        const decided = decide(facts, {
          kind: form.kind,
          contentHash: form.contentHash,
          readScreeningId: form.readScreeningId,
          hasLimits: hasLimits(form.limits),
          justification: form.justification,
          reason: form.reason,
        })
        if (!decided.ok) return decided
        const unlimited = dose && whyNotLimit(form.limits, dose, facts.today)
        if (unlimited) return { ok: false, why: unlimited }
        const commented = lineComments(form.kind, form.comments ?? {}, program.version.content.prescriptions)
        if (!commented.ok) return commented
        const { decision } = decided
        const { programId } = program
        const { decisionId, statement } = decisionToSave({ ...form, programId }, decision, { reauthenticationId, at })
        save(statement)
        const answers = decision.to === 'cleared' ? answersOf(findings) : []
        if (answers.length > 0) save(toSave('finding-answers', answersText, decisionId, answers))
        if (commented.comments.length > 0) save(toSave('line-comments', commentsText, decisionId, commented.comments))
        return { ok: true, decisionId }
      },
    },
  )
}

const decisionText = `
insert into decisions (clinic_id, id, program_id, version_id, outcome, decided_by, signed_as, meaning, reason, justification,
  has_read_screening, max_load_percent, max_pressure_percent, max_sessions_per_week, is_supervised_only, review_by, valid_until,
  content_hash, reauthentication_id, occurred_at)
values (current_clinic(), $1::uuid, $2::uuid, $3::uuid, $4, current_member(), $5, $6, $7, $8, $9::boolean, $10::int, $11::int, $12::int,
  $13::boolean, $14::date, $15::date, $16, $17::uuid, $18::timestamptz)`

type Signature = Pick<Signed, 'reauthenticationId' | 'at'>

function decisionToSave(form: DecisionForm, decision: Decision, { reauthenticationId, at }: Signature) {
  // Nobody signs what their page does not show: the words that go with another outcome stay behind.
  const isClearing = decision.to === 'cleared'
  const limits = form.kind === 'cleared-with-limits' ? form.limits : noLimits
  const decisionId = newId()
  const of = [decisionId, form.programId, form.versionId, decision.kind, decision.role, decision.meaning]
  const words = [isClearing ? '' : form.reason, isClearing ? form.justification.trim() || null : null]
  const within = [limits.maxLoadPercent, limits.maxPressurePercent, limits.maxSessionsPerWeek, limits.isSupervisedOnly]
  const days = [limits.reviewBy, decision.validUntil]
  const signed = [decision.contentHash, reauthenticationId, at]
  const values = [...of, ...words, form.readScreeningId !== null, ...within, ...days, ...signed]
  return { decisionId, statement: { name: 'decision', text: decisionText, values } }
}

const answersText = `
insert into finding_answers (clinic_id, decision_id, finding_id, answer, is_cured_by_limit)
select current_clinic(), $1::uuid, a."findingId", a.answer, a."isCured"
from json_to_recordset($2::json) as a ("findingId" uuid, answer text, "isCured" boolean)`

const commentsText = `
insert into line_comments (clinic_id, decision_id, prescription_id, comment)
select current_clinic(), $1::uuid, c."lineId", c.comment from json_to_recordset($2::json) as c ("lineId" uuid, comment text)`

function toSave(name: string, text: string, decisionId: string, rows: readonly object[]): Named {
  return { name, text, values: [decisionId, JSON.stringify(rows)] }
}

function answersOf(findings: readonly AnsweredFinding[]) {
  return findings.flatMap(({ id, severity, answer, isCured }) =>
    severity === 'justify' && (answer.trim() || isCured)
      ? [{ findingId: id, answer: answer.trim() || 'Brought into range by the limit set here', isCured }]
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
