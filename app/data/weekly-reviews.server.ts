/** One mail a person and week that says how many reviews are due, of a Monday morning in the clinic's own time. */
import { asJobs, queryAsJobsInClinic } from '~/database/door.server'
import { people } from './window-telling.server'

// The week of a clinic begins on Monday at seven. Its id is made of its day, so that a week is told once.
const monday = "date_trunc('week', (clock.at at time zone c.time_zone) - interval '7 hours')::date"
const weekId = (day: string) => `md5('reviews of the week of ' || ${day})::uuid`

const untoldText = `
with clock as (select coalesce($1::timestamptz, clock_timestamp()) as at),
weeks as (select c.id, ${monday} as monday from clinics c, clock)
select w.id from weeks w
where not exists (select 1 from outbox o where o.clinic_id = w.id and o.kind = 'reviews-weekly' and o.subject_id = ${weekId('w.monday')})
  and exists (select 1 from rehab_windows r where r.clinic_id = w.id and r.is_running and r.severity = 'review-due'
    and r.review_on <= w.monday)
order by w.id`

/** The clinics with reviews due this Monday of which no mail was written yet. `at` null: the database's own clock. */
export async function listUntoldClinics(at: Date | null): Promise<string[]> {
  const found = await asJobs((query) => query<{ id: string }>({ name: 'weekly-due', text: untoldText, values: [at] }))
  return found.map(({ id }) => id)
}

const writeText = `
with week as materialized (
  select clock.at, ${monday} as monday
  from clinics c, (select coalesce($1::timestamptz, clock_timestamp()) as at) clock
  where c.id = current_clinic()
), today as materialized (
  select at, clinic_day(at) as day from week
), subjects as (
  select ${weekId('week.monday')} as id, w.program_id, 'reviews-due' as kind, null::text as mail_kind, false as is_escalation
  from rehab_windows w, week
  where w.clinic_id = current_clinic() and w.is_running and w.severity = 'review-due' and w.review_on <= week.monday
), ${people}, mailed as (
  insert into outbox (clinic_id, id, member_id, kind, subject_id, told_count, occurred_at)
  select current_clinic(), uuidv7(), member_id, 'reviews-weekly', id, count(distinct program_id), today.at
  from people, today group by member_id, id, today.at
  on conflict do nothing returning 1
)
select count(*) as mails from mailed`

/** Writes the week's mails of one clinic, under its lock, and returns how many; written before, they stay as they were. */
export function writeWeeklyReviews(clinicId: string, at: Date | null): Promise<number> {
  return queryAsJobsInClinic(clinicId, async (query) => {
    const [row] = await query<{ mails: number }>({ name: 'weekly-write', text: writeText, values: [at] })
    return row?.mails ?? 0
  })
}
