/** What follows the first tap: that a clinician saw the flag, and what is known of it. Both are added, never changed. */
import type { Tx } from '~/database/client.server'
import { maySign } from '~/domain/clearance'
import type { Limb } from '~/domain/limb'
import { type Acting, personOf } from './acting.server'
import { commandOnClient } from './client-door.server'
import { clinicDayIn } from './clinic-clock.server'
import type { Outcome } from './command.server'
import { newId } from './id.server'

type OnFlag = { key: string; at: Date; clientId: string; redFlagId: string }

/** Says that this clinician has seen it, which keeps it from going to everybody. It lifts nothing; seen once is seen. */
export function acknowledgeRedFlag(
  member: Acting,
  { key, at, clientId, redFlagId }: OnFlag,
): Promise<Outcome<{ isFirst: boolean }>> {
  const action = 'red-flag:acknowledge'
  const asked = { key, name: action, action, clientId, body: { redFlagId }, at } as const
  return commandOnClient<{ isFirst: boolean }>(member, asked, async (tx) => {
    const { clinicId, memberId } = member
    const known = await getFlag(tx, member, clientId, redFlagId)
    const may = maySign(personOf(member), await clinicDayIn(tx, at))
    if (!may.ok) return may
    if (known.includes(memberId)) return { ok: true, isFirst: false }
    await tx.redFlagAcknowledgement.create({
      data: { clinicId, id: newId(), redFlagId, acknowledgedBy: memberId, occurredAt: at },
      select: { id: true },
    })
    return { ok: true, isFirst: known.length === 0 }
  })
}

export type Detail = { says: string; limb: Limb | null; since: string }

export function addRedFlagDetail(
  member: Acting,
  { key, at, clientId, redFlagId, ...detail }: OnFlag & Detail,
): Promise<Outcome<{ detailId: string }>> {
  const action = 'red-flag:raise'
  const asked = { key, name: 'red-flag:detail', action, clientId, body: { redFlagId, ...detail }, at } as const
  return commandOnClient<{ detailId: string }>(member, asked, async (tx) => {
    await getFlag(tx, member, clientId, redFlagId)
    if (detail.says === '') return { ok: false, why: 'details-missing' }
    const detailId = newId()
    await tx.redFlagDetail.create({
      data: {
        ...detail,
        clinicId: member.clinicId,
        id: detailId,
        redFlagId,
        writtenBy: member.memberId,
        occurredAt: at,
      },
      select: { id: true },
    })
    return { ok: true, detailId }
  })
}

/** Who has acknowledged it; throws a 404 Response where this client has no such flag. */
async function getFlag(tx: Tx, { clinicId }: Acting, clientId: string, id: string): Promise<string[]> {
  const flag = await tx.redFlag.findFirst({
    where: { clinicId, id, clientId },
    select: { acknowledgements: { select: { acknowledgedBy: true } } },
  })
  if (!flag) throw new Response(null, { status: 404 })
  return flag.acknowledgements.map(({ acknowledgedBy }) => acknowledgedBy)
}
