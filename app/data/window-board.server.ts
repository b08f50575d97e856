/** The board of rehab windows: every running program whose window is open, what went past first. */
import type { Query } from '~/database/query.server'
import { seesAllClients } from '~/domain/access'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Limb } from '~/domain/limb'
import { closingFromDay, type RehabWindow, rehabWindow } from '~/domain/rehab-window'
import type { Severity } from '~/domain/window-flag'
import type { Acting } from './acting.server'

export const boardPhases = ['past', 'closing', 'open'] as const
export type BoardPhase = (typeof boardPhases)[number]

export type BoardRow = {
  key: string
  programId: string
  programName: string
  clientName: string
  trainerName: string
  limb: Limb | null
  severity: Severity
  window: RehabWindow
  extensionDays: number
  sessionDays: number[]
  isOnHold: boolean
  /** A version waits for a clinician. */
  isWaiting: boolean
}

type Row = Omit<BoardRow, 'window'> & { openedOn: CalendarDay; today: CalendarDay }

const pageSize = 50

// Breaches first, then reviews due, then by the day it goes past; the key of a row is what it is ordered by.
const text = `
with day as (select clinic_day($3::timestamptz) as today)
select concat_ws('_', rank.n, w.review_on, w.program_id, w.scope) as "key", w.program_id as "programId", p.name as "programName",
  concat_ws(' ', c.given_name, c.family_name) as "clientName", m.name as "trainerName",
  nullif(w.scope, 'program') as "limb", w.severity, w.extension_days as "extensionDays", w.opened_on::text as "openedOn",
  day.today::text as "today", p.status = 'on-hold' as "isOnHold",
  exists (select 1 from versions v where v.clinic_id = w.clinic_id and v.program_id = w.program_id and v.status = 'submitted') as "isWaiting",
  (select coalesce(json_agg(distinct s.day - w.opened_on + 1), '[]') from training_sessions s
   where s.clinic_id = w.clinic_id and s.client_id = w.client_id and s.day >= w.opened_on and not is_struck('session', s.id)
     and case when w.scope = 'program' then s.program_id = w.program_id else s.is_bfr and w.scope = any (s.bfr_limbs) end) as "sessionDays"
from rehab_windows w cross join day
cross join lateral (select case when w.review_on > day.today then 2 when w.severity = 'breach' then 0 else 1 end as n) rank
join programs p on p.clinic_id = w.clinic_id and p.id = w.program_id
join clients c on c.clinic_id = w.clinic_id and c.id = w.client_id
join members m on m.clinic_id = p.clinic_id and m.id = p.raised_by
where w.clinic_id = current_clinic() and w.is_running
  and ($2::boolean or exists (select 1 from care_team t where t.clinic_id = w.clinic_id and t.client_id = w.client_id and t.member_id = $1::uuid))
  and case $4::text when 'past' then w.review_on <= day.today
    when 'closing' then w.review_on > day.today and w.opened_on <= day.today - ${closingFromDay - 1}
    when 'open' then w.opened_on > day.today - ${closingFromDay - 1} else true end
  and ($5::text is null or w.severity = $5)
  and ($6::integer is null or (rank.n, w.review_on, w.program_id, w.scope) > ($6::integer, $7::date, $8::uuid, $9::text))
order by rank.n, w.review_on, w.program_id, w.scope limit ${pageSize + 1}`

export type BoardFilter = { phase: BoardPhase | null; severity: Severity | null; after: string | null }

/** A page of the board, and the key to go on from; null on the last one. */
export async function listBoard(
  query: Query,
  member: Acting,
  { phase, severity, after }: BoardFilter,
  at: Date,
): Promise<{ rows: BoardRow[]; next: string | null }> {
  const isWide = seesAllClients(member) || member.roles.includes('admin')
  const [rank = null, day = null, program = null, scope = null] = after?.split('_') ?? []
  const values = [member.memberId, isWide, at, phase, severity, rank, day, program, scope]
  const found = await query<Row>({ name: 'window-board', text, values })
  const rows = found.slice(0, pageSize).map(({ openedOn, today, ...row }) => ({
    ...row,
    window: rehabWindow(openedOn, today, row.extensionDays),
  }))
  return { rows, next: found.length > pageSize ? (rows.at(-1)?.key ?? null) : null }
}
