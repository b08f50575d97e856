/** Histories of rehab windows, planted past what the app would let happen in one day, and read back by its own doors. */
import pg from 'pg'
import { v7 } from 'uuid'
import type { Limb } from '~/domain/limb'
import type { Clinic } from './builders'
import { buildClient } from './builders-program'

export type Planted = { clientId: string; programId: string; versionId: string }

type Program = { limbs?: readonly Limb[]; sessionsPerWeek?: number; mostPerWeek?: number | null; outcome?: string }
/** Cleared on a day, at noon in the clinic's zone: an extension of so many days, or a step-down. */
type Further = { kind: 'extension' | 'step-down'; on: string; days?: number }

/** Writes with triggers off, as nobody but a test can: rows of a past that the app would refuse to be handed now. */
export class Planter {
  private constructor(
    private readonly clinic: Clinic,
    private readonly superuser: pg.Client,
  ) {}

  static async open(clinic: Clinic, superuserUrl: string): Promise<Planter> {
    const superuser = new pg.Client({ connectionString: superuserUrl })
    await superuser.connect()
    await superuser.query("select set_config('clearway.clinic', $1, false)", [clinic.id])
    await superuser.query('set session_replication_role = replica')
    return new Planter(clinic, superuser)
  }

  close(): Promise<void> {
    return this.superuser.end()
  }

  sql(text: string, values: unknown[] = []) {
    return this.superuser.query(text, values)
  }

  /** A program that runs, its version in force; without limbs it is a plain one. */
  async program({ limbs = ['left-leg'], clientId, ...asked }: Program & { clientId?: string } = {}): Promise<Planted> {
    const { sessionsPerWeek = 3, mostPerWeek = null, outcome = 'standard' } = asked
    const planted = { clientId: clientId ?? (await buildClient(this.clinic)), programId: v7(), versionId: v7() }
    const { id, trainer, therapist } = this.clinic
    await this.sql(
      `insert into programs (clinic_id, id, client_id, name, status, raised_by, in_force_version_id, occurred_at)
       values ($1, $2, $3, 'Knee', 'active', $4, $5, now())`,
      [id, planted.programId, planted.clientId, trainer.memberId, planted.versionId],
    )
    await this.version(planted, { number: 1, kind: 'new', status: 'cleared', limbs, sessionsPerWeek, outcome })
    await this.decide(planted, planted.versionId, '2020-01-01', { mostPerWeek, by: therapist.memberId })
    await this.sql('insert into program_lists select * from listed_programs where program_id = $1', [planted.programId])
    return planted
  }

  async further(planted: Planted, number: number, { kind, on, days }: Further): Promise<void> {
    const versionId = v7()
    const version = { number, kind, status: 'superseded', limbs: ['left-leg'], sessionsPerWeek: 3, outcome: 'standard' }
    await this.version({ ...planted, versionId }, { ...version, days: days ?? null })
    await this.decide(planted, versionId, on, { mostPerWeek: null, by: this.clinic.therapist.memberId })
  }

  private version({ programId, versionId }: Planted, version: Record<string, unknown>) {
    const { number, kind, status, limbs, sessionsPerWeek, outcome, days = null } = version
    return this.sql(
      `insert into versions (clinic_id, id, program_id, number, kind, status, author_id, goal, diagnosis, sessions_per_week,
         sessions_per_day, weeks, extension_days, screening_id, occurred_at, is_bfr, bfr_limbs, outcome, content, content_hash)
       values ($1, $2, $3, $4, $5, $6, $7, 'strength', 'ACL', $8, 1, 3, $9, $2, now(), $10, $11, $12, '', '')`,
      [
        this.clinic.id,
        versionId,
        programId,
        number,
        kind,
        status,
        this.clinic.trainer.memberId,
        sessionsPerWeek,
        days,
        (limbs as string[]).length > 0,
        limbs,
        outcome,
      ],
    )
  }

  private decide(
    { programId }: Planted,
    versionId: string,
    on: string,
    { mostPerWeek, by }: { mostPerWeek: number | null; by: string },
  ) {
    return this.sql(
      `insert into decisions (clinic_id, id, program_id, version_id, outcome, decided_by, signer_name, signed_as, licence_number,
         licence_valid_until, meaning, screening_id, screening_outcome, has_read_screening, max_sessions_per_week, valid_until,
         content_hash, reauthentication_id, occurred_at, time_zone)
       values ($1, gen_random_uuid(), $2, $3, $4, $5, 'Lin', 'physical-therapist', '1', '2099-01-01', 'I clear', $3, 'standard', true,
         $6, '2099-01-01', '', gen_random_uuid(), ($7::date + time '12:00') at time zone clinic_zone(), clinic_zone())`,
      [
        this.clinic.id,
        programId,
        versionId,
        mostPerWeek === null ? 'cleared' : 'cleared-with-limits',
        by,
        mostPerWeek,
        on,
      ],
    )
  }

  review({ programId }: Planted, scope: string, { on, days }: { on: string; days: number }) {
    return this.sql(
      `insert into window_reviews (clinic_id, id, flag_id, program_id, scope, reviewed_by, signed_as, reason, review_days, reviewed_on,
         next_review_on, time_zone, occurred_at)
       values ($1, gen_random_uuid(), gen_random_uuid(), $2, $3, $4, 'physical-therapist', 'Well', $6, $5::date, $5::date + $6::int,
         clinic_zone(), ($5::date + time '12:00') at time zone clinic_zone())`,
      [this.clinic.id, programId, scope, this.clinic.therapist.memberId, on, days],
    )
  }
}

/** Sessions that took place, reported as the app reports them, every trigger on: "2026-03-02 23:30", the clinic's time. */
export async function trained(clinic: Clinic, planted: Planted, ...times: string[]): Promise<string[]> {
  const rows = await clinic.sql<{ id: string }>(
    clinic.trainer,
    `insert into training_sessions (clinic_id, id, client_id, program_id, version_id, kind, is_bfr, logged_by, occurred_at, day,
       time_zone, is_outside_clearance, outside_reason)
     select $1, gen_random_uuid(), $2, $3, $4, 'reported', true, $5, t.at::timestamp at time zone clinic_zone(), '2000-01-01', '',
       true, 'Logged later' from unnest($6::text[]) as t (at) returning id`,
    [
      clinic.id,
      planted.clientId,
      planted.programId,
      planted.versionId,
      clinic.trainer.memberId,
      times.map((time) => (time.length > 10 ? time : `${time} 10:00`)),
    ],
  )
  return rows.map(({ id }) => id)
}

export async function strike(clinic: Clinic, { clientId }: Planted, sessionId: string): Promise<void> {
  await clinic.sql(
    clinic.trainer,
    `insert into strikes (clinic_id, subject, subject_id, client_id, reason, struck_by, occurred_at)
     values ($1, 'session', $2, $3, 'Entered twice', $4, now())`,
    [clinic.id, sessionId, clientId, clinic.trainer.memberId],
  )
}
