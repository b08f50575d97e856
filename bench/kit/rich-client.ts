/** A client with something on every part of their pages: two cleared versions, twenty sessions, and ninety days of sets. */
import { randomUUID } from 'node:crypto'
import { type Clinic, inOne, type Who } from '../../tests/builders'
import {
  type Built,
  buildClient,
  buildDraft,
  buildScreening,
  buildVersion,
  consent,
  measureLop,
  sign,
  submit,
  train,
} from '../../tests/builders-program'
import type { ScaleClinic } from './scale-clinic'

export type RichClient = { clientId: string; programId: string }

const dayMs = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs)

/** Made once in this clinic, and found again by their goal: no other client of it has one. */
export async function useRichClient(scale: ScaleClinic): Promise<RichClient> {
  const known = await scale.superuser.query<RichClient>(
    `select p.client_id as "clientId", p.id as "programId" from goals g
     join programs p on p.clinic_id = g.clinic_id and p.client_id = g.client_id where g.clinic_id = $1`,
    [scale.id],
  )
  if (known.rows[0]) return known.rows[0]
  const clinic = await peopleOf(scale)
  const clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId, { at: daysAgo(30) })
  await measureLop(clinic, clientId, 'left-leg', daysAgo(30))
  const draft = await buildDraft(clinic, clientId, { severity: 'justify', at: daysAgo(30) })
  const first = await cleared(scale, clinic, draft, daysAgo(20))
  await consent(clinic, first, daysAgo(20))
  await clinic.sql(clinic.trainer, `update programs set status = 'active', started_at = $2 where id = $1`, [
    draft.programId,
    daysAgo(20),
  ])
  for (let day = 20; day > 10; day -= 1) await trained(clinic, first, daysAgo(day))
  const next = await buildVersion(clinic, draft.programId, 2, {
    kind: 'amendment',
    severity: 'justify',
    sessionsPerWeek: 4,
    at: daysAgo(10),
  })
  const second = await cleared(scale, clinic, { ...draft, ...next }, daysAgo(10))
  for (let day = 10; day > 0; day -= 1) await trained(clinic, second, daysAgo(day))
  await logged(scale, clinic, clientId)
  await measured(clinic, clientId)
  return { clientId, programId: draft.programId }
}

/** The people of the clinic as the builders know them; what they do with a password is written down for them. */
async function peopleOf({ id, urls, superuser }: ScaleClinic): Promise<Clinic> {
  const whoIs = async (name: string): Promise<Who> => {
    const { rows } = await superuser.query<{ id: string }>(
      'select id from members where clinic_id = $1 and name = $2',
      [id, name],
    )
    return { clinicId: id, memberId: rows[0]?.id ?? '', name, email: '', idHash: '', cookie: '' }
  }
  const as: Clinic['as'] = (who, work) => inOne(urls.app, who, work)
  return {
    id,
    trainer: await whoIs('Maya Ruiz'),
    otherTrainer: await whoIs('Jo Okafor'),
    therapist: await whoIs('Lin Chen'),
    otherTherapist: await whoIs('Tove Berg'),
    doctor: await whoIs('Dr. Amara Osei'),
    admin: await whoIs('Ada Admin'),
    trainerAndTherapist: await whoIs('Sam Both'),
    as,
    sql: (who, text, values) => as(who, (rows) => rows(text, values)),
    owner: () => Promise.reject(new Error('Nothing here is the owner’s.')),
  }
}

/** With five more lines and two more findings, submitted and cleared with every finding answered. */
async function cleared(
  scale: ScaleClinic,
  clinic: Clinic,
  draft: Parameters<typeof submit>[1],
  at: Date,
): Promise<Built> {
  await clinic.as(clinic.trainer, async (rows) => {
    await rows(
      `insert into prescriptions (clinic_id, id, version_id, position, exercise, mode, limb, load_kind, load_percent, reps, rest_seconds)
       select $1, uuidv7(), $2, n + 1, ('{Leg press,Squat,Calf raise,Hip thrust,"Leg curl, lying"}'::text[])[n], 'strength', 'left-leg',
         'percent-1rm', 60 + n, '{12,12,10}', 90 from generate_series(1, 5) n`,
      [clinic.id, draft.versionId],
    )
    await rows(
      `insert into findings (clinic_id, id, version_id, rule_id, severity, value, range, says, trainer_why)
       select $1, uuidv7(), $2, 'pressure', 'justify', n || ' %', '40-80 %', 'Outside the range', 'No response at 80'
       from generate_series(1, 2) n`,
      [clinic.id, draft.versionId],
    )
  })
  const built = await submit(clinic, draft, clinic.trainer, at)
  const findings = await clinic.sql<{ id: string }>(clinic.trainer, 'select id from findings where version_id = $1', [
    built.versionId,
  ])
  const { rows } = await scale.superuser.query<{ id: string }>(
    `insert into reauthentications (clinic_id, id, member_id, purpose, content_hash, made_at, expires_at)
     values ($1, $2, $3, 'sign:cleared', $4, clock_timestamp(), clock_timestamp() + interval '2 minutes') returning id`,
    [clinic.id, randomUUID(), clinic.therapist.memberId, built.contentHash],
  )
  const reauthenticationId = rows[0]?.id ?? ''
  await sign(clinic, built, { at, reauthenticationId, answers: findings.map(({ id }) => id) })
  return built
}

