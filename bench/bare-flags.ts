/**
 * What the enforcer is measured against. On both sides, of each window that went past: its flag, the mark on its window
 * with the days counted from it, a line in the inbox and a mail for each who is told, its decision in the register's list
 * of those past their window, and an event of the audit with its detail and its client. `countRows` holds them together.
 *
 * Here that is one statement each, for all clinics in one transaction, by a superuser with every trigger off. Left to the
 * enforcer: the clinic's lock and a transaction each, row-level security, every foreign key and guard, who is away and who
 * stands in, clearances that ran out and calls that are due, and the hashes that make the events a chain.
 */
import type pg from 'pg'

const find = `
create temporary table found on commit drop as
select w.clinic_id, uuidv7() as id, w.program_id, w.scope, w.severity, w.opened_on, w.review_on, now() as at, p.client_id,
  p.raised_by, p.in_force_version_id, w.review_on as breach_since, w.review_on + c.breach_escalation_days as notice_on
from rehab_windows w join clinics c on c.id = w.clinic_id join programs p on p.clinic_id = w.clinic_id and p.id = w.program_id
where w.needs_flag and w.review_on <= (now() at time zone 'Pacific/Kiritimati')::date
  and w.review_on <= (now() at time zone c.time_zone)::date`

const flag = `
insert into window_flags (clinic_id, id, program_id, scope, severity, opened_on, review_on, occurred_at)
  select clinic_id, id, program_id, scope, severity, opened_on, review_on, at from found`

const mark = `
update rehab_windows w set flagged_review_on = f.review_on, flagged_severity = f.severity, breach_since = f.breach_since,
  notice_on = f.notice_on from found f
where w.clinic_id = f.clinic_id and w.program_id = f.program_id and w.scope = f.scope`

const list = `
insert into register_lists (clinic_id, list, seq, signed_at, signer_name, record_number, outcome, risk, program_name, justified)
select d.clinic_id, 'past-window', d.seq, d.occurred_at, d.signer_name, c.record_number, d.outcome,
  coalesce(array_position(array['standard', 'precaution', 'elevated', 'no-restriction', 'no-exercise'], d.screening_outcome), 0),
  p.name, (select count(*) from finding_answers a where a.clinic_id = d.clinic_id and a.decision_id = d.id)
from found f join programs p on p.clinic_id = f.clinic_id and p.id = f.program_id
  join clients c on c.clinic_id = p.clinic_id and c.id = p.client_id
  join decisions d on d.clinic_id = p.clinic_id and d.program_id = p.id`

const people = `
create temporary table people on commit drop as
select f.clinic_id, f.id, f.client_id, f.at, f.raised_by as member_id from found f
union select f.clinic_id, f.id, f.client_id, f.at, d.decided_by from found f
  join decisions d on d.clinic_id = f.clinic_id and d.version_id = f.in_force_version_id and d.outcome in ('cleared', 'cleared-with-limits')`

const tell = `
insert into notifications (clinic_id, id, member_id, kind, subject_id, client_id, occurred_at)
  select clinic_id, uuidv7(), member_id, 'window-past', id, client_id, at from people`

const mail = `
insert into outbox (clinic_id, id, member_id, kind, subject_id, occurred_at)
  select clinic_id, uuidv7(), member_id, 'window-breach', id, at from people`

// A row of the audit as it is, with hashes of the same length that were never computed.
const events = `
create temporary table events on commit drop as
select f.*, h.seq + row_number() over (partition by f.clinic_id order by f.id) as seq
from found f cross join lateral (
  select coalesce(max(e.seq), 0) as seq from audit_events e where e.clinic_id = f.clinic_id) h`

const remember = `
insert into audit_events (clinic_id, seq, kind, actor_member_id, table_name, row_id, occurred_at, recorded_at, detail_hash, previous_hash, hash)
  select clinic_id, seq, 'window_flags.insert', null, 'window_flags', id::text, at, clock_timestamp(),
    decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex') from events`

const detail = `
insert into audit_details (clinic_id, seq, salt, detail)
  select clinic_id, seq, decode(repeat('00', 16), 'hex'), jsonb_build_object('id', id, 'program_id', program_id, 'scope', scope,
    'severity', severity, 'opened_on', opened_on, 'review_on', review_on, 'occurred_at', at)::text from events`

const subject = 'insert into audit_subjects (clinic_id, seq, client_id) select clinic_id, seq, client_id from events'

/** In one transaction, as a superuser with the triggers off. */
export async function bareStatements(superuser: pg.Client): Promise<void> {
  await superuser.query("begin; set local session_replication_role = 'replica'")
  for (const text of [find, flag, mark, list, people, tell, mail, events, remember, detail, subject])
    await superuser.query(text)
  await superuser.query('commit')
}

const counted = [
  'window_flags',
  'notifications',
  'outbox',
  'register_lists',
  'audit_events',
  'audit_details',
  'audit_subjects',
]
const marked = `select count(*) from rehab_windows
  where flagged_review_on = review_on and flagged_severity = severity and breach_since = review_on and notice_on = review_on + 3`

/** The rows of each table either side writes to, and the windows that are marked as flagged. */
export async function countRows(superuser: pg.Client): Promise<number[]> {
  const counts = [...counted.map((table) => `select count(*) from ${table}`), marked]
  const { rows } = await superuser.query<{ count: string }>(counts.join(' union all '))
  return rows.map(({ count }) => Number(count))
}
