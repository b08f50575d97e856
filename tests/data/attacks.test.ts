/** What somebody with the app's own role, and any context they like, tries against the database: each attempt comes to nothing. */
import pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildClinic, type Clinic, inOne, type Rows, type Who } from '../builders'
import {
  type Built,
  buildCleared,
  buildClient,
  buildDraft,
  buildScreening,
  buildVersion,
  consent,
  measureLop,
  sign,
  submit,
  train,
} from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let superuser: pg.Client

beforeAll(async () => {
  clinic = await buildClinic(database)
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
})
afterAll(() => superuser.end())

const elsewhere = { name: 'clearway.clinic', value: '00000000-0000-7000-8000-0000000000ee' }
const leave = `set_config('${elsewhere.name}', '${elsewhere.value}', true)`

async function submitted(asked: Parameters<typeof buildDraft>[2] = {}): Promise<Built> {
  const clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId)
  return submit(clinic, await buildDraft(clinic, clientId, asked))
}

async function one<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<Row | undefined> {
  return (await superuser.query<Row>(text, values)).rows[0]
}

const statusOf = async ({ programId }: { programId: string }) =>
  (await one<{ status: string }>('select status from programs where id = $1', [programId]))?.status

const screen = (rows: Rows, clientId: string, id: string, seq = '') =>
  rows(
    `insert into screenings (clinic_id, id, client_id, screened_by, answers, reasons, systolic, diastolic, is_pregnant,
       has_clot_history, occurred_at ${seq && ', seq'}) ${seq && 'overriding system value'}
     values ($1, $2, $3, $4, '{}', '[]', 118, 76, false, false, now() ${seq && `, ${seq}`})`,
    [clinic.id, id, clientId, clinic.trainer.memberId],
  )

describe('a screening that prohibits', () => {
  it('is not outranked by one that claims to be newer than all to come', async () => {
    const clientId = await buildClient(clinic)
    const forged = clinic.as(clinic.trainer, (rows) => screen(rows, clientId, v7(), '9000000000000000000'))
    await expect(forged).rejects.toThrow('permission denied')
  })

  it('holds what runs, even when its writer has gone to another clinic before it is saved', async () => {
    const built = await buildCleared(clinic)
    await train(clinic, built)
    const id = v7()
    const slipped = clinic.as(clinic.trainer, async (rows) => {
      await screen(rows, built.clientId, id)
      await rows(
        `insert into screening_outcomes (clinic_id, screening_id, scope, bfr, plain) values ($1, $2, 'all', 'elevated', 'elevated')`,
        [clinic.id, id],
      )
      await rows('set constraints screenings_whole immediate')
      await rows(`select ${leave}`)
    })
    await expect(slipped).rejects.toThrow('no-clinic')
  })
})

describe('a finding to justify', () => {
  it('is not passed over by leaving for another clinic before the decision is saved', async () => {
    const built = await submitted({ severity: 'justify' })
    const leaving: Clinic = {
      ...clinic,
      as: (who, work) =>
        clinic.as(who, async (rows) => {
          const result = await work(rows)
          await rows(`select ${leave}`)
          return result
        }),
    }
    await expect(sign(leaving, built)).rejects.toThrow('no-clinic')
  })

  it('is not asked about without the trainer saying why', async () => {
    const draft = await buildDraft(clinic, await buildClient(clinic))
    const silent = clinic.sql(
      clinic.trainer,
      `insert into findings (clinic_id, id, version_id, rule_id, severity, value, range, says)
       values ($1, $2, $3, 'pressure', 'justify', '90 %', '40-80 %', 'Outside')`,
      [clinic.id, v7(), draft.versionId],
    )
    await expect(silent).rejects.toThrow('check constraint')
  })

  it('gets no answer after the signature, from a transaction that was open before it', async () => {
    const built = await submitted({ severity: 'advise' })
    const finding = await one<{ id: string }>('select id from findings where version_id = $1', [built.versionId])
    const late = inOne(database.urls.app, clinic.therapist, async (rows) => {
      await rows('select now()')
      const decisionId = await sign(clinic, built)
      await rows(
        `insert into finding_answers (clinic_id, decision_id, finding_id, answer) values ($1, $2, $3, 'Never said')`,
        [clinic.id, decisionId, finding?.id],
      )
    })
    await expect(late).rejects.toThrow('immutable')
  })
})

