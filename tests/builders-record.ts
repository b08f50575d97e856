/** A client with something in every table of a record, each word of it a canary that can be searched for. */
import { v7 } from 'uuid'
import { type Clinic, reauthenticate, type Who } from './builders'
import {
  type Built,
  buildDraft,
  buildScreening,
  buildVersion,
  consent,
  measureLop,
  sign,
  submit,
  train,
} from './builders-program'

export const canary = {
  givenName: 'Zephyrine',
  familyName: 'Quillfeather',
  recordNumber: 'CANARY-7731',
  birthDate: '1987-03-14',
  words: 'kanarienwort',
}

export type Recorded = Built & { decisionId: string; sessionId: string; setId: string }

/** Screened twice, cleared, trained with a deviation, held and lifted, flagged, measured, imported, and stopped. */
export async function buildRecorded(clinic: Clinic, recordNumber = canary.recordNumber): Promise<Recorded> {
  const clientId = await buildNamed(clinic, recordNumber)
  await buildScreening(clinic, clientId)
  const draft = await buildDraft(clinic, clientId, { severity: 'justify' })
  const built = await submit(clinic, draft)
  const findings = await clinic.sql<{ id: string }>(clinic.trainer, 'select id from findings where version_id = $1', [
    built.versionId,
  ])
  const decisionId = await sign(clinic, built, { answers: findings.map(({ id }) => id) })
  await consent(clinic, built)
  await measureLop(clinic, clientId)
  await clinic.sql(clinic.trainer, `update programs set status = 'active', started_at = now() where id = $1`, [
    built.programId,
  ])
  const sessionId = await train(clinic, built)
  const setId = await fillSession(clinic, built, sessionId)
  await fillHealth(clinic, built, sessionId)
  await buildVersion(clinic, built.programId, 2, { kind: 'amendment' })
  await clinic.sql(
    clinic.therapist,
    `update programs set status = 'stopped', ended_at = now(), end_reason = $2 where id = $1`,
    [built.programId, canary.words],
  )
  return { ...built, decisionId, sessionId, setId }
}

async function buildNamed(clinic: Clinic, recordNumber: string): Promise<string> {
  const { trainer, id } = clinic
  const clientId = v7()
  const importId = v7()
  await clinic.as(trainer, async (rows) => {
    await rows(
      `insert into clients (clinic_id, id, record_number, given_name, family_name, birth_date, sex, created_by)
       values ($1, $2, $3, $4, $5, $6, 'female', $7)`,
      [id, clientId, recordNumber, canary.givenName, canary.familyName, canary.birthDate, trainer.memberId],
    )
    await rows('insert into care_team (clinic_id, client_id, member_id, added_by) values ($1, $2, $3, $3)', [
      id,
      clientId,
      trainer.memberId,
    ])
    await rows(
      `insert into imports (clinic_id, id, kind, file_hash, client_id, rows_total, rows_taken, rows_skipped, rows_refused,
         not_taken, imported_by, occurred_at)
       values ($1, $2, 'fhir', repeat('ab', 32), $3, 5, 5, 0, 0, $4, $5, now())`,
      [id, importId, clientId, JSON.stringify([{ what: canary.words, why: 'no day' }]), trainer.memberId],
    )
    await rows(
      `insert into record_entries (clinic_id, id, client_id, import_id, kind, label, code, status, started_on, is_current,
         systolic, diastolic, amount, unit) values
       ($1, uuidv7(), $2, $3, 'condition', $4, '38341003', 'active', '2019-02-03', true, null, null, null, null),
       ($1, uuidv7(), $2, $3, 'condition', 'Sprain of ankle', '44465007', 'resolved', '2018-05-06', false, null, null, null, null),
       ($1, uuidv7(), $2, $3, 'blood-pressure', 'Blood pressure', null, null, '2024-01-02', false, 131.5, 82, null, 'mmHg'),
       ($1, uuidv7(), $2, $3, 'weight', 'Weight', null, null, '2024-01-02', false, null, null, 71.4, 'kg'),
       ($1, uuidv7(), $2, $3, 'medication', 'Warfarin', null, null, '2023-04-05', true, null, null, null, null),
       ($1, uuidv7(), $2, $3, 'not-understood', $4, null, 'no day', null, false, null, null, null, null)`,
      [id, clientId, importId, canary.words],
    )
    await rows(
      `insert into kept_forms (clinic_id, id, member_id, client_id, typed, form_key)
       values ($1, uuidv7(), $2, $3, $4, uuidv7())`,
      [id, trainer.memberId, clientId, JSON.stringify({ name: canary.words })],
    )
  })
  return clientId
}

