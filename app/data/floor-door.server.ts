/** The way to a page about a program or a session: only for who may do this for its client, every look remembered. */
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import { type Action, canOnClient } from '~/domain/access'
import { noteAccess, noteDenial } from './access-events.server'
import type { Acting } from './acting.server'
import { findErased, goneResponse } from './erased.server'
import { isId } from './id.server'

/** `id` as the address gives it; `pathKind` is the route's id. */
type Asked = { id: string | undefined; pathKind: string; action: Action; at: Date }

/**
 * Throws a 404 Response, and notes the denial, where `find` has nothing for this member or the client is not theirs
 * for `action`.
 */
export async function readOnFloor<Found extends { clientId: string; isInCareTeam: boolean }, Page>(
  member: Acting,
  { id, pathKind, action, at }: Asked,
  find: (query: Query, id: string) => Promise<Found | null>,
  page: (query: Query, found: Found) => Promise<Page>,
): Promise<Page> {
  const read = isId(id)
    ? await readClinic(member, async (query) => {
        const found = await find(query, id)
        if (!found || !canOnClient(member, action, found)) return null
        await noteAccess(query, { kind: 'reading', clientId: found.clientId, pathKind, occurredAt: at })
        const erased = await findErased(query, found.clientId)
        if (erased) return { gone: goneResponse(erased) }
        return { page: await page(query, found) }
      })
    : null
  if (read?.gone) throw read.gone
  if (read) return read.page
  await noteDenial(member, { clientId: null, pathKind, occurredAt: at })
  throw new Response(null, { status: 404 })
}
