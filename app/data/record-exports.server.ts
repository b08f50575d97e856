/** Exports of a client's whole record: by whom, to whom and why; the file may be fetched for ten minutes by who made it. */
import { z } from 'zod'
import { type Actor, readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import type { Refusal } from '~/domain/refusal'
import { exportMinutes } from '~/domain/register'
import { exportFormats, type ExportFormat, type RecordExport } from '~/domain/whole-record'
import { noteAccess, noteDenial } from './access-events.server'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'
import { hashOfFields } from './hash-of-fields.server'
import { isId, newId } from './id.server'
import { queryOf } from './rule-facts.server'
import { isErased } from './record-door.server'
import { commandKey, confirmation, fieldOfConfirmation, typedText } from './typed-text.server'

export function recordExportForm() {
  return z.object({
    key: commandKey,
    format: z.enum(exportFormats, 'Choose the kind of file.'),
    recipient: typedText(500),
    reason: typedText(),
    ...confirmation,
  })
}

/** The field beside which a refusal is said. */
export const fieldOfRecordExport: Partial<Record<Refusal, string>> = {
  'reason-missing': 'reason',
  'recipient-missing': 'recipient',
  ...fieldOfConfirmation,
}

type Asked = { clientId: string; format: ExportFormat; recipient: string; reason: string }

/** What the password is given again for. The database works out the same. */
export function recordExportHash({ clientId, format, recipient, reason }: Asked): string {
  return hashOfFields(clientId, format, recipient, reason)
}

/** Keeps that the record is handed out; its link in the chain is the database's to give. */
export function exportRecord(
  member: Acting,
  { key, at, reauthenticationId, ...asked }: Asked & { key: string; at: Date; reauthenticationId: string },
): Promise<Outcome<{ exportId: string }>> {
  return command<{ exportId: string }>(member, { key, name: 'client:export', body: asked }, async (tx) => {
    if (await isErased(queryOf(tx), asked.clientId)) return { ok: false, why: 'client-erased' }
    if (!asked.recipient) return { ok: false, why: 'recipient-missing' }
    if (!asked.reason) return { ok: false, why: 'reason-missing' }
    const { clinicId, memberId: exportedBy } = member
    const { id: exportId } = await tx.recordExport.create({
      data: { clinicId, id: newId(), exportedBy, reauthenticationId, occurredAt: at, ...asked },
      select: { id: true },
    })
    return { ok: true, exportId }
  })
}

export type FoundExport = RecordExport & { isOpen: boolean }

const text = `select e.id, e.client_id as "clientId", e.clinic_id as "clinicId", c.name as "clinicName", e.format, e.recipient,
  e.reason, m.name as "by", m.id as "byId", e.occurred_at as "at", e.time_zone as "timeZone", e.chain_seq as "chainSeq",
  e.chain_hash as "chainHash", e.recorded_at > clock_timestamp() - interval '${exportMinutes} minutes' as "isOpen"
from record_exports e
join members m on m.clinic_id = e.clinic_id and m.id = e.exported_by
join clinics c on c.id = e.clinic_id
where e.clinic_id = current_clinic() and e.id = $1::uuid and e.client_id = $2::uuid and e.exported_by = current_member()
  and e.format = $3 and not exists (select 1 from erasures x where x.clinic_id = e.clinic_id and x.client_id = e.client_id)`

type Fetched = {
  clientId: string | undefined
  exportId: string | undefined
  format: ExportFormat
  pathKind: string
  at: Date
}

/**
 * An export for whoever made it, and for nobody else; that it was fetched is noted while it may be. Throws a 404
 * Response, and notes the denial, for one that is not there, is a colleague's, or whose client was erased.
 */
export async function readRecordExport(member: Actor, asked: Fetched): Promise<FoundExport> {
  const { clientId, exportId, format, pathKind, at } = asked
  const found =
    isId(clientId) && isId(exportId)
      ? await readClinic(member, (query) => findExport(query, { clientId, exportId, format, pathKind, at }))
      : null
  if (found) return found
  await noteDenial(member, { clientId: isId(clientId) ? clientId : null, pathKind, occurredAt: at })
  throw new Response(null, { status: 404 })
}

async function findExport(
  query: Query,
  { clientId, exportId, format, pathKind, at }: Fetched & { clientId: string; exportId: string },
): Promise<FoundExport | null> {
  const [found] = await query<FoundExport>({ name: 'record-export', text, values: [exportId, clientId, format] })
  if (found?.isOpen) await noteAccess(query, { kind: 'export', clientId, pathKind, occurredAt: at })
  return found ?? null
}
