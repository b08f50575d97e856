/** Pages of the audit's two logs by any filter: one index leads, so that no filter reads a log from end to end. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'

/** The page older than a key, or the one newer; null is the newest of all. */
export type Cursor = { older: number } | { newer: number } | null

/** Days of the clinic's calendar, both included, by when a row was recorded. */
export type LogFilter = {
  memberId?: string | null | undefined
  clientId?: string | null | undefined
  fromDay?: CalendarDay | null | undefined
  untilDay?: CalendarDay | null | undefined
}

/** `older` and `newer` are the keys to go on by; null at the ends. */
export type LogPage<Row> = { rows: Row[]; older: number | null; newer: number | null }

/** In these texts $5 are the kinds asked for or null, $6 the member, $7 the client. */
export type Log<Row> = LogTexts & { keyOf: (row: Row) => number }

type LogTexts = {
  name: string
  table: 'audit_events' | 'access_events'
  key: 'seq' | 'id'
  memberColumn: string
  columns: string
  joins: string
  /** The kinds that are there, as a column `kind`. */
  kinds: (ofMember: boolean) => string
  isOfKind: string
  /** What the rows of one client are found by: a table called `s`. */
  clientTable: string
}

type Leading = 'all' | 'kinds' | 'member' | 'client'
type Span = { low: number; high: number; from: Date | null; until: Date | null }

const logPageSize = 50

/** A page of the log, the newest first. The door decides the clinic; only an admin's page calls it. */
export async function readLog<Row extends object>(
  query: Query,
  log: Log<Row>,
  asked: LogFilter & { kinds: readonly string[] | null; cursor: Cursor; pageSize?: number | undefined },
): Promise<LogPage<Row>> {
  const { cursor, kinds, memberId = null, clientId = null, pageSize = logPageSize } = asked
  const span = await spanOf(query, log, asked)
  const leading: Leading = clientId ? 'client' : memberId ? 'member' : kinds ? 'kinds' : 'all'
  const order = cursor && 'newer' in cursor ? 'asc' : 'desc'
  const found = await query<Row>({
    name: `${log.name}-${leading}-${order}-${pageSize}`,
    text: rowsText(log, keysText(log, leading, order, pageSize + 1)),
    values: [...valuesOf(span, cursor), kinds, memberId, clientId].slice(0, valueCounts[leading]),
  })
  return pageOf(found, log.keyOf, cursor, pageSize)
}

const valueCounts = { all: 4, kinds: 5, member: 6, client: 7 }

function valuesOf({ low, high, from, until }: Span, cursor: Cursor) {
  const first = cursor && 'newer' in cursor ? Math.max(low, cursor.newer + 1) : low
  const last = cursor && 'older' in cursor ? Math.min(high, cursor.older - 1) : high
  return [first, last, from, until]
}

function pageOf<Row>(found: Row[], keyOf: (row: Row) => number, cursor: Cursor, size: number): LogPage<Row> {
  const isNewer = cursor !== null && 'newer' in cursor
  const hasMore = found.length > size
  const rows = isNewer ? found.slice(-size) : found.slice(0, size)
  const [first, last] = [rows[0], rows.at(-1)]
  return {
    rows,
    older: last && (hasMore || isNewer) ? keyOf(last) : null,
    newer: first && (isNewer ? hasMore : cursor !== null) ? keyOf(first) : null,
  }
}

/** The keys of a page and of one row more. Its size is part of the text: the planner must know that it is few. */
function keysText(log: LogTexts, leading: Leading, order: 'asc' | 'desc', size: number): string {
  const { table, key, memberColumn } = log
  const during = `e.${key} between $1 and $2 and ($3::timestamptz is null or e.recorded_at >= $3)
    and ($4::timestamptz is null or e.recorded_at < $4)`
  const own = `from ${table} e where e.clinic_id = current_clinic()`
  if (leading === 'all') return `select e.${key} ${own} and ${during} order by e.${key} ${order} limit ${size}`
  if (leading === 'client') {
    return `select s.${key} from ${log.clientTable} s cross join lateral (
        select 1 ${own} and e.${key} = s.${key} and ${during} and ($5::text[] is null or ${log.isOfKind})
          and ($6::uuid is null or e.${memberColumn} = $6) limit 1) as fits
      where s.clinic_id = current_clinic() and s.client_id = $7::uuid and s.${key} between $1 and $2
      order by s.${key} ${order} limit ${size}`
  }
  const ofMember = leading === 'member' ? `and e.${memberColumn} = $6::uuid` : ''
  return `select newest.${key} from (${log.kinds(leading === 'member')}) as k cross join lateral (
      select e.${key} ${own} ${ofMember} and e.kind = k.kind and ${during} order by e.${key} ${order} limit ${size}) as newest
    order by newest.${key} ${order} limit ${size}`
}

function rowsText({ table, key, columns, joins }: LogTexts, keys: string): string {
  return `with page as materialized (${keys})
    select ${columns} from page join ${table} e on e.clinic_id = current_clinic() and e.${key} = page.${key}
    ${joins} order by e.${key} desc`
}

/**
 * A period as a range of keys, which rise with the time of recording. An hour wider on both sides, for transactions that
 * overlapped and a clock that was set back; `from` and `until` cut exactly.
 */
async function spanOf(query: Query, log: LogTexts, { fromDay = null, untilDay = null }: LogFilter): Promise<Span> {
  const whole: Span = { low: 0, high: Number.MAX_SAFE_INTEGER, from: null, until: null }
  if (!fromDay && !untilDay) return whole
  const [found] = await query<{ from: Date | null; until: Date | null; low: number | null; high: number | null }>({
    name: `${log.name}-period`,
    text: periodText(log),
    values: [fromDay, untilDay],
  })
  if (!found) return whole
  return { from: found.from, until: found.until, low: found.low ?? whole.low, high: found.high ?? whole.high }
}

// A day ends where the next begins: 23 or 25 hours later, twice a year.
const periodText = ({ table, key }: LogTexts) => `with asked as materialized (
    select ($1::date)::timestamp at time zone clinic_zone() as "from", ($2::date + 1)::timestamp at time zone clinic_zone() as "until")
  select a."from", a."until",
    (select e.${key} + 1 from ${table} e where e.clinic_id = current_clinic() and e.recorded_at < a."from" - interval '1 hour'
     order by e.recorded_at desc, e.${key} desc limit 1) as low,
    (select e.${key} - 1 from ${table} e where e.clinic_id = current_clinic() and e.recorded_at >= a."until" + interval '1 hour'
     order by e.recorded_at, e.${key} limit 1) as high
  from asked a`
