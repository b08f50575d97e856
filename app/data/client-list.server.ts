/** The clients a member may see: a page of them by name or by when they were added; those put away only where asked for. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { ProgramStatus } from '~/domain/program'
import type { ScreeningOutcome } from '~/domain/screening'
import type { Acting } from './acting.server'
import { isOwnSql, ownClientsSql, type Whose, whoseClients } from './own-clients.server'

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

/** Of clients `c`; `at` is the parameter with the moment of asking. */
export const listedColumns = (
  at: string,
) => `c.id, c.given_name as "givenName", c.family_name as "familyName", c.record_number as "recordNumber",
  c.birth_date::text as "birthDate", (c.recorded_at at time zone (select clinic_zone()))::date::text as "addedOn",
  not (${notArchivedSql('c.id')}) as "isArchived", (select clinic_day(${at}::timestamptz))::text as "today",
  coalesce((select json_agg(m.name order by m.name) from care_team t join members m on m.clinic_id = t.clinic_id
    and m.id = t.member_id where t.clinic_id = c.clinic_id and t.client_id = c.id and m.deactivated_at is null), '[]') as "careTeam",
  (select json_build_object('outcome', o.bfr, 'screenedOn', s.screened_on, 'isOutdated', exists (select 1 from events_since(c.id, s.recorded_at)))
    from screenings s join screening_outcomes o on o.clinic_id = s.clinic_id and o.screening_id = s.id and o.scope = 'all'
    where s.clinic_id = c.clinic_id and s.client_id = c.id order by s.seq desc limit 1) as "screening",
  coalesce((select json_agg(json_build_object('name', p.name, 'status', p.status, 'isWaiting', exists (
      select 1 from versions v where v.clinic_id = p.clinic_id and v.program_id = p.id and v.status = 'submitted'))
      order by p.id desc)
    from programs p where p.clinic_id = c.clinic_id and p.client_id = c.id
      and p.status not in ('completed', 'stopped')), '[]') as "programs"`

/**
 * What a page is read from: the clients, or the programs of a status with the names of their clients. `shown` are the
 * clients of a page, as `c`.
 */
type Source = { select: string; from: string; id: string; shown: string; conditions: string[] }

// All that is shown of the client itself, which the index of names holds: a look at each row of a page less.
const columnsOfAll = 'l.clinic_id, l.id, l.family_name, l.given_name, l.record_number, l.birth_date, l.recorded_at'
const everybody: Source = {
  select: `select ${columnsOfAll}`,
  from: 'clients l',
  id: 'l.id',
  shown: 'page c',
  conditions: [],
}
// A client has several programs, and stands in the list once.
const ofPrograms = (row: string): Source => ({
  select: `select distinct ${row} as id`,
  from: 'program_lists l',
  id: 'l.client_id',
  shown: 'page join clients c on c.clinic_id = current_clinic() and c.id = page.id',
  conditions: [],
})

const withoutProgram = `not coalesce((select true from programs p where p.clinic_id = current_clinic() and p.client_id = l.id
  and p.status not in ('completed', 'stopped') limit 1), false)`

/** Of few, each is asked; of many, the index of their programs has them in the order of the list. */
function sourceOf({ program, whose }: Shape, names: string[], given: (value: unknown) => string): Source {
  if (program === null) return everybody
  if (program === 'none') return { ...everybody, conditions: [withoutProgram] }
  const [column, value] = program === 'waiting' ? ['newest', 'submitted'] : ['status', program]
  if (whose !== 'few') {
    const row = [...names, 'l.client_id'].join(', ')
    return { ...ofPrograms(row), conditions: [`l.${column} = ${given(value)}`] }
  }
  return {
    ...everybody,
    conditions: [
      `exists (select 1 from program_lists x where x.clinic_id = current_clinic() and x.client_id = l.id and x.${column} = ${given(value)})`,
    ],
  }
}

type Shape = ListAsked & { whose: Whose }
type Keys = { name: string; text: string; shown: string; order: string; values: unknown[] }

// Scalar queries, because of "exists" the planner may make a join of all who were put away or erased; and no "is null", of
// which it believes that it leaves next to nobody.
export const isArchivedSql = (
  client: string,
) => `coalesce((select true from client_archives a where a.clinic_id = current_clinic()
  and a.client_id = ${client} and a.restored_at is null limit 1), false)`
export const isErasedSql = (client: string) =>
  `coalesce((select true from erasures e where e.clinic_id = current_clinic() and e.client_id = ${client} limit 1), false)`

/** Who stands on a page, along the index that has what is asked for in its order, as far as a page. */
function keysOf(member: Acting, asked: Shape): Keys {
  const { sort, before, after, program, withArchived, whose } = asked
  const values: unknown[] = []
  const given = (value: unknown) => `$${values.push(value)}`
  const isDown = (sort.direction === 'descending') !== (before !== null)
  const [way, beyond] = isDown ? ['desc', '<'] : ['asc', '>']
  const names = sort.by === 'name' ? ['l.family_name', 'l.given_name'] : []
  const { select, from, id, shown, conditions } = sourceOf(asked, names, given)
  const row = [...names, id].join(', ')
  const parts = [...conditions, `not ${isErasedSql(id)}`]
  if (!withArchived) parts.push(`not ${isArchivedSql(id)}`)
  if (whose === 'few') parts.push(`l.id = any (${ownClientsSql(given(member.memberId))})`)
  if (whose === 'many') parts.push(isOwnSql(given(member.memberId), id))
  const cursor = before ?? after
  if (cursor) parts.push(beyondSql(sort.by, { row, names, beyond, cursor: given(cursor) }))
  const shape = [sort.by, way, whose, program, withArchived ? 'archived' : null, cursor ? 'beyond' : null]
  return {
    name: ['clients', ...shape].filter(Boolean).join('-'),
    text: `${select} from ${from} where l.clinic_id = current_clinic()
      and ${parts.join(' and ')} order by ${[...names, id].map((key) => `${key} ${way}`).join(', ')} limit ${pageSize + 1}`,
    shown,
    order: [...names, 'l.id'].map((key) => `${key.replace('l.', 'c.')} ${way}`).join(', '),
    values,
  }
}

type Beyond = { row: string; names: string[]; beyond: string; cursor: string }

/** Of names twice: where in the index it begins, and who of the same name comes before. */
function beyondSql(by: ClientSort['by'], { row, names, beyond, cursor }: Beyond): string {
  if (by === 'added') return `${row} ${beyond} ${cursor}::uuid`
  const of = (columns: string) =>
    `(select ${columns} from clients k where k.clinic_id = current_clinic() and k.id = ${cursor}::uuid)`
  return `(${names.join(', ')}) ${beyond}= ${of('k.family_name, k.given_name')}
    and (${row}) ${beyond} ${of('k.family_name, k.given_name, k.id')}`
}

export type ListedRow = ListedClient & { today: CalendarDay }

export async function listClients(query: Query, member: Acting, asked: ListAsked): Promise<ClientPage> {
  const { before, after, at } = asked
  const isBackwards = before !== null
  const keys = keysOf(member, { ...asked, whose: await whoseClients(query, member, asked.isMine) })
  const found = await query<ListedRow>({
    name: keys.name,
    text: `with page as materialized (${keys.text}) select ${listedColumns(`$${keys.values.length + 1}`)}
      from ${keys.shown} order by ${keys.order}`,
    values: [...keys.values, at],
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
