/** The board of rehab windows: every running program by where its window stands, and what each waits for. */
import type { Query } from '~/database/query.server'
import { can } from '~/domain/access'
import type { CalendarDay } from '~/domain/calendar-day'
import { needsDoctor } from '~/domain/clearance'
import type { HoldCause } from '~/domain/hold'
import type { Limb } from '~/domain/limb'
import type { RehabWindow } from '~/domain/rehab-window'
import { rehabWindow } from '~/domain/rehab-window'
import type { ScreeningOutcome } from '~/domain/screening'
import type { VersionKind } from '~/domain/version'
import { mayContinueUnchanged, type Severity } from '~/domain/window-flag'
import { type Wait, waitsOf } from '~/domain/window-waits'
import { type Acting, personOf } from './acting.server'
import { type BoardFilter, dayText, type WindowKeys, windowKeys } from './window-keys.server'
import { type WindowMarks, windowDaysSql } from './window-strips.server'

type Cursors = { after: string | null; before: string | null }

export type Acknowledgement = { name: string; at: string }

type Shown = WindowMarks & {
  /** What a row is ordered by: breaches, reviews due, the rest; each by the day it goes past. */
  key: string
  programId: string
  programName: string
  clientName: string
  trainerName: string
  limb: Limb | null
  extensionDays: number
  windowDays: number
  closingFromDay: number
  sessionDays: number[]
  openHolds: HoldCause[]
  /** Of the flag that stands, if one was written. */
  flagId: string | null
  acknowledgements: Acknowledgement[]
  /** The latest look, while no flag stands. */
  review: { name: string; on: CalendarDay; nextOn: CalendarDay } | null
}

export type BoardRow = Shown & {
  window: RehabWindow
  flag: Severity | null
  isHighFrequency: boolean
  waits: Wait[]
  /** Whether this member may write "continue unchanged" for it: with others, by itself, or not. */
  mayContinue: 'together' | 'alone' | null
}

type Row = Shown & {
  severity: Severity
  openedOn: CalendarDay
  reviewOn: CalendarDay
  today: CalendarDay
  submitted: { kind: VersionKind; outcome: ScreeningOutcome | null } | null
  outcome: ScreeningOutcome | null
  earlierExtensions: number
  isOwn: boolean
}

const pageSize = 50

function textOf({ text, order }: WindowKeys): string {
  return `
with ${dayText}, page as materialized (${text})
select concat_ws('_', w.n, w.review_on, w.program_id, w.scope) as "key", w.program_id as "programId", p.name as "programName",
  concat_ws(' ', c.given_name, c.family_name) as "clientName", m.name as "trainerName", nullif(w.scope, 'program') as "limb",
  w.severity, w.extension_days as "extensionDays", w.opened_on::text as "openedOn", w.review_on::text as "reviewOn",
  day.today::text as "today", day.window_days as "windowDays", day.closing_from_day as "closingFromDay",
  coalesce((select json_agg(h.cause) from holds h where h.clinic_id = w.clinic_id and h.program_id = w.program_id and h.lifted_at is null), '[]') as "openHolds",
  (select json_build_object('kind', v.kind, 'outcome', v.outcome) from versions v
   where v.clinic_id = w.clinic_id and v.program_id = w.program_id and v.status = 'submitted') as "submitted",
  (select v.outcome from versions v where v.clinic_id = p.clinic_id and v.id = p.in_force_version_id) as "outcome",
  (select count(*)::integer from versions v where v.clinic_id = w.clinic_id and v.program_id = w.program_id
     and v.kind = 'extension' and v.status in ('cleared', 'superseded')) as "earlierExtensions",
  exists (select 1 from written_parts($1::uuid, w.program_id)) as "isOwn", flag.id as "flagId",
  coalesce((select json_agg(json_build_object('name', by.name, 'at', k.occurred_at) order by k.occurred_at)
     from flag_acknowledgements k join members by on by.clinic_id = k.clinic_id and by.id = k.acknowledged_by
     where k.clinic_id = w.clinic_id and k.flag_id = flag.id), '[]') as "acknowledgements",
  (select json_build_object('name', by.name, 'on', r.reviewed_on, 'nextOn', r.next_review_on)
   from window_reviews r join members by on by.clinic_id = r.clinic_id and by.id = r.reviewed_by
   where r.clinic_id = w.clinic_id and r.program_id = w.program_id and r.scope = w.scope and r.next_review_on = w.review_on
   order by r.occurred_at desc limit 1) as "review",
  ${windowDaysSql}
from page w cross join day
left join lateral standing_flags(w.program_id, w.scope, day.today) flag on true
join programs p on p.clinic_id = w.clinic_id and p.id = w.program_id
join clients c on c.clinic_id = w.clinic_id and c.id = w.client_id
join members m on m.clinic_id = p.clinic_id and m.id = p.raised_by
order by ${order}`
}

