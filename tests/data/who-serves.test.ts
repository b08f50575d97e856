/** Who writes for a client, in straight SQL as the app's role: the care team, who stands in, clinicians, and nobody else. */
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildClinic, type Clinic, type Who } from '../builders'
import { type Built, buildCleared, buildScreening, buildVersion, train } from '../builders-program'
import { buildRecorded, erase } from '../builders-record'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic

/** What the database said, null where it took it. */
const refusalOf = (written: Promise<unknown>) =>
  written.then(
    () => null,
    (error: Error) => error.message,
  )

type Writes = (who: Who, built: Built) => Promise<unknown>
const holdOf = (who: Who, { programId }: Built, id = v7()) =>
  clinic.sql(
    who,
    `insert into holds (clinic_id, id, program_id, cause, reason, placed_by, occurred_at)
     values ($1, $2, $3, 'trainer', 'Sore', $4, now())`,
    [clinic.id, id, programId, who.memberId],
  )

/** What is written for a client and is not opened by an emergency. */
const writes: Record<string, Writes> = {
  'an event': (who, { clientId }) =>
    clinic.sql(
      who,
      `insert into client_events (clinic_id, id, client_id, kind, note, noted_by, occurred_at)
       values ($1, uuidv7(), $2, 'surgery', '', $3, now())`,
      [clinic.id, clientId, who.memberId],
    ),
  'a screening': (who, { clientId }) => buildScreening(clinic, clientId, { by: who }),
  'an outcome of a screening': (who, { screeningId }) =>
    clinic.sql(
      who,
      `insert into screening_outcomes (clinic_id, screening_id, scope, bfr, plain) values ($1, $2, 'right-arm', 'standard', 'standard')`,
      [clinic.id, screeningId],
    ),
  'a closing pressure': (who, { clientId }) =>
    clinic.sql(
      who,
      `insert into lop_measurements (clinic_id, id, client_id, limb, cuff_width_mm, position, pressure_mmhg, measured_by,
         occurred_at, measured_on) values ($1, uuidv7(), $2, 'left-leg', 115, 'lying', 240, $3, now(), date '2000-01-01')`,
      [clinic.id, clientId, who.memberId],
    ),
  'a measurement': (who, { clientId }) =>
    clinic.sql(
      who,
      `insert into measurements (clinic_id, id, client_id, kind, side, entered_value, entered_unit, amount, measured_by,
         occurred_at, measured_on) values ($1, uuidv7(), $2, 'pain', 'both', '3', 'nrs', 3, $3, now(), '2000-01-01')`,
      [clinic.id, clientId, who.memberId],
    ),
  'an imported record': (who, { clientId }) =>
    clinic.sql(
      who,
      `insert into imports (clinic_id, id, kind, file_hash, client_id, rows_total, rows_taken, rows_skipped, rows_refused,
         not_taken, imported_by, occurred_at) values ($1, uuidv7(), 'fhir', repeat('ab', 32), $2, 1, 1, 0, 0, '[]', $3, now())`,
      [clinic.id, clientId, who.memberId],
    ),
  'a name': (who, { clientId }) =>
    clinic.sql(who, `update clients set family_name = 'Other' where id = $1 returning 1`, [clientId]),
  'a draft': (who, { programId }) => buildVersion(clinic, programId, 2, { by: who, kind: 'amendment' }),
  'a consent': (who, { programId }) =>
    clinic.sql(
      who,
      `insert into consents (clinic_id, id, program_id, explained_by, occurred_at) values ($1, uuidv7(), $2, $3, now())`,
      [clinic.id, programId, who.memberId],
    ),
  'a hold': (who, built) => holdOf(who, built),
  'the end of a program': (who, { programId }) =>
    clinic.sql(
      who,
      `update programs set status = 'stopped', ended_at = now(), end_reason = 'So' where id = $1 returning 1`,
      [programId],
    ),
}

/** What whoever is there writes down in an emergency. */
const inEmergency: Record<string, Writes> = {
  'a red flag': (who, { clientId }) =>
    clinic.sql(
      who,
      `insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, detail, raised_by, occurred_at)
       values ($1, uuidv7(), $2, 'fainting', true, '', $3, now())`,
      [clinic.id, clientId, who.memberId],
    ),
  'an adverse event': (who, { clientId }) =>
    clinic.sql(
      who,
      `insert into adverse_events (clinic_id, id, client_id, kind, note, recorded_by, occurred_at)
       values ($1, uuidv7(), $2, 'dizziness', '', $3, now())`,
      [clinic.id, clientId, who.memberId],
    ),
}

const open = (who: Who, { clientId }: Built) =>
  clinic.sql(
    who,
    `insert into emergency_accesses (clinic_id, id, client_id, member_id, reason, expires_at, occurred_at)
     values ($1, uuidv7(), $2, $3, 'Collapsed on the floor', now(), now())`,
    [clinic.id, clientId, who.memberId],
  )

