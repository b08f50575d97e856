/** Rehab windows as their strips show them: for programs by id, and the ones of a clinician's own clients that need a look. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import { type RehabWindow, rehabWindow, type WindowSettings } from '~/domain/rehab-window'
import type { VersionKind } from '~/domain/version'
import type { Severity } from '~/domain/window-flag'
import { notStruckSession } from './strikes.server'

type WindowLength = Pick<WindowSettings, 'windowDays' | 'closingFromDay'>

/** Days of the window: 0 for a clearance before it opened; a hold without `until` stands still. */
export type WindowMarks = { clearedDays: number[]; holds: { from: number; until: number | null }[] }

/** `sessionDays` are days of the window, from 1; `flag` is what stands on it today. */
export type WindowStrip = WindowLength &
  WindowMarks & {
    programId: string
    openedOn: CalendarDay
    day: number
    phase: RehabWindow['phase']
    daysLeft: number
    sessionDays: number[]
    extensionDays: number
    flag: Severity | null
  }

/** The strip of a program that had no session yet. */
export type UnopenedStrip = WindowLength & { day: null; phase: 'not-open'; sessionDays: []; flag: null }

export function unopenedStrip({ windowDays, closingFromDay }: WindowLength): UnopenedStrip {
  return { day: null, phase: 'not-open', sessionDays: [], flag: null, windowDays, closingFromDay }
}

/** What `stripsSql` answers. */
export type StripRow = WindowLength &
  WindowMarks & {
    programId: string
    openedOn: CalendarDay
    until: CalendarDay
    extensionDays: number
    severity: Severity
    /** A look lies ahead of the day asked about. */
    isReviewed: boolean
    isRunning: boolean
    sessionDays: number[]
  }

/** Of a window `w`: its sessions, its program's clearances and its holds as days of the window. */
export const windowDaysSql = `(select coalesce(json_agg(distinct s.day - w.opened_on + 1), '[]') from training_sessions s
   where s.clinic_id = w.clinic_id and s.client_id = w.client_id and s.day >= w.opened_on and ${notStruckSession('s.id')}
     and case when w.scope = 'program' then s.program_id = w.program_id else s.is_bfr and w.scope = any (s.bfr_limbs) end
  ) as "sessionDays",
  (select coalesce(json_agg(distinct greatest(0, (d.occurred_at at time zone d.time_zone)::date - w.opened_on + 1)), '[]')
   from decisions d where d.clinic_id = w.clinic_id and d.program_id = w.program_id
     and d.outcome in ('cleared', 'cleared-with-limits')) as "clearedDays",
  (select coalesce(json_agg(json_build_object('from', clinic_day(h.occurred_at) - w.opened_on + 1,
     'until', clinic_day(h.lifted_at) - w.opened_on + 1) order by h.occurred_at), '[]') from holds h
   where h.clinic_id = w.clinic_id and h.program_id = w.program_id
     and (h.lifted_at is null or clinic_day(h.lifted_at) >= w.opened_on)) as "holds"`

const dayAt = (at: string) => `(select clinic_day(${at}))`

// A finished program stands where it ended. Of several limbs the one whose window ends first.
const columnsAt = (
  today: string,
) => `w.program_id as "programId", w.opened_on::text as "openedOn", w.extension_days as "extensionDays",
  w.severity, w.is_running as "isRunning", n.window_days as "windowDays", n.closing_from_day as "closingFromDay",
  case when w.is_running then ${today} else (p.ended_at at time zone n.time_zone)::date end::text as "until",
  w.review_on > ${today} as "isReviewed", ${windowDaysSql}`

/** `programIds` and `at` are expressions: an array of ids, and the instant. */
const stripsSql = (programIds: string, at: string) => `
select distinct on (w.program_id) ${columnsAt(dayAt(at))}
from rehab_windows w join clinics n on n.id = w.clinic_id
join programs p on p.clinic_id = w.clinic_id and p.id = w.program_id
where w.clinic_id = current_clinic() and w.program_id = any (${programIds})
order by w.program_id, w.severity, w.review_on, w.scope`

/** The same of one program `p` of the clinic `n` on the clinic's day `today`, as a value of json: null where it had no session yet. */
export const stripSql = (today: string) => `(select row_to_json(s) from (
  select ${columnsAt(today)} from rehab_windows w where w.clinic_id = p.clinic_id and w.program_id = p.id
  order by w.severity, w.review_on, w.scope limit 1) s)`

const ofPrograms = stripsSql('$2::uuid[]', '$1::timestamptz')

