/** Drafts: edited until they are submitted; a next version is drafted beside the one in force. */
import type { Tx } from '~/database/client.server'
import { partiesOf } from '~/domain/program'
import { mayDraftNext } from '~/domain/submission'
import type { VersionContent } from '~/domain/version'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'
import { dropKeptForm } from './kept-forms.server'
import { createDraft, createLines, getProgram } from './programs.server'
import { contentData, contentOf, prescriptionColumns, versionColumns } from './version-rows.server'

/** A version with its lines, by id, in this clinic; who may see it was asked by way of its program. */
export async function getVersion(tx: Tx, clinicId: string, programId: string, versionId: string) {
  const row = await tx.version.findFirst({
    where: { clinicId, programId, id: versionId },
    select: {
      ...versionColumns,
      ruleEdition: true,
      prescriptions: { select: prescriptionColumns, orderBy: { position: 'asc' } },
    },
  })
  if (!row) throw new Response(null, { status: 404 })
  return { ...row, content: contentOf(row, row.prescriptions) }
}

type Edited = {
  programId: string
  versionId: string
  content: VersionContent
  extensionReason?: string | null
  /** A line of the draft as it was read: each save makes its lines anew, so an older draft is known by it. */
  basis?: string | null
}

/** Saves a draft as it stands now, all of it; one that somebody saved since it was read is not overwritten. */
export function saveDraft(
  member: Acting,
  { key, ...asked }: Edited & { key: string },
): Promise<Outcome<{ versionId: string }>> {
  const { programId, versionId, content } = asked
  return command<{ versionId: string }>(member, { key, name: 'version:save', body: asked }, async (tx) => {
    const program = await getProgram(tx, member, programId, 'program:amend')
    const version = program.versions.find(({ id }) => id === versionId)
    if (!version) throw new Response(null, { status: 404 })
    if (version.status !== 'draft') return { ok: false, why: 'not-draft' }
    if (asked.basis && !(await hasLine(tx, member.clinicId, versionId, asked.basis))) {
      return { ok: false, why: 'content-changed' }
    }
    const where = { clinicId_id: { clinicId: member.clinicId, id: versionId } }
    await tx.version.update({
      where,
      data: { ...contentData(content), extensionReason: asked.extensionReason ?? null },
      select: { id: true },
    })
    await tx.prescription.deleteMany({ where: { clinicId: member.clinicId, versionId } })
    await createLines(tx, member.clinicId, versionId, content)
    await dropKeptForm(tx, member, { clientId: null, versionId })
    return { ok: true, versionId }
  })
}

async function hasLine(tx: Tx, clinicId: string, versionId: string, id: string): Promise<boolean> {
  const line = await tx.prescription.findFirst({ where: { clinicId, versionId, id }, select: { id: true } })
  return line !== null
}

type Next = {
  programId: string
  kind: VersionContent['kind']
  extensionDays: number | null
  extensionReason: string | null
}

/** The next version, drafted from the newest one: an amendment, an extension, a step-down, or a second try. */
export function draftNext(
  member: Acting,
  { key, at, ...asked }: Next & { key: string; at: Date },
): Promise<Outcome<{ versionId: string }>> {
  return command(member, { key, name: 'version:draft', body: asked }, async (tx) => {
    const program = await getProgram(tx, member, asked.programId, 'program:amend')
    const may = mayDraftNext({
      by: partiesOf(member.roles),
      programStatus: program.status,
      versions: program.versions.map(({ status }) => status),
    })
    if (!may.ok) return may
    const newest = program.versions.at(-1)
    const source = program.versions.find(({ id }) => id === program.inForceVersionId) ?? newest
    if (!source || !newest) return { ok: false, why: 'nothing-to-amend' }
    // What was sent back is what is worked on; else what is in force.
    const from = newest.status === 'changes-requested' || newest.status === 'withdrawn' ? newest : source
    const { content } = await getVersion(tx, member.clinicId, program.id, from.id)
    const isFirst = program.inForceVersionId === null
    const versionId = await createDraft(tx, member, {
      programId: program.id,
      number: newest.number + 1,
      content: { ...content, kind: isFirst ? 'new' : asked.kind, extensionDays: isFirst ? null : asked.extensionDays },
      extensionReason: isFirst ? null : asked.extensionReason,
      at,
    })
    return { ok: true, versionId }
  })
}