describe('two programs on one limb', () => {
  it('do not run at once by starting one from a clinic that is left in the same statement', async () => {
    const first = await buildCleared(clinic)
    await train(clinic, first)
    const second = await buildCleared(clinic, { clientId: first.clientId })
    const started = clinic.sql(
      clinic.trainer,
      `update programs set status = 'active', started_at = now() where id = $1 returning ${leave}`,
      [second.programId],
    )
    await expect(started).rejects.toThrow('no-clinic')
    expect(await statusOf(second)).toBe('not-started')
  })
})

describe('a red flag', () => {
  it('holds the client, wherever its writer went in the same statement', async () => {
    const built = await buildCleared(clinic)
    await train(clinic, built)
    const raised = clinic.sql(
      clinic.trainer,
      `insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, raised_by, occurred_at)
       values ($1, $2, $3, 'calf-swelling', true, $4, now()) returning ${leave}`,
      [clinic.id, v7(), built.clientId, clinic.trainer.memberId],
    )
    await expect(raised).rejects.toThrow('no-clinic')
  })

  it('is not lifted on an assessment that is an empty word', async () => {
    const built = await buildCleared(clinic)
    await clinic.sql(
      clinic.trainer,
      `insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, raised_by, occurred_at)
       values ($1, $2, $3, 'calf-swelling', true, $4, now())`,
      [clinic.id, v7(), built.clientId, clinic.trainer.memberId],
    )
    await buildScreening(clinic, built.clientId, { by: clinic.therapist })
    const lifted = clinic.sql(
      clinic.therapist,
      `insert into hold_lifts (clinic_id, id, hold_id, lifted_by, reason, assessed_by, assessed_on, assessment_result, occurred_at)
       select $1, $2, id, $3, 'Fine', '', current_date, '', now() from holds where program_id = $4`,
      [clinic.id, v7(), clinic.therapist.memberId, built.programId],
    )
    await expect(lifted).rejects.toThrow('check constraint')
  })
})

describe('a screening after a red flag', () => {
  const raise = (clientId: string) =>
    clinic.sql(
      clinic.trainer,
      `insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, raised_by, occurred_at)
       values ($1, gen_random_uuid(), $2, 'numbness-or-weakness-that-stays', false, $3, now())`,
      [clinic.id, clientId, clinic.trainer.memberId],
    )

  it('is a clinician to take, even where the client had no program to hold', async () => {
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId)
    await raise(clientId)
    await expect(buildScreening(clinic, clientId)).rejects.toThrow('screening-needs-clinician')
    await buildScreening(clinic, clientId, { by: clinic.therapist })
    await buildScreening(clinic, clientId)
  })

  it('is a trainer to take again once the program that was held is over, and a clinician has screened since', async () => {
    const built = await buildCleared(clinic)
    await raise(built.clientId)
    await buildScreening(clinic, built.clientId, { by: clinic.therapist })
    await expect(buildScreening(clinic, built.clientId)).rejects.toThrow('screening-needs-clinician')
    await clinic.sql(
      clinic.trainer,
      "update programs set status = 'stopped', ended_at = now(), end_reason = 'Over' where id = $1",
      [built.programId],
    )
    await buildScreening(clinic, built.clientId)
  })
})

describe('the lines of what was submitted', () => {
  const twin = async (built: Built) => {
    const other = await buildClinic(database)
    const clientId = await buildClient(other)
    const second = v7()
    await other.sql(
      other.trainer,
      `insert into programs (clinic_id, id, client_id, name, raised_by, occurred_at) values ($1, $2, $3, 'Twin', $4, now())`,
      [other.id, second, clientId, other.trainer.memberId],
    )
    await other.sql(
      other.trainer,
      `insert into versions (clinic_id, id, program_id, number, kind, author_id, goal, diagnosis, sessions_per_week,
         sessions_per_day, weeks, occurred_at) values ($1, $2, $3, 1, 'new', $4, 'strength', 'x', 3, 1, 3, now())`,
      [other.id, built.versionId, second, other.trainer.memberId],
    )
    return other
  }
  const lines = async (built: Built) =>
    (
      await superuser.query('select 1 from prescriptions where clinic_id = $1 and version_id = $2', [
        clinic.id,
        built.versionId,
      ])
    ).rowCount

  it('are neither deleted nor carried off through a draft of the same id in another clinic', async () => {
    const built = await submitted()
    const other = await twin(built)
    const tricks = [
      `delete from prescriptions where version_id = $1 and set_config('clearway.clinic', $2, true) is not null`,
      `update prescriptions set clinic_id = set_config('clearway.clinic', $2, true)::uuid where version_id = $1`,
    ]
    for (const text of tricks) {
      await clinic.sql(clinic.trainer, text, [built.versionId, other.id]).catch(() => undefined)
      expect(await lines(built), text).toBe(1)
    }
  })
})

