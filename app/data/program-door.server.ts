/** The way to a program: only for who may do this for its client, with every reading and every denial remembered. */
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import type { Action } from '~/domain/access'
import { ageOn } from '~/domain/calendar-day'
import type { ProgramHead } from '~/domain/program-head'
import { noteDenial } from './access-events.server'
import { type Acting, reachSql } from './acting.server'
import { type Erased, erasedSql, goneResponse } from './erased.server'
import { type Entering, findFramedHead, findHead, type Head, type Reader } from './head.server'
import { isId } from './id.server'
import type { Shell } from './shell.server'

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
 * What is read of a program: the reading is noted in its transaction. Throws a 404 Response, and notes the denial, for
 * one that is not there, is another clinic's, or is not this member's to see.
 */
export function readProgram<T>(
  member: Acting,
  asked: Asked,
  work: (query: Query, program: ProgramHead) => Promise<T>,
): Promise<T> {
  return read(member, asked, async (query, entering) => {
    const row = await findHead<Row>(query, head, member, entering)
    return row && { row, work: () => work(query, programOf(row)) }
  })
}

/** The same as a page, with the frame around it. */
export function readFramedProgram<T>(
  member: Reader,
  asked: Asked,
  work: (query: Query, program: ProgramHead, shell: Shell) => Promise<T>,
): Promise<T> {
  return read(member, asked, async (query, entering) => {
    const found = await findFramedHead<Row>(query, head, member, entering)
    return found && { row: found.row, work: () => work(query, programOf(found.row), found.shell) }
  })
}

type Found<T> = { row: Row; work: () => Promise<T> } | null

async function read<T>(
  member: Acting,
  { action = 'program:read', ...asked }: Asked,
  find: (query: Query, entering: Entering) => Promise<Found<T>>,
): Promise<T> {
  const { pathKind, at } = asked
  const found = await orDenied(member, asked, (id) =>
    readClinic(member, async (query) => {
      const program = await find(query, { id, action, pathKind, at })
      if (!program) throw new Response(null, { status: 404 })
      if (program.row.erased) return { gone: goneResponse(program.row.erased) }
      return { page: await program.work() }
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

const head: Head = {
  name: 'program-head',
  client: 'clientId',
  text: `select p.id, p.name, p.status, p.raised_by as "raisedBy", m.name as "raisedByName", p.supervised_by as "supervisedBy",
    c.id as "clientId", c.given_name as "givenName", c.family_name as "familyName", c.birth_date::text as "birthDate",
    clinic_day($3::timestamptz)::text as "today", w."isInCareTeam", w."hasEmergencyAccess", ${erasedSql('p.client_id')} as "erased",
    (select json_build_object('id', v.id, 'number', v.number, 'contentHash', v.content_hash) from versions v
     where v.clinic_id = p.clinic_id and v.id = p.in_force_version_id and v.status = 'cleared') as "inForce",
    (select json_build_object('id', v.id, 'number', v.number, 'kind', v.kind, 'status', v.status) from versions v
     where v.clinic_id = p.clinic_id and v.program_id = p.id order by v.number desc limit 1) as "newest"
  from programs p
  join clients c on c.clinic_id = p.clinic_id and c.id = p.client_id
  join members m on m.clinic_id = p.clinic_id and m.id = p.raised_by
  cross join lateral ${reachSql('p.client_id')} w
  where p.clinic_id = current_clinic() and p.id = $2::uuid`,
}

function programOf({ clientId, givenName, familyName, birthDate, erased: _, ...program }: Row): ProgramHead {
  const client = { id: clientId, givenName, familyName, birthDate, ageYears: ageOn(birthDate, program.today) }
  return { ...program, client }
}
