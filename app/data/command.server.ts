/** A command is saved once: the same key with the same content answers as before, with another content it is refused. */
import { fingerprintOf } from '~/auth/seal.server'
import type { Tx } from '~/database/client.server'
import { type Actor, inClinic, queryInClinic } from '~/database/door.server'
import type { Query, Save } from '~/database/query.server'
import { ClinicBusy, Refused } from '~/database/refused.server'
import type { Refusal } from '~/domain/refusal'

/** What a command answers: ids and words, never what a person wrote. */
export type Saved = Record<string, string | number | boolean | null>
export type Outcome<T extends Saved = Saved> = ({ ok: true } & T) | { ok: false; why: Refusal }

/** `key` comes with the form; `name` and `body` make the fingerprint, so a password must not be in the body. */
export type Asked = { key: string; name: string; body: unknown }

/**
 * Runs `work` once for a key: in one transaction under the clinic's lock, with its outcome kept beside it.
 * A refusal keeps nothing, so the corrected form may come again with the same key.
 */
export async function command<T extends Saved>(
  actor: Actor,
  asked: Asked,
  work: (tx: Tx) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const fingerprint = printOf(asked)
  return refusedInWords(() =>
    inClinic(actor, async (tx) => {
      const earlier = await answeredBefore<T>(tx, actor, asked.key, fingerprint)
      if (earlier) return earlier
      const outcome = await work(tx)
      // Thrown, not returned: whatever was written before the refusal must not stay.
      if (!outcome.ok) throw new Refused(outcome.why)
      await tx.command.create({
        data: { clinicId: actor.clinicId, key: asked.key, memberId: actor.memberId, fingerprint, outcome },
      })
      return outcome
    }),
  )
}

/** What a hot command does: loads all it is decided on, by statements sent at once, and then saves or refuses. */
export type Hot<Facts, T extends Saved> = {
  load: (query: Query) => Promise<Facts>
  save: (facts: Facts, by: { query: Query; save: Save }) => Promise<Outcome<T>>
}

/** As command(), for what is done all day: named statements, in two or three trips. */
export async function hotCommand<Facts, T extends Saved>(
  actor: Actor,
  asked: Asked,
  hot: Hot<Facts, T>,
): Promise<Outcome<T>> {
  const print = printOf(asked)
  return refusedInWords(() =>
    queryInClinic(actor, async (query, save) => {
      const asking = query<Kept>({ name: 'command-before', text: beforeText, values: [asked.key] })
      const loading = hot.load(query)
      // The answer of before comes first, also of what was taken from their sight since.
      const [[before]] = await Promise.all([asking, loading.catch(() => undefined)])
      if (before) return answerOf<T>(before, actor, print)
      const outcome = await hot.save(await loading, { query, save })
      if (!outcome.ok) throw new Refused(outcome.why)
      save({ name: 'command-kept', text: keepText, values: [asked.key, print, JSON.stringify(outcome)] })
      return outcome
    }),
  )
}

const beforeText = `select member_id as "memberId", fingerprint, outcome from commands
  where clinic_id = current_clinic() and key = $1::uuid`
const keepText = `insert into commands (clinic_id, key, member_id, fingerprint, outcome)
  values (current_clinic(), $1::uuid, current_member(), $2, $3::jsonb)`

// Kept for good, of forms with names in them: after an erasure nobody may try names against it.
function printOf({ name, body }: Asked): string {
  return fingerprintOf(`${name}\n${JSON.stringify(body)}`)
}

async function refusedInWords<T extends Saved>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refused || error instanceof ClinicBusy) return { ok: false, why: error.why }
    throw error
  }
}

async function answeredBefore<T extends Saved>(
  tx: Tx,
  actor: Actor,
  key: string,
  fingerprint: string,
): Promise<Outcome<T> | null> {
  const before = await tx.command.findUnique({
    where: { clinicId_key: { clinicId: actor.clinicId, key } },
    select: { memberId: true, fingerprint: true, outcome: true },
  })
  return before && answerOf<T>(before, actor, fingerprint)
}

type Kept = { memberId: string; fingerprint: string; outcome: unknown }

function answerOf<T extends Saved>(before: Kept, actor: Actor, fingerprint: string): Outcome<T> {
  // Of rows from before prints had a key nothing is kept, and their own key is enough.
  const isSame = before.fingerprint === '' || before.fingerprint === fingerprint
  if (before.memberId !== actor.memberId || !isSame) return { ok: false, why: 'key-reused' }
  return before.outcome as Outcome<T>
}
