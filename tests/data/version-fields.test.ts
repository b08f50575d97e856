/**
 * Each field of a version in turn. Changed in straight SQL it is refused; changed by somebody who can switch off the
 * triggers it voids the clearance; changed by the page it is another version, which the old clearance does not cover.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { draftNext, getVersion, saveDraft } from '~/data/drafts.server'
import { startSession } from '~/data/training-sessions.server'
import { submitVersion } from '~/data/submissions.server'
import { inClinic } from '~/database/door.server'
import type { Prescription } from '~/domain/prescription'
import type { VersionContent } from '~/domain/version'
import { acting } from '../acting'
import { buildClinic, type Clinic } from '../builders'
import { type Built, buildCleared, buildScreening, contentHashOf, sign, train } from '../builders-program'
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

/** By column: another value for it, as SQL, with what a constraint asks to be changed along. Null: not part of what is signed. */
type Columns = Record<string, string | null>

const ofVersions: Columns = {
  id: null,
  clinic_id: null,
  program_id: 'program_id = gen_random_uuid()',
  number: 'number = number + 1',
  kind: "kind = 'amendment'",
  goal: "goal = 'endurance'",
  diagnosis: "diagnosis = 'Another one'",
  procedure_name: "procedure_name = 'Meniscus repair'",
  procedure_on: "procedure_on = '2026-01-05'",
  range_restriction: "range_restriction = '0-90 degrees'",
  weight_bearing: "weight_bearing = 'partial'",
  no_maximal_test_before: "no_maximal_test_before = '2099-01-01'",
  sessions_per_week: 'sessions_per_week = 2',
  sessions_per_day: 'sessions_per_day = 2',
  weeks: 'weeks = 4',
  extension_days: "extension_days = 7, kind = 'extension'",
  extension_reason: "extension_reason = 'Not there yet'",
  screening_id: 'screening_id = gen_random_uuid()',
  rule_edition: "rule_edition = '2019.9'",
  // Of the lines, and held against them.
  is_bfr: 'is_bfr = false',
  bfr_limbs: "bfr_limbs = '{right-leg}'",
  content: "content = content || ' '",
  content_hash: "content_hash = repeat('0', 64)",
  content_format: "content_format = '1'",
  // Who, when and where it stands: kept by the audit, and no part of what is trained.
  status: null,
  author_id: null,
  edited_by: null,
  submitted_by: null,
  occurred_at: null,
  submitted_at: null,
  recorded_at: null,
  outcome: null,
}

const ofLines: Columns = {
  clinic_id: null,
  id: 'id = gen_random_uuid()',
  version_id: 'version_id = gen_random_uuid()',
  position: 'position = 2',
  exercise: "exercise = 'Squat'",
  mode: "mode = 'bfr-passive'",
  limb: "limb = 'right-leg'",
  load_kind: "load_kind = 'none', load_percent = null",
  load_percent: 'load_percent = 31',
  load_g: "load_kind = 'kg', load_percent = null, load_g = 20000",
  rpe_ceiling: "load_kind = 'rpe', load_percent = null, rpe_ceiling = 6",
  reps: "reps = '{30,15,15,16}'",
  rest_seconds: 'rest_seconds = 46',
  tempo_seconds: 'tempo_seconds = 2',
  pressure_kind: "pressure_kind = 'mmhg', pressure_percent = null, pressure_mmhg = 100",
  pressure_percent: 'pressure_percent = 61',
  pressure_mmhg: "pressure_kind = 'mmhg', pressure_percent = null, pressure_mmhg = 90",
  cuff_width_mm: 'cuff_width_mm = 120',
  restriction_minutes: 'restriction_minutes = 9',
  reperfusion_seconds: 'reperfusion_seconds = 181',
  aerobic_percent: 'aerobic_percent = 40',
  aerobic_minutes: 'aerobic_minutes = 15',
}

const ofFindings: Columns = {
  clinic_id: null,
  id: 'id = gen_random_uuid()',
  version_id: 'version_id = gen_random_uuid()',
  prescription_id: 'prescription_id = null',
  rule_id: "rule_id = 'load-range'",
  severity: "severity = 'stop'",
  value: "value = '60 %'",
  range: "range = '0-100 %'",
  says: "says = 'Within'",
  trainer_why: "trainer_why = 'Another reason'",
}

const tables = { versions: ofVersions, prescriptions: ofLines, findings: ofFindings }
type Table = keyof typeof tables
const idColumn = { versions: 'id', prescriptions: 'version_id', findings: 'version_id' } as const
const changes = Object.entries(tables).flatMap(([table, columns]) =>
  Object.entries(columns).flatMap(([column, change]) => (change ? [{ table: table as Table, column, change }] : [])),
)

