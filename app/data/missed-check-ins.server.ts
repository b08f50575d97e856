/** Check-ins that nobody answered in time, written down once each: that row tells the clinicians, by its trigger. */
import { asJobs, asJobsInClinic } from '~/database/door.server'

// The same as missed_check_ins() says of one clinic, as far as finding the clinics goes.
const text = `
with clock as (select coalesce($1::timestamptz, clock_timestamp()) as at)
select c.id from clinics c, clock
where exists (
  select 1 from followed_sessions f, unnest(array[24, 48, 72]) as h
  where f.clinic_id = c.id and f.occurred_at > clock.at - interval '336 hours' and f.occurred_at <= clock.at - interval '48 hours'
    and f.occurred_at + make_interval(hours => h + 24) <= clock.at
    and not exists (select 1 from check_ins a where a.clinic_id = c.id and a.session_id = f.id and a.due_hour >= h)
    and not exists (select 1 from check_in_misses m where m.clinic_id = c.id and m.session_id = f.id and m.due_hour = h))
order by c.id`

/** The clinics with a missed check-in that was not told yet. `at` null: the database's own clock. */
export async function listClinicsWithMissed(at: Date | null): Promise<string[]> {
  const found = await asJobs((query) => query<{ id: string }>({ name: 'check-ins-due', text, values: [at] }))
  return found.map(({ id }) => id)
}

/** Writes those of one clinic, under its lock, and returns how many; another replica's are there already. */
export function writeMissedCheckIns(clinicId: string, at: Date | null): Promise<number> {
  return asJobsInClinic(
    clinicId,
    (tx) => tx.$executeRaw`
      insert into check_in_misses (clinic_id, id, client_id, session_id, due_hour, occurred_at)
      select current_clinic(), uuidv7(), m.client_id, m.session_id, m.due_hour, clock.at
      from (select coalesce(${at}::timestamptz, clock_timestamp()) as at) clock, missed_check_ins(clock.at) m
      on conflict do nothing`,
  )
}