/** A page of the board, with the keys of the pages beside it. */
export async function listBoard(
  query: Query,
  member: Acting,
  { after, before, ...filter }: BoardFilter & Cursors,
  at: Date,
): Promise<{ rows: BoardRow[]; after: string | null; before: string | null }> {
  const isBack = before !== null
  const keys = await windowKeys(query, member, { filter, cursor: before ?? after, isBack, at }, pageSize + 1)
  const found = keys ? await query<Row>({ name: keys.name, text: textOf(keys), values: keys.values }) : []
  const shown = found.slice(0, pageSize)
  const rows = (isBack ? shown.reverse() : shown).map((row) => boardRow(row, member))
  const hasMore = found.length > pageSize
  return {
    rows,
    after: (isBack ? found.length > 0 : hasMore) ? (rows.at(-1)?.key ?? null) : null,
    before: (isBack ? hasMore : after !== null) ? (rows[0]?.key ?? null) : null,
  }
}

function boardRow(
  { openedOn, reviewOn, today, submitted, outcome, isOwn, severity, ...row }: Row,
  by: Acting,
): BoardRow {
  const { earlierExtensions, ...shown } = row
  const window = rehabWindow({ openedOn, extensionDays: row.extensionDays, settings: row }, today)
  const flag = reviewOn <= today ? severity : null
  const isHighFrequency = severity === 'breach'
  const isPlainStandard = row.limb === null && outcome === 'standard' && row.openHolds.length === 0
  const may = mayContinueUnchanged(
    { by: personOf(by), today, authorIds: isOwn ? [by.memberId] : [], flags: [flag], isPlainStandard },
    false,
  )
  const asked = submitted && {
    kind: submitted.kind,
    isDoctorNeeded: needsDoctor({
      ...submitted,
      earlierExtensions,
      isDoctorForPrecautions: by.clinic.doctorForPrecautions,
    }),
  }
  return {
    ...shown,
    window,
    flag,
    isHighFrequency,
    waits: waitsOf({
      phase: window.phase,
      isHighFrequency,
      flag,
      submitted: asked,
      extensionDays: row.extensionDays,
      openHolds: row.openHolds,
      isAcknowledged: row.flagId ? row.acknowledgements.length > 0 : null,
    }),
    mayContinue: !can(by, 'window:continue') || !may.ok ? null : isPlainStandard ? 'together' : 'alone',
  }
}

/** Who may have raised what stands on the board, for its filter. */
export function listRaisers(query: Query): Promise<{ id: string; name: string }[]> {
  const text = `select m.id, m.name from members m where m.clinic_id = current_clinic() and m.deactivated_at is null
    and exists (select 1 from member_roles r where r.clinic_id = m.clinic_id and r.member_id = m.id
      and r.role in ('trainer', 'physical-therapist', 'doctor')) order by m.name, m.id limit 200`
  return query({ name: 'window-raisers', text, values: [] })
}
