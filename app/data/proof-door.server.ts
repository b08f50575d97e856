/** The way to the proof of a decision: every reading is remembered with its client, and so is every denial. */
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import type { Proof } from '~/domain/proof'
import { type AccessKind, noteAccess, noteDenial } from './access-events.server'
import type { Acting } from './acting.server'
import { isId } from './id.server'
import { findProof } from './proof.server'

type Asked = { decisionId: string | undefined; pathKind: string; kind?: AccessKind; at: Date }

/** Throws a 404 Response, and notes the denial, for a decision that is not there or is another clinic's. */
export async function readProof<T>(
  member: Acting,
  { decisionId, pathKind, kind = 'reading', at }: Asked,
  work: (query: Query, proof: Proof) => Promise<T>,
): Promise<T> {
  const found = isId(decisionId)
    ? await readClinic(member, async (query) => {
        const proof = await findProof(query, decisionId, at)
        if (!proof) return null
        await noteAccess(query, { kind, clientId: proof.client.id, pathKind, occurredAt: at })
        return { page: await work(query, proof) }
      })
    : null
  if (found) return found.page
  await noteDenial(member, { clientId: null, pathKind, occurredAt: at })
  throw new Response(null, { status: 404 })
}
