/** Erasures: one row erases a client's record, and says for ever who did it, when and why. */
import { z } from 'zod'
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Refusal } from '~/domain/refusal'
import { type ErasureBasis, erasureBases, mayErase } from '~/domain/retention'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'
import { hashOfFields } from './hash-of-fields.server'
import { newId } from './id.server'
import { findRecordStanding } from './retention.server'
import { queryOf } from './rule-facts.server'
import { commandKey, confirmation, fieldOfConfirmation, typedText } from './typed-text.server'

export function erasureForm() {
  return z.object({
    key: commandKey,
    basis: z.enum(erasureBases, 'Say why it may be erased.'),
    reason: typedText(),
    ...confirmation,
  })
}

/** The field beside which a refusal is said. */
export const fieldOfErasure: Partial<Record<Refusal, string>> = {
  'reason-missing': 'reason',
  'retention-not-decided': 'basis',
  'retention-not-over': 'basis',
  ...fieldOfConfirmation,
}

type Asked = { clientId: string; basis: string; reason: string }

/** What the password is given again for. The database works out the same. */
export function erasureHash({ clientId, basis, reason }: Asked): string {
  return hashOfFields(clientId, basis, reason)
}

/** Erases; what goes and what stays is the database's to say (docs/decisions/031-what-is-erased.md). */
export function eraseClient(
  member: Acting,
  asked: Asked & { basis: ErasureBasis; key: string; at: Date; reauthenticationId: string },
): Promise<Outcome> {
  const { key, clientId, basis, reason, at, reauthenticationId } = asked
  // Neither the reason nor who it is belongs into what a repeat is known by: both outlive the record.
  return command(member, { key, name: 'client:erase', body: { clientId, basis } }, async (tx): Promise<Outcome> => {
    if (!member.roles.includes('admin')) return { ok: false, why: 'not-your-role' }
    const standing = await findRecordStanding(queryOf(tx), clientId, at)
    if (!standing) throw new Response(null, { status: 404 })
    const may = mayErase(standing, { basis, reason })
    if (!may.ok) return may
    const { clinicId, memberId: erasedBy } = member
    await tx.erasure.create({
      data: { clinicId, id: newId(), clientId, basis, reason, erasedBy, reauthenticationId, occurredAt: at },
      select: { id: true },
    })
    return { ok: true }
  })
}

export type Erasure = {
  at: Date
  on: CalendarDay
  by: string
  basis: ErasureBasis
  reason: string
  counts: Record<string, number>
}

/** Null while the record is there. */
export async function findErasure(query: Query, clientId: string): Promise<Erasure | null> {
  const [found] = await query<Erasure>({
    name: 'erasure',
    text: `select e.occurred_at as "at", clinic_day(e.occurred_at)::text as "on", m.name as "by", e.basis, e.reason, e.counts
           from erasures e join members m on m.clinic_id = e.clinic_id and m.id = e.erased_by
           where e.clinic_id = current_clinic() and e.client_id = $1::uuid`,
    values: [clientId],
  })
  return found ?? null
}