/** One of each kind that is not measured in the session. */
async function fillMeasurements({ id, therapist, as }: Clinic, clientId: string): Promise<void> {
  const about = 'clinic_id, id, client_id, measured_by, occurred_at, measured_on, device, position, side, kind'
  const said = `$1, uuidv7(), $2, $3, now(), '2000-01-01', $4, $4, 'left'`
  const values = [id, clientId, therapist.memberId, canary.words]
  const write = (kind: string, columns: string, row: string) =>
    `insert into measurements (${about}, entered_value, entered_unit, amount, ${columns}) values (${said}, '${kind}', ${row})`
  await as(therapist, async (rows) => {
    await rows(write('rep-max', 'exercise, reps, rpe, is_failed', `'35', 'kg', 35000, $4, 4, 9.5, true`), values)
    await rows(write('endurance', 'exercise, reps', `'0', 'kg', 0, $4, 25`), values)
    await rows(write('isometric-force', 'movement', `'212', 'N', 212000, $4`), values)
    await rows(write('range-of-motion', 'movement, is_passive', `'-5', 'deg', -5, $4, true`), values)
    await rows(
      write(
        'score',
        'instrument, scale_low, scale_high, is_higher_better',
        `'62.5', 'points', 6250, $4, 0, 8000, true`,
      ),
      values,
    )
  })
}

async function fillSession(clinic: Clinic, built: Built, sessionId: string): Promise<string> {
  const { trainer, therapist, id } = clinic
  const [setId, girthId] = [v7(), v7()]
  await clinic.as(trainer, async (rows) => {
    await rows(
      `insert into inflations (clinic_id, id, client_id, session_id, prescription_id, limb, pressure_mmhg, on_at, off_at,
         performed_on, logged_by)
       values ($1, uuidv7(), $2, $3, $4, 'left-leg', 100, now(), now() + interval '3 minutes', '2000-01-01', $5)`,
      [id, built.clientId, sessionId, built.lineId, trainer.memberId],
    )
    await rows(
      `insert into sets (clinic_id, id, client_id, session_id, prescription_id, exercise, side, set_number, reps, load_g,
         entered_value, entered_unit, rpe, is_restricted, pressure_mmhg, occurred_at, performed_on, logged_by)
       values ($1, $2, $3, $4, $5, 'Leg extension', 'left', 1, 32, 12000, '12', 'kg', 8, true, 100, now(), '2000-01-01', $6)`,
      [id, setId, built.clientId, sessionId, built.lineId, trainer.memberId],
    )
    await rows(
      `insert into deviations (clinic_id, id, session_id, set_id, kind, says, reason, recorded_by, occurred_at)
       values ($1, uuidv7(), $2, $3, 'reps', '32 reps, cleared for 30', $4, $5, now())`,
      [id, sessionId, setId, canary.words, trainer.memberId],
    )
    await rows("update training_sessions set ended_at = occurred_at + interval '1 hour' where id = $1", [sessionId])
    await rows(
      `insert into measurements (clinic_id, id, client_id, session_id, kind, exercise, side, site, entered_value, entered_unit,
         amount, measured_by, occurred_at, measured_on) values
       ($1, $6, $2, $3, 'girth', null, 'left', $5, '52.5', 'cm', 525, $4, now(), '2000-01-01'),
       ($1, uuidv7(), $2, null, 'pain', null, 'both', null, '3', 'nrs', 3, $4, now(), '2000-01-01')`,
      [id, built.clientId, sessionId, trainer.memberId, canary.words, girthId],
    )
    await rows(
      `insert into strikes (clinic_id, subject, subject_id, client_id, reason, struck_by, occurred_at)
       values ($1, 'measurement', $2, $3, $4, $5, now())`,
      [id, girthId, built.clientId, canary.words, trainer.memberId],
    )
  })
  await clinic.sql(
    therapist,
    `insert into measurements (clinic_id, id, client_id, kind, exercise, side, entered_value, entered_unit, amount,
       measured_by, occurred_at, measured_on)
     values ($1, uuidv7(), $2, 'one-rm', 'Leg extension', 'left', '40', 'kg', 40000, $3, now(), '2000-01-01')`,
    [id, built.clientId, therapist.memberId],
  )
  await fillMeasurements(clinic, built.clientId)
  await clinic.sql(
    therapist,
    `insert into deviation_reviews (clinic_id, id, session_id, reviewed_by, note, occurred_at)
     values ($1, uuidv7(), $2, $3, $4, now())`,
    [id, sessionId, therapist.memberId, canary.words],
  )
  return setId
}

