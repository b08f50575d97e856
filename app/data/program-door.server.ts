/** The way to a program: only for who may do this for its client, with every reading and every denial remembered. */
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import { type Action, canOnClient, seesAllClients } from '~/domain/access'
import { ageOn } from '~/domain/calendar-day'
import type { ProgramHead } from '~/domain/program-head'
import { noteAccess, noteDenial } from './access-events.server'
import { type Acting, emergencySql, openSql, servesSql } from './acting.server'
import { type Erased, erasedSql, goneResponse } from './erased.server'
import { isId } from './id.server'

/** `pathKind` is the route's id; `action` is what the page is for, and `program:read` where nothing is said. */
type Asked = {
  programId: string | undefined
  /** The id of a version or hold that the address names besides. */
  otherId?: string | undefined
  pathKind: string
  at: Date
  action?: Action
}

/**
 * A page about a program: the reading is noted in its transaction. Throws a 404 Response, and notes the denial, for
 * one that is not there, is another clinic's, or is not this member's to see.
 */
export async function readProgram<T>(
  member: Acting,
  { action = 'program:read', ...asked }: Asked,
  work: (query: Query, program: ProgramHead) => Promise<T>,
): Promise<T> {
  const { pathKind, at } = asked
  const found = await orDenied(member, asked, (id) =>
    readClinic(member, async (query) => {
      const { erased, program } = await findHead(query, member, id, at)
      if (!program || !canOnClient(member, action, program)) throw new Response(null, { status: 404 })
      await noteAccess(query, { kind: 'reading', clientId: program.client.id, pathKind, occurredAt: at })
      if (erased) return { gone: goneResponse(erased) }
      return { page: await work(query, program) }
    }),
  )
  if ('gone' in found) throw found.gone
  return found.page
}

/** A command about a program: what is no id is not asked for, and a 404 is noted as a denial like that of a page. */
export async function orDenied<T>(
  member: Acting,
  asked: Omit<Asked, 'action'>,
  work: (programId: string, otherId: string) => Promise<T>,
): Promise<T> {
  try {
    const { programId } = asked
    const otherId = 'otherId' in asked ? asked.otherId : programId
    if (!isId(programId) || !isId(otherId)) throw new Response(null, { status: 404 })
    return await work(programId, otherId)
  } catch (error) {
    if (error instanceof Response && error.status === 404) {
      await noteDenial(member, { clientId: null, pathKind: asked.pathKind, occurredAt: asked.at })
    }
    throw error
  }
}

type Row = Omit<ProgramHead, 'client'> &
  Omit<ProgramHead['client'], 'id' | 'ageYears'> & { clientId: string; erased: Erased | null }
type Found = { program: ProgramHead | null; erased: Erased | null }

const text = `
select p.id, p.name, p.status, p.raised_by as "raisedBy", m.name as "raisedByName", p.supervised_by as "supervisedBy",
  c.id as "clientId", c.given_name as "givenName", c.family_name as "familyName", c.birth_date::text as "birthDate",
  clinic_day($4::timestamptz)::text as "today",
  ${servesSql('c.id')} as "isInCareTeam", ${emergencySql('c.id')} as "hasEmergencyAccess",
  ${erasedSql('p.client_id')} as "erased",
  (select json_build_object('id', v.id, 'number', v.number, 'contentHash', v.content_hash) from versions v
   where v.clinic_id = p.clinic_id and v.id = p.in_force_version_id and v.status = 'cleared') as "inForce",
  (select json_build_object('id', v.id, 'number', v.number, 'kind', v.kind, 'status', v.status) from versions v
   where v.clinic_id = p.clinic_id and v.program_id = p.id order by v.number desc limit 1) as "newest"
from programs p
join clients c on c.clinic_id = p.clinic_id and c.id = p.client_id
join members m on m.clinic_id = p.clinic_id and m.id = p.raised_by
where p.clinic_id = current_clinic() and p.id = $3::uuid and ${openSql('p.client_id')}`

async function findHead(query: Query, member: Acting, programId: string, at: Date): Promise<Found> {
  const [row] = await query<Row>({
    name: 'program-head',
    text,
    values: [member.memberId, seesAllClients(member), programId, at],
  })
  if (!row) return { program: null, erased: null }
  const { clientId, givenName, familyName, birthDate, erased, ...program } = row
  const client = { id: clientId, givenName, familyName, birthDate, ageYears: ageOn(birthDate, row.today) }
  return { program: { ...program, client }, erased }
}