describe("the clinic's order of changes", () => {
  it('is kept by somebody who enters the clinic only in the middle of a statement', async () => {
    const built = await buildCleared(clinic)
    await train(clinic, built)
    const holder = new pg.Client({ connectionString: database.urls.app })
    await holder.connect()
    await holder.query('begin')
    await holder.query(`select set_config('clearway.clinic', $1, true), set_config('clearway.member', $2, true)`, [
      clinic.id,
      clinic.therapist.memberId,
    ])
    await holder.query(
      `insert into holds (clinic_id, id, program_id, cause, reason, placed_by, occurred_at)
       values ($1, $2, $3, 'clinician', 'Wait', $4, now())`,
      [clinic.id, v7(), built.programId, clinic.therapist.memberId],
    )
    const stranger = { clinicId: elsewhere.value, memberId: clinic.trainer.memberId }
    const started = inOne(database.urls.app, stranger, (rows) =>
      rows(
        `with entered as materialized (select set_config('clearway.clinic', $1::text, true) as clinic)
         insert into training_sessions (clinic_id, id, client_id, program_id, version_id, kind, is_bfr, logged_by, occurred_at, day, time_zone)
         select clinic::uuid, $2, $3, $4, $5, 'started', false, $6, now(), now(), '' from entered`,
        [clinic.id, v7(), built.clientId, built.programId, built.versionId, clinic.trainer.memberId],
      ),
    ).then(
      () => 'started',
      (error: Error) => error.message,
    )
    await new Promise((resolve) => setTimeout(resolve, 300))
    await holder.query('commit')
    await holder.end()
    expect(await started).toContain('on-hold')
  })

  it("is kept by somebody who looks at yesterday's picture of it", async () => {
    const built = await buildCleared(clinic)
    await clinic.sql(clinic.trainer, `update programs set status = 'active', started_at = now() where id = $1`, [
      built.programId,
    ])
    const started = inOne(database.urls.app, clinic.trainer, async (rows) => {
      await rows('commit')
      await rows('begin isolation level repeatable read')
      await rows(`select set_config('clearway.clinic', $1, true), set_config('clearway.member', $2, true)`, [
        clinic.id,
        clinic.trainer.memberId,
      ])
      await rows('select count(*) from holds')
      await clinic.sql(
        clinic.therapist,
        `insert into holds (clinic_id, id, program_id, cause, reason, placed_by, occurred_at)
         values ($1, $2, $3, 'clinician', 'Wait', $4, now())`,
        [clinic.id, v7(), built.programId, clinic.therapist.memberId],
      )
      await rows(
        `insert into training_sessions (clinic_id, id, client_id, program_id, version_id, kind, is_bfr, logged_by, occurred_at, day, time_zone)
         values ($1, $2, $3, $4, $5, 'started', false, $6, now(), now(), '')`,
        [clinic.id, v7(), built.clientId, built.programId, built.versionId, clinic.trainer.memberId],
      )
    })
    await expect(started).rejects.toThrow()
    const count = await one<{ n: number }>('select count(*)::int as n from training_sessions where program_id = $1', [
      built.programId,
    ])
    expect(count?.n).toBe(0)
  })
})

