/** A row of each kind that a route names by its id. Put there past the triggers: what is asked is who may see it. */
import type pg from 'pg'

export type Owned = { clinicId: string; memberId: string; adminId: string; clientId: string; versionId: string }

const rows = [
  `insert into absences (clinic_id, id, member_id, from_day, until_day, recorded_by, occurred_at)
   select $1, gen_random_uuid(), id, current_date, current_date + 3, $2, now() from members where clinic_id = $1`,
  `insert into templates (clinic_id, id, version_id, name, made_by, occurred_at)
   values ($1, gen_random_uuid(), $5, 'Knee ' || gen_random_uuid(), $2, now())`,
  `insert into kept_forms (clinic_id, id, member_id, client_id, typed, form_key)
   values ($1, gen_random_uuid(), $2, $4, '{}', gen_random_uuid())`,
  `insert into window_flags (clinic_id, id, program_id, scope, severity, opened_on, review_on, occurred_at)
   select $1, gen_random_uuid(), v.program_id, 'left-leg', 'review-due', current_date - 30, current_date - 9, now()
   from versions v where v.clinic_id = $1 and v.id = $5`,
  `insert into register_exports (clinic_id, id, exported_by, filter, reason, last_seq, chain_seq, chain_hash, time_zone,
     reauthentication_id, occurred_at)
   values ($1, gen_random_uuid(), $3, '', 'Asked by the auditor', 1, 1, repeat('a', 64), 'Europe/Berlin',
     gen_random_uuid(), now())`,
  `insert into record_exports (clinic_id, id, client_id, format, recipient, reason, exported_by, chain_seq, chain_hash,
     time_zone, reauthentication_id, occurred_at)
   select $1, gen_random_uuid(), $4, format, 'The referring doctor', 'Asked for', id, 1, repeat('a', 64), 'Europe/Berlin',
     gen_random_uuid(), now() from members, unnest('{fhir,pdf}'::text[]) format where clinic_id = $1`,
  `insert into progress_reports (clinic_id, id, client_id, content, content_format, content_hash, addressee_name, addressee_practice,
     summary, period_until, exercises, signed_by, signed_as, signer_name, licence_number, licence_state, licence_valid_until,
     chain_seq, chain_hash, time_zone, reauthentication_id, occurred_at)
   select $1, gen_random_uuid(), $4, text, 'progress-report-1', hash_of(text), 'Dr Elsewhere', '', 'Going well', current_date, '{}', $2,
     'doctor', 'Dr Berg', 'MD-1', 'BE', current_date, 1, repeat('a', 64), 'Europe/Berlin', gen_random_uuid(), now()
   from format('{"format":"progress-report-1","clinic":"Here","writing":{"locale":"en-GB","units":"kg","timeZone":"Europe/Berlin"},
     "period":{"range":"all","from":null,"until":"2026-11-26"},"client":{"id":"%s","givenName":"A","familyName":"B","birthDate":"1990-01-01","recordNumber":"R"},
     "program":null,"decisions":[],"marks":[],"adverseEvents":0,"exercises":[],"measured":[],"pain":{"points":[],"goal":null,"sentence":"","note":null,"change":null},
     "work":{"sentence":null,"weeks":[]},"measuredBy":[],"addressee":{"name":"Dr Elsewhere","practice":""},"summary":"Going well","meaning":"I send it"}', $4) text`,
  `insert into invitations (clinic_id, id, email, name, roles, token_hash, invited_by, reauthentication_id, expires_at,
     occurred_at)
   values ($1, gen_random_uuid(), gen_random_uuid() || '@riverside.example', 'Kim Novak', '{trainer}',
     md5(gen_random_uuid()::text) || md5(gen_random_uuid()::text), $3, gen_random_uuid(), now() + interval '7 days', now())`,
  `insert into rosters (clinic_id, id, member_id, file_hash, encoding, columns, row_count)
   select $1, gen_random_uuid(), id, repeat('a', 64), 'utf-8', '["Name"]', 1 from members where clinic_id = $1`,
  `insert into roster_parts (clinic_id, roster_id, number, row_count, rows)
   select clinic_id, id, 1, 1, '[["Ana"]]' from rosters where clinic_id = $1`,
  `insert into history_files (clinic_id, id, member_id, kind, client_id, file_hash, content, row_count, choices)
   select $1, gen_random_uuid(), m.id, 'strength-log', $4, repeat('a', 64),
     convert_to(E'Date,Workout Name,Exercise Name,Set Order,Weight (kg),Reps\\n2025-08-03 13:04:33,Legs,Squat,1,40,8', 'utf8'), 1,
     '{"unit": null, "names": null, "importId": null}'
   from members m where m.clinic_id = $1 and (m.id = $2 or exists (select 1 from member_roles r
     where r.clinic_id = $1 and r.member_id = m.id and r.role in ('physical-therapist', 'doctor')))`,
  `insert into imports (clinic_id, id, kind, file_hash, client_id, rows_total, rows_taken, rows_skipped, rows_refused, imported_by, occurred_at)
   values ($1, gen_random_uuid(), 'strong', repeat('a', 64), $4, 1, 1, 0, 0, $2, now())`,
  `insert into logins (id_hash, account_id, created_at, last_active_at, expires_at, user_agent)
   select md5(id::text) || md5(id::text), id, now(), now(), now() + interval '11 hours', 'another browser'
   from accounts where clinic_id = $1`,
  `insert into goals (clinic_id, id, client_id, kind, subject, side, amount, entered_value, entered_unit, set_by, occurred_at)
   values ($1, gen_random_uuid(), $4, 'pain', '', 'both', 2, '2', 'nrs', $2, now())`,
  `insert into emergency_accesses (clinic_id, id, client_id, member_id, reason, expires_at, occurred_at)
   values ($1, gen_random_uuid(), $4, $2, 'Collapsed on the floor', now() + interval '1 hour', now())`,
  `insert into history_files (clinic_id, id, member_id, kind, file_hash, content, row_count)
   select $1, gen_random_uuid(), id, 'one-rm', repeat('a', 64), 'client,exercise,when,load\n1,Leg press,pre,90', 1
   from members where clinic_id = $1`,
]

export async function oneOfEach(superuser: pg.Client, owned: Owned): Promise<void> {
  const { clinicId, memberId, adminId, clientId, versionId } = owned
  await superuser.query("set session_replication_role = 'replica'")
  for (const row of rows) {
    // Each is given all five, and names those it needs.
    const text = `with given as (select $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid) ${row} on conflict do nothing`
    await superuser.query(text, [clinicId, memberId, adminId, clientId, versionId])
  }
  await superuser.query("set session_replication_role = 'origin'")
}
