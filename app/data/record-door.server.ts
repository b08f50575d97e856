/** The way to a client's file for who hands it out or erases it: the head alone, for clinicians and admins of the clinic. */
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import { type Action, can } from '~/domain/access'
import type { CalendarDay } from '~/domain/calendar-day'
import { noteAccess, noteDenial } from './access-events.server'
import type { Acting } from './acting.server'
import { type Erasure, findErasure } from './erasures.server'
import { isId } from './id.server'

/** Whose file it is. After an erasure the names say so. */
export type FileHead = {
  id: string
  recordNumber: string
  givenName: string
  familyName: string
  birthDate: CalendarDay
  erasure: Erasure | null
}

type Asked = { clientId: string | undefined; pathKind: string; at: Date; action: Action }

/**
 * A page about a client's file: the reading is noted in its transaction. Throws a 404 Response, and notes the denial,
 * for a client who is not in the clinic, or where the member's roles do not have the action.
 */
export async function readFile<T>(
  member: Acting,
  { clientId, pathKind, at, action }: Asked,
  work: (query: Query, client: FileHead) => Promise<T>,
): Promise<T> {
  const found =
    isId(clientId) && can(member, action)
      ? await readClinic(member, async (query) => {
          const client = await findFile(query, clientId)
          if (!client) return null
          await noteAccess(query, { kind: 'reading', clientId, pathKind, occurredAt: at })
          return { page: await work(query, client) }
        })
      : null
  if (found) return found.page
  await noteDenial(member, { clientId: isId(clientId) ? clientId : null, pathKind, occurredAt: at })
  throw new Response(null, { status: 404 })
}

async function findFile(query: Query, clientId: string): Promise<FileHead | null> {
  const [row] = await query<Omit<FileHead, 'erasure'>>({
    name: 'file-head',
    text: `select c.id, c.record_number as "recordNumber", c.given_name as "givenName", c.family_name as "familyName",
             c.birth_date::text as "birthDate"
           from clients c where c.clinic_id = current_clinic() and c.id = $1::uuid`,
    values: [clientId],
  })
  return row ? { ...row, erasure: await findErasure(query, clientId) } : null
}

export async function isErased(query: Query, clientId: string): Promise<boolean> {
  return (await findErasure(query, clientId)) !== null
}