describe('a row slipped in among others, from another clinic where the same ids mean something else', () => {
  it('is no LOP of a client whose screening prohibits it', async () => {
    const [other, clientId] = [await buildClinic(database), await buildClient(clinic)]
    const twinId = clientId
    const healthy = await buildClient(clinic)
    await buildScreening(clinic, healthy)
    await buildScreening(clinic, clientId, { bfr: 'no-restriction' })
    await other.sql(
      other.trainer,
      `insert into clients (clinic_id, id, record_number, given_name, family_name, birth_date, sex, created_by)
       values ($1, $2, 'R-1', 'Twin', 'Twin', '1990-05-04', 'female', $3)`,
      [other.id, twinId, other.trainer.memberId],
    )
    await buildScreening(other, twinId, { by: other.therapist })
    const slipped = clinic.sql(
      clinic.trainer,
      `insert into lop_measurements (clinic_id, id, client_id, limb, cuff_width_mm, position, pressure_mmhg, measured_by, occurred_at, measured_on)
       select $1::uuid, gen_random_uuid(), client, 'left-leg', 115, 'lying', 168, $2::uuid, now(),
         case when set_config('clearway.clinic', clinic, true) <> '' then current_date end
       from (values ($3::uuid, $1::text), ($4::uuid, $5::text)) as asked (client, clinic)
       returning set_config('clearway.clinic', $1::text, true)`,
      [clinic.id, clinic.trainer.memberId, healthy, clientId, other.id],
    )
    await expect(slipped).rejects.toThrow('no-clinic')
  })
})

describe('a program that never started', () => {
  it('does not say on the day it is stopped that it had', async () => {
    const at = new Date(Date.now() - 40 * 86_400_000)
    const built = await buildCleared(clinic, { at })
    const stopped = clinic.sql(
      clinic.trainer,
      `update programs set status = 'stopped', ended_at = now(), started_at = now() - interval '39 days' where id = $1`,
      [built.programId],
    )
    await expect(stopped).rejects.toThrow('not-cleared')
    const late = train(clinic, built, { kind: 'reported', at: new Date(Date.now() - 2 * 86_400_000) })
    await expect(late).rejects.toThrow('outside-clearance-needs-reason')
  })
})

describe('a strike', () => {
  const strike = (rows: Rows, id: string, clientId: string, by: string) =>
    rows(
      `insert into strikes (clinic_id, subject, subject_id, client_id, reason, struck_by, occurred_at)
       values ($1, 'session', $2, $3, 'Entered twice', $4, now())`,
      [clinic.id, id, clientId, by],
    )

  it('is only of something that is there, of this client, by the member who strikes', async () => {
    const built = await buildCleared(clinic)
    const id = await train(clinic, built)
    const { trainer, therapist } = clinic
    const other = await buildClient(clinic)
    await expect(clinic.as(trainer, (rows) => strike(rows, v7(), built.clientId, trainer.memberId))).rejects.toThrow(
      'nothing there',
    )
    await expect(clinic.as(trainer, (rows) => strike(rows, id, other, trainer.memberId))).rejects.toThrow(
      'nothing there',
    )
    await expect(clinic.as(trainer, (rows) => strike(rows, id, built.clientId, therapist.memberId))).rejects.toThrow(
      'not-your-role',
    )
    await clinic.as(trainer, (rows) => strike(rows, id, built.clientId, trainer.memberId))
  })
})

describe('a trainer', () => {
  it('gives nobody a role or a licence, least of all themselves', async () => {
    const { trainer, therapist } = clinic
    const own = [clinic.id, trainer.memberId]
    const tricks: [string, unknown[]][] = [
      [`insert into member_roles (clinic_id, member_id, role) values ($1, $2, 'doctor')`, own],
      [
        `update members set licence_number = 'MD-1', licence_valid_until = '2099-01-01' where clinic_id = $1 and id = $2`,
        own,
      ],
      [`delete from member_roles where clinic_id = $1 and member_id = $2`, [clinic.id, therapist.memberId]],
      [
        `insert into members (clinic_id, id, name, email) values ($1, gen_random_uuid(), 'New', $2 || '@x.example')`,
        own,
      ],
      [`update clinics set screening_valid_days = 365 where id = $1 and $2::uuid is not null`, own],
    ]
    for (const [text, values] of tricks)
      await expect(clinic.sql(trainer, text, values), text).rejects.toThrow(/not-your-role|permission denied/)
  })
})

