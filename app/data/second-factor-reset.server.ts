/** A second factor taken away by an admin, with a reason and their own confirmation; the database ends the logins. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import type { Refusal } from '~/domain/refusal'
import { mayResetFactor } from '~/domain/second-factor'
import { command, type Outcome } from './command.server'
import { isId, newId } from './id.server'
import { commandKey, confirmation, fieldOfConfirmation, typedText } from './typed-text.server'

export function resetForm() {
  return z.object({ key: commandKey, reason: typedText(), ...confirmation })
}

/** The field beside which a refusal is said. */
export const fieldOfReset: Partial<Record<Refusal, string>> = { 'reason-missing': 'reason', ...fieldOfConfirmation }

const netstring = (field: string) => `${Buffer.byteLength(field)}:${field},`

/** What the admin confirms: whose, and why. The database works out the same. */
export function resetHash({ memberId, reason }: { memberId: string; reason: string }): string {
  return createHash('sha256')
    .update(netstring(memberId) + netstring(reason))
    .digest('hex')
}

export type MemberToReset = { memberId: string; name: string; email: string; factorSince: Date | null }

/** Throws 404 for whoever is not of the clinic. */
export async function getMemberToReset(query: Query, memberId: string | undefined): Promise<MemberToReset> {
  if (!isId(memberId)) throw new Response(null, { status: 404 })
  const [found] = await query<MemberToReset>({
    name: 'member-to-reset',
    text: `select m.id as "memberId", m.name, m.email, f.made_at as "factorSince"
      from members m left join second_factors f on f.clinic_id = m.clinic_id and f.member_id = m.id
      where m.clinic_id = current_clinic() and m.id = $1::uuid`,
    values: [memberId],
  })
  if (!found) throw new Response(null, { status: 404 })
  return found
}

type Asked = { key: string; memberId: string; hasFactor: boolean; reason: string; reauthenticationId: string; at: Date }

export function resetFactor(
  admin: Actor,
  { key, memberId, hasFactor, reason, reauthenticationId, at }: Asked,
): Promise<Outcome<{ resetId: string }>> {
  const body = { memberId, reason }
  return command<{ resetId: string }>(admin, { key, name: 'second-factor:reset', body }, async (tx) => {
    const may = mayResetFactor({ isOwn: memberId === admin.memberId, hasFactor, reason })
    if (!may.ok) return may
    const { clinicId, memberId: resetBy } = admin
    const { id: resetId } = await tx.secondFactorReset.create({
      data: { clinicId, id: newId(), memberId, resetBy, reason, reauthenticationId, occurredAt: at },
      select: { id: true },
    })
    return { ok: true, resetId }
  })
}
