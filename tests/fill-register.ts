/**
 * Many decisions at once, by SQL as the superuser with the triggers off, their lists made by the view that defines them:
 * for what is asked of a long register. Nothing of them is signed; that is what tests/builders-program.ts is for.
 */
import pg from 'pg'
import type { RegisterFilter } from '~/domain/register'
import type { Clinic } from './builders'
import type { TestDatabase } from './database-template'

type Filled = Pick<Clinic, 'id' | 'trainer' | 'therapist' | 'otherTherapist' | 'doctor'>

/** The filter that leaves all. */
export const everyDecision: RegisterFilter = {
  outcome: null,
  risk: null,
  signerId: null,
  ruleId: null,
  override: null,
  from: null,
  until: null,
  isPastWindow: false,
  isOutsideClearance: false,
}

/** A program has three versions decided on, a client two or three programs, and every third decision its own instant. */
export async function fillRegister(
  { urls }: Pick<TestDatabase, 'urls'>,
  clinic: Filled,
  decisions: number,
): Promise<void> {
  const client = new pg.Client({ connectionString: urls.superuser })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('set local session_replication_role = replica')
    for (const statement of statements(clinic, decisions)) await client.query(statement)
    await client.query('commit')
    await client.query('vacuum analyze register_lists, decisions, versions, programs, clients')
  } finally {
    await client.end()
  }
}