describe('a set under the cuff', () => {
  it('makes its session one with restriction, whatever the session was started as', async () => {
    const built = await buildCleared(clinic)
    const id = await train(clinic, built, { isBfr: false })
    await clinic.sql(
      clinic.trainer,
      `insert into sets (clinic_id, id, client_id, session_id, prescription_id, exercise, side, set_number, reps, is_restricted,
         occurred_at, performed_on, logged_by) values ($1, $2, $3, $4, $5, 'Leg extension', 'left', 1, 30, true, now(), now(), $6)`,
      [clinic.id, v7(), built.clientId, id, built.lineId, clinic.trainer.memberId],
    )
    expect(await one('select is_bfr, bfr_limbs from training_sessions where id = $1', [id])).toEqual({
      is_bfr: true,
      bfr_limbs: ['left-leg'],
    })
    expect(await one('select scope from rehab_windows where program_id = $1', [built.programId])).toEqual({
      scope: 'left-leg',
    })
    await expect(
      clinic.sql(clinic.trainer, `update training_sessions set is_bfr = false, bfr_limbs = '{}' where id = $1`, [id]),
    ).rejects.toThrow('immutable')
  })
})

describe('a set of a line', () => {
  it('that its session does not run is refused: of the next version, which nobody cleared, or of another client', async () => {
    const built = await buildCleared(clinic)
    const sessionId = await train(clinic, built)
    const next = await buildVersion(clinic, built.programId, 2, { kind: 'amendment' })
    const others = await buildCleared(clinic)
    const setOf = (lineId: string) =>
      clinic.sql(
        clinic.trainer,
        `insert into sets (clinic_id, id, client_id, session_id, prescription_id, exercise, side, set_number, reps,
           occurred_at, performed_on, logged_by) values ($1, $2, $3, $4, $5, 'Leg extension', 'left', 1, 30, now(), now(), $6)`,
        [clinic.id, v7(), built.clientId, sessionId, lineId, clinic.trainer.memberId],
      )
    for (const { lineId } of [next, others]) await expect(setOf(lineId)).rejects.toThrow('line-not-in-version')
    await setOf(built.lineId)
  })
})

describe('a line', () => {
  it('does not hide a number of repetitions', async () => {
    const draft = await buildDraft(clinic, await buildClient(clinic))
    const hidden = clinic.sql(clinic.trainer, `update prescriptions set reps = '{30,null}' where id = $1`, [
      draft.lineId,
    ])
    await expect(hidden).rejects.toThrow('check constraint')
  })
})

describe('the functions of triggers', () => {
  it('are run by nobody but the triggers, and look for tables where nobody else can put one', async () => {
    const { rows } = await superuser.query(
      `select proname from pg_proc p join pg_language l on l.oid = p.prolang
       where pronamespace = 'public'::regnamespace and lanname = 'plpgsql' and prorettype = 'trigger'::regtype
         and (has_function_privilege('clearway_app', p.oid, 'execute') or has_function_privilege('clearway_jobs', p.oid, 'execute'))`,
    )
    expect(rows).toEqual([])
    const bent = await superuser.query(
      `select proname from pg_proc p join pg_language l on l.oid = p.prolang
       where pronamespace = 'public'::regnamespace and lanname = 'plpgsql' and prokind = 'f'
         and prosrc ~* '\\m(from|join|update|insert|delete)\\M' and 'search_path=public, pg_temp' <> all (coalesce(proconfig, '{}'))`,
    )
    expect(bent.rows).toEqual([])
  })
})

