/** Who is told of what was found: rows of the inbox and of the outbox, in the statement that writes what they tell. */

/**
 * To stand after the CTEs `today` of (at, day) and `subjects` of (id, program_id, kind, mail_kind, is_escalation):
 * `people` as whoIsToldOfWindow() has them, once each.
 */
export const people = `away as (
    select a.member_id, a.delegate_id from today, absences a
    left join absence_ends e on e.clinic_id = a.clinic_id and e.absence_id = a.id
    where a.clinic_id = current_clinic() and today.day between a.from_day and a.until_day
      and (e.last_day is null or e.last_day >= today.day)
  ), in_charge as (
    select m.id, bool_or(r.role <> 'admin') and m.licence_valid_until >= today.day
      and m.id not in (select member_id from away) as is_there
    from today, members m join member_roles r on r.clinic_id = m.clinic_id and r.member_id = m.id
    where m.clinic_id = current_clinic() and m.deactivated_at is null and r.role in ('physical-therapist', 'doctor', 'admin')
    group by m.id, m.licence_valid_until, today.day
  ), signers as (
    select m.id as signer_id, told.id as told_id from members m
    left join away on away.member_id = m.id
    left join in_charge told on told.is_there and told.id = case when away.member_id is null then m.id else away.delegate_id end
    where m.clinic_id = current_clinic()
  ), people as (
    select distinct s.id, s.program_id, s.kind, s.mail_kind, p.client_id, who.member_id
    from subjects s
    join programs p on p.clinic_id = current_clinic() and p.id = s.program_id
    left join decisions d on d.clinic_id = p.clinic_id and d.version_id = p.in_force_version_id
      and d.outcome in ('cleared', 'cleared-with-limits')
    left join signers on signers.signer_id = d.decided_by
    cross join lateral (
      select p.raised_by as member_id where not s.is_escalation
      union all select signers.told_id where not s.is_escalation and signers.told_id is not null
      union all select c.id from in_charge c where s.is_escalation or (signers.told_id is null and c.is_there)
    ) who
    join members m on m.clinic_id = p.clinic_id and m.id = who.member_id and m.deactivated_at is null
  )`

/** To stand after `people`: their lines of the inbox, and their mails as `mailed`; of subjects of this very statement. */
export const tellPeople = `told as (
    insert into notifications (clinic_id, id, member_id, kind, subject_id, client_id, occurred_at)
    select current_clinic(), uuidv7(), member_id, kind, id, client_id, today.at from people, today
  ), mailed as (
    insert into outbox (clinic_id, id, member_id, kind, subject_id, occurred_at)
    select current_clinic(), uuidv7(), member_id, mail_kind, id, today.at from people, today where mail_kind is not null
    returning 1
  )`
