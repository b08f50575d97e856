/** Programs: found only by who may see them, raised with their first draft. */
import type { Tx } from '~/database/client.server'
import type { Action } from '~/domain/access'
import type { ProgramStatus } from '~/domain/program'
import type { VersionContent, VersionStatus } from '~/domain/version'
import { type Acting, reachFor } from './acting.server'
import { command, type Outcome } from './command.server'
import { newId } from './id.server'
import { dropKeptForm } from './kept-forms.server'
import { queryOf } from './rule-facts.server'
import { contentData, prescriptionData } from './version-rows.server'

const programColumns = {
  id: true,
  clientId: true,
  name: true,
  status: true,
  raisedBy: true,
  supervisedBy: true,
  inForceVersionId: true,
  startedAt: true,
  versions: {
    select: { id: true, number: true, status: true, kind: true, authorId: true, editedBy: true, submittedBy: true },
    orderBy: { number: 'asc' },
  },
  client: { select: { birthDate: true } },
} as const

export type FoundProgram = Omit<NonNullable<Awaited<ReturnType<typeof findRow>>>, 'status' | 'versions'> & {
  status: ProgramStatus
  versions: {
    id: string
    number: number
    status: VersionStatus
    kind: string
    authorId: string
    editedBy: string[]
    submittedBy: string | null
  }[]
}

function findRow(tx: Tx, member: Acting, programId: string) {
  return tx.program.findFirst({
    where: { clinicId: member.clinicId, id: programId },
    select: programColumns,
  })
}

/** The program, when this member may do this for its client; null answers like one that does not exist. */
async function findProgram(tx: Tx, member: Acting, programId: string, action: Action): Promise<FoundProgram | null> {
  const row = await findRow(tx, member, programId)
  return row && (await reachFor(queryOf(tx), member, row.clientId, action)) ? (row as FoundProgram) : null
}

/** As findProgram; throws a 404 where there is none for this member. */
export async function getProgram(tx: Tx, member: Acting, programId: string, action: Action): Promise<FoundProgram> {
  const program = await findProgram(tx, member, programId, action)
  if (!program) throw new Response(null, { status: 404 })
  return program
}

export type Raised = { clientId: string; name: string; supervisedBy: string | null; content: VersionContent }

/** A new program with its first draft. Answers both ids. */
export function raiseProgram(
  member: Acting,
  { key, at, ...asked }: Raised & { key: string; at: Date },
): Promise<Outcome<{ programId: string; versionId: string }>> {
  return command(member, { key, name: 'program:raise', body: asked }, async (tx) => {
    const client = await tx.client.findFirst({
      where: { clinicId: member.clinicId, id: asked.clientId },
      select: { id: true },
    })
    const may = client && (await reachFor(queryOf(tx), member, client.id, 'program:raise'))
    if (!client || !may) throw new Response(null, { status: 404 })
    const programId = newId()
    await tx.program.create({
      data: {
        clinicId: member.clinicId,
        id: programId,
        clientId: client.id,
        name: asked.name,
        raisedBy: member.memberId,
        supervisedBy: asked.supervisedBy,
        occurredAt: at,
      },
    })
    const versionId = await createDraft(tx, member, { programId, number: 1, content: asked.content, at })
    await dropKeptForm(tx, member, { clientId: client.id, versionId: null })
    return { ok: true, programId, versionId }
  })
}

/** The rows of a draft; its lines get ids of their own. */
export async function createDraft(
  tx: Tx,
  member: Acting,
  draft: { programId: string; number: number; content: VersionContent; extensionReason?: string | null; at: Date },
): Promise<string> {
  const { clinicId, memberId } = member
  const versionId = newId()
  await tx.version.create({
    data: {
      clinicId,
      id: versionId,
      programId: draft.programId,
      number: draft.number,
      authorId: memberId,
      occurredAt: draft.at,
      extensionReason: draft.extensionReason ?? null,
      ...contentData(draft.content),
    },
  })
  await createLines(tx, clinicId, versionId, draft.content)
  return versionId
}

export async function createLines(tx: Tx, clinicId: string, versionId: string, content: VersionContent): Promise<void> {
  await tx.prescription.createMany({
    data: content.prescriptions.map((line, index) => ({
      ...prescriptionData(line),
      clinicId,
      versionId,
      id: newId(),
      position: index + 1,
    })),
  })
}
