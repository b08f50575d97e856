/** The clients a member may see: a page of them by name or by when they were added; those put away only where asked for. */
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
  isArchived: boolean
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
  withArchived: boolean
  at: Date
}

export type ClientPage = { rows: ListedClient[]; after: string | null; before: string | null; today: CalendarDay }

const pageSize = 50

/** Of clients, whose column with the id is given: who was not put away. */
export const notArchivedSql = (client: string) => `not exists (select 1 from client_archives a
    where a.clinic_id = current_clinic() and a.client_id = ${client} and a.restored_at is null)`

/** Of clients `c`; `$3` is the moment of asking. */
export const listedColumns = `c.id, c.given_name as "givenName", c.family_name as "familyName", c.record_number as "recordNumber",
  c.birth_date::text as "birthDate", clinic_day(c.recorded_at)::text as "addedOn",
  not (${notArchivedSql('c.id')}) as "isArchived", clinic_day($3::timestamptz)::text as "today",
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

const filtered = `($7::boolean or ${notArchivedSql('c.id')}) and ($5::boolean is false or ${servesSql('c.id')})
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
  return `select ${listedColumns} from clients c where ${visible} and ${filtered}
    and ($4::uuid is null or (${row('c')}) ${isDown ? '<' : '>'} (select ${row('k')} from clients k
      where k.clinic_id = current_clinic() and k.id = $4::uuid))
    order by ${order} limit ${pageSize + 1}`
}

export type ListedRow = ListedClient & { today: CalendarDay }

export async function listClients(query: Query, member: Acting, asked: ListAsked): Promise<ClientPage> {
  const { sort, before, after, at } = asked
  const isBackwards = before !== null
  const found = await query<ListedRow>({
    name: `clients-${sort.by}-${sort.direction}-${isBackwards}`,
    text: pageText(sort, isBackwards),
    values: [
      member.memberId,
      seesAllClients(member),
      at,
      before ?? after,
      asked.isMine,
      asked.program,
      asked.withArchived,
    ],
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