async function fillHealth(clinic: Clinic, built: Built, sessionId: string): Promise<void> {
  const { trainer, therapist, id } = clinic
  const [holdId, flagId, checkId] = [v7(), v7(), v7()]
  await clinic.as(trainer, async (rows) => {
    await rows(
      `insert into session_checks (clinic_id, id, client_id, program_id, pain_nrs, sleep, signs, other_symptom, verdict,
         checked_by, occurred_at, day) values ($1, $2, $3, $4, 2, 'well', '{}', $5, 'tell-clinician', $6, now(), '2000-01-01')`,
      [id, checkId, built.clientId, built.programId, canary.words, trainer.memberId],
    )
    await rows(
      `insert into adverse_events (clinic_id, id, client_id, session_id, kind, note, recorded_by, occurred_at,
         has_soreness, has_swelling, has_less_range, is_growing)
       values ($1, uuidv7(), $2, $3, 'dizziness', $4, $5, now(), false, false, false, false)`,
      [id, built.clientId, sessionId, canary.words, trainer.memberId],
    )
    await rows(
      `insert into holds (clinic_id, id, program_id, cause, reason, placed_by, occurred_at)
       values ($1, $2, $3, 'trainer', $4, $5, now())`,
      [id, holdId, built.programId, canary.words, trainer.memberId],
    )
    await rows(
      `insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, detail, raised_by, occurred_at)
       values ($1, $2, $3, 'calf-pain', true, $4, $5, now())`,
      [id, flagId, built.clientId, canary.words, trainer.memberId],
    )
    await rows(
      `insert into red_flag_details (clinic_id, id, red_flag_id, says, limb, since, written_by, occurred_at)
       values ($1, uuidv7(), $2, $3, 'left-leg', $3, $4, now())`,
      [id, flagId, canary.words, trainer.memberId],
    )
    await rows(
      `insert into client_events (clinic_id, id, client_id, kind, note, noted_by, occurred_at)
       values ($1, uuidv7(), $2, 'surgery', $3, $4, now())`,
      [id, built.clientId, canary.words, trainer.memberId],
    )
  })
  await clinic.sql(
    therapist,
    `insert into red_flag_acknowledgements (clinic_id, id, red_flag_id, acknowledged_by, occurred_at)
     values ($1, uuidv7(), $2, $3, now())`,
    [id, flagId, therapist.memberId],
  )
  await screenWithWords(clinic, built.clientId)
  await clinic.sql(
    therapist,
    `insert into hold_lifts (clinic_id, id, hold_id, lifted_by, reason, assessed_by, assessed_on, assessment_result, occurred_at)
     values ($1, uuidv7(), $2, $3, $4, $4, current_date, $4, now())`,
    [id, holdId, therapist.memberId, canary.words],
  )
}

async function screenWithWords(clinic: Clinic, clientId: string): Promise<void> {
  const id = v7()
  const answers = {
    conditions: [{ code: 'hypertension', limb: null }],
    bloodPressures: [{ systolic: 121, diastolic: 77 }],
    note: canary.words,
  }
  await clinic.as(clinic.therapist, async (rows) => {
    await rows(
      `insert into screenings (clinic_id, id, client_id, screened_by, answers, reasons, systolic, diastolic, is_pregnant,
         has_clot_history, note, occurred_at) values ($1, $2, $3, $4, $5, $6, 121, 77, false, false, $7, now())`,
      [
        clinic.id,
        id,
        clientId,
        clinic.therapist.memberId,
        answers,
        JSON.stringify([{ says: canary.words }]),
        canary.words,
      ],
    )
    await rows(
      `insert into screening_outcomes (clinic_id, screening_id, scope, bfr, plain) values ($1, $2, 'all', 'precaution', 'precaution')`,
      [clinic.id, id],
    )
  })
}

export type Erasing = { by?: Who; basis?: string; reason?: string; at?: Date; reauthenticationId?: string }

/** The row that erases, as the page would add it; what it needs may be left out or forged. */
export async function erase(clinic: Clinic, clientId: string, erasing: Erasing = {}): Promise<string> {
  const { by = clinic.admin, basis = 'client-demand', reason = 'Asked in writing', at = new Date() } = erasing
  const { erasureHash } = await import('~/data/erasures.server')
  const reauthenticationId =
    erasing.reauthenticationId ??
    (await reauthenticate(clinic, by, 'client:erasure', erasureHash({ clientId, basis, reason })))
  const id = v7()
  await clinic.sql(
    by,
    `insert into erasures (clinic_id, id, client_id, basis, reason, erased_by, reauthentication_id, time_zone, occurred_at)
     values ($1, $2, $3, $4, $5, $6, $7, '', $8)`,
    [clinic.id, id, clientId, basis, reason, by.memberId, reauthenticationId, at],
  )
  return id
}
