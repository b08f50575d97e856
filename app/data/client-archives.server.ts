/** A client put away and brought back: out of every list, nothing begun for them, their record as it was. */
import type { Query } from '~/database/query.server'
import { mayArchive, type WhatIsLeft } from '~/domain/client-archive'
import type { Refusal } from '~/domain/refusal'
import type { Acting } from './acting.server'
import { commandOnClient } from './client-door.server'
import type { Outcome } from './command.server'
import { newId } from './id.server'
import { queryOf } from './rule-facts.server'

export type Standing = WhatIsLeft & { isArchived: boolean }

/** What stands in the way, as far as that is known now; the gravest is what an answer says. */
export async function findStanding(query: Query, clientId: string): Promise<Standing> {
  const [left] = await query<{ isArchived: boolean; why: Refusal | null }>({
    name: 'client-standing',
    text: 'select is_archived($1::uuid) as "isArchived", whats_left_of($1::uuid) as why',
    values: [clientId],
  })
  return {
    isArchived: left?.isArchived ?? false,
    hasUnansweredRedFlag: left?.why === 'red-flag-unanswered',
    hasRunningSession: left?.why === 'session-running',
    hasOpenProgram: left?.why === 'program-not-over',
  }
}

type Asked = { key: string; at: Date; clientId: string }

export function archiveClient(
  member: Acting,
  { key, at, clientId, reason }: Asked & { reason: string },
): Promise<Outcome> {
  const asked = { key, name: 'client:archive', action: 'client:archive', clientId, body: { reason }, at } as const
  return commandOnClient(member, asked, async (tx) => {
    if (reason === '') return { ok: false, why: 'reason-missing' }
    const may = mayArchive(await findStanding(queryOf(tx), clientId))
    if (!may.ok) return may
    const { clinicId, memberId } = member
    await tx.clientArchive.create({
      data: { clinicId, id: newId(), clientId, reason, archivedBy: memberId, occurredAt: at },
      select: { id: true },
    })
    return { ok: true }
  })
}

export function restoreClient(member: Acting, { key, at, clientId }: Asked): Promise<Outcome> {
  const asked = { key, name: 'client:restore', action: 'client:archive', clientId, body: null, at } as const
  return commandOnClient(member, asked, async (tx): Promise<Outcome> => {
    const { clinicId, memberId } = member
    const { count } = await tx.clientArchive.updateMany({
      where: { clinicId, clientId, restoredAt: null },
      data: { restoredBy: memberId, restoredAt: at },
    })
    if (count === 0) return { ok: false, why: 'client-not-archived' }
    return { ok: true }
  })
}
