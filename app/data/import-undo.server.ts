/** A file taken back whole within a day: one line through its import goes through each of its rows. */
import type { Query } from '~/database/query.server'
import type { Acting } from './acting.server'
import { commandOnClient } from './client-door.server'
import type { Outcome } from './command.server'
import { isId } from './id.server'
import { queryOf } from './rule-facts.server'
import { mayStrike, strike } from './strikes.server'

const undoReason = 'Import taken back'
const undoForMs = 24 * 60 * 60 * 1000

type Import = { importedBy: string; recordedAt: Date; isStruck: boolean }

/** Whether `memberId` may take it back at this moment; the database holds to the same. */
export function isUndoable({ importedBy, recordedAt, isStruck }: Import, memberId: string, at: Date): boolean {
  return !isStruck && importedBy === memberId && at.getTime() - recordedAt.getTime() < undoForMs
}

export type ImportToUndo = Import & { id: string; kind: string; rows: number; total: number; importedByName: string }

/** Throws a 404 Response for an import that is not there, or not of this client; `rows` are those that came in. */
export async function getImportToUndo(
  query: Query,
  clientId: string,
  importId: string | undefined,
): Promise<ImportToUndo> {
  const [found] = isId(importId)
    ? await query<ImportToUndo>({
        name: 'import-to-undo',
        text: `select i.id, i.kind, i.rows_total as "total", i.imported_by as "importedBy", i.recorded_at as "recordedAt",
            m.name as "importedByName", is_struck('import', i.id) as "isStruck",
            ((select count(*) from sets s where s.clinic_id = i.clinic_id and s.import_id = i.id)
              + (select count(*) from measurements r where r.clinic_id = i.clinic_id and r.import_id = i.id))::integer as "rows"
          from imports i join members m on m.clinic_id = i.clinic_id and m.id = i.imported_by
          where i.clinic_id = current_clinic() and i.client_id = $1::uuid and i.id = $2::uuid
            and i.kind in ('strong', 'hevy', 'one-rm')`,
        values: [clientId, importId],
      })
    : []
  if (!found) throw new Response(null, { status: 404 })
  return found
}

/** One client's part of a file. Throws a 404 Response for an import that is not there, or not of this client. */
export function undoImport(
  member: Acting,
  { key, at, clientId, importId }: { key: string; at: Date; clientId: string; importId: string },
): Promise<Outcome<{ importId: string }>> {
  const asked = { key, name: 'import:undo', action: 'entry:correct', clientId, body: { importId }, at } as const
  return commandOnClient<{ importId: string }>(member, asked, async (tx, { isInCareTeam }) => {
    const query = queryOf(tx)
    const found = await getImportToUndo(query, clientId, importId)
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
    if (await isStillWritten(query, importId)) return { ok: false, why: 'import-running' }
    await strike(tx, member, entry, { reason: undoReason, replacedBy: null, at })
    return { ok: true, importId }
  })
}

/** By the importer's own file: begun, neither stopped nor through. What was taken back meanwhile, no batch goes on with. */
async function isStillWritten(query: Query, importId: string): Promise<boolean> {
  const [row] = await query<{ isWritten: boolean }>({
    name: 'import-is-written',
    text: `select exists (select 1 from history_files f where f.clinic_id = current_clinic() and f.member_id = current_member()
      and f.started_at is not null and f.stopped_at is null and f.finished_at is null
      and (f.choices @> jsonb_build_object('importId', $1::text)
        or f.choices @> jsonb_build_object('importIds', jsonb_build_array($1::text)))) as "isWritten"`,
    values: [importId],
  })
  return row?.isWritten === true
}
