/** Submitting: the rule book is asked again, its findings are kept with the trainer's reasons, and the content is frozen. */
import { isBfr, restrictedLimbs } from '~/domain/prescription'
import { moveVersion, partiesOf } from '~/domain/program'
import { edition } from '~/domain/rule-book/edition'
import { findings } from '~/domain/rule-book/findings'
import type { Finding } from '~/domain/rule-book/rule'
import { maySubmit } from '~/domain/submission'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'
import { getVersion } from './drafts.server'
import { newId } from './id.server'
import { getProgram } from './programs.server'
import { queryOf, ruleFacts } from './rule-facts.server'
import { screeningStanding } from './screening-standing.server'

/** The trainer's why for each finding to justify, by findingKey. */
export type Whys = Record<string, string>

/** A finding is known before it has an id: by its rule, and the line it is about. */
export function findingKey({ ruleId, prescriptionId }: Pick<Finding, 'ruleId' | 'prescriptionId'>): string {
  return `${ruleId}:${prescriptionId ?? 'version'}`
}

type Asked = { programId: string; versionId: string; whys: Whys }

/** Submits a draft to be decided. What the rule book finds now is what the clinician will see. */
export function submitVersion(
  member: Acting,
  { key, at, ...asked }: Asked & { key: string; at: Date },
): Promise<Outcome<{ versionId: string; contentHash: string }>> {
  return command(member, { key, name: 'version:submit', body: asked }, async (tx) => {
    const { clinicId, memberId } = member
    const program = await getProgram(tx, member, asked.programId, 'program:submit')
    const version = await getVersion(tx, clinicId, program.id, asked.versionId)
    const { content } = version
    const hasBfr = content.prescriptions.some(({ mode }) => isBfr(mode))
    const query = queryOf(tx)
    const limbs = restrictedLimbs(content.prescriptions)
    const { screening } = await screeningStanding(query, { clientId: program.clientId, isBfr: hasBfr, limbs, at })
    const facts = await ruleFacts(query, content, {
      clientId: program.clientId,
      programId: program.id,
      raisedBy: program.raisedBy,
      supervisedBy: program.supervisedBy,
      at,
    })
    const found = findings(facts).map((finding) => ({ ...finding, why: asked.whys[findingKey(finding)]?.trim() ?? '' }))
    const may = maySubmit({
      by: partiesOf(member.roles),
      programStatus: program.status,
      version: {
        status: program.versions.find(({ id }) => id === version.id)?.status ?? 'withdrawn',
        kind: content.kind,
        lineCount: content.prescriptions.length,
        hasBfr,
        schedule: content.schedule,
        extensionDays: content.extensionDays,
      },
      screening,
      findings: found,
    })
    if (!may.ok) return may
    await tx.finding.createMany({
      data: found.map(({ ruleId, prescriptionId, severity, value, range, says, why }) => ({
        clinicId,
        id: newId(),
        versionId: version.id,
        prescriptionId,
        ruleId,
        severity,
        value,
        range,
        says,
        trainerWhy: why || null,
      })),
    })
    const { contentHash } = await tx.version.update({
      where: { clinicId_id: { clinicId, id: version.id } },
      data: { status: 'submitted', submittedBy: memberId, submittedAt: at, ruleEdition: edition },
      select: { contentHash: true },
    })
    return { ok: true, versionId: version.id, contentHash: contentHash ?? '' }
  })
}

/** Takes a submitted version back, as long as nobody decided it. */
export function withdrawVersion(
  member: Acting,
  { key, ...asked }: { key: string; programId: string; versionId: string },
): Promise<Outcome<{ versionId: string }>> {
  return command(member, { key, name: 'version:withdraw', body: asked }, async (tx) => {
    const program = await getProgram(tx, member, asked.programId, 'program:withdraw')
    const version = program.versions.find(({ id }) => id === asked.versionId)
    if (!version) throw new Response(null, { status: 404 })
    const moved = moveVersion(version.status, 'withdraw', partiesOf(member.roles))
    if (!moved.ok) return moved
    await tx.version.update({
      where: { clinicId_id: { clinicId: member.clinicId, id: version.id } },
      data: { status: moved.to },
      select: { id: true },
    })
    return { ok: true, versionId: version.id }
  })
}
