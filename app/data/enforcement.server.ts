/** What the enforcer finds and writes: flags for windows that went past, each with who is told, and clearances run out. */
import type { Tx } from '~/database/client.server'
import { asJobs, asJobsInClinic } from '~/database/door.server'

export type Due = { clinicId: string; slug: string; windows: number; clearances: number }

// The far east of the world has the day first: nothing due anywhere lies beyond it, and the index ends there.
const dueText = `
with clock as (select coalesce($1::timestamptz, clock_timestamp()) as at),
windows as (
  select w.clinic_id, count(*) as n from rehab_windows w join clinics c on c.id = w.clinic_id, clock
  where w.needs_flag and w.review_on <= (clock.at at time zone 'Pacific/Kiritimati')::date
    and w.review_on <= (clock.at at time zone c.time_zone)::date
  group by w.clinic_id
), clearances as (
  select p.clinic_id, count(*) as n from programs p
  join versions v on v.clinic_id = p.clinic_id and v.id = p.in_force_version_id and v.status = 'cleared'
  join decisions d on d.clinic_id = v.clinic_id and d.version_id = v.id and d.outcome in ('cleared', 'cleared-with-limits')
  join clinics c on c.id = p.clinic_id, clock
  where p.status = 'not-started' and p.in_force_version_id is not null and d.valid_until < (clock.at at time zone c.time_zone)::date
  group by p.clinic_id
)
select c.id as "clinicId", c.slug, coalesce(w.n, 0) as "windows", coalesce(k.n, 0) as "clearances"
from clinics c left join windows w on w.clinic_id = c.id left join clearances k on k.clinic_id = c.id
where w.n > 0 or k.n > 0 order by c.id`

/** The clinics with something due, found in one statement. `at` null: the database's own clock. */
export function findDue(at: Date | null): Promise<Due[]> {
  return asJobs((query) => query<Due>({ name: 'enforcer-due', text: dueText, values: [at] }))
}

export type Enforced = { flags: number; mails: number; expired: number }

/** Writes what is due in one clinic, under its lock: whatever another replica wrote meanwhile is not written again. */
export function enforceClinic(clinicId: string, at: Date | null): Promise<Enforced> {
  return asJobsInClinic(clinicId, async (tx) => {
    const [found] = await tx.$queryRaw<[{ at: Date }]>`select coalesce(${at}::timestamptz, clock_timestamp()) as at`
    const written = await writeFlags(tx, found.at)
    const [expired] = await tx.$queryRaw<[{ n: number }]>`select expire_clearances(${found.at}::timestamptz) as n`
    return { ...written, expired: expired.n }
  })
}

// Who raised it and who cleared it are told; mail goes out for breaches alone.
async function writeFlags(tx: Tx, at: Date): Promise<{ flags: number; mails: number }> {
  const [row] = await tx.$queryRaw<[{ flags: number; mails: number }]>`
    with flagged as (
      insert into window_flags (clinic_id, id, program_id, scope, severity, opened_on, review_on, occurred_at)
      select w.clinic_id, uuidv7(), w.program_id, w.scope, w.severity, w.opened_on, w.review_on, ${at}::timestamptz
      from rehab_windows w
      where w.clinic_id = current_clinic() and w.needs_flag and w.review_on <= clinic_day(${at}::timestamptz)
      on conflict do nothing
      returning clinic_id, id, program_id, severity
    ), people as (
      select distinct f.clinic_id, f.id, f.severity, p.client_id, who.member_id
      from flagged f
      join programs p on p.clinic_id = f.clinic_id and p.id = f.program_id
      cross join lateral (
        select p.raised_by as member_id
        union select d.decided_by from decisions d where d.clinic_id = p.clinic_id and d.version_id = p.in_force_version_id
          and d.outcome in ('cleared', 'cleared-with-limits')
      ) who
      join members m on m.clinic_id = f.clinic_id and m.id = who.member_id and m.deactivated_at is null
    ), told as (
      insert into notifications (clinic_id, id, member_id, kind, subject_id, client_id, occurred_at)
      select clinic_id, uuidv7(), member_id, 'window-past', id, client_id, ${at}::timestamptz from people
      on conflict do nothing
    ), mailed as (
      insert into outbox (clinic_id, id, member_id, kind, subject_id, occurred_at)
      select clinic_id, uuidv7(), member_id, 'window-breach', id, ${at}::timestamptz from people where severity = 'breach'
      on conflict do nothing returning 1
    )
    select (select count(*) from flagged)::int as flags, (select count(*) from mailed)::int as mails`
  return row
}