const words = async (who: Who, built: Built, which: Record<string, Writes>) => {
  const said: Record<string, string | null> = {}
  for (const [what, write] of Object.entries(which)) said[what] = await refusalOf(write(who, built))
  return said
}
const each = (which: Record<string, Writes>, word: string | null) =>
  Object.fromEntries(Object.keys(which).map((what) => [what, word]))

const all = { ...writes, ...inEmergency }
let built: Built
beforeAll(async () => {
  clinic = await buildClinic(database)
  built = await buildCleared(clinic)
})

describe('whoever trains, but not this client', () => {
  it('writes nothing, and in an emergency a red flag and what happened', async () => {
    const { otherTrainer } = clinic
    expect(await words(otherTrainer, built, all)).toEqual(each(all, 'not-in-care-team'))
    await open(otherTrainer, built)
    expect(await words(otherTrainer, built, writes)).toEqual(each(writes, 'not-in-care-team'))
    expect(await words(otherTrainer, await buildCleared(clinic), inEmergency)).toEqual(
      each(inEmergency, 'not-in-care-team'),
    )
    expect(await words(otherTrainer, built, inEmergency)).toEqual(each(inEmergency, null))
  })

  it('changes no draft of theirs, and lifts no hold they placed before they went', async () => {
    const own = await buildCleared(clinic)
    const { versionId, lineId } = await buildVersion(clinic, own.programId, 2, { kind: 'amendment' })
    const { otherTrainer, admin, trainer } = clinic
    for (const [text, id] of [
      [`update versions set diagnosis = 'Other' where id = $1 returning 1`, versionId],
      [`update prescriptions set load_percent = 80 where id = $1 returning 1`, lineId],
      [`delete from prescriptions where id = $1 returning 1`, lineId],
    ] as const)
      expect(await refusalOf(clinic.sql(otherTrainer, text, [id])), text).toBe('not-in-care-team')
    const holdId = v7()
    await holdOf(trainer, own, holdId)
    await clinic.sql(admin, 'delete from care_team where client_id = $1 and member_id = $2', [
      own.clientId,
      trainer.memberId,
    ])
    const lift = `insert into hold_lifts (clinic_id, id, hold_id, lifted_by, reason, occurred_at)
      values ($1, uuidv7(), $2, $3, 'Better', now())`
    expect(await refusalOf(clinic.sql(trainer, lift, [clinic.id, holdId, trainer.memberId]))).toBe('not-in-care-team')
  })
})

it('the care team writes all of it, and so does a clinician; an admin none, and nobody who left', async () => {
  const own = await buildCleared(clinic)
  expect(await words(clinic.admin, own, all)).toEqual(each(all, 'not-your-role'))
  for (const what of Object.keys(all)) {
    const some = { [what]: all[what] as Writes }
    for (const who of [clinic.trainer, clinic.otherTherapist])
      expect(await words(who, await buildCleared(clinic), some)).toEqual(each(some, null))
  }
  await clinic.owner('update members set deactivated_at = now() where id = $1', [clinic.otherTherapist.memberId])
  expect(await words(clinic.otherTherapist, own, all)).toEqual(each(all, 'member-deactivated'))
})

it('nobody writes details into what is left of an erased record', async () => {
  const own = await buildClinic(database)
  const { clientId } = await buildRecorded(own)
  await erase(own, clientId)
  const [flag] = await own.sql<{ id: string }>(own.doctor, 'select id from red_flags where client_id = $1', [clientId])
  const detail = `insert into red_flag_details (clinic_id, id, red_flag_id, says, limb, since, written_by, occurred_at)
    values ($1, uuidv7(), $2, 'Ana said', null, '', $3, now())`
  expect(await refusalOf(own.sql(own.doctor, detail, [own.id, flag?.id, own.doctor.memberId]))).toBe('client-erased')
})

it('whoever is taken out of a care team while they train ends that session, and it is over with it', async () => {
  const own = await buildCleared(clinic)
  const { trainer, admin } = clinic
  const sessionId = await train(clinic, own)
  await clinic.sql(admin, 'delete from care_team where client_id = $1', [own.clientId])
  const set = () =>
    clinic.sql(
      trainer,
      `insert into sets (clinic_id, id, client_id, session_id, prescription_id, exercise, side, set_number, reps, load_g,
         entered_value, entered_unit, rpe, is_restricted, occurred_at, performed_on, logged_by)
       values ($1, uuidv7(), $2, $3, $4, 'Leg extension', 'left', 1, 30, 12000, '12', 'kg', 8, false, now(), '2000-01-01', $5)`,
      [clinic.id, own.clientId, sessionId, own.lineId, trainer.memberId],
    )
  expect(await refusalOf(set())).toBeNull()
  const end = 'update training_sessions set ended_at = now() where id = $1'
  expect(await refusalOf(clinic.sql(trainer, end, [sessionId]))).toBeNull()
  expect(await refusalOf(set())).toBe('not-in-care-team')
  expect(await words(trainer, own, all)).toEqual(each(all, 'not-in-care-team'))
})
