/** A clinic whose lists are long: what fillRegister writes, and around it all that a list shows or is searched by, past the triggers by SQL. */
import pg from 'pg'
import type { Clinic } from './builders'
import type { TestDatabase } from './database-template'
import { fillRegister } from './fill-register'

/** Of programs one in four runs, and of each other status and state of a version there are a few. The trainer has all clients, their colleague 30. */
export async function fillLists(database: TestDatabase, clinic: Clinic, programs: number): Promise<void> {
  await fillRegister(database, clinic, programs * 3)
  const client = new pg.Client({ connectionString: database.urls.superuser })
  await client.connect()
  try {
    // Of what was committed and is not flushed yet a vacuum cannot say that all may see it, and an index not answer alone.
    await client.query('set synchronous_commit = on')
    await client.query('begin')
    await client.query('set local session_replication_role = replica')
    for (const statement of statements(clinic)) await client.query(statement)
    await client.query('commit')
    // Of every table: one that a plan joins and nobody looked at may be believed to be of any size.
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

function statements({ id, admin, trainer, otherTrainer }: Clinic): string[] {
  const place = (table: string) =>
    `(select x.id, x.client_id, row_number() over (order by x.id) as n from ${table} x where x.clinic_id = '${id}' order by x.id)`
  const clients = `(select c.id, row_number() over (order by c.id) as n from clients c where c.clinic_id = '${id}' order by c.id)`
  // The clinic's day, which is another one than that of UTC for an hour or two of the night.
  const today = `(now() at time zone 'Europe/Berlin')::date`
  return [
    // All are called alike and each by a number, and are found by it.
    `update clients set family_name = replace(family_name, 'Number', 'Lindqvist') where clinic_id = '${id}'`,
    `insert into client_search_keys (clinic_id, client_id, key)
      select clinic_id, id, search_keys(given_name || ' ' || family_name || ' ' || record_number) from clients where clinic_id = '${id}'`,
    `update programs p set status = case when o.n % 4 = 0 then 'active' when o.n % 100 = 1 then 'on-hold' when o.n % 50 = 2 then 'not-started' else 'completed' end
      from ${place('programs')} o where p.clinic_id = '${id}' and p.id = o.id`,
    `update versions v set status = case when o.n % 50 = 2 then 'draft' when o.n % 100 = 3 then 'submitted' when o.n % 60 = 4 then 'declined' else 'expired' end
      from ${place('programs')} o where v.clinic_id = '${id}' and v.program_id = o.id and v.number = 3`,
    `insert into program_lists select * from listed_programs where clinic_id = '${id}'`,
    `insert into rehab_windows (clinic_id, program_id, scope, client_id, opened_on, extension_days, review_on, severity, is_running)
      select '${id}', o.id, (array['program', 'left-leg'])[1 + o.n / 4 % 2], o.client_id, ${today} - (o.n / 4 % 30)::integer, 0,
        ${today} - (o.n / 4 % 30)::integer + 21, (array['breach', 'review-due'])[1 + o.n / 4 % 3 / 2], true
      from ${place('programs')} o where o.n % 4 = 0`,
    `insert into training_sessions (clinic_id, id, client_id, program_id, version_id, kind, is_bfr, is_outside_clearance,
        outside_reason, logged_by, occurred_at, day, time_zone)
      select '${id}', md5('session at home ' || o.id)::uuid, o.client_id, o.id, v.id, 'reported', false, true, 'Done at home', '${trainer.memberId}',
        timestamptz '2021-01-22 08:00Z', date '2021-01-22' + o.n::integer, 'Europe/Berlin'
      from ${place('programs')} o join versions v on v.clinic_id = '${id}' and v.program_id = o.id and v.number = 1 where o.n % 4 = 1`,
    `insert into care_team (clinic_id, client_id, member_id, added_by)
      select '${id}'::uuid, c.id, '${trainer.memberId}'::uuid, '${admin.memberId}'::uuid from ${clients} c
      union all select '${id}', c.id, '${otherTrainer.memberId}', '${admin.memberId}' from ${clients} c where c.n <= 30`,
    `insert into client_archives (clinic_id, id, client_id, reason, archived_by, occurred_at)
      select '${id}', uuidv7(), c.id, 'Moved away', '${admin.memberId}', now() from ${clients} c where c.n % 10 = 0`,
    `insert into notifications (clinic_id, id, member_id, kind, subject_id, client_id, occurred_at)
      select '${id}', uuidv7(), '${admin.memberId}', 'program-held', o.id, o.client_id, now() from ${place('programs')} o`,
    `insert into absences (clinic_id, id, member_id, from_day, until_day, recorded_by, occurred_at)
      select '${id}', uuidv7(), '${trainer.memberId}', date '2020-01-01' + o.n::integer, date '2020-01-02' + o.n::integer, '${admin.memberId}', now()
      from ${place('programs')} o`,
    `insert into access_events (clinic_id, member_id, kind, client_id, path_kind, occurred_at)
      select '${id}', '${trainer.memberId}', 'reading', o.client_id, 'routes/programs', now() from ${place('programs')} o`,
    `insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, raised_by, occurred_at)
      select '${id}', uuidv7(), c.id, 'chest-pain', true, '${trainer.memberId}', timestamptz '2020-01-01' + c.n * interval '1 hour' from ${clients} c`,
    `insert into emergency_accesses (clinic_id, id, client_id, member_id, reason, expires_at, occurred_at)
      select '${id}', uuidv7(), c.id, '${otherTrainer.memberId}', 'Fainted on the floor', timestamptz '2020-01-02', timestamptz '2020-01-01' from ${clients} c`,
  ]
}
