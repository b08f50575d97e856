/** Exports of the register: taken out by an admin, with a reason and the password again, and fetched for ten minutes. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Actor, readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import type { Refusal } from '~/domain/refusal'
import { exportMinutes, mayExportRegister, type RegisterChoices } from '~/domain/register'
import { noteAccess } from './access-events.server'
import { command, type Outcome } from './command.server'
import { newId } from './id.server'
import { registerChoices } from './register-list.server'
import { commandKey, confirmation, fieldOfConfirmation, typedText } from './typed-text.server'

export function exportForm() {
  return z.object({
    key: commandKey,
    filter: z
      .string()
      .max(1_000)
      .optional()
      .transform((filter) => filter ?? ''),
    reason: typedText(),
    ...confirmation,
  })
}

/** The field beside which a refusal is said. */
export const fieldOfExport: Partial<Record<Refusal, string>> = {
  'reason-missing': 'reason',
  ...fieldOfConfirmation,
}

/** `filter` as an address has it. */
type Form = { filter: string; reason: string }

const netstring = (field: string) => `${Buffer.byteLength(field)}:${field},`

/** What the password is given again for: this filter for this reason. The database works out the same. */
export function exportHash({ filter, reason }: Form): string {
  return createHash('sha256')
    .update(netstring(filter) + netstring(reason))
    .digest('hex')
}

/** Keeps that the register is taken out; its link in the chain and the last decision in it are the database's to give. */
export function exportRegister(
  member: Actor,
  { key, at, reauthenticationId, ...form }: Form & { key: string; at: Date; reauthenticationId: string },
): Promise<Outcome<{ exportId: string }>> {
  return command<{ exportId: string }>(member, { key, name: 'register:export', body: form }, async (tx) => {
    const may = mayExportRegister(form)
    if (!may.ok) return may
    const { clinicId, memberId: exportedBy } = member
    const { filter, reason } = form
    const { id: exportId } = await tx.registerExport.create({
      data: { clinicId, id: newId(), exportedBy, filter, reason, reauthenticationId, occurredAt: at },
      select: { id: true },
    })
    return { ok: true, exportId }
  })
}

export type RegisterExport = {
  id: string
  filter: string
  reason: string
  by: string
  /** The clinic's wall clock, as text. */
  at: string
  timeZone: string
  lastSeq: number
  chainSeq: number
  chainHash: string
  isOpen: boolean
}

const text = `select e.id, e.filter, e.reason, m.name as "by", e.time_zone as "timeZone",
  to_char(e.occurred_at at time zone e.time_zone, 'YYYY-MM-DD HH24:MI:SS') as "at",
  e.last_seq as "lastSeq", e.chain_seq as "chainSeq", e.chain_hash as "chainHash",
  e.recorded_at > clock_timestamp() - interval '${exportMinutes} minutes' as "isOpen"
from register_exports e join members m on m.clinic_id = e.clinic_id and m.id = e.exported_by
where e.clinic_id = current_clinic() and e.id = $1::uuid and e.exported_by = current_member()`

/** An export for whoever made it, and for nobody else; that it was fetched is noted while it may be. */
export function readRegisterExport(
  member: Actor,
  id: string,
  at: Date,
): Promise<{ found: RegisterExport; choices: RegisterChoices } | null> {
  return readClinic(member, async (query) => {
    const found = await findExport(query, id)
    if (!found) return null
    const pathKind = 'routes/register.exports.$exportId[.]csv'
    if (found.isOpen) await noteAccess(query, { kind: 'export', clientId: null, pathKind, occurredAt: at })
    return { found, choices: await registerChoices(query) }
  })
}

async function findExport(query: Query, id: string): Promise<RegisterExport | null> {
  const [found] = await query<RegisterExport>({ name: 'register-export', text, values: [id] })
  return found ?? null
}