describe('what is written on the floor of the gym', () => {
  type Row = { table: string; columns: Record<string, unknown> }
  const insert = (who: Who, { table, columns }: Row) => {
    const names = Object.keys(columns)
    const places = names.map((_, n) => `$${n + 2}`)
    const text = `insert into ${table} (clinic_id, ${names.join(', ')}) values ($1, ${places.join(', ')})`
    return clinic.sql(who, text, [clinic.id, ...Object.values(columns)])
  }
  const now = new Date()
  const minutes = (n: number) => new Date(now.getTime() + n * 60_000)

  const inflation = (built: Built, sessionId: string, who: Who, from = 0): Row => ({
    table: 'inflations',
    columns: {
      ...{
        id: v7(),
        client_id: built.clientId,
        session_id: sessionId,
        prescription_id: built.lineId,
        limb: 'left-leg',
      },
      ...{ on_at: minutes(from), off_at: minutes(from + 1), performed_on: now, logged_by: who.memberId },
    },
  })
  const set = (built: Built, sessionId: string, who: Who, isRestricted = false): Row => ({
    table: 'sets',
    columns: {
      ...{ id: v7(), client_id: built.clientId, session_id: sessionId, prescription_id: built.lineId, reps: 10 },
      ...{ exercise: 'Leg extension', side: 'left', set_number: 1, is_restricted: isRestricted },
      ...{ occurred_at: minutes(0), performed_on: now, logged_by: who.memberId },
    },
  })
  const check = (built: Built, who: Who, signs: string[] = [], redFlagId: string | null = null): Row => ({
    table: 'session_checks',
    columns: {
      ...{ id: v7(), client_id: built.clientId, program_id: built.programId, signs, red_flag_id: redFlagId },
      ...{ verdict: redFlagId ? 'red-flag' : 'may-start', checked_by: who.memberId, occurred_at: now, day: now },
    },
  })
  const checkIn = (built: Built, sessionId: string, who: Who, checkId: string | null = null): Row => ({
    table: 'check_ins',
    columns: {
      ...{ id: v7(), client_id: built.clientId, session_id: sessionId, due_hour: 24, check_id: checkId },
      ...{ has_soreness: false, has_swelling: false, has_less_range: false, is_growing: false },
      ...{ answered_by: who.memberId, occurred_at: minutes(25 * 60) },
    },
  })
  const deviation = (sessionId: string, who: Who, setId: unknown = null): Row => ({
    table: 'deviations',
    columns: {
      ...{ id: v7(), session_id: sessionId, set_id: setId, kind: 'load-above', says: 'load above', reason: 'None' },
      ...{ recorded_by: who.memberId, occurred_at: now },
    },
  })
  const redFlag = (clientId: string, sign = 'chest-pain', isLenient = false): Row => ({
    table: 'red_flags',
    columns: {
      ...{ id: v7(), client_id: clientId, sign, needs_assessment: !isLenient },
      ...{ raised_by: clinic.trainer.memberId, occurred_at: now },
    },
  })
  const lift = ({ columns }: Row, assessedBy: string | null = 'St. Hedwig') =>
    clinic.sql(
      clinic.therapist,
      `insert into hold_lifts (clinic_id, id, hold_id, lifted_by, reason, assessed_by, assessed_on, assessment_result, occurred_at)
       select h.clinic_id, uuidv7(), h.id, $1, 'Seen', $3, case when $3::text is not null then current_date end,
         case when $3::text is not null then 'Nothing found' end, now() from holds h where h.red_flag_id = $2`,
      [clinic.therapist.memberId, columns.id, assessedBy],
    )

  it('is about a client whom the writer serves: no other trainer’s, and no admin’s', async () => {
    const built = await buildCleared(clinic)
    const sessionId = await train(clinic, built)
    const flagged = redFlag(built.clientId)
    await insert(clinic.trainer, flagged)
    const rowsOf = (who: Who): Row[] => {
      const by = { written_by: who.memberId, occurred_at: now }
      const event = { kind: 'dizziness', recorded_by: who.memberId, occurred_at: now }
      return [
        inflation(built, sessionId, who),
        set(built, sessionId, who),
        check(built, who),
        checkIn(built, sessionId, who),
        deviation(sessionId, who),
        { table: 'red_flag_details', columns: { id: v7(), red_flag_id: flagged.columns.id, says: 'Nothing', ...by } },
        { table: 'adverse_events', columns: { id: v7(), client_id: built.clientId, ...event } },
      ]
    }
    for (const row of rowsOf(clinic.otherTrainer)) {
      await expect(insert(clinic.otherTrainer, row), row.table).rejects.toThrow('not-in-care-team')
    }
    for (const row of rowsOf(clinic.admin)) await expect(insert(clinic.admin, row)).rejects.toThrow('not-your-role')
    for (const row of rowsOf(clinic.trainer)) await insert(clinic.trainer, row)
    const end = (who: Who) =>
      clinic.sql(who, 'update training_sessions set ended_at = now() where id = $1', [sessionId])
    await expect(end(clinic.otherTrainer)).rejects.toThrow('not-in-care-team')
    await end(clinic.trainer)
  })

  it('of what went beyond belongs to its session, and a check that answers a check-in to its client', async () => {
    const built = await buildCleared(clinic)
    const other = await buildCleared(clinic)
    const sessionId = await train(clinic, built)
    const elsewhere = set(other, await train(clinic, other), clinic.trainer)
    await insert(clinic.trainer, elsewhere)
    const forged = insert(clinic.trainer, deviation(sessionId, clinic.trainer, elsewhere.columns.id))
    await expect(forged).rejects.toThrow('another session')
    const checked = check(other, clinic.trainer)
    await insert(clinic.trainer, checked)
    const answered = insert(clinic.trainer, checkIn(built, sessionId, clinic.trainer, String(checked.columns.id)))
    await expect(answered).rejects.toThrow('another client')
  })

  it('of a sign goes with a red flag of that moment, never with one that was lifted since', async () => {
    const built = await buildCleared(clinic)
    const flagged = redFlag(built.clientId, 'fainting', true)
    await insert(clinic.trainer, flagged)
    await buildScreening(clinic, built.clientId, { by: clinic.therapist })
    await expect(lift(flagged, null)).rejects.toThrow('hold-needs-assessment')
    await lift(flagged)
    const again = insert(clinic.trainer, check(built, clinic.trainer, ['fainting'], String(flagged.columns.id)))
    await expect(again).rejects.toThrow('red flag of its own')
  })

  it('a red flag holds a program that is raised after it as well, until a clinician lifts it there', async () => {
    const built = await buildCleared(clinic)
    const flagged = redFlag(built.clientId)
    await insert(clinic.trainer, flagged)
    await buildScreening(clinic, built.clientId, { by: clinic.therapist })
    const anew = await buildCleared(clinic, { clientId: built.clientId, isBfr: false })
    await expect(train(clinic, anew, { isBfr: false })).rejects.toThrow('on-hold')
    await buildScreening(clinic, built.clientId, { by: clinic.therapist })
    await lift(flagged)
    await train(clinic, anew, { isBfr: false })
    const later = await buildCleared(clinic, { clientId: built.clientId, isBfr: false })
    await train(clinic, later, { isBfr: false })
  })

  it('a cuff on a second limb of a session begun without restriction counts as the first', async () => {
    const built = await buildCleared(clinic)
    const second = v7()
    const amended = await buildVersion(clinic, built.programId, 2, { kind: 'amendment' })
    await clinic.sql(
      clinic.trainer,
      `insert into prescriptions (clinic_id, id, version_id, position, exercise, mode, limb, load_kind, load_percent, reps,
         rest_seconds, pressure_kind, pressure_percent, cuff_width_mm, restriction_minutes, reperfusion_seconds)
       select clinic_id, $1, version_id, 2, exercise, mode, 'right-leg', load_kind, load_percent, reps, rest_seconds,
         pressure_kind, pressure_percent, cuff_width_mm, restriction_minutes, reperfusion_seconds from prescriptions where id = $2`,
      [second, amended.lineId],
    )
    // Without a cuff it is a session of the plain line.
    await clinic.sql(
      clinic.trainer,
      `insert into prescriptions (clinic_id, id, version_id, position, exercise, mode, load_kind, load_g, reps, rest_seconds)
       values ($1, $2, $3, 3, 'Heel raise', 'strength', 'kg', 10000, '{10}', 60)`,
      [clinic.id, v7(), amended.versionId],
    )
    const both = await submit(clinic, { ...built, ...amended })
    await sign(clinic, both)
    const sessionId = await train(clinic, both, { isBfr: false })
    await insert(clinic.trainer, set(both, sessionId, clinic.trainer, true))
    await insert(clinic.trainer, inflation({ ...both, lineId: second }, sessionId, clinic.trainer))
    const session = await one<{ bfr_limbs: string[] }>('select bfr_limbs from training_sessions where id = $1', [
      sessionId,
    ])
    expect(session?.bfr_limbs).toEqual(['left-leg', 'right-leg'])
  })

  it('a session of cuffed lines alone is started as one with restriction, whatever its row says', async () => {
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId)
    const built = await submit(clinic, await buildDraft(clinic, clientId))
    await sign(clinic, built)
    await consent(clinic, built)
    await expect(train(clinic, built, { isBfr: false })).rejects.toThrow('lop-missing')
  })

  it('a session with restriction that was reported is not struck through unseen', async () => {
    const built = await buildCleared(clinic)
    const sessionId = await train(clinic, built, { kind: 'reported', outsideReason: 'At home' })
    const struck = { subject: 'session', subject_id: sessionId, client_id: built.clientId, reason: 'Not so' }
    await insert(clinic.trainer, {
      table: 'strikes',
      columns: { ...struck, struck_by: clinic.trainer.memberId, occurred_at: now },
    })
    const waiting = await one<{ deviation_count: number }>('select * from sessions_to_review where session_id = $1', [
      sessionId,
    ])
    expect(waiting?.deviation_count).toBe(1)
  })
})

