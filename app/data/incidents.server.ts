/** Incidents of the clinic by their time, the newest first: red flags, adverse events, and what went beyond a cleared dose. */
import type { Query } from '~/database/query.server'
import { isCalendarDay } from '~/domain/calendar-day'
import { type IncidentKind, incidentKinds } from '~/domain/incident'
import { isId, lastId } from './id.server'

/** `what` is a sign, the kind of an adverse event or the words of a deviation; `decisionId` the clearance it happened under, where there was one. */
export type Incident = {
  key: string
  kind: IncidentKind
  at: string
  what: string
  note: string
  by: string
  clientName: string
  recordNumber: string
  programName: string | null
  decisionId: string | null
  /** The session a deviation was in. */
  sessionId: string | null
  isStruck: boolean
}

export type IncidentFilter = { kind: IncidentKind | null; after: string | null }

const pageSize = 50

/** `2026-11-26T10:00:00.000000Z_<id>`: to the microsecond, or rows of one millisecond would be lost between pages. */
export function isIncidentKey(text: string): boolean {
  const [at = '', id] = text.split('_')
  const isMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(at) && !Number.isNaN(Date.parse(at))
  return isMoment && isCalendarDay(at.slice(0, 10)) && isId(id)
}

const keyset = (of: string) => `(${of}.occurred_at, ${of}.id) < ($2::timestamptz, $3::uuid)
  order by ${of}.occurred_at desc, ${of}.id desc limit ${pageSize + 1}`

const sources: Record<IncidentKind, string> = {
  'red-flag': `select 'red-flag' as kind, r.id, r.occurred_at, r.sign as what, coalesce(nullif(r.detail, ''), (select string_agg(x.says, '; ' order by x.occurred_at)
      from red_flag_details x where x.clinic_id = r.clinic_id and x.red_flag_id = r.id), '') as note, r.raised_by as by, r.client_id,
    u.program_id, false as is_struck, u.id as decision_id, null::uuid as session_id
  from red_flags r left join lateral (
    select d.id, d.program_id from holds h join decisions d on d.clinic_id = h.clinic_id and d.program_id = h.program_id
      and d.outcome in ('cleared', 'cleared-with-limits') and d.occurred_at <= r.occurred_at
    where h.clinic_id = r.clinic_id and h.red_flag_id = r.id order by d.seq desc limit 1) u on true
  where r.clinic_id = current_clinic() and ($1::text is null or $1 = 'red-flag') and ${keyset('r')}`,
  'adverse-event': `select 'adverse-event', e.id, e.occurred_at, e.kind, concat_ws('; ', nullif(concat_ws(', ', case when e.has_soreness then 'soreness' end,
      case when e.has_swelling then 'swelling' end, case when e.has_less_range then 'less range' end, case when e.is_growing then 'growing' end), ''),
      nullif(e.note, '')), e.recorded_by, e.client_id, s.program_id, coalesce(is_struck('session', s.id), false), s.decision_id, s.id
  from adverse_events e left join training_sessions s on s.clinic_id = e.clinic_id and s.id = e.session_id
  where e.clinic_id = current_clinic() and ($1::text is null or $1 = 'adverse-event') and ${keyset('e')}`,
  deviation: `select 'deviation', x.id, x.occurred_at, x.says, x.reason, x.recorded_by, s.client_id, s.program_id,
    x.kind <> 'session-struck' and (is_struck('session', s.id) or is_struck('set', x.set_id)), s.decision_id, s.id
  from deviations x join training_sessions s on s.clinic_id = x.clinic_id and s.id = x.session_id
  where x.clinic_id = current_clinic() and ($1::text is null or $1 = 'deviation') and ${keyset('x')}`,
}

const text = `
select i.kind, to_json(i.occurred_at) as "at", i.what, i.note, m.name as "by", i.is_struck as "isStruck",
  concat_ws(' ', c.given_name, c.family_name) as "clientName", c.record_number as "recordNumber", p.name as "programName",
  i.decision_id as "decisionId", i.session_id as "sessionId", to_char(i.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z_"') || i.id as "key"
from (${incidentKinds.map((kind) => `(${sources[kind]})`).join('\nunion all\n')}
  order by occurred_at desc, id desc limit ${pageSize + 1}) i
join members m on m.clinic_id = current_clinic() and m.id = i.by
join clients c on c.clinic_id = current_clinic() and c.id = i.client_id
left join programs p on p.clinic_id = current_clinic() and p.id = i.program_id
order by i.occurred_at desc, i.id desc`

/** A page of incidents, and the key to go on after; null on the last one. `after` is a key, or null. */
export async function listIncidents(
  query: Query,
  { kind, after }: IncidentFilter,
): Promise<{ rows: Incident[]; next: string | null }> {
  const [at = 'infinity', id = lastId] = after?.split('_') ?? []
  const found = await query<Incident>({ name: 'incidents', text, values: [kind, at, id] })
  const rows = found.slice(0, pageSize)
  return { rows, next: found.length > pageSize ? (rows.at(-1)?.key ?? null) : null }
}
