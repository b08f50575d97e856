/** Red flags: the first tap writes one, which holds all of the client's programs and tells in its transaction whom it must. */
import type { Tx } from '~/database/client.server'
import type { Query } from '~/database/query.server'
import { type RedFlagSign, redFlagOf } from '~/domain/red-flags'
import type { Acting } from './acting.server'
import { commandOnClient } from './client-door.server'
import type { Outcome, Saved } from './command.server'
import { newId } from './id.server'

type Raise = { clientId: string; sign: RedFlagSign }

/** Of a clinic where everybody saves at once the lock is waited for thrice: a red flag is not to be tapped again. */
const mostTries = 3

/** Of a command that raises one: asked again where the clinic was busy, as often as that. */
export async function insistOn<T extends Saved>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  for (let tries = mostTries; ; tries -= 1) {
    const outcome = await work()
    if (outcome.ok || outcome.why !== 'somebody-else-saving' || tries === 1) return outcome
  }
}

export function raiseRedFlag(
  member: Acting,
  asked: Raise & { key: string; at: Date },
): Promise<Outcome<{ redFlagId: string }>> {
  return insistOn(() => tryToRaise(member, asked))
}

function tryToRaise(
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
