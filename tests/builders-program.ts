/** A client's program brought to any point of its life by plain SQL, as the members who would do it. */
import { randomUUID } from 'node:crypto'
import { v7 } from 'uuid'
import { type Clinic, reauthenticate, type Who } from './builders'

export async function buildClient(clinic: Clinic, { bornOn = '1990-05-04' } = {}): Promise<string> {
  const { trainer, id: clinicId } = clinic
  const id = v7()
  await clinic.as(trainer, async (rows) => {
    await rows(
      `insert into clients (clinic_id, id, record_number, given_name, family_name, birth_date, sex, created_by)
       values ($1, $2, $3, 'Ana', 'Lindqvist', $4, 'female', $5)`,
      [clinicId, id, `R-${randomUUID()}`, bornOn, trainer.memberId],
    )
    await rows('insert into care_team (clinic_id, client_id, member_id, added_by) values ($1, $2, $3, $3)', [
      clinicId,
      id,
      trainer.memberId,
    ])
  })
  return id
}

type Outcome = 'standard' | 'precaution' | 'elevated' | 'no-restriction' | 'no-exercise'
type Screened = { by?: Who; bfr?: Outcome; plain?: Outcome; systolic?: number; isPregnant?: boolean; at?: Date }

export async function buildScreening(clinic: Clinic, clientId: string, asked: Screened = {}): Promise<string> {
  const { by = clinic.trainer, bfr = 'standard', systolic = 118, isPregnant = false, at = new Date() } = asked
  const plain = asked.plain ?? (bfr === 'no-restriction' || bfr === 'elevated' ? 'precaution' : bfr)
  const id = v7()
  await clinic.as(by, async (rows) => {
    await rows(
      `insert into screenings (clinic_id, id, client_id, screened_by, answers, reasons, systolic, diastolic,
         is_pregnant, has_clot_history, occurred_at) values ($1, $2, $3, $4, '{}', '[]', $5, 76, $6, false, $7)`,
      [clinic.id, id, clientId, by.memberId, systolic, isPregnant, at],
    )
    await rows(
      `insert into screening_outcomes (clinic_id, screening_id, scope, bfr, plain) values ($1, $2, 'all', $3, $4)`,
      [clinic.id, id, bfr, plain],
    )
  })
  return id
}

export type Built = {
  clientId: string
  programId: string
  versionId: string
  lineId: string
  contentHash: string
  screeningId: string
}
type Drafted = Omit<Built, 'contentHash' | 'screeningId'>
export type Asked = {
  by?: Who
  limb?: string
  sessionsPerWeek?: number
  isBfr?: boolean
  severity?: 'stop' | 'justify' | 'advise'
  kind?: 'new' | 'amendment' | 'step-down' | 'extension'
  at?: Date
}

/** A program with its first draft: leg extensions, 30-15-15-15 at 30 % of 1RM under a cuff, or the same without one. */
export async function buildDraft(clinic: Clinic, clientId: string, asked: Asked = {}): Promise<Drafted> {
  const { by = clinic.trainer, at = new Date() } = asked
  const programId = v7()
  await clinic.sql(
    by,
    `insert into programs (clinic_id, id, client_id, name, raised_by, occurred_at)
     values ($1, $2, $3, 'Knee, return from injury', $4, $5)`,
    [clinic.id, programId, clientId, by.memberId, at],
  )
  return { clientId, programId, ...(await buildVersion(clinic, programId, 1, asked)) }
}

