/** Whom an event is about: every table has its way to a client or says why none, and each event is filed by it. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rememberExport } from '~/data/audit.server'
import { listAuditEvents } from '~/data/audit-events.server'
import { verifyAudit } from '~/data/audit-verify.server'
import { readClinic } from '~/database/door.server'
import { auditTopics, nounsOf } from '~/domain/audit-topics'
import { buildClinic, type Clinic } from '../builders'
import { type Built, buildCleared, buildClient, buildDraft, train } from '../builders-program'
import { useTestDatabase } from '../use-database'
import { superuserOf } from './superuser'

const database = useTestDatabase()
let owner: pg.Client
let clinic: Clinic
let built: Built
let bystander: string

const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3_600_000)

beforeAll(async () => {
  owner = new pg.Client({ connectionString: database.urls.superuser })
  await owner.connect()
  clinic = await buildClinic(database)
  bystander = await buildClient(clinic)
  built = await buildCleared(clinic, { severity: 'advise', at: daysAgo(25) })
  await liveOn()
})
afterAll(() => owner.end())

/** A row in each table that stands further from the client, each after what it hangs on. */
async function liveOn() {
  const { trainer, therapist } = clinic
  const sessionId = await train(clinic, built, { at: daysAgo(24) })
  const [setId, flagId, holdId] = [v7(), v7(), v7()]
  await clinic.as(trainer, async (rows) => {
    await rows(
      `insert into deviations (clinic_id, id, session_id, kind, says, reason, recorded_by, occurred_at)
       values ($1, $2, $3, 'reps', 'Two more than prescribed', 'Felt easy', $4, now())`,
      [clinic.id, setId, sessionId, trainer.memberId],
    )
    await rows("update training_sessions set ended_at = occurred_at + interval '1 hour' where id = $1", [sessionId])
    await rows(
      `insert into holds (clinic_id, id, program_id, cause, reason, placed_by, occurred_at)
       values ($1, $2, $3, 'trainer', 'Away', $4, now())`,
      [clinic.id, holdId, built.programId, trainer.memberId],
    )
  })
  await clinic.sql(
    therapist,
    `insert into hold_lifts (clinic_id, id, hold_id, lifted_by, reason, occurred_at)
     values ($1, $2, $3, $4, 'Back again', now())`,
    [clinic.id, v7(), holdId, therapist.memberId],
  )
  await owner.query("select set_config('clearway.clinic', $1, false), set_config('clearway.member', $2, false)", [
    clinic.id,
    therapist.memberId,
  ])
  await owner.query(
    `insert into window_flags (clinic_id, id, program_id, scope, severity, opened_on, review_on, occurred_at)
     select w.clinic_id, $2, w.program_id, w.scope, 'review-due', w.opened_on, w.review_on, now()
     from rehab_windows w where w.clinic_id = $1 and w.program_id = $3 limit 1`,
    [clinic.id, flagId, built.programId],
  )
  await owner.query(
    `insert into flag_acknowledgements (clinic_id, flag_id, acknowledged_by, occurred_at) values ($1, $2, $3, now())`,
    [clinic.id, flagId, therapist.memberId],
  )
}

type Way = { name: string; way: string | null; why: string | null }
const waysOf = async () =>
  (
    await owner.query<Way>(
      `select table_name as name, subject_column || ' > ' || subject_table as way, no_client_why as why
       from audited_tables order by table_name`,
    )
  ).rows

const clientOf = async (tableName: string) =>
  (
    await owner.query<{ client: string }>(
      `select distinct coalesce(s.client_id::text, 'nobody') as client from audit_events e
       left join audit_subjects s using (clinic_id, seq)
       where e.clinic_id = $1 and e.table_name = $2 order by 1`,
      [clinic.id, tableName],
    )
  ).rows.map(({ client }) => client)

describe('every audited table', () => {
  it('has a way to its client, or says why it concerns none', async () => {
    const silent = (await waysOf()).filter(({ way, why }) => (way === null) === (why === null))
    expect(silent.map(({ name }) => name)).toEqual([])
  })

  it('has the way one would take by hand', async () => {
    const ways = Object.fromEntries((await waysOf()).map(({ name, way }) => [name, way]))
    expect(ways).toMatchObject({
      ...Object.fromEntries(
        `care_team imports record_entries screenings client_events red_flags lop_measurements programs training_sessions sets
         measurements strikes`
          .split(/\s+/)
          .map((name) => [name, 'client_id > clients']),
      ),
      clients: 'id > clients',
      screening_outcomes: 'screening_id > screenings',
      versions: 'program_id > programs',
      consents: 'program_id > programs',
      holds: 'program_id > programs',
      window_flags: 'program_id > programs',
      prescriptions: 'version_id > versions',
      findings: 'version_id > versions',
      decisions: 'version_id > versions',
      finding_answers: 'decision_id > decisions',
      hold_lifts: 'hold_id > holds',
      deviations: 'session_id > training_sessions',
      flag_acknowledgements: 'flag_id > window_flags',
      installation: null,
      clinics: null,
      members: null,
      member_roles: null,
      accounts: null,
      audit_verifications: null,
    })
  })

  it('stands under a topic of the page', async () => {
    const all = auditTopics.flatMap((topic) => [...nounsOf(topic)])
    const { rows } = await owner.query<{ noun: string }>(
      'select coalesce(kind_noun, table_name) as noun from audited_tables order by 1',
    )
    expect(rows.map(({ noun }) => noun).filter((noun) => !all.includes(noun))).toEqual([])
  })
})

