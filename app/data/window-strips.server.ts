/** Rehab windows as their strips show them: for programs by id, and the ones of a clinician's own clients that need a look. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import { closingFromDay, type RehabWindow, rehabWindow } from '~/domain/rehab-window'
import type { VersionKind } from '~/domain/version'
import type { Severity } from '~/domain/window-flag'
import type { Acting } from './acting.server'

/** `sessionDays` are days of the window, from 1; `flag` is what stands on it today. */
export type WindowStrip = {
  programId: string
  openedOn: CalendarDay
  day: number
  phase: RehabWindow['phase']
  daysLeft: number
  sessionDays: number[]
  extensionDays: number
  flag: Severity | null
}

type Row = {
  programId: string
  openedOn: CalendarDay
  until: CalendarDay
  extensionDays: number
  severity: Severity
  isRunning: boolean
  sessionDays: number[]
}

// A finished program stands where it ended. Of several limbs the one whose window ends first.
const columns = `w.program_id as "programId", w.opened_on::text as "openedOn", w.extension_days as "extensionDays",
  w.severity, w.is_running as "isRunning",
  case when w.is_running then clinic_day($1::timestamptz) else clinic_day(p.ended_at) end::text as "until",
  (select coalesce(json_agg(distinct s.day - w.opened_on + 1), '[]') from training_sessions s
   where s.clinic_id = w.clinic_id and s.client_id = w.client_id and s.day >= w.opened_on and not is_struck('session', s.id)
     and case when w.scope = 'program' then s.program_id = w.program_id else s.is_bfr and w.scope = any (s.bfr_limbs) end
  ) as "sessionDays"`

const ofPrograms = `
select distinct on (w.program_id) ${columns}
from rehab_windows w join programs p on p.clinic_id = w.clinic_id and p.id = w.program_id
where w.clinic_id = current_clinic() and w.program_id = any ($2::uuid[])
order by w.program_id, w.severity, w.review_on, w.scope`

/** The windows of these programs that had a session; who may see them was asked before. */
export async function windowStrips(query: Query, programIds: readonly string[], at: Date): Promise<WindowStrip[]> {
  if (programIds.length === 0) return []
  const rows = await query<Row>({ name: 'window-strips', text: ofPrograms, values: [at, programIds] })
  return rows.map(stripOf)
}

export type WatchedWindow = WindowStrip & {
  givenName: string
  familyName: string
  programName: string
  /** The kind of version that waits for a decision, if one does. */
  waits: VersionKind | null
}

const watched = `
select * from (
  select distinct on (w.program_id) ${columns}, c.given_name as "givenName", c.family_name as "familyName", p.name as "programName",
    (select v.kind from versions v where v.clinic_id = p.clinic_id and v.program_id = p.id and v.status = 'submitted') as "waits"
  from rehab_windows w
  join programs p on p.clinic_id = w.clinic_id and p.id = w.program_id
  join clients c on c.clinic_id = w.clinic_id and c.id = w.client_id
  where w.clinic_id = current_clinic() and w.is_running and w.opened_on <= clinic_day($1::timestamptz) - ${closingFromDay - 1}
    and (exists (select 1 from care_team t where t.clinic_id = w.clinic_id and t.client_id = w.client_id and t.member_id = $2::uuid)
      or exists (select 1 from decisions d where d.clinic_id = p.clinic_id and d.version_id = p.in_force_version_id and d.decided_by = $2::uuid))
  order by w.program_id, w.severity, w.review_on, w.scope
) y
order by y."openedOn"::date + 21 + y."extensionDays" <= clinic_day($1::timestamptz) and y.severity = 'breach' desc,
  y."openedOn"::date + y."extensionDays", y."programId"
limit $3`

/** Closing or past, of clients in the member's care or cleared by them: breaches first, then what ends first. */
export async function listWatchedWindows(
  query: Query,
  member: Pick<Acting, 'memberId'>,
  { at, most }: { at: Date; most: number },
): Promise<WatchedWindow[]> {
  const rows = await query<Row & Omit<WatchedWindow, keyof WindowStrip>>({
    name: 'watched-windows',
    text: watched,
    values: [at, member.memberId, most],
  })
  return rows.map(({ givenName, familyName, programName, waits, ...row }) => ({
    ...stripOf(row),
    givenName,
    familyName,
    programName,
    waits,
  }))
}

function stripOf({ programId, openedOn, until, extensionDays, severity, isRunning, sessionDays }: Row): WindowStrip {
  const window = rehabWindow(openedOn, until, extensionDays)
  const isPast = window.phase === 'past'
  return {
    programId,
    openedOn,
    day: window.day,
    phase: window.phase,
    daysLeft: isPast ? 0 : window.daysLeft,
    sessionDays,
    extensionDays,
    flag: isPast && isRunning ? severity : null,
  }
}