/** A draft of any number for a program that is there. */
export async function buildVersion(
  clinic: Clinic,
  programId: string,
  number: number,
  asked: Asked = {},
): Promise<{ versionId: string; lineId: string }> {
  const { by = clinic.trainer, limb = 'left-leg', sessionsPerWeek = 3, isBfr = true, kind = 'new' } = asked
  const [versionId, lineId] = [v7(), v7()]
  await clinic.as(by, async (rows) => {
    await rows(
      `insert into versions (clinic_id, id, program_id, number, kind, author_id, goal, diagnosis, sessions_per_week,
         sessions_per_day, weeks, extension_days, occurred_at)
       values ($1, $2, $3, $4, $5, $6, 'return-from-injury', 'ACL reconstruction', $7, 1, 3, $8, $9)`,
      [
        clinic.id,
        versionId,
        programId,
        number,
        kind,
        by.memberId,
        sessionsPerWeek,
        kind === 'extension' ? 14 : null,
        asked.at ?? new Date(),
      ],
    )
    await rows(
      `insert into prescriptions (clinic_id, id, version_id, position, exercise, mode, limb, load_kind, load_percent,
         reps, rest_seconds, pressure_kind, pressure_percent, cuff_width_mm, restriction_minutes, reperfusion_seconds)
       values ($1, $2, $3, 1, 'Leg extension', $4, $5, 'percent-1rm', 30, '{30,15,15,15}', 45, $6, $7, $8, $9, $10)`,
      [
        clinic.id,
        lineId,
        versionId,
        isBfr ? 'bfr-resistance' : 'strength',
        limb,
        ...(isBfr ? ['percent-lop', 60, 115, 8, 180] : [null, null, null, null, null]),
      ],
    )
    if (asked.severity) {
      await rows(
        `insert into findings (clinic_id, id, version_id, prescription_id, rule_id, severity, value, range, says, trainer_why)
         values ($1, $2, $3, $4, 'pressure', $5, '90 %', '40-80 %', 'Outside the range', 'No response at 80')`,
        [clinic.id, v7(), versionId, lineId, asked.severity],
      )
    }
  })
  return { versionId, lineId }
}

export async function submit(
  clinic: Clinic,
  draft: Drafted,
  by: Who = clinic.trainer,
  at = new Date(),
  edition = '2026.1',
): Promise<Built> {
  const [row] = await clinic.sql<{ content_hash: string; screening_id: string }>(
    by,
    `update versions set status = 'submitted', submitted_by = $3, submitted_at = $4, rule_edition = $5
     where clinic_id = $1 and id = $2 returning content_hash, screening_id`,
    [clinic.id, draft.versionId, by.memberId, at, edition],
  )
  if (!row) throw new Error('No such draft.')
  return { ...draft, contentHash: row.content_hash, screeningId: row.screening_id }
}

/** What a signature binds, of a version that was submitted. */
export async function contentHashOf(clinic: Clinic, versionId: string): Promise<string> {
  const text = 'select content_hash from versions where id = $1'
  const [row] = await clinic.sql<{ content_hash: string }>(clinic.trainer, text, [versionId])
  if (!row?.content_hash) throw new Error('Nothing was submitted.')
  return row.content_hash
}

export type Signing = {
  by?: Who
  as?: 'physical-therapist' | 'doctor'
  outcome?: 'cleared' | 'cleared-with-limits' | 'changes-requested' | 'declined' | 'revoked'
  reauthenticationId?: string
  contentHash?: string
  answers?: string[]
  /** Ids of lines that are commented on. */
  comments?: string[]
  /** The answers are the limit's, not written ones. */
  isCured?: boolean
  reason?: string
  justification?: string | null
  maxLoadPercent?: number
  maxSessionsPerWeek?: number
  reviewBy?: string
  at?: Date
  /** Whatever else the transaction says first, such as to set its constraints immediate. */
  first?: string
}