function statements({ id, trainer, therapist, otherTherapist, doctor }: Filled, decisions: number): string[] {
  const programs = Math.ceil(decisions / 3)
  const clients = Math.ceil(programs / 2.5)
  // The same in every run: what a page passes over until it is full is by the order of ids, and not to be chance.
  const idOf = (kind: string, number: string) => `md5('${kind} ${decisions} ' || ${number})::uuid`
  const series = (name: string, count: number) => `generate_series(1, ${count}) ${name}`
  const program = `((i - 1) % ${programs} + 1)`
  const isDoctor = '(i * 31) % 10 in (0, 1, 2)'
  const signer = (doctors: string, therapists: string, others: string) =>
    `case when ${isDoctor} then ${doctors} when (i * 31) % 10 < 9 then ${therapists} else ${others} end`
  const risk = `case when ${program} % 10 < 6 then 'standard' when ${program} % 10 < 8 then 'precaution'
    when ${program} % 10 = 8 then 'elevated' when ${program} % 50 = 9 then 'no-restriction'
    when ${program} % 50 = 19 then 'no-exercise' else 'standard' end`
  const outcome = `case when i % 20 < 12 then 'cleared' when i % 20 < 16 then 'cleared-with-limits'
    when i % 20 < 18 then 'changes-requested' when i % 40 = 39 then 'revoked' else 'declined' end`
  const at = `timestamptz '2020-01-01 08:00Z' + (i / 3) * (interval '6 years' / ${Math.ceil(decisions / 3)})`
  const hash = `encode(sha256(convert_to('content ' || i, 'UTF8')), 'hex')`
  const finding = (kind: string, rule: string, every: number) => [
    `insert into findings (clinic_id, id, version_id, rule_id, severity, value, range, says, trainer_why)
      select '${id}', ${idOf(kind, 'i')}, ${idOf('version', 'i')}, '${rule}', 'justify', '90', '40-80', 'Outside', 'Meant so'
      from ${series('i', decisions)} where i % ${every} = 0`,
    `insert into finding_answers (clinic_id, decision_id, finding_id, answer, is_cured_by_limit)
      select '${id}', ${idOf('decision', 'i')}, ${idOf(kind, 'i')}, '=Seen and meant', i % ${every * 2} = 0
      from ${series('i', decisions)} where i % ${every} = 0`,
  ]
  return [
    `insert into clients (clinic_id, id, record_number, given_name, family_name, birth_date, sex, created_by)
      select '${id}', ${idOf('client', 'c')}, 'R-' || lpad(((c * 7919) % 1000003)::text, 7, '0'), 'Ana', 'Number ' || c,
        date '1980-01-01', 'female', '${trainer.memberId}' from ${series('c', clients)}`,
    `insert into screenings (clinic_id, id, client_id, screened_by, answers, reasons, systolic, diastolic, is_pregnant,
        has_clot_history, occurred_at, screened_on)
      select '${id}', ${idOf('screening', 'c')}, ${idOf('client', 'c')}, '${trainer.memberId}', '{}', '[]', 118, 76,
        false, false, timestamptz '2020-01-01 08:00Z', date '2020-01-01' from ${series('c', clients)}`,
    `insert into programs (clinic_id, id, client_id, name, status, raised_by, occurred_at)
      select '${id}', ${idOf('program', 'p')}, ${idOf('client', `((p - 1) % ${clients} + 1)`)},
        (array['Knee', 'Hip', 'Ankle', 'Shoulder', 'Elbow'])[p % 5 + 1] || ', program ' || p % 97, 'completed',
        '${trainer.memberId}', timestamptz '2020-01-01 08:00Z' from ${series('p', programs)}`,
    `insert into versions (clinic_id, id, program_id, number, kind, status, author_id, goal, diagnosis, sessions_per_week,
        sessions_per_day, weeks, occurred_at, screening_id, content, content_hash)
      select '${id}', ${idOf('version', 'i')}, ${idOf('program', program)}, (i - 1) / ${programs} + 1, 'amendment',
        'superseded', '${trainer.memberId}', 'strength', 'ACL reconstruction', 3, 1, 3, ${at},
        ${idOf('screening', `((${program} - 1) % ${clients} + 1)`)}, 'content ' || i, ${hash}
      from ${series('i', decisions)}`,
    `insert into decisions (clinic_id, id, program_id, version_id, outcome, decided_by, signer_name, signed_as,
        licence_number, licence_valid_until, meaning, reason, screening_id, screening_outcome, has_read_screening,
        max_load_percent, valid_until, content_hash, reauthentication_id, occurred_at, time_zone)
      select '${id}', ${idOf('decision', 'i')}, ${idOf('program', program)}, ${idOf('version', 'i')}, ${outcome},
        ${signer(`'${doctor.memberId}'`, `'${therapist.memberId}'`, `'${otherTherapist.memberId}'`)}::uuid,
        ${signer(`'${doctor.name}'`, `'${therapist.name}'`, `'${otherTherapist.name}'`)},
        case when ${isDoctor} then 'doctor' else 'physical-therapist' end, 'L-1', date '2099-12-31',
        'I clear this program to start', 'Because of ' || i, ${idOf('screening', `((${program} - 1) % ${clients} + 1)`)},
        ${risk}, true, case when i % 20 between 12 and 15 then 30 end, date '2099-01-01', ${hash},
        ${idOf('password', 'i')}, ${at}, 'Europe/Berlin'
      from ${series('i', decisions)} order by i`,
    ...finding('pressure', 'pressure', 4),
    ...finding('load', 'load-range', 6),
    ...finding('tempo', 'rep-tempo', 500),
    `insert into window_flags (clinic_id, id, program_id, scope, severity, opened_on, review_on, occurred_at)
      select '${id}', ${idOf('flag', 'p')}, ${idOf('program', 'p')}, 'program', 'review-due', date '2020-01-01',
        date '2020-01-22', timestamptz '2020-01-22 08:00Z' from ${series('p', programs)} where p % 25 = 0`,
    `insert into training_sessions (clinic_id, id, client_id, program_id, version_id, kind, is_bfr, is_outside_clearance,
        outside_reason, logged_by, occurred_at, day, time_zone)
      select '${id}', ${idOf('session', 'p')}, ${idOf('client', `((p - 1) % ${clients} + 1)`)}, ${idOf('program', 'p')},
        ${idOf('version', 'p')}, 'reported', false, true, 'Done at home', '${trainer.memberId}',
        timestamptz '2020-01-22 08:00Z', date '2020-01-22', 'Europe/Berlin'
      from ${series('p', programs)} where p % 70 = 3`,
    // Without it the view joins tables it believes to be empty.
    'analyze decisions, versions, programs, clients, finding_answers, findings, window_flags, training_sessions, strikes',
    `insert into register_lists
        (clinic_id, list, seq, signed_at, signer_name, record_number, outcome, risk, program_name, justified)
      select clinic_id, list, seq, signed_at, signer_name, record_number, outcome, risk, program_name, justified
      from decision_lists where clinic_id = '${id}'`,
  ]
}
