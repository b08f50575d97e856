/**
 * What the enforcer finds and writes: flags for windows that went past, calls before they end, breaches that stand
 * unresolved, each with who is told; and clearances run out.
 */
import { asJobs, queryAsJobsInClinic } from '~/database/door.server'
import { people, tellPeople } from './window-telling.server'

export type Due = { clinicId: string; slug: string; windows: number; notices: number; clearances: number }

// The far east of the world has the day first: nothing due anywhere lies beyond it, and the index ends there.
// In three places over, so that the planner knows the day and reads no more of an index than lies before it.
const asked = 'coalesce($1::timestamptz, statement_timestamp())'
const farEast = `(${asked} at time zone 'Pacific/Kiritimati')::date`
const here = `(${asked} at time zone c.time_zone)::date`

const dueText = `
with windows as (
  select w.clinic_id, count(*) as n from rehab_windows w join clinics c on c.id = w.clinic_id
  where w.needs_flag and w.review_on <= ${farEast} and w.review_on <= ${here}
  group by w.clinic_id
), notices as (
  select w.clinic_id, count(*) as n from rehab_windows w join clinics c on c.id = w.clinic_id
  where w.notice_on <= ${farEast} and w.notice_on <= ${here} and (w.review_on > ${here} or not w.needs_flag)
  group by w.clinic_id
), clearances as (
  select p.clinic_id, count(*) as n from programs p
  join versions v on v.clinic_id = p.clinic_id and v.id = p.in_force_version_id and v.status = 'cleared'
  join decisions d on d.clinic_id = v.clinic_id and d.version_id = v.id and d.outcome in ('cleared', 'cleared-with-limits')
  join clinics c on c.id = p.clinic_id
  where p.status = 'not-started' and p.in_force_version_id is not null and d.valid_until < ${here}
  group by p.clinic_id
)
select c.id as "clinicId", c.slug, coalesce(w.n, 0) as "windows", coalesce(t.n, 0) as "notices", coalesce(k.n, 0) as "clearances"
from clinics c left join windows w on w.clinic_id = c.id left join notices t on t.clinic_id = c.id
left join clearances k on k.clinic_id = c.id
where w.n > 0 or t.n > 0 or k.n > 0 order by c.id`

/** The clinics with something due, found in one statement. `at` null: the database's own clock. */
export function findDue(at: Date | null): Promise<Due[]> {
  return asJobs((query) => query<Due>({ name: 'enforcer-due', text: dueText, values: [at] }))
}

/** `notices`: calls before the end, and escalations; `mails` are of these and of flags. */
export type Enforced = { flags: number; notices: number; mails: number; expired: number }

/** Writes what is due in one clinic, under its lock: whatever another replica wrote meanwhile is not written again. */
export function enforceClinic(clinicId: string, at: Date | null): Promise<Enforced> {
  return queryAsJobsInClinic(clinicId, async (query) => {
    const [done] = await query<Flagged>({ name: 'enforcer-flags', text: flagText, values: [at] })
    if (!done) throw new Error('A statement that counts gave nothing.')
    // After the flags: a breach that was found late may be unresolved for days already.
    const [told] = done.hasNotices
      ? await query<Told>({ name: 'enforcer-notices', text: noticeText, values: [done.at] })
      : []
    const { flags, expired } = done
    return { flags, notices: told?.notices ?? 0, mails: done.mails + (told?.mails ?? 0), expired }
  })
}

type Flagged = { at: Date; flags: number; mails: number; expired: number; hasNotices: boolean }
type Told = { notices: number; mails: number }

// The clock is read under the lock, and the day made of it once. What was found comes back by way of arrays: so the
// plan, which is made once for any day, is made for a few of them and not for a third of all that run.
const todayOf = (at: string) => `today as materialized (
  select at, (at at time zone c.time_zone)::date as day, c.breach_escalation_days
  from clinics c, (select date_trunc('milliseconds', ${at}) as at) now where c.id = current_clinic()
)`
// Of windows `w`; what is past and not flagged is the flag's to tell.
const isToTell = `w.clinic_id = current_clinic() and w.notice_on <= (select day from today)
  and (w.review_on > (select day from today) or not w.needs_flag)`

const flagText = `
with ${todayOf('coalesce($1::timestamptz, clock_timestamp())')}, flagged as (
  insert into window_flags (clinic_id, id, program_id, scope, severity, opened_on, review_on, occurred_at)
  select w.clinic_id, uuidv7(), w.program_id, w.scope, w.severity, w.opened_on, w.review_on, (select at from today)
  from rehab_windows w
  where w.clinic_id = current_clinic() and w.needs_flag and w.review_on <= (select day from today)
  on conflict do nothing
  returning id, program_id, severity, review_on
), subjects as (
  select id, program_id, case severity when 'breach' then 'window-past' else 'reviews-due' end as kind,
    case severity when 'breach' then 'window-breach' end as mail_kind, false as is_escalation
  from unnest(array(select id from flagged), array(select program_id from flagged), array(select severity from flagged))
    as f (id, program_id, severity)
), ${people}, ${tellPeople}
select today.at, (select count(*) from flagged) as flags, (select count(*) from mailed) as mails,
  expire_clearances(today.at) as expired,
  exists (select from rehab_windows w where ${isToTell}) or exists (
    select from flagged f where f.severity = 'breach' and f.review_on + today.breach_escalation_days <= today.day) as "hasNotices"
from today`

const noticeText = `
with ${todayOf('$1::timestamptz')}, noticed as (
  insert into window_notices (clinic_id, id, program_id, scope, occurred_at)
  select w.clinic_id, uuidv7(), w.program_id, w.scope, (select at from today)
  from rehab_windows w
  where ${isToTell}
  on conflict do nothing
  returning id, program_id, kind
), subjects as (
  select id, program_id, 'window-' || kind as kind, 'window-' || kind as mail_kind, kind = 'escalation' as is_escalation
  from unnest(array(select id from noticed), array(select program_id from noticed), array(select kind from noticed))
    as n (id, program_id, kind)
), ${people}, ${tellPeople}
select (select count(*) from noticed) as notices, (select count(*) from mailed) as mails`