/** Screened, cleared with a finding answered, consented, LOP measured: it may start. */
async function cleared(): Promise<Built> {
  return buildCleared(clinic, { severity: 'advise' })
}

const sessionsUnder = async (versionId: string): Promise<number> => {
  const text = 'select 1 from training_sessions where clinic_id = $1 and version_id = $2'
  return (await superuser.query(text, [clinic.id, versionId])).rowCount ?? 0
}

/** What the start of a session answers after a change made with the triggers off; all of it undone. */
async function startedAfter(built: Built, text: string): Promise<string> {
  await superuser.query('begin')
  try {
    await superuser.query('set local session_replication_role = replica')
    const { rowCount } = await superuser.query(text, [clinic.id, built.versionId])
    if (rowCount !== 1) return `${rowCount} rows changed`
    await superuser.query('set local session_replication_role = origin')
    const context = "select set_config('clearway.clinic', $1, true), set_config('clearway.member', $2, true)"
    await superuser.query(context, [clinic.id, clinic.trainer.memberId])
    await superuser.query(
      `insert into training_sessions (clinic_id, id, client_id, program_id, version_id, kind, is_bfr, logged_by, occurred_at, day, time_zone)
       values ($1, $2, $3, $4, $5, 'started', true, $6, now(), now(), '')`,
      [clinic.id, v7(), built.clientId, built.programId, built.versionId, clinic.trainer.memberId],
    )
    return 'started'
  } catch (error) {
    return (error as Error).message
  } finally {
    await superuser.query('rollback')
  }
}

describe('the columns of a version, its lines and its findings', () => {
  it.each(Object.entries(tables))('of %s are each said to be signed, or not to be', async (table, columns) => {
    const text = `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1`
    const { rows } = await superuser.query<{ name: string }>(text, [table])
    expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(columns).sort())
  })
})

describe('a field of a cleared version', () => {
  it('is changed by nobody with the role of the app', async () => {
    const built = await cleared()
    for (const { table, column, change } of changes) {
      const text = `update ${table} set ${change} where clinic_id = $1 and ${idColumn[table]} = $2`
      const changed = clinic.sql(clinic.trainer, text, [clinic.id, built.versionId])
      await expect(changed, `${table}.${column}`).rejects.toThrow(/immutable|permission denied/)
    }
    await train(clinic, built)
  })

  it('that is changed with the triggers switched off voids the clearance: no session starts', async () => {
    const built = await cleared()
    const answers = new Map<string, string>()
    for (const { table, column, change } of changes) {
      const text = `update ${table} set ${change} where clinic_id = $1 and ${idColumn[table]} = $2`
      answers.set(`${table}.${column}`, await startedAfter(built, text))
    }
    const refused = /^(not-cleared|clearance-expired|not-the-cleared-version)$/
    expect([...answers].filter(([, answer]) => !refused.test(answer))).toEqual([])
    await train(clinic, built)
    expect(await sessionsUnder(built.versionId)).toBe(1)
  })

  it('is voided by a line that is added or taken away behind the app', async () => {
    const built = await cleared()
    for (const text of [
      'delete from prescriptions where clinic_id = $1 and version_id = $2',
      `insert into prescriptions (clinic_id, id, version_id, position, exercise, mode, load_kind, rpe_ceiling, reps)
       values ($1, gen_random_uuid(), $2, 2, 'Squat', 'strength', 'rpe', 9, '{10}')`,
      'delete from findings where clinic_id = $1 and version_id = $2',
    ]) {
      expect(await startedAfter(built, text), text).toBe('clearance-expired')
    }
  })
})

const cuffOf = (line: Prescription) => {
  if (!line.restriction) throw new Error('The line wears a cuff.')
  return line.restriction
}

