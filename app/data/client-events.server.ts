/** Notes of a pregnancy, surgery or a blood clot: the screening is out of date from then, and BFR programs are held. */
import type { Query } from '~/database/query.server'
import type { EventKind } from '~/domain/screening-questions'
import type { Acting } from './acting.server'
import { commandOnClient } from './client-door.server'
import type { Outcome } from './command.server'
import { newId } from './id.server'
import { queryOf } from './rule-facts.server'

/** `held` is how many programs the note put on hold, by the database and in the same transaction. */
export function noteEvent(
  member: Acting,
  { key, at, clientId, ...asked }: { key: string; at: Date; clientId: string; kind: EventKind; note: string },
): Promise<Outcome<{ eventId: string; held: number }>> {
  const action = 'event:note'
  return commandOnClient(member, { key, name: action, action, clientId, body: asked, at }, async (tx) => {
    const held = await programsToHold(queryOf(tx), clientId)
    const eventId = newId()
    await tx.clientEvent.create({
      data: {
        clinicId: member.clinicId,
        id: eventId,
        clientId,
        kind: asked.kind,
        note: asked.note,
        notedBy: member.memberId,
        occurredAt: at,
      },
      select: { id: true },
    })
    return { ok: true, eventId, held: held.length }
  })
}

/** The programs that such a note holds: those not over whose cleared version wears a cuff. */
export function programsToHold(query: Query, clientId: string): Promise<{ id: string; name: string }[]> {
  return query<{ id: string; name: string }>({
    name: 'programs-to-hold',
    text: `select p.id, p.name from programs p join versions v on v.clinic_id = p.clinic_id and v.id = p.in_force_version_id
           where p.clinic_id = current_clinic() and p.client_id = $1::uuid and p.status not in ('completed', 'stopped')
             and v.is_bfr order by p.id`,
    values: [clientId],
  })
}
