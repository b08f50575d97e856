/**
 * Clinics with enough to write on: drafts to submit, versions to decide and running sessions to log sets in, each made by the
 * builders once and copied by SQL. A thing is used once, but a session, which takes four sets.
 */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { v7 } from 'uuid'
import type { Acting } from '~/data/acting.server'
import { acting } from '../../tests/acting'
import { buildClinic, type Clinic } from '../../tests/builders'
import { buildClient, buildDraft, buildCleared, buildScreening, submit, train } from '../../tests/builders-program'
import type { DurableDatabase } from '../kit/durable-database'
import { multiply } from '../scale/multiply'

export const setsOfSession = 4

export type Draft = { programId: string; versionId: string }
export type Waiting = Draft & { contentHash: string; screeningId: string }
export type Running = { sessionId: string; lineId: string }

export type Prepared = {
  clinic: Clinic
  trainer: Acting
  therapist: Acting
  drafts: Draft[]
  waiting: Waiting[]
  sessions: Running[]
}

/** `each`: how many of each there are to be, at least. */
export async function prepareClinic(database: DurableDatabase, each: number): Promise<Prepared> {
  const { superuser } = database
  const clinic = await buildClinic(database)
  const story = (name: string, clientId: string, share: number) => ({
    name,
    clientId,
    programs: 1,
    share,
    most: Infinity,
  })
  const draft = await screened(clinic)
  await buildDraft(clinic, draft, { isBfr: false })
  const waiting = await screened(clinic)
  await submit(clinic, await buildDraft(clinic, waiting, { isBfr: false }))
  const running = await buildCleared(clinic)
  await clinic.sql(clinic.trainer, `update programs set status = 'active', started_at = now() where id = $1`, [
    running.programId,
  ])
  await train(clinic, running)
  await clinic.sql(
    clinic.therapist,
    `insert into measurements (clinic_id, id, client_id, kind, exercise, side, entered_value, entered_unit, amount, measured_by,
       occurred_at, measured_on) values ($1, $2, $3, 'one-rm', 'Leg extension', 'left', '26', 'kg', 26000, $4, now(), date '2000-01-01')`,
    [clinic.id, v7(), running.clientId, clinic.therapist.memberId],
  )
  const clinicId = clinic.id
  await multiply(superuser, {
    clinicId,
    programs: Math.ceil(each / setsOfSession) * (2 * setsOfSession + 1),
    stories: [
      story('a draft', draft, setsOfSession),
      story('waiting', waiting, setsOfSession),
      story('running', running.clientId, 1),
    ],
  })
  return {
    clinic,
    trainer: await acting(clinic.trainer),
    therapist: await acting(clinic.therapist),
    drafts: await versionsOf(superuser, clinicId, 'draft'),
    waiting: await versionsOf(superuser, clinicId, 'submitted'),
    sessions: await sessionsOf(superuser, clinicId),
  }
}

async function screened(clinic: Clinic): Promise<string> {
  const clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId)
  return clientId
}

async function versionsOf(superuser: pg.Client, clinicId: string, status: string): Promise<Waiting[]> {
  const { rows } = await superuser.query<Waiting>(
    `select program_id as "programId", id as "versionId", content_hash as "contentHash", screening_id as "screeningId"
     from versions where clinic_id = $1 and status = $2 order by md5(id::text)`,
    [clinicId, status],
  )
  return rows
}

async function sessionsOf(superuser: pg.Client, clinicId: string): Promise<Running[]> {
  const { rows } = await superuser.query<Running>(
    `select s.id as "sessionId", l.id as "lineId" from training_sessions s
     join prescriptions l on l.clinic_id = s.clinic_id and l.version_id = s.version_id where s.clinic_id = $1 order by md5(s.id::text)`,
    [clinicId],
  )
  return rows
}

/**
 * The password given again for each of these: the derivation of it takes 7 ms, comes before the transaction and is no part of
 * it, so what it would have left is written here.
 */
export async function confirmPasswords(
  superuser: pg.Client,
  { therapist }: Prepared,
  waiting: readonly Waiting[],
): Promise<string[]> {
  const ids = waiting.map(() => randomUUID())
  await superuser.query(
    `insert into reauthentications (clinic_id, id, member_id, purpose, content_hash, made_at, expires_at)
     select $1, x.id, $2, 'sign:cleared', x.hash, now(), now() + interval '2 minutes'
     from unnest($3::uuid[], $4::text[]) as x (id, hash)`,
    [therapist.clinicId, therapist.memberId, ids, waiting.map(({ contentHash }) => contentHash)],
  )
  return ids
}
