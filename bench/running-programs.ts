/** A database full of running programs, filled by SQL with the triggers off, and windows of them made due or left alone. */
import type pg from 'pg'

export type Filled = { programs: number; clinics: number }

const tables = 'clinics, members, member_roles, clients, programs, versions, decisions, rehab_windows, installation'

/** Every clinic with a trainer and a therapist, as many programs each, of which all run and none is past. */
export async function fill(superuser: pg.Client, { programs, clinics }: Filled): Promise<void> {
  const each = Math.ceil(programs / clinics)
  await superuser.query("set session_replication_role = 'replica'")
  await superuser.query(
    `insert into clinics (id, slug, name, time_zone, emergency_number, on_call_number)
     select uuidv7(), 'clinic-' || n, 'Clinic ' || n, 'Europe/Berlin', '112', '112' from generate_series(1, $1::int) n`,
    [clinics],
  )
  await superuser.query(`
    insert into members (clinic_id, id, name, email, licence_number, licence_state, licence_valid_until)
      select c.id, uuidv7(), who.role, who.role || '@' || c.slug || '.example', who.number, who.state, who.until
      from clinics c, (values ('trainer', null, null, null::date), ('physical-therapist', 'PT-1', 'BE', '2099-12-31')) as who (role, number, state, until);
    insert into member_roles (clinic_id, member_id, role) select clinic_id, id, name from members`)
  await superuser.query(
    `insert into clients (clinic_id, id, record_number, given_name, family_name, birth_date, sex, created_by)
     select m.clinic_id, uuidv7(), 'R-' || n, 'Ana', 'Lindqvist', '1990-05-04', 'female', m.id
     from members m, generate_series(1, $1::int) n where m.name = 'trainer'`,
    [each],
  )
  await superuser.query(`
    insert into programs (clinic_id, id, client_id, name, status, raised_by, in_force_version_id, started_at, occurred_at)
      select clinic_id, uuidv7(), id, 'Knee', 'active', created_by, uuidv7(), now(), now() from clients;
    insert into versions (clinic_id, id, program_id, number, kind, status, author_id, goal, diagnosis, sessions_per_week,
        sessions_per_day, weeks, screening_id, submitted_by, occurred_at, submitted_at, is_bfr, bfr_limbs, content, content_hash)
      select clinic_id, in_force_version_id, id, 1, 'new', 'cleared', raised_by, 'strength', 'After a sprain', 5,
        1, 6, uuidv7(), raised_by, now(), now(), true, '{left-leg}', '{}', repeat('0', 64) from programs;
    insert into decisions (clinic_id, id, program_id, version_id, outcome, decided_by, signer_name, signed_as, licence_number,
        licence_valid_until, meaning, screening_id, screening_outcome, has_read_screening, valid_until, content_hash,
        reauthentication_id, occurred_at, time_zone)
      select p.clinic_id, uuidv7(), p.id, p.in_force_version_id, 'cleared', m.id, 'L', 'physical-therapist', 'PT-1',
        '2099-12-31', 'I clear it', uuidv7(), 'standard', true, '2099-01-01', repeat('0', 64), uuidv7(), now(), 'Europe/Berlin'
      from programs p join members m on m.clinic_id = p.clinic_id and m.name = 'physical-therapist';
    insert into rehab_windows (clinic_id, program_id, scope, client_id, opened_on, extension_days, review_on, severity, is_running, notice_on)
      select clinic_id, id, 'left-leg', client_id, current_date - 5, 0, current_date + 16, 'breach', true, current_date + 9 from programs`)
  await superuser.query('reset session_replication_role')
  await superuser.query(`vacuum analyze ${tables}`)
}

/** Makes as many windows due, evenly over the clinics, of programs that never were: today is day 22, and all was told before. */
export async function makeDue(superuser: pg.Client, count: number): Promise<void> {
  await superuser.query("set session_replication_role = 'replica'")
  const { rowCount } = await superuser.query(
    `update rehab_windows w set opened_on = current_date - 21, review_on = current_date, notice_on = null
     from (select c.id, row_number() over (order by c.id) as place, count(*) over () as n from clinics c) c,
       lateral (select r.program_id from rehab_windows r where r.clinic_id = c.id and r.is_running and r.review_on > current_date
                limit $1::int / c.n + case when c.place <= $1::int % c.n then 1 else 0 end) due
     where w.clinic_id = c.id and w.program_id = due.program_id`,
    [count],
  )
  await superuser.query('reset session_replication_role')
  if (rowCount !== count) throw new Error(`${rowCount} windows were made due, and not ${count}.`)
}