/** The windows of these programs that had a session; who may see them was asked before. */
export async function windowStrips(query: Query, programIds: readonly string[], at: Date): Promise<WindowStrip[]> {
  if (programIds.length === 0) return []
  const rows = await query<StripRow>({ name: 'window-strips', text: ofPrograms, values: [at, programIds] })
  return rows.map(stripOf)
}

export type WatchedWindow = WindowStrip & {
  givenName: string
  familyName: string
  programName: string
  /** The kind of version that waits for a decision, if one does. */
  waits: VersionKind | null
}

type WatchedRow = StripRow & Omit<WatchedWindow, keyof WindowStrip>

/**
 * Closing or past, of clients in the member's care or cleared by them: breaches first, then what ends first. One value
 * of json, for a statement that asks more: `member` and `at` are expressions of its own.
 */
export function watchedSql({ member, at, most }: { member: string; at: string; most: number }): string {
  const closing = '(select day.closing from day)'
  const isBreach = "w.severity = 'breach' and w.review_on <= (select day.today from day)"
  // Each part is walked in its order until there are enough, and the next one only if there are not. The last is written
  // so that it is found by the day its windows opened: by the day of review all that has just begun would be walked; and
  // what may stand before a window so that it is found by its program.
  const part = (
    place: number,
    stands: string,
    order = 'w.review_on',
  ) => `(select ${place} as place, w.* from rehab_windows w
      where w.clinic_id = current_clinic() and w.is_running and w.opened_on <= ${closing} and ${stands}
      order by ${order}, w.program_id offset 0)`
  return `(with day as materialized (
    select t.today, t.today - n.closing_from_day + 1 as closing, t.today + n.window_days - n.closing_from_day as soon
    from clinics n, (select clinic_day(${at}::timestamptz) as today offset 0) t where n.id = current_clinic()
  ), w as materialized (
    select w.* from (
      ${part(1, isBreach)}
      union all ${part(2, `w.review_on <= (select day.soon from day) and not (${isBreach})`)}
      union all ${part(3, 'w.review_on - (select day.soon from day) > 0', 'w.review_on + 0')}
    ) w
    -- A program shows one window of its limbs: a breach before a review, then the one that ends first.
    where not exists (select 1 from rehab_windows o where o.clinic_id = w.clinic_id and o.program_id = w.program_id
        and o.is_running and o.opened_on - ${closing} <= 0 and (o.severity, o.review_on, o.scope) < (w.severity, w.review_on, w.scope))
      -- As single values: as EXISTS they would be asked of all that the member ever cleared.
      and coalesce((select true from programs p join decisions d on d.clinic_id = p.clinic_id and d.version_id = p.in_force_version_id
          and d.decided_by = ${member}::uuid where p.clinic_id = w.clinic_id and p.id = w.program_id limit 1),
        (select true from reached_clients(${member}::uuid) r where r.client_id = w.client_id and r.way <> 'emergency' limit 1), false)
    limit ${most}
  )
  select coalesce(json_agg(x order by x.place, x."reviewOn", x."programId"), '[]') from (
    select w.place, w.review_on as "reviewOn", ${columnsAt(dayAt(`${at}::timestamptz`))}, c.given_name as "givenName", c.family_name as "familyName", p.name as "programName",
      (select v.kind from versions v where v.clinic_id = p.clinic_id and v.program_id = p.id and v.status = 'submitted') as "waits"
    from w join clinics n on n.id = w.clinic_id
    join programs p on p.clinic_id = w.clinic_id and p.id = w.program_id
    join clients c on c.clinic_id = w.clinic_id and c.id = w.client_id) x)`
}

export type WatchedRows = (WatchedRow & { place: number; reviewOn: CalendarDay })[]

/** What `watchedSql` answers, as it is shown. */
export function watchedOf(rows: WatchedRows): WatchedWindow[] {
  return rows.map(({ givenName, familyName, programName, waits, place: _place, reviewOn: _on, ...row }) => ({
    ...stripOf(row),
    givenName,
    familyName,
    programName,
    waits,
  }))
}

export function stripOf({ until, severity, isRunning, isReviewed, ...row }: StripRow): WindowStrip {
  const window = rehabWindow({ ...row, settings: row }, until)
  const isPast = window.phase === 'past'
  return {
    programId: row.programId,
    openedOn: row.openedOn,
    day: window.day,
    phase: window.phase,
    daysLeft: isPast ? 0 : window.daysLeft,
    sessionDays: row.sessionDays,
    extensionDays: row.extensionDays,
    windowDays: row.windowDays,
    closingFromDay: row.closingFromDay,
    clearedDays: row.clearedDays,
    holds: row.holds,
    flag: isPast && isRunning && !isReviewed ? severity : null,
  }
}
