/** Red flags nobody has answered in the clinic's time: written down once each, which tells everybody in charge. */
import { asJobs, asJobsInClinic } from '~/database/door.server'

/** The clinics with one that is due, found in one statement. `at` null: the database's own clock. */
export async function listClinicsToEscalate(at: Date | null): Promise<string[]> {
  const found = await asJobs((query) =>
    query<{ id: string }>({
      name: 'red-flags-due',
      text: `select distinct u.clinic_id as "id" from unanswered_red_flags u join clinics c on c.id = u.clinic_id
        where u.escalated_at is null
          and u.raised_at + make_interval(mins => c.red_flag_escalation_minutes) <= coalesce($1::timestamptz, clock_timestamp())
        order by 1`,
      values: [at],
    }),
  )
  return found.map(({ id }) => id)
}

/** Under the clinic's lock; returns how many. What another replica wrote, or somebody answered meanwhile, is left alone. */
export function escalateRedFlagsOf(clinicId: string, at: Date | null): Promise<number> {
  return asJobsInClinic(
    clinicId,
    (tx) => tx.$executeRaw`
      insert into red_flag_escalations (clinic_id, id, red_flag_id, due_at, occurred_at)
      select u.clinic_id, uuidv7(), u.red_flag_id, now.at, now.at
      from (select coalesce(${at}::timestamptz, clock_timestamp()) as at) now, unanswered_red_flags u join clinics c on c.id = u.clinic_id
      where u.clinic_id = current_clinic() and u.escalated_at is null
        and u.raised_at + make_interval(mins => c.red_flag_escalation_minutes) <= now.at
      on conflict do nothing`,
  )
}