describe('an event', () => {
  it.each(
    `programs versions prescriptions findings decisions consents screenings screening_outcomes lop_measurements
     training_sessions deviations holds hold_lifts window_flags flag_acknowledgements`.split(/\s+/),
  )('of %s is filed under the client it is about', async (tableName) => {
    expect(await clientOf(tableName)).toEqual([built.clientId])
  })

  it('of a client, or of their care team, under that client', async () => {
    expect(await clientOf('clients')).toEqual([bystander, built.clientId].sort())
    expect(await clientOf('care_team')).toEqual([bystander, built.clientId].sort())
  })

  it.each(['members', 'member_roles', 'accounts', 'logins', 'clinics'])('of %s under none', async (tableName) => {
    expect(await clientOf(tableName)).toEqual(['nobody'])
  })

  it('that takes a line out of a draft is filed under the client too', async () => {
    const clientId = await buildClient(clinic)
    const draft = await buildDraft(clinic, clientId)
    await clinic.sql(clinic.trainer, 'delete from prescriptions where id = $1', [draft.lineId])
    const { rows } = await readClinic(clinic.admin, (query) => listAuditEvents(query, { clientId }))
    expect(rows[0]).toMatchObject({ kind: 'prescriptions.delete', clientId, clientName: 'Ana Lindqvist' })
  })

  it('of an export is filed under the client whose data it was, and under nobody of another clinic', async () => {
    const other = await buildClinic(database)
    await rememberExport(clinic.admin, 'progress', { clientId: built.clientId })
    await rememberExport(other.admin, 'progress', { clientId: built.clientId })
    const exportOf = async (who: typeof clinic.admin) =>
      (await readClinic(who, (query) => listAuditEvents(query, { topic: 'exports' }))).rows[0]
    expect(await exportOf(clinic.admin)).toMatchObject({ clientId: built.clientId })
    expect(await exportOf(other.admin)).toMatchObject({ kind: 'export.progress', clientId: null })
  })
})

describe('the list of whom events are about', () => {
  it.each([
    'insert into audit_subjects values (current_clinic(), 1, uuidv7())',
    'update audit_subjects set client_id = uuidv7()',
    'delete from audit_subjects',
    'truncate audit_subjects',
    "select client_of('clients', current_clinic(), current_member())",
    'select told_subjects(current_clinic())',
  ])('is written by nobody but the triggers: %s', async (statement) => {
    await expect(clinic.sql(clinic.admin, statement)).rejects.toThrow('permission denied')
  })

  it('shows a clinic its own alone, and without a clinic none', async () => {
    const other = await buildClinic(database)
    expect(await other.sql(other.admin, 'select 1 from audit_subjects')).toEqual([])
  })

  it('agrees with what the details tell, or verifying says where it does not', async () => {
    const whole = await verifyAudit(database.urls.backup, '/nowhere')
    expect([whole.isWhole, whole.misfiled]).toEqual([true, 0])
    const superuser = await superuserOf(database.urls.superuser)
    const { rows } = await superuser.query<{ seq: string }>(
      "select seq from audit_events where clinic_id = $1 and kind = 'decision.cleared'",
      [clinic.id],
    )
    const swap = (clientId: string) =>
      superuser.query('update audit_subjects set client_id = $3 where clinic_id = $1 and seq = $2', [
        clinic.id,
        rows[0]?.seq,
        clientId,
      ])
    await swap(bystander)
    const swapped = await verifyAudit(database.urls.backup, '/nowhere')
    expect([swapped.isWhole, swapped.misfiled]).toEqual([false, 1])
    await swap(built.clientId)
    await superuser.query('delete from audit_subjects where clinic_id = $1 and seq = $2', [clinic.id, rows[0]?.seq])
    expect(await verifyAudit(database.urls.backup, '/nowhere')).toMatchObject({ isWhole: false, misfiled: 1 })
    await superuser.query('insert into audit_subjects values ($1, $2, $3)', [clinic.id, rows[0]?.seq, built.clientId])
    await superuser.end()
  })

  it('is made by the migration for the events of before just as the trigger makes it', async () => {
    const file = join(import.meta.dirname, '../../prisma/migrations/20261126105000_audit_subjects/migration.sql')
    const sql = await readFile(file, 'utf8')
    const begin = sql.indexOf('DO $$\nDECLARE\n  name text;')
    const backfill = sql.slice(begin, sql.indexOf('END $$;', begin) + 'END $$;'.length)
    const listed = `select clinic_id, seq, client_id from audit_subjects s
      where not exists (select 1 from audit_events e where e.clinic_id = s.clinic_id and e.seq = s.seq and e.kind like 'export.%')
      order by 1, 2`
    const before = (await owner.query(listed)).rows
    const asOwner = new pg.Client({ connectionString: database.urls.owner })
    await asOwner.connect()
    await asOwner.query('begin')
    await asOwner.query('delete from audit_subjects')
    await asOwner.query(backfill)
    const after = (await asOwner.query(listed)).rows
    const forced = await asOwner.query(
      "select relname from pg_class where relname = any ('{programs,versions,clients,holds}') and not relforcerowsecurity",
    )
    await asOwner.query('rollback')
    await asOwner.end()
    expect(before.length).toBeGreaterThan(20)
    expect(after).toEqual(before)
    expect(forced.rows).toEqual([])
  })
})
