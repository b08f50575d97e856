/** Red flags: the first tap writes one, which holds all of the client's programs and tells the clinicians in its transaction. */
import type { Tx } from '~/database/client.server'
import type { Query } from '~/database/query.server'
import { type RedFlagSign, redFlagOf } from '~/domain/red-flags'
import type { Acting } from './acting.server'
import { commandOnClient } from './client-door.server'
import type { Outcome } from './command.server'
import { newId } from './id.server'

type Raise = { clientId: string; sign: RedFlagSign }

export function raiseRedFlag(
  member: Acting,
  { key, at, clientId, sign }: Raise & { key: string; at: Date },
): Promise<Outcome<{ redFlagId: string }>> {
  const action = 'red-flag:raise'
  return commandOnClient<{ redFlagId: string }>(
    member,
    { key, name: action, action, clientId, body: { sign }, at },
    async (tx, client) => ({ ok: true, redFlagId: await writeRedFlag(tx, member, { clientId: client.id, sign, at }) }),
  )
}

/** The row itself, for what raises a flag within a transaction of its own; its triggers hold the client and tell. */
export async function writeRedFlag(
  tx: Tx,
  member: Acting,
  { clientId, sign, at }: Raise & { at: Date },
): Promise<string> {
  const redFlagId = newId()
  await tx.redFlag.create({
    data: {
      clinicId: member.clinicId,
      id: redFlagId,
      clientId,
      sign,
      needsAssessment: redFlagOf(sign).needsMedicalAssessment,
      raisedBy: member.memberId,
      occurredAt: at,
    },
    select: { id: true },
  })
  return redFlagId
}

/** What a red flag did: the programs it holds, and who was told, first whom it is addressed to, then other signers. */
export type RaisedFlag = {
  id: string
  sign: RedFlagSign
  occurredAt: string
  raisedBy: string
  held: { id: string; name: string }[]
  told: { name: string; isAddressed: boolean; isSigner: boolean }[]
}

export async function findRedFlag(query: Query, clientId: string, redFlagId: string): Promise<RaisedFlag | null> {
  const [found] = await query<{ flag: RaisedFlag }>({
    name: 'red-flag',
    text: `
select json_build_object('id', r.id, 'sign', r.sign, 'occurredAt', r.occurred_at, 'raisedBy', m.name,
  'held', coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name) order by p.id)
     from holds h join programs p on p.clinic_id = h.clinic_id and p.id = h.program_id
     where h.clinic_id = r.clinic_id and h.red_flag_id = r.id), '[]'),
  'told', coalesce((select json_agg(t order by t."isAddressed" desc, t."isSigner" desc, t.name) from (
     select x.name, x.id is not distinct from r.told_member_id as "isAddressed", exists (select 1 from programs p join decisions d on d.clinic_id = p.clinic_id and d.version_id = p.in_force_version_id
         where p.clinic_id = r.clinic_id and p.client_id = r.client_id and p.status not in ('completed', 'stopped')
           and d.decided_by = x.id and d.outcome in ('cleared', 'cleared-with-limits')) as "isSigner"
     from notifications n join members x on x.clinic_id = n.clinic_id and x.id = n.member_id
     where n.clinic_id = r.clinic_id and n.kind = 'red-flag' and n.subject_id = r.id) t), '[]')) as "flag"
from red_flags r join members m on m.clinic_id = r.clinic_id and m.id = r.raised_by
where r.clinic_id = current_clinic() and r.client_id = $1::uuid and r.id = $2::uuid`,
    values: [clientId, redFlagId],
  })
  return found?.flag ?? null
}

/** The session of this client that runs now, to be ended from the page of the red flag. */
export async function findRunningSession(query: Query, clientId: string, at: Date): Promise<{ id: string } | null> {
  const [row] = await query<{ id: string }>({
    name: 'running-session',
    text: `select s.id from training_sessions s where s.clinic_id = current_clinic() and s.client_id = $1::uuid
             and s.kind = 'started' and s.ended_at is null and s.occurred_at between $2::timestamptz - interval '3 hours' and $2::timestamptz
             and not is_struck('session', s.id) order by s.occurred_at desc limit 1`,
    values: [clientId, at],
  })
  return row ?? null
}
