/** Sessions outside clearance: by trainer, where there should be none, and each with its reason. */
import type { Query } from '~/database/query.server'
import { type CalendarDay, isCalendarDay } from '~/domain/calendar-day'
import { type LookBack, lookBackDays } from '~/domain/look-back'
import { isId, lastId } from './id.server'

/** Struck-through ones are counted by themselves: an entry taken back is no way to make one vanish. */
export type TrainerOutside = { id: string; name: string; outside: number; struck: number; last: CalendarDay | null }

export type OutsideSession = {
  key: string
  at: string
  trainerName: string
  clientName: string
  recordNumber: string
  programName: string
  versionNumber: number
  reason: string
  /** Why it was struck through; null where it was not. */
  struckFor: string | null
  /** The clearance of its version, where there ever was one. */
  decisionId: string | null
}

type Asked = { period: LookBack; at: Date }

// Worked out once, not for each row.
const since = `s.day >= (select coalesce(clinic_day($1::timestamptz) - $2::integer, '-infinity'))`
const pageSize = 50

/** `2026-11-26_<id>` */
export function isOutsideKey(text: string): boolean {
  const [day = '', id] = text.split('_')
  return isCalendarDay(day) && isId(id)
}

/** Every trainer of the clinic, and whoever else logged one: who has most comes first. */
export function listTrainersOutside(query: Query, { period, at }: Asked): Promise<TrainerOutside[]> {
  return query({
    name: 'outside-by-trainer',
    text: `with counted as (
        select s.logged_by, count(*) filter (where not k.is_struck) as outside, count(*) filter (where k.is_struck) as struck,
          max(s.day) as last
        from training_sessions s cross join lateral (select is_struck('session', s.id)) k (is_struck)
        where s.clinic_id = current_clinic() and s.is_outside_clearance and ${since} group by s.logged_by)
      select m.id, m.name, coalesce(n.outside, 0) as "outside", coalesce(n.struck, 0) as "struck", n.last::text as "last"
      from members m left join counted n on n.logged_by = m.id
      where m.clinic_id = current_clinic() and (n.logged_by is not null or m.deactivated_at is null and exists (
        select 1 from member_roles r where r.clinic_id = m.clinic_id and r.member_id = m.id and r.role = 'trainer'))
      order by coalesce(n.outside, 0) desc, m.name, m.id`,
    values: [at, lookBackDays[period]],
  })
}

/** A page of them, the newest day first, and the key to go on after; null on the last one. */
export async function listOutsideSessions(
  query: Query,
  { period, at, trainerId, after }: Asked & { trainerId: string | null; after: string | null },
): Promise<{ rows: OutsideSession[]; next: string | null }> {
  const [day = 'infinity', id = lastId] = after?.split('_') ?? []
  const found = await query<OutsideSession>({
    name: 'outside-sessions',
    text: `select concat_ws('_', s.day, s.id) as "key", to_json(s.occurred_at) as "at", m.name as "trainerName",
        concat_ws(' ', c.given_name, c.family_name) as "clientName", c.record_number as "recordNumber", p.name as "programName",
        v.number as "versionNumber", s.outside_reason as "reason",
        (select k.reason from strikes k where k.clinic_id = s.clinic_id and k.subject = 'session' and k.subject_id = s.id) as "struckFor",
        (select d.id from decisions d where d.clinic_id = s.clinic_id and d.version_id = s.version_id
           and d.outcome in ('cleared', 'cleared-with-limits') order by d.seq desc limit 1) as "decisionId"
      from training_sessions s
      join members m on m.clinic_id = s.clinic_id and m.id = s.logged_by
      join clients c on c.clinic_id = s.clinic_id and c.id = s.client_id
      join programs p on p.clinic_id = s.clinic_id and p.id = s.program_id
      join versions v on v.clinic_id = s.clinic_id and v.id = s.version_id
      where s.clinic_id = current_clinic() and s.is_outside_clearance and ${since} and ($3::uuid is null or s.logged_by = $3)
        and (s.day, s.id) < ($4::date, $5::uuid)
      order by s.day desc, s.id desc limit ${pageSize + 1}`,
    values: [at, lookBackDays[period], trainerId, day, id],
  })
  const rows = found.slice(0, pageSize)
  return { rows, next: found.length > pageSize ? (rows.at(-1)?.key ?? null) : null }
}