describe('in a database of a real clinic', () => {
  it('a set was done between the start of its session and now, or its end, however late it is written down', async () => {
    const built = await buildCleared(clinic, { at: new Date(Date.now() - 270_000) })
    const sessionId = await train(clinic, built, { at: new Date(Date.now() - 240_000) })
    const setAt = (minutes: number) =>
      clinic.sql(
        clinic.trainer,
        `insert into sets (clinic_id, id, client_id, session_id, prescription_id, exercise, side, set_number, reps,
           occurred_at, performed_on, logged_by) values ($1, $2, $3, $4, $5, 'Leg extension', 'left', 1, 30,
           clock_timestamp() + make_interval(mins => $7), now(), $6)`,
        [clinic.id, v7(), built.clientId, sessionId, built.lineId, clinic.trainer.memberId, minutes],
      )
    for (const minutes of [-10, 6]) await expect(setAt(minutes)).rejects.toThrow('time-not-now')
    await setAt(-3)
    await clinic.sql(
      clinic.trainer,
      "update training_sessions set ended_at = now() - interval '1 minute' where id = $1",
      [sessionId],
    )
    await setAt(-2)
    await expect(setAt(0)).rejects.toThrow('session-over')
  })

  beforeAll(() =>
    superuser.query(
      `set session_replication_role = replica; update installation set kind = 'real'; set session_replication_role = origin`,
    ),
  )
  afterAll(() =>
    superuser.query(
      `set session_replication_role = replica; update installation set kind = 'test'; set session_replication_role = origin`,
    ),
  )

  it('no session ends before it does, so that another could run beside it', async () => {
    const built = await buildCleared(clinic)
    const sessionId = await train(clinic, built)
    const ended = clinic.sql(
      clinic.trainer,
      "update training_sessions set ended_at = now() + interval '1 hour' where id = $1",
      [sessionId],
    )
    await expect(ended).rejects.toThrow('time-not-now')
  })

  it('nothing is signed, started, consented to, measured or stopped for another time than now', async () => {
    const built = await submitted()
    const late = new Date(Date.now() + 600_000)
    const early = new Date(Date.now() - 600_000)
    for (const at of [late, early]) {
      await expect(sign(clinic, built, { at })).rejects.toThrow('time-not-now')
      await expect(consent(clinic, built, at)).rejects.toThrow('time-not-now')
      await expect(measureLop(clinic, built.clientId, 'left-leg', at)).rejects.toThrow('time-not-now')
      await expect(buildScreening(clinic, built.clientId, { at })).rejects.toThrow('time-not-now')
    }
    await sign(clinic, built)
    await consent(clinic, built)
    await measureLop(clinic, built.clientId)
    for (const at of [late, early]) await expect(train(clinic, built, { at })).rejects.toThrow('time-not-now')
    await expect(train(clinic, built, { at: late, kind: 'reported' })).rejects.toThrow('time-not-now')
    await expect(train(clinic, built, { at: early, kind: 'reported' })).rejects.toThrow(
      'outside-clearance-needs-reason',
    )
    const next = await buildVersion(clinic, built.programId, 2, { kind: 'amendment' })
    await expect(submit(clinic, { ...built, ...next }, clinic.trainer, early)).rejects.toThrow('time-not-now')
    await train(clinic, built)
  })
})
