/** A file taken back whole within a day: one line through its import goes through each of its rows. */
import type { Acting } from './acting.server'
import { commandOnClient } from './client-door.server'
import type { Outcome } from './command.server'
import { isId } from './id.server'
import { mayStrike, strike } from './strikes.server'

export const undoReason = 'Import taken back'
const undoForMs = 24 * 60 * 60 * 1000

type Import = { importedBy: string; recordedAt: Date; isStruck: boolean }

/** Whether `memberId` may take it back at this moment; the database holds to the same. */
export function isUndoable({ importedBy, recordedAt, isStruck }: Import, memberId: string, at: Date): boolean {
  return !isStruck && importedBy === memberId && at.getTime() - recordedAt.getTime() < undoForMs
}

/** One client's part of a file. Throws a 404 Response for an import that is not there, or not of this client. */
export function undoImport(
  member: Acting,
  { key, at, clientId, importId }: { key: string; at: Date; clientId: string; importId: string },
): Promise<Outcome<{ importId: string }>> {
  const asked = { key, name: 'import:undo', action: 'entry:correct', clientId, body: { importId }, at } as const
  return commandOnClient<{ importId: string }>(member, asked, async (tx, { isInCareTeam }) => {
    const found = isId(importId)
      ? await tx.import.findFirst({
          where: { clinicId: member.clinicId, clientId, id: importId, kind: { in: ['strong', 'hevy', 'one-rm'] } },
          select: { importedBy: true, recordedAt: true },
        })
      : null
    if (!found) throw new Response(null, { status: 404 })
    const entry = {
      subject: 'import',
      subjectId: importId,
      clientId,
      loggedBy: found.importedBy,
      isInCareTeam,
    } as const
    const may = await mayStrike(tx, member, entry, undoReason)
    if (!may.ok) return may
    if (found.importedBy !== member.memberId) return { ok: false, why: 'entry-not-yours' }
    if (!isUndoable({ ...found, isStruck: false }, member.memberId, at)) return { ok: false, why: 'undo-too-late' }
    await strike(tx, member, entry, { reason: undoReason, replacedBy: null, at })
    return { ok: true, importId }
  })
}