/** A decision as the page would save it; what it needs may be left out or forged one by one. */
export async function sign(clinic: Clinic, built: Built, signing: Signing = {}): Promise<string> {
  const { by = clinic.therapist, outcome = 'cleared', contentHash = built.contentHash, at = new Date() } = signing
  const reauthenticationId =
    signing.reauthenticationId ?? (await reauthenticate(clinic, by, `sign:${outcome}`, built.contentHash))
  const id = v7()
  await clinic.as(by, async (rows) => {
    if (signing.first) await rows(signing.first)
    await rows(
      `insert into decisions (clinic_id, id, program_id, version_id, outcome, decided_by, signed_as, meaning, reason,
         justification, has_read_screening, max_load_percent, valid_until, content_hash, reauthentication_id,
         occurred_at, review_by, signer_name, licence_number, licence_valid_until, screening_id, screening_outcome, time_zone,
         max_sessions_per_week)
       values ($1, $2, $3, $4, $5, $6, $7, 'I clear this program to start', $8, $9, true, $10, date '2099-01-01', $11, $12,
         $13, $14, '', '', date '2000-01-01', $2, '', '', $15)`,
      [
        clinic.id,
        id,
        built.programId,
        built.versionId,
        outcome,
        by.memberId,
        signing.as ?? (by === clinic.doctor ? 'doctor' : 'physical-therapist'),
        signing.reason ?? (outcome.startsWith('cleared') ? '' : 'Not like this'),
        signing.justification ?? null,
        signing.maxLoadPercent ?? null,
        contentHash,
        reauthenticationId,
        at,
        signing.reviewBy ?? null,
        signing.maxSessionsPerWeek ?? null,
      ],
    )
    for (const line of signing.comments ?? []) {
      await rows(
        `insert into line_comments (clinic_id, decision_id, prescription_id, comment) values ($1, $2, $3, 'Half of it')`,
        [clinic.id, id, line],
      )
    }
    for (const finding of signing.answers ?? []) {
      await rows(
        `insert into finding_answers (clinic_id, decision_id, finding_id, answer, is_cured_by_limit)
         values ($1, $2, $3, 'Seen and meant', $4)`,
        [clinic.id, id, finding, signing.isCured ?? false],
      )
    }
  })
  return id
}

export async function consent(clinic: Clinic, { programId }: Built, at = new Date()): Promise<void> {
  await clinic.sql(
    clinic.trainer,
    `insert into consents (clinic_id, id, program_id, explained_by, occurred_at) values ($1, $2, $3, $4, $5)`,
    [clinic.id, v7(), programId, clinic.trainer.memberId, at],
  )
}

export async function measureLop(clinic: Clinic, clientId: string, limb = 'left-leg', at = new Date()): Promise<void> {
  await clinic.sql(
    clinic.trainer,
    `insert into lop_measurements (clinic_id, id, client_id, limb, cuff_width_mm, position, pressure_mmhg, measured_by,
       occurred_at, measured_on) values ($1, $2, $3, $4, 115, 'lying', 168, $5, $6, date '2000-01-01')`,
    [clinic.id, v7(), clientId, limb, clinic.trainer.memberId, at],
  )
}

/** Screened, raised, submitted and cleared by the therapist, consented, LOP measured: nothing left but to start. */
export async function buildCleared(
  clinic: Clinic,
  asked: Asked & { clientId?: string; maxSessionsPerWeek?: number } = {},
): Promise<Built> {
  const clientId = asked.clientId ?? (await buildClient(clinic))
  const at = asked.at ?? new Date()
  if (!asked.clientId) await buildScreening(clinic, clientId, { at })
  const built = await submit(clinic, await buildDraft(clinic, clientId, asked), asked.by, at)
  const { maxSessionsPerWeek } = asked
  await sign(clinic, built, maxSessionsPerWeek ? { at, outcome: 'cleared-with-limits', maxSessionsPerWeek } : { at })
  await consent(clinic, built, at)
  if (asked.isBfr !== false) await measureLop(clinic, clientId, asked.limb, at)
  return built
}

export type Training = {
  by?: Who
  at?: Date
  kind?: 'started' | 'reported'
  outsideReason?: string
  isBfr?: boolean
  /** A session of the client that still runs is left running. */
  isBeside?: boolean
}

export async function train(clinic: Clinic, built: Drafted, training: Training = {}): Promise<string> {
  const { by = clinic.trainer, at = new Date(), kind = 'started', outsideReason, isBfr = true } = training
  const id = v7()
  await clinic.as(by, async (rows) => {
    if (kind === 'started' && !training.isBeside) {
      await rows(
        `update training_sessions set ended_at = greatest(occurred_at, $2)
         where client_id = $1 and kind = 'started' and ended_at is null`,
        [built.clientId, at],
      )
    }
    await rows(
      `insert into training_sessions (clinic_id, id, client_id, program_id, version_id, kind, is_bfr, logged_by,
         occurred_at, day, time_zone, is_outside_clearance, outside_reason)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, date '2000-01-01', '', $10, $11)`,
      [
        clinic.id,
        id,
        built.clientId,
        built.programId,
        built.versionId,
        kind,
        isBfr,
        by.memberId,
        at,
        outsideReason !== undefined,
        outsideReason ?? null,
      ],
    )
  })
  return id
}
