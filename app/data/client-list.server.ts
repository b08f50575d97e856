/** The clients a member may see: a page of them by name or by when they were added, or the few a search finds. */
import type { Query } from '~/database/query.server'
import { seesAllClients } from '~/domain/access'
import type { CalendarDay } from '~/domain/calendar-day'
import type { ProgramStatus } from '~/domain/program'
import type { ScreeningOutcome } from '~/domain/screening'
import { type Acting, servesSql, visibleSql } from './acting.server'
import { notErasedSql } from './erased.server'

export type ListedClient = {
  id: string
  givenName: string
  familyName: string
  recordNumber: string
  birthDate: CalendarDay
  addedOn: CalendarDay
  careTeam: string[]
  screening: { outcome: ScreeningOutcome; screenedOn: CalendarDay; isOutdated: boolean } | null
  /** Those that are not over, the newest first. */
  programs: { name: string; status: ProgramStatus; isWaiting: boolean }[]
}

export const clientSorts = ['name', 'added'] as const
export type ClientSort = { by: (typeof clientSorts)[number]; direction: 'ascending' | 'descending' }

export const programFilters = ['active', 'on-hold', 'not-started', 'waiting', 'none'] as const
export type ProgramFilter = (typeof programFilters)[number]

/** A cursor is the id of the row it begins after or ends before, so that no name stands in an address. */
export type ListAsked = {
  sort: ClientSort
  after: string | null
  before: string | null
  program: ProgramFilter | null
  isMine: boolean
  at: Date
}

export type ClientPage = { rows: ListedClient[]; after: string | null; before: string | null; today: CalendarDay }

const pageSize = 50

const columns = `c.id, c.given_name as "givenName", c.family_name as "familyName", c.record_number as "recordNumber",
  c.birth_date::text as "birthDate", clinic_day(c.recorded_at)::text as "addedOn", clinic_day($3::timestamptz)::text as "today",
  coalesce((select json_agg(m.name order by m.name) from care_team t join members m on m.clinic_id = t.clinic_id
    and m.id = t.member_id where t.clinic_id = c.clinic_id and t.client_id = c.id and m.deactivated_at is null), '[]') as "careTeam",
  (select json_build_object('outcome', o.bfr, 'screenedOn', s.screened_on, 'isOutdated', screening_is_outdated(c.id))
    from screenings s join screening_outcomes o on o.clinic_id = s.clinic_id and o.screening_id = s.id and o.scope = 'all'
    where s.clinic_id = c.clinic_id and s.client_id = c.id order by s.seq desc limit 1) as "screening",
  coalesce((select json_agg(json_build_object('name', p.name, 'status', p.status, 'isWaiting', exists (
      select 1 from versions v where v.clinic_id = p.clinic_id and v.program_id = p.id and v.status = 'submitted'))
      order by p.id desc)
    from programs p where p.clinic_id = c.clinic_id and p.client_id = c.id
      and p.status not in ('completed', 'stopped')), '[]') as "programs"`

const visible = `c.clinic_id = current_clinic() and ${visibleSql('c.id')} and ${notErasedSql('c.id')}`

const filtered = `($5::boolean is false or ${servesSql('c.id')})
  and case coalesce($6::text, 'any')
    when 'any' then true
    when 'none' then not exists (select 1 from programs p where p.clinic_id = c.clinic_id and p.client_id = c.id
      and p.status not in ('completed', 'stopped'))
    when 'waiting' then exists (select 1 from programs p join versions v on v.clinic_id = p.clinic_id
      and v.program_id = p.id and v.status = 'submitted' where p.clinic_id = c.clinic_id and p.client_id = c.id)
    else exists (select 1 from programs p where p.clinic_id = c.clinic_id and p.client_id = c.id and p.status = $6)
  end`

const keys = { name: ['family_name', 'given_name', 'id'], added: ['id'] } as const

function pageText({ by, direction }: ClientSort, isBackwards: boolean): string {
  const isDown = (direction === 'descending') !== isBackwards
  const row = (of: string) => keys[by].map((key) => `${of}.${key}`).join(', ')
  const order = keys[by].map((key) => `c.${key} ${isDown ? 'desc' : 'asc'}`).join(', ')
  return `select ${columns} from clients c where ${visible} and ${filtered}
    and ($4::uuid is null or (${row('c')}) ${isDown ? '<' : '>'} (select ${row('k')} from clients k
      where k.clinic_id = current_clinic() and k.id = $4::uuid))
    order by ${order} limit ${pageSize + 1}`
}

type Row = ListedClient & { today: CalendarDay }

export async function listClients(query: Query, member: Acting, asked: ListAsked): Promise<ClientPage> {
  const { sort, before, after, at } = asked
  const isBackwards = before !== null
  const found = await query<Row>({
    name: `clients-${sort.by}-${sort.direction}-${isBackwards}`,
    text: pageText(sort, isBackwards),
    values: [member.memberId, seesAllClients(member), at, before ?? after, asked.isMine, asked.program],
  })
  const hasMore = found.length > pageSize
  const rows = isBackwards ? found.slice(0, pageSize).reverse() : found.slice(0, pageSize)
  const isFirst = isBackwards ? !hasMore : after === null
  const isLast = isBackwards ? false : !hasMore
  return {
    rows: rows.map(({ today, ...row }) => row),
    after: isLast ? null : (rows.at(-1)?.id ?? null),
    before: isFirst ? null : (rows[0]?.id ?? null),
    today: found[0]?.today ?? '',
  }
}

const folded = (text: string) => `regexp_replace(normalize(lower(${text}), NFD), '[\\u0300-\\u036f]', '', 'g')`

const searchText = `select ${columns} from clients c where ${visible}
  and (' ' || ${folded("c.given_name || ' ' || c.family_name")} like all ($4::text[])
    or lower(c.record_number) like $5)
  order by c.family_name, c.given_name, c.id limit ${pageSize + 1}`

/**
 * Clients of whose names each word begins one (accents and capitals aside), or whose record number begins so.
 * Fifty at most; `hasMore` says that there are more.
 */
export async function searchClients(
  query: Query,
  member: Acting,
  { words, at }: { words: string; at: Date },
): Promise<{ rows: ListedClient[]; hasMore: boolean; today: CalendarDay }> {
  const parts = fold(words).split(/\s+/).filter(Boolean)
  const found = await query<Row>({
    name: 'clients-search',
    text: searchText,
    values: [
      member.memberId,
      seesAllClients(member),
      at,
      parts.map((part) => `% ${likeText(part)}%`),
      `${likeText(words.trim().toLowerCase())}%`,
    ],
  })
  const rows = found.slice(0, pageSize).map(({ today, ...row }) => row)
  return { rows, hasMore: found.length > pageSize, today: found[0]?.today ?? '' }
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
}

/** What was typed stands for itself: no wildcards. */
function likeText(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
}
