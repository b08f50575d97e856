/**
 * A list of clients on its way in, between its steps: in tables that show a row to its writer alone, in parts as large
 * as one transaction takes, and forgotten a day after it was last touched.
 */
import { createHash } from 'node:crypto'
import { asJobs, readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import type { Refusal } from '~/domain/refusal'
import { isMapping, type RosterMapping } from '~/domain/roster'
import type { Acting } from './acting.server'
import { isId, newId } from './id.server'
import type { RosterFile, RosterRow } from './roster-file.server'
import type { Encoding } from './sheet.server'

export type RosterCounts = { rows: number; done: number; taken: number; known: number; alike: number; refused: number }

export type Roster = {
  id: string
  encoding: Encoding
  columns: string[]
  rowCount: number
  mapping: RosterMapping | null
  takesAlike: boolean
  startedAt: Date | null
  stoppedAt: Date | null
  finishedAt: Date | null
  /** When something of it was last done. */
  movedAt: Date
  counts: RosterCounts
}

/** Rows of one transaction: a clinic's other changes wait for no more than these. */
const partSize = 100

/** Keeps what was read. The same file, brought again by the same member while it is here, is the one that is here. */
export function keepRoster(member: Acting, file: RosterFile): Promise<string> {
  return readClinic(member, async (query) => {
    const [known] = await query<{ id: string }>({
      name: 'roster-of-file',
      text: `select id from rosters where clinic_id = current_clinic() and member_id = current_member()
        and file_hash = $1 and finished_at is null`,
      values: [file.fileHash],
    })
    if (known) return known.id
    const id = newId()
    await query({
      name: 'keep-roster',
      text: `insert into rosters (clinic_id, id, member_id, file_hash, encoding, columns, row_count)
        values (current_clinic(), $1::uuid, current_member(), $2, $3, $4::jsonb, $5)`,
      values: [id, file.fileHash, file.encoding, JSON.stringify(file.columns), file.rows.length],
    })
    const parts = partsOf(file.rows)
    await query({
      name: 'keep-roster-parts',
      text: `insert into roster_parts (clinic_id, roster_id, number, rows, row_count)
        select current_clinic(), $1::uuid, number, rows, row_count
        from unnest($2::integer[], $3::text[], $4::integer[]) as part (number, rows, row_count)`,
      values: [
        id,
        parts.map((_, index) => index + 1),
        parts.map((rows) => JSON.stringify(rows)),
        parts.map(({ length }) => length),
      ],
    })
    return id
  })
}

function partsOf(rows: readonly RosterRow[]): RosterRow[][] {
  const parts = Math.ceil(rows.length / partSize)
  return Array.from({ length: parts }, (_, part) => rows.slice(part * partSize, (part + 1) * partSize))
}

const rosterText = `select r.id, r.encoding, r.columns, r.row_count as "rowCount", r.mapping, r.takes_alike as "takesAlike",
    r.started_at as "startedAt", r.stopped_at as "stoppedAt", r.finished_at as "finishedAt",
    greatest(r.kept_at, max(p.done_at)) as "movedAt",
    json_build_object('rows', r.row_count, 'done', coalesce(sum(p.row_count) filter (where p.done_at is not null), 0),
      'taken', sum(p.taken), 'known', sum(p.known), 'alike', sum(p.alike), 'refused', sum(p.refused)) as "counts"
  from rosters r join roster_parts p on p.clinic_id = r.clinic_id and p.roster_id = r.id
  where r.clinic_id = current_clinic() and r.member_id = current_member() and r.id = $1::uuid
  group by r.clinic_id, r.id`

/** Throws a 404 Response for one that is not the member's, or is forgotten. */
export async function getRoster(query: Query, rosterId: string | undefined): Promise<Roster> {
  if (!isId(rosterId)) throw new Response(null, { status: 404 })
  const [roster] = await query<Roster>({ name: 'roster', text: rosterText, values: [rosterId] })
  if (!roster) throw new Response(null, { status: 404 })
  return roster
}

/** The newest first: what is not through yet, and what is through and not forgotten. */
export function listRosters(
  query: Query,
): Promise<{ id: string; rowCount: number; keptAt: Date; isThrough: boolean }[]> {
  return query({
    name: 'rosters',
    text: `select id, row_count as "rowCount", kept_at as "keptAt", finished_at is not null as "isThrough" from rosters
      where clinic_id = current_clinic() and member_id = current_member() order by kept_at desc limit 20`,
    values: [],
  })
}

export async function partOfRoster(query: Query, rosterId: string, number: number): Promise<RosterRow[] | null> {
  const [part] = await query<{ rows: string }>({
    name: 'roster-part',
    text: 'select rows from roster_parts where clinic_id = current_clinic() and roster_id = $1::uuid and number = $2',
    values: [rosterId, number],
  })
  return part ? (JSON.parse(part.rows) as RosterRow[]) : null
}

const hashOf = (columns: readonly string[]) => createHash('sha256').update(JSON.stringify(columns)).digest('hex')

/** How a file with this first line was read before, by anybody of the clinic. */
export async function rememberedMapping(query: Query, columns: readonly string[]): Promise<RosterMapping | null> {
  const [known] = await query<{ mapping: RosterMapping }>({
    name: 'roster-mapping',
    text: 'select mapping from roster_mappings where clinic_id = current_clinic() and header_hash = $1',
    values: [hashOf(columns)],
  })
  return known?.mapping ?? null
}

type Outcome = { ok: true } | { ok: false; why: Refusal }

/** Says which column is what, as often as one likes until it begins; null takes it back, to choose again. */
export function mapRoster(
  member: Acting,
  { rosterId, mapping }: { rosterId: string | undefined; mapping: RosterMapping | null },
): Promise<Outcome> {
  return readClinic(member, async (query) => {
    const roster = await getRoster(query, rosterId)
    if (roster.startedAt) return { ok: false, why: 'list-begun' }
    if (mapping && !isMapping(mapping, roster.columns.length)) return { ok: false, why: 'file-not-understood' }
    await query({
      name: 'map-roster',
      text: 'update rosters set mapping = $2::jsonb where clinic_id = current_clinic() and id = $1::uuid',
      values: [roster.id, mapping && JSON.stringify(mapping)],
    })
    return { ok: true }
  })
}

/** Begins it, or goes on with it; its mapping is what the clinic remembers for such a file. */
export function startRoster(
  member: Acting,
  { rosterId, takesAlike, at }: { rosterId: string | undefined; takesAlike: boolean; at: Date },
): Promise<Outcome> {
  return readClinic(member, async (query) => {
    const { id, mapping, columns, finishedAt } = await getRoster(query, rosterId)
    if (finishedAt) return { ok: false, why: 'list-begun' }
    if (!mapping) return { ok: false, why: 'file-not-understood' }
    await query({
      name: 'start-roster',
      text: `update rosters set stopped_at = null, started_at = coalesce(started_at, $2::timestamptz),
          takes_alike = case when started_at is null then $3::boolean else takes_alike end
        where clinic_id = current_clinic() and id = $1::uuid`,
      values: [id, at, takesAlike],
    })
    await query({
      name: 'remember-mapping',
      text: `insert into roster_mappings (clinic_id, header_hash, mapping, chosen_by)
        values (current_clinic(), $1, $2::jsonb, current_member())
        on conflict (clinic_id, header_hash) do update set mapping = excluded.mapping, chosen_by = excluded.chosen_by`,
      values: [hashOf(columns), JSON.stringify(mapping)],
    })
    return { ok: true }
  })
}

/** After the part that is being written. */
export function stopRoster(
  member: Acting,
  { rosterId, at }: { rosterId: string | undefined; at: Date },
): Promise<void> {
  return readClinic(member, async (query) => {
    const { id } = await getRoster(query, rosterId)
    await query({
      name: 'stop-roster',
      text: `update rosters set stopped_at = $2::timestamptz where clinic_id = current_clinic() and id = $1::uuid
        and started_at is not null and stopped_at is null and finished_at is null`,
      values: [id, at],
    })
  })
}

/** What nobody touched for a day, its parts with it; the policy of the jobs shows it nothing else. */
export async function forgetRosters(): Promise<void> {
  await asJobs((query) => query({ name: 'forget-rosters', text: 'delete from rosters', values: [] }))
}
