/** The way to a client: only for who may do this for them, with every reading and every denial remembered. */
import { readClinic } from '~/database/door.server'
import type { Tx } from '~/database/client.server'
import type { Query } from '~/database/query.server'
import { type Action, canOnClient, seesAllClients } from '~/domain/access'
import { type CalendarDay, ageOn } from '~/domain/calendar-day'
import type { Sex } from '~/domain/fhir-patient'
import { noteAccess, noteDenial } from './access-events.server'
import { type Acting, emergencySql, reachFor, openSql, type Reach, servesSql } from './acting.server'
import { command, type Outcome, type Saved } from './command.server'
import { type Erased, erasedSql, goneResponse } from './erased.server'
import { isId } from './id.server'
import { queryOf } from './rule-facts.server'

/** Who a client is, as the head of each of their pages shows it; `today` is the clinic's day. */
export type ClientHead = Reach & {
  id: string
  recordNumber: string
  givenName: string
  familyName: string
  birthDate: CalendarDay
  sex: Sex
  ageYears: number
  today: CalendarDay
  /** Who put them away, when and why; null: nobody, or they are back. */
  archive: { byName: string; at: string; reason: string } | null
}

/** `pathKind` is the route's id; `action` is what the page is for, and `client:read` where nothing is said. */
type Asked = { clientId: string | undefined; pathKind: string; at: Date; action?: Action }

/**
 * A page about a client: the reading is noted in its transaction. Throws a 404 Response, and notes the denial, for a
 * client that is not there, is another clinic's, or is not this member's to see.
 */
export async function readClient<T>(
  member: Acting,
  { clientId, pathKind, at, action = 'client:read' }: Asked,
  work: (query: Query, client: ClientHead) => Promise<T>,
): Promise<T> {
  const found = isId(clientId)
    ? await readClinic(member, async (query) => {
        const client = await findHead(query, member, clientId, at)
        if (!client || !canOnClient(member, action, client)) return null
        await noteAccess(query, { kind: 'reading', clientId, pathKind, occurredAt: at })
        if (client.erased) return { gone: goneResponse(client.erased) }
        return { page: await work(query, client) }
      })
    : null
  if (found?.gone) throw found.gone
  if (found) return found.page
  await noteDenial(member, { clientId: isId(clientId) ? clientId : null, pathKind, occurredAt: at })
  throw new Response(null, { status: 404 })
}

type Head = ClientHead & { erased: Erased | null }

async function findHead(query: Query, member: Acting, clientId: string, at: Date): Promise<Head | null> {
  const [row] = await query<Omit<Head, 'ageYears'>>({
    name: 'client-head',
    text: `select c.id, c.record_number as "recordNumber", c.given_name as "givenName", c.family_name as "familyName",
             c.birth_date::text as "birthDate", c.sex, clinic_day($4::timestamptz)::text as "today",
             ${servesSql('c.id')} as "isInCareTeam", ${emergencySql('c.id')} as "hasEmergencyAccess",
             ${erasedSql('c.id')} as "erased",
             (select json_build_object('byName', m.name, 'at', a.occurred_at, 'reason', a.reason)
              from client_archives a join members m on m.clinic_id = a.clinic_id and m.id = a.archived_by
              where a.clinic_id = c.clinic_id and a.client_id = c.id and a.restored_at is null) as "archive"
           from clients c where c.clinic_id = current_clinic() and c.id = $3::uuid and ${openSql('c.id')}`,
    values: [member.memberId, seesAllClients(member), clientId, at],
  })
  return row ? { ...row, ageYears: ageOn(row.birthDate, row.today) } : null
}

export type FoundClient = Reach & { id: string; birthDate: Date }

type Command = { key: string; name: string; action?: Action; clientId: string; body: unknown; at: Date }

/** A command about a client, who must be theirs for `action`: 404, and the denial noted, exactly as on their pages. */
export async function commandOnClient<T extends Saved>(
  member: Acting,
  { key, name, action = 'client:read', clientId, body, at }: Command,
  work: (tx: Tx, client: FoundClient) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  try {
    if (!isId(clientId)) throw new Response(null, { status: 404 })
    return await command<T>(member, { key, name, body: { clientId, body } }, async (tx) =>
      work(tx, await getClient(tx, member, clientId, action)),
    )
  } catch (error) {
    if (error instanceof Response && error.status === 404) {
      const pathKind = name.replace(':', '/')
      await noteDenial(member, { clientId: isId(clientId) ? clientId : null, pathKind, occurredAt: at })
    }
    throw error
  }
}

/** Throws a 404 Response unless the member may do this for this client. */
async function getClient(tx: Tx, member: Acting, clientId: string, action: Action): Promise<FoundClient> {
  const row = await tx.client.findFirst({
    where: { clinicId: member.clinicId, id: clientId },
    select: { id: true, birthDate: true },
  })
  const reach = row && (await reachFor(queryOf(tx), member, clientId, action))
  if (!row || !reach) throw new Response(null, { status: 404 })
  return { ...row, ...reach }
}
