/** A command is saved once: the same key with the same content answers as before, with another content it is refused. */
import { fingerprintOf } from '~/auth/seal.server'
import type { Tx } from '~/database/client.server'
import { type Actor, inClinic } from '~/database/door.server'
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
  // Kept for good, of forms with names in them: after an erasure nobody may try names against it.
  const fingerprint = fingerprintOf(`${asked.name}\n${JSON.stringify(asked.body)}`)
  try {
    return await inClinic(actor, async (tx) => {
      const earlier = await answeredBefore<T>(tx, actor, asked.key, fingerprint)
      if (earlier) return earlier
      const outcome = await work(tx)
      // Thrown, not returned: whatever was written before the refusal must not stay.
      if (!outcome.ok) throw new Refused(outcome.why)
      await tx.command.create({
        data: { clinicId: actor.clinicId, key: asked.key, memberId: actor.memberId, fingerprint, outcome },
      })
      return outcome
    })
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
  if (!before) return null
  // Of rows from before prints had a key nothing is kept, and their own key is enough.
  const isSame = before.fingerprint === '' || before.fingerprint === fingerprint
  if (before.memberId !== actor.memberId || !isSame) return { ok: false, why: 'key-reused' }
  return before.outcome as Outcome<T>
}