/** A session with twelve sets, ended. */
async function trained(clinic: Clinic, built: Built, at: Date): Promise<void> {
  const sessionId = await train(clinic, built, { at, kind: 'reported' })
  await clinic.sql(
    clinic.trainer,
    `insert into sets (clinic_id, id, client_id, session_id, prescription_id, exercise, side, set_number, reps, load_g,
       entered_value, entered_unit, rpe, is_restricted, pressure_mmhg, occurred_at, performed_on, logged_by)
     select l.clinic_id, uuidv7(), $2, $3, l.id, l.exercise, 'left', n, 12, 12000 + 500 * n, '12', 'kg', 6 + n, l.mode like 'bfr-%',
       case when l.mode like 'bfr-%' then 100 end, $4, '2000-01-01', $5
     from prescriptions l, generate_series(1, 2) n where l.version_id = $1`,
    [built.versionId, built.clientId, sessionId, at, clinic.trainer.memberId],
  )
}

/** Maxima, girth, motion and pain over the weeks, and a goal. */
async function measured(clinic: Clinic, clientId: string): Promise<void> {
  const columns = `clinic_id, id, client_id, side, entered_value, measured_by, occurred_at, measured_on, kind, amount, entered_unit`
  const row = `$1, uuidv7(), $2, v.side, '', $3, now() - make_interval(days => 14 * n), date '2000-01-01'`
  const from = `from generate_series(0, 5) n, (values ('left'), ('right')) v (side)`
  await clinic.as(clinic.therapist, async (rows) => {
    for (const statement of [
      `insert into measurements (${columns}, exercise) select ${row}, 'one-rm', 60000 - 2000 * n, 'kg', 'Leg extension' ${from}`,
      `insert into measurements (${columns}, site) select ${row}, 'girth', 400 + n, 'cm', 'Calf, widest' ${from}`,
      `insert into measurements (${columns}, movement, is_passive) select ${row}, 'range-of-motion', 120 - 5 * n, 'deg', 'Knee flexion', false ${from}`,
    ])
      await rows(statement, [clinic.id, clientId, clinic.therapist.memberId])
    await rows(
      `insert into goals (clinic_id, id, client_id, kind, subject, side, amount, entered_value, entered_unit, set_by, occurred_at)
       values ($1, uuidv7(), $2, 'one-rm', 'Leg extension', 'left', 70000, '70', 'kg', $3, now())`,
      [clinic.id, clientId, clinic.therapist.memberId],
    )
  })
}

/** A log of a hundred sets a client brought along, over ninety days: with those of the sessions, about three hundred. */
async function logged({ superuser }: ScaleClinic, { id, trainer }: Clinic, clientId: string): Promise<void> {
  const importId = randomUUID()
  const values = [id, clientId, trainer.memberId, importId]
  await superuser.query('begin')
  await superuser.query('set local session_replication_role = replica')
  await superuser.query(
    `insert into imports (clinic_id, id, client_id, imported_by, kind, file_hash, rows_total, rows_taken, rows_skipped, rows_refused, occurred_at)
     values ($1, $4, $2, $3, 'hevy', encode(sha256(($2::uuid)::text::bytea), 'hex'), 100, 100, 0, 0, now())`,
    values,
  )
  await superuser.query(
    `insert into sets (clinic_id, id, client_id, import_id, exercise, side, set_number, reps, load_g, entered_value, rpe, is_restricted,
       is_test, fingerprint, local_at, occurred_at, performed_on, logged_by)
     select $1, uuidv7(), $2, $4, ('{Leg extension,Leg press}'::text[])[n % 2 + 1], ('{left,right}'::text[])[n / 2 % 2 + 1], 1, 5 + n % 6,
       30000 + 100 * n, '', 9, false, false, md5(n::text), current_date - 90 + n * 9 / 10 + time '10:00',
       current_date - 90 + n * 9 / 10 + time '10:00', current_date - 90 + n * 9 / 10, $3
     from generate_series(0, 99) n`,
    values,
  )
  await superuser.query('commit')
}
