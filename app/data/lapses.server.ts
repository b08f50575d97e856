/** Licences and credentials about to lapse, written down once a date and threshold: that row tells, by its trigger. */
import { asJobs, asJobsInClinic } from '~/database/door.server'

/** The clinics with something to tell on their own day. `at` null: the database's own clock. */
export async function listClinicsWithLapses(at: Date | null): Promise<string[]> {
  const found = await asJobs((query) =>
    query<{ id: string }>({
      name: 'lapses-due',
      text: `with clock as (select coalesce($1::timestamptz, clock_timestamp()) as at)
        select distinct c.id from clock, lapses_to_tell l join clinics c on c.id = l.clinic_id
        -- Found by the index: no clinic's day is more than one ahead of this clock's.
        where l.notice_on <= (clock.at at time zone 'UTC')::date + 1 and l.notice_on <= (clock.at at time zone c.time_zone)::date
        order by c.id`,
      values: [at],
    }),
  )
  return found.map(({ id }) => id)
}

/** Writes those of one clinic, under its lock, and returns how many; another replica's are there already. */
export function writeLapses(clinicId: string, at: Date | null): Promise<number> {
  return asJobsInClinic(
    clinicId,
    (tx) => tx.$executeRaw`
      insert into lapse_notices (clinic_id, id, member_id, what, valid_until, days_before, occurred_at)
      select current_clinic(), uuidv7(), l.member_id, l.what, l.valid_until, 30, clock.at
      from (select coalesce(${at}::timestamptz, clock_timestamp()) as at) clock, lapses_to_tell l
      where l.clinic_id = current_clinic() and l.notice_on <= clinic_day(clock.at)`,
  )
}
