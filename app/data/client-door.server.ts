/** The way to a client: only for who may do this for them, with every reading and every denial remembered. */
import { readClinic } from '~/database/door.server'
import type { Tx } from '~/database/client.server'
import type { Query } from '~/database/query.server'
import type { Action } from '~/domain/access'
import { type CalendarDay, ageOn } from '~/domain/calendar-day'
import type { Sex } from '~/domain/fhir-patient'
import { noteDenial } from './access-events.server'
import { type Acting, reachFor, type Reach, reachSql } from './acting.server'
import { command, type Outcome, type Saved } from './command.server'
import { type Erased, erasedSql, goneResponse } from './erased.server'
import { type Entering, findFramedHead, findHead, type Head, type Reader } from './head.server'
import { isId } from './id.server'
import { queryOf } from './rule-facts.server'
import type { Shell } from './shell.server'

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
 * What is read of a client: the reading is noted in its transaction. Throws a 404 Response, and notes the denial, for a
 * client that is not there, is another clinic's, or is not this member's to see.
 */
export function readClient<T>(
  member: Acting,
  asked: Asked,
  work: (query: Query, client: ClientHead) => Promise<T>,
): Promise<T> {
  return read(member, asked, async (query, entering) => {
    const row = await findHead<Row>(query, head, member, entering)
    return row && { row, work: () => work(query, clientOf(row)) }
  })
}

/** The same as a page, with the frame around it. */
export function readFramedClient<T>(
  member: Reader,
  asked: Asked,
  work: (query: Query, client: ClientHead, shell: Shell) => Promise<T>,
): Promise<T> {
  return read(member, asked, async (query, entering) => {
    const found = await findFramedHead<Row>(query, head, member, entering)
    return found && { row: found.row, work: () => work(query, clientOf(found.row), found.shell) }
  })
}

type Found<T> = { row: Row; work: () => Promise<T> } | null

async function read<T>(
  member: Acting,
  { clientId, pathKind, at, action = 'client:read' }: Asked,
  find: (query: Query, entering: Entering) => Promise<Found<T>>,
): Promise<T> {
  const found = isId(clientId)
    ? await readClinic(member, async (query) => {
        const client = await find(query, { id: clientId, action, pathKind, at })
        if (client?.row.erased) return { gone: goneResponse(client.row.erased) }
        return client && { page: await client.work() }
      })
    : null
  if (found?.gone) throw found.gone
  if (found) return found.page
  await noteDenial(member, { clientId: isId(clientId) ? clientId : null, pathKind, occurredAt: at })
  throw new Response(null, { status: 404 })
}

type Row = Omit<ClientHead, 'ageYears'> & { erased: Erased | null }

const head: Head = {
  name: 'client-head',
  client: 'id',
  text: `select c.id, c.record_number as "recordNumber", c.given_name as "givenName", c.family_name as "familyName",
    c.birth_date::text as "birthDate", c.sex, clinic_day($3::timestamptz)::text as "today",
    w."isInCareTeam", w."hasEmergencyAccess", ${erasedSql('c.id')} as "erased",
    (select json_build_object('byName', m.name, 'at', a.occurred_at, 'reason', a.reason)
     from client_archives a join members m on m.clinic_id = a.clinic_id and m.id = a.archived_by
     where a.clinic_id = c.clinic_id and a.client_id = c.id and a.restored_at is null) as "archive"
  from clients c, lateral ${reachSql('c.id')} w
  where c.clinic_id = current_clinic() and c.id = $2::uuid`,
}

function clientOf({ erased: _, ...row }: Row): ClientHead {
  return { ...row, ageYears: ageOn(row.birthDate, row.today) }
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
