/**
 * Who is here already and may be the one to be added. A member sees those they may see; of others they learn only that
 * a client with exactly this name and birthday is here, and whom to ask. docs/decisions/028-clients-found-and-brought-in.md.
 */
import { createHash } from 'node:crypto'
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import { seesAllClients } from '~/domain/access'
import { type Identity, type Likeness, likenesses, likenessOf, swapped } from '~/domain/client-likeness'
import type { CalendarDay } from '~/domain/calendar-day'
import { noteAccess } from './access-events.server'
import { type Acting, visibleSql } from './acting.server'
import { notArchivedSql } from './client-list.server'
import { notErasedSql } from './erased.server'

export type Candidate = Identity & {
  id: string
  recordNumber: string
  isVisible: boolean
  /** Added by the member: what they brought in they know of, an admin too. */
  isOwn: boolean
  isArchived: boolean
}

const mostCandidates = 5_000
const text = `select c.id, c.given_name as "givenName", c.family_name as "familyName", c.birth_date::text as "birthDate",
    c.record_number as "recordNumber", ${visibleSql('c.id')} as "isVisible", c.created_by = $1::uuid as "isOwn", not (${notArchivedSql('c.id')}) as "isArchived"
  from clients c where c.clinic_id = current_clinic() and ${notErasedSql('c.id')}
    and (c.birth_date = any ($3::text[]::date[]) or c.record_number = any ($4::text[]))
  limit ${mostCandidates}`

/** Everybody of the clinic with one of these numbers, or born on one of these days, or the other way round. */
export function listCandidates(query: Query, member: Acting, asked: readonly Identity[]): Promise<Candidate[]> {
  const days = new Set<CalendarDay>(asked.flatMap(({ birthDate }) => [birthDate, swapped(birthDate) ?? birthDate]))
  const numbers = asked.flatMap(({ recordNumber }) => recordNumber ?? [])
  const values = [member.memberId, seesAllClients(member), [...days], numbers]
  return query<Candidate>({ name: 'client-candidates', text, values })
}

export type Alike = Omit<Candidate, 'isVisible' | 'isOwn'> & { likeness: Likeness }

export type AlikeFound = {
  shown: Alike[]
  /** Somebody with exactly these details whom the member may not see; `ask`: who serves them, if anybody does. */
  hidden: { ids: string[]; ask: string[] } | null
  /** Changes with who is found; null where nobody is. */
  mark: string | null
}

const mostShown = 5

export async function findAlike(query: Query, member: Acting, asked: Identity): Promise<AlikeFound> {
  const found = (await listCandidates(query, member, [asked])).flatMap((candidate) => {
    const likeness = likenessOf(asked, candidate)
    return likeness ? [{ ...candidate, likeness }] : []
  })
  const rank = ({ likeness }: { likeness: Likeness }) => likenesses.indexOf(likeness)
  const shown = found
    .filter(({ isVisible }) => isVisible)
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, mostShown)
    .map(({ isVisible, isOwn, ...alike }) => alike)
  const ids = found.filter(({ isVisible, likeness }) => !isVisible && likeness === 'same-details').map(({ id }) => id)
  return {
    shown,
    hidden: ids.length > 0 ? { ids, ask: await whomToAsk(query, ids) } : null,
    mark: markOf([...shown.map(({ id }) => id), ...ids]),
  }
}

/** As a page shows it: `ask` is whom to ask about somebody the member may not see. */
export type AlikeShown = Pick<AlikeFound, 'shown' | 'mark'> & { ask: string[] | null }

const pathKind = 'routes/clients.new'

/**
 * The same for a page. Whom the member may not see leaves a denial behind, so that asking for names and birthdays, to
 * learn who is a client, does not go unseen.
 */
export function showAlike(member: Acting, asked: Identity, at: Date): Promise<AlikeShown> {
  return readClinic(member, async (query) => {
    const { shown, hidden, mark } = await findAlike(query, member, asked)
    for (const clientId of hidden?.ids ?? []) {
      await noteAccess(query, { kind: 'denial', clientId, pathKind, occurredAt: at })
    }
    return { shown, mark, ask: hidden?.ask ?? null }
  })
}

function markOf(ids: readonly string[]): string | null {
  if (ids.length === 0) return null
  return createHash('sha256')
    .update([...ids].sort().join())
    .digest('hex')
}

/** Those of their care teams who are there, three at most: any of them can take a colleague in. */
async function whomToAsk(query: Query, ids: readonly string[]): Promise<string[]> {
  const rows = await query<{ name: string }>({
    name: 'whom-to-ask',
    text: `select distinct m.name from care_team t join members m on m.clinic_id = t.clinic_id and m.id = t.member_id
      where t.clinic_id = current_clinic() and t.client_id = any ($1::text[]::uuid[]) and m.deactivated_at is null
      order by m.name limit 3`,
    values: [ids],
  })
  return rows.map(({ name }) => name)
}