/** What somebody may change in the builder, one thing at a time. */
const edits: [string, (content: VersionContent) => VersionContent][] = [
  ['the goal', (content) => ({ ...content, goal: 'endurance' })],
  ['the diagnosis', (content) => ({ ...content, diagnosis: 'Another one' })],
  ['the procedure', (content) => ({ ...content, procedure: { name: 'Meniscus repair', on: '2026-01-05' } })],
  ['the range', (content) => ({ ...content, restrictions: { ...content.restrictions, range: '0-90 degrees' } })],
  [
    'the weight-bearing',
    (content) => ({ ...content, restrictions: { ...content.restrictions, weightBearing: 'partial' } }),
  ],
  [
    'the day of a test',
    (content) => ({ ...content, restrictions: { ...content.restrictions, noMaximalTestBefore: '2099-01-01' } }),
  ],
  ['the sessions a week', (content) => ({ ...content, schedule: { ...content.schedule, sessionsPerWeek: 2 } })],
  ['the weeks', (content) => ({ ...content, schedule: { ...content.schedule, weeks: 2 } })],
  ...(
    [
      ['the exercise', { exercise: 'Squat' }],
      ['the load', { load: { kind: 'percent-1rm', percent: 31 } }],
      ['the reps', { reps: [30, 15, 15] }],
      ['the rest', { restSeconds: 46 }],
      ['the tempo', { tempoSeconds: 2 }],
      ['the limb', { limb: 'right-leg' }],
    ] satisfies [string, Partial<Prescription>][]
  ).map(([what, change]): [string, (content: VersionContent) => VersionContent] => [
    what,
    (content) => ofLine(content, () => change),
  ]),
  [
    'the pressure',
    (content) =>
      ofLine(content, (line) => ({ restriction: { ...cuffOf(line), pressure: { kind: 'percent-lop', percent: 61 } } })),
  ],
  ['the cuff', (content) => ofLine(content, (line) => ({ restriction: { ...cuffOf(line), cuffWidthCm: 12 } }))],
  [
    'the time on',
    (content) => ofLine(content, (line) => ({ restriction: { ...cuffOf(line), restrictionMinutes: 9 } })),
  ],
  [
    'the time off',
    (content) => ofLine(content, (line) => ({ restriction: { ...cuffOf(line), reperfusionSeconds: 200 } })),
  ],
  [
    'another line',
    (content) => ({
      ...content,
      prescriptions: content.prescriptions.flatMap((line) => [line, { ...line, exercise: 'Calf raise' }]),
    }),
  ],
]

function ofLine(content: VersionContent, change: (line: Prescription) => Partial<Prescription>): VersionContent {
  return { ...content, prescriptions: content.prescriptions.map((line) => ({ ...line, ...change(line) })) }
}

describe('a field that is changed by the page', () => {
  it('makes another version: none of its sessions under the old clearance, and the old one goes on under its own', async () => {
    const trainer = await acting(clinic.trainer)
    const built = await buildCleared(clinic)
    const content = await inClinic(
      trainer,
      async (tx) => (await getVersion(tx, clinic.id, built.programId, built.versionId)).content,
    )
    const hashes = new Set([built.contentHash])
    let at = Date.now()
    for (const [what, edit] of edits) {
      at += 86_400_000
      const now = new Date(at)
      await buildScreening(clinic, built.clientId, { at: now })
      const { programId } = built
      const drafted = await draftNext(trainer, {
        key: randomUUID(),
        at: now,
        programId,
        kind: 'amendment',
        extensionDays: null,
        extensionReason: null,
      })
      if (!drafted.ok) throw new Error(`${what}: ${drafted.why}`)
      const { versionId } = drafted
      expect(
        await saveDraft(trainer, {
          key: randomUUID(),
          programId,
          versionId,
          content: { ...edit(content), kind: 'amendment' },
        }),
      ).toMatchObject({ ok: true })
      const submitted = await submitVersion(trainer, {
        key: randomUUID(),
        at: now,
        programId,
        versionId,
        whys: { 'load-range:version': 'Asked' },
      })
      if (!submitted.ok) throw new Error(`${what}: ${submitted.why}`)
      const contentHash = await contentHashOf(clinic, versionId)
      hashes.add(contentHash)
      await expect(train(clinic, { ...built, versionId }, { at: now }), what).rejects.toThrow('not-the-cleared-version')
      expect(await sessionsUnder(versionId), what).toBe(0)
      await sign(clinic, { ...built, versionId, contentHash }, { outcome: 'changes-requested', at: now })
    }
    expect(hashes.size).toBe(edits.length + 1)
    await clinic.sql(
      clinic.trainer,
      `insert into lop_measurements (clinic_id, id, client_id, limb, cuff_width_mm, position, pressure_mmhg, measured_by, occurred_at, measured_on)
      values ($1, gen_random_uuid(), $2, 'left-leg', 115, 'lying', 168, $3, $4, now())`,
      [clinic.id, built.clientId, clinic.trainer.memberId, new Date(at)],
    )
    const started = await startSession(trainer, {
      key: randomUUID(),
      at: new Date(at),
      programId: built.programId,
      place: 'clinic',
      painNrs: null,
    })
    expect(started.ok).toBe(true)
    const { rows } = await superuser.query(
      `select s.version_id, d.content_hash = v.content_hash as exact from training_sessions s
       join decisions d on d.clinic_id = s.clinic_id and d.id = s.decision_id
       join versions v on v.clinic_id = s.clinic_id and v.id = s.version_id where s.clinic_id = $1 and s.program_id = $2`,
      [clinic.id, built.programId],
    )
    expect(rows).toEqual([{ version_id: built.versionId, exact: true }])
  })
})
