/** A strength log brought in: each row once, whoever goes on with it, and taken back whole for a day. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { readClient } from '~/data/client-door.server'
import { findExerciseNames } from '~/data/exercise-names.server'
import { forgetHistoryFiles, getHistoryFile, stopHistoryFile } from '~/data/history-files.server'
import { undoImport } from '~/data/import-undo.server'
import { findProgress } from '~/data/progress.server'
import { readStrengthFile, type StrengthFile } from '~/data/strength-file.server'
import { startStrengthImport } from '~/data/strength-import.server'
import { getStrengthImport, listOpenLogs } from '~/data/strength-import-page.server'
import { bringInStrengthLog, keepStrengthLog, runStrengthImport, takeNextBatch } from '~/data/strength-run.server'
import { chooseNames, chooseUnit, strengthStep } from '~/data/strength-steps.server'
import { recordRows } from '~/data/whole-record.server'
import { readClinic } from '~/database/door.server'
import { statusOf } from '~/documents/fhir-observations'
import type { LoadUnit } from '~/domain/units'
import { acting } from '../acting'
import { buildClinic, type Clinic, inOne } from '../builders'
import { buildClient } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
const at = new Date()
let clinic: Clinic
let trainer: Acting
let therapist: Acting

beforeAll(async () => {
  clinic = await buildClinic(database)
  trainer = await acting(clinic.trainer)
  therapist = await acting(clinic.therapist)
})

const bytesOf = (name: string) => readFileSync(new URL(`../../../shared/data/strength/${name}.csv`, import.meta.url))
const seven = Array.from({ length: 7 }, () => ({}))
const heading = 'Date,Workout Name,Exercise Name,Set Order,Weight (kg),Reps'
const rowOf = (exercise: string, kg = 40) => `2025-08-03 13:04:33,Legs,"${exercise.replaceAll('"', '""')}",1,${kg},8`
const logOf = (...rows: string[]) => Buffer.from([heading, ...rows].join('\n'))

function fileOf(bytes: Uint8Array, unit: LoadUnit | null = null): StrengthFile {
  const reading = readStrengthFile(bytes, unit)
  if (!reading.ok) throw new Error(reading.says)
  return reading.file
}

const bring = (clientId: string, content: Uint8Array, unit: LoadUnit | null = null, by = trainer) =>
  bringInStrengthLog(by, { at, clientId, content, file: fileOf(content, unit) })

async function brought(clientId: string, content: Uint8Array, unit: LoadUnit | null = null): Promise<string> {
  const outcome = await bring(clientId, content, unit)
  if (!outcome.ok) throw new Error(outcome.why)
  return outcome.importId
}

const keep = (clientId: string, content: Uint8Array, by = trainer) =>
  keepStrengthLog(by, { clientId, content, file: fileOf(content) })
const begin = (clientId: string, fileId: string, by = trainer) => startStrengthImport(by, { clientId, fileId, at })
const undo = (clientId: string, importId: string, by = trainer) =>
  undoImport(by, { key: randomUUID(), at, clientId, importId })
const stop = (clientId: string, fileId: string) =>
  readClinic(trainer, async (query) =>
    stopHistoryFile(query, await getHistoryFile(query, { id: fileId, kind: 'strength-log', clientId }), at),
  )
const step = (clientId: string, fileId: string, again: 'unit' | 'names' | null = null) =>
  readClinic(trainer, (query) => strengthStep(query, { clientId, fileId, again, at: new Date() }))
const importOf = (clientId: string, importId: string) =>
  readClinic(trainer, (query) => getStrengthImport(query, clientId, importId))
const openLogs = (clientId: string) => readClinic(trainer, (query) => listOpenLogs(query, clientId))
const progressOf = (clientId: string) =>
  readClient(trainer, { clientId, pathKind: 'test', at }, (query, client) =>
    findProgress(query, client.id, { exercise: null, range: null, today: client.today }),
  )

/** Sets that count, and what was lifted in them. */
async function setsOf(clientId: string) {
  const [row] = await clinic.sql<{ count: number; grams: string }>(
    clinic.trainer,
    `select count(*)::integer as count, sum(load_g::bigint * reps)::text as grams from sets
     where client_id = $1 and not is_struck('set', id)`,
    [clientId],
  )
  return row
}

describe('a strength log', () => {
  it('keeps sets that were repeated alike, each once, also from a longer export later', async () => {
    const clientId = await buildClient(clinic)
    const row = rowOf('Squat (Barbell)')
    expect(await bring(clientId, logOf(row, row))).toMatchObject({ taken: 2 })
    expect(await bring(clientId, logOf(rowOf('Lunge'), row, row, row))).toMatchObject({ taken: 2, known: 2 })
    expect((await setsOf(clientId))?.count).toBe(4)
  })

  it('says of each row that was not taken its line and its reason', async () => {
    const clientId = await buildClient(clinic)
    const importId = await brought(clientId, bytesOf('strong-2025-rest-timer'), 'kg')
    expect((await importOf(clientId, importId)).reasons).toEqual([
      { outcome: 'skipped', reason: 'rest-timer', rows: 8, lines: [3, 5, 7, 9, 11] },
    ])
  })

  it('has no set of a day that lies ahead, as of a phone whose clock is wrong', async () => {
    const clientId = await buildClient(clinic)
    const ahead = rowOf('Squat (Barbell)').replace(/20\d\d/, '2062')
    const importId = await brought(clientId, logOf(rowOf('Squat (Barbell)'), ahead))
    expect(await importOf(clientId, importId)).toMatchObject({
      ...{ added: 1, refused: 1 },
      reasons: [{ outcome: 'refused', reason: 'day-ahead', rows: 1 }],
    })
    expect((await setsOf(clientId))?.count).toBe(1)
  })

  it('stands at the local time of the file, in the zone of the clinic', async () => {
    const clientId = await buildClient(clinic)
    await bring(clientId, Buffer.from(bytesOf('hevy-kg').toString().split('\n').slice(0, 3).join('\n')))
    const [last] = await clinic.sql(
      clinic.trainer,
      `select performed_on::text as day, (occurred_at at time zone 'UTC')::text as utc from sets
       where client_id = $1 order by local_at desc limit 1`,
      [clientId],
    )
    expect(last).toEqual({ day: '2025-06-30', utc: '2025-06-30 17:56:00' })
  })
})

/** 250 sets of 1 to 250 kg, 8 times each: 250 × 251 / 2 × 8 kg. */
const long = logOf(...Array.from({ length: 250 }, (_, n) => rowOf('Long', n + 1)))
const allOfIt = { count: 250, grams: '251000000' }

describe('a log between its steps', () => {
  it('waits for its unit, then for its names, and then says what would happen, with nothing written', async () => {
    const clientId = await buildClient(clinic)
    const fileId = await keep(clientId, bytesOf('strong-2025-rest-timer'))
    const asked = await step(clientId, fileId)
    expect(asked).toMatchObject({ step: 'unit', examples: [{ exercise: 'Back Extension', load: '20.0' }, {}, {}] })
    expect(await begin(clientId, fileId)).toEqual({ ok: false, why: 'unit-missing' })
    await readClinic(trainer, (query) => chooseUnit(query, { clientId, fileId }, 'kg'))
    expect(await step(clientId, fileId)).toMatchObject({
      step: 'names',
      left: 0,
      names: [
        { nameInFile: 'Back Extension', rows: 4, exercise: 'Back extension', basis: 'suggested' },
        { nameInFile: 'Bench Press (Dumbbell)', rows: 2, exercise: 'Bench Press (Dumbbell)', basis: 'kept' },
        { nameInFile: 'Arnold Press (Dumbbell)', rows: 2 },
      ],
    })
    const chosen = [
      ['Back Extension', 'Back extension'],
      ['Of no file', 'Nothing'],
    ] as const
    await readClinic(trainer, (query) => chooseNames(query, { clientId, fileId }, chosen))
    expect(await step(clientId, fileId)).toMatchObject({
      step: 'preview',
      unit: 'kg',
      preview: {
        ...{ rows: 16, taken: 8, known: 0, skipped: 8, refused: 0, exercises: 3 },
        days: { from: '2025-08-03', to: '2025-08-03' },
        first: [
          { line: 2, exercise: 'Back extension', exerciseInFile: 'Back Extension', loadG: 20_000, reps: 10 },
          ...seven,
        ],
      },
    })
    expect(await clinic.sql(clinic.trainer, 'select 1 from imports where client_id = $1', [clientId])).toEqual([])

    expect(await begin(clientId, fileId)).toMatchObject({ ok: true })
    await runStrengthImport(trainer, { clientId, fileId })
    const named = await clinic.sql(
      clinic.trainer,
      `select exercise, exercise_in_file, count(*)::integer from sets where client_id = $1 group by 1, 2 order by 3 desc, 1`,
      [clientId],
    )
    expect(named).toEqual([
      { exercise: 'Back extension', exercise_in_file: 'Back Extension', count: 4 },
      { exercise: 'Arnold Press (Dumbbell)', exercise_in_file: null, count: 2 },
      { exercise: 'Bench Press (Dumbbell)', exercise_in_file: null, count: 2 },
    ])
  })

  it('has its names remembered for the clinic, and asks only for those that are new', async () => {
    const [first, second] = [await buildClient(clinic), await buildClient(clinic)]
    const fileId = await keep(first, logOf(rowOf('Good Morning (Barbell)')))
    await readClinic(trainer, (query) =>
      chooseNames(query, { clientId: first, fileId }, [['good  MORNING (Barbell)', 'Good morning']]),
    )
    await begin(first, fileId)
    const known = await readClinic(therapist, (query) => findExerciseNames(query, ['Good Morning (BARBELL)', 'Lunge']))
    expect([...known]).toEqual([['Good Morning (BARBELL)', 'Good morning']])
    const again = await keep(second, logOf(rowOf('Good Morning (Barbell)'), rowOf('Leg Press (Machine)')))
    expect(await step(second, again)).toMatchObject({
      step: 'names',
      names: [
        { exercise: 'Good morning', basis: 'remembered' },
        { exercise: 'Leg press', basis: 'suggested' },
      ],
    })
    const same = await keep(second, logOf(rowOf('Good Morning (Barbell)')))
    expect(await step(second, same)).toMatchObject({ step: 'preview', preview: { taken: 1 } })
  })

  it('is its writer’s alone, and no other client’s', async () => {
    const clientId = await buildClient(clinic)
    const fileId = await keep(clientId, logOf(rowOf('Squat')))
    const other = await buildClient(clinic)
    await expect(step(other, fileId)).rejects.toMatchObject({ status: 404 })
    await expect(begin(clientId, fileId, therapist)).rejects.toMatchObject({ status: 404 })
    for (const who of [clinic.doctor, clinic.admin, clinic.otherTrainer]) {
      expect(await clinic.sql(who, 'select 1 from history_files where id = $1', [fileId])).toEqual([])
      const stolen = `update history_files set choices = '{}' where id = $1 returning 1`
      expect(await clinic.sql(who, stolen, [fileId])).toEqual([])
    }
    const rewritten = clinic.sql(clinic.trainer, `update history_files set content = 'x' where id = $1`, [fileId])
    await expect(rewritten).rejects.toThrow('immutable')
  })

  it('is forgotten after a day, and no sooner', async () => {
    const clientId = await buildClient(clinic)
    const fileId = await keep(clientId, logOf(rowOf('Forgotten')))
    const left = () => clinic.sql(clinic.trainer, 'select 1 from history_files where id = $1', [fileId])
    await forgetHistoryFiles()
    expect(await left()).toHaveLength(1)
    await inOne(database.urls.superuser, { clinicId: clinic.id, memberId: '' }, async (rows) => {
      await rows('alter table history_files disable trigger history_files_guarded')
      await rows(`update history_files set kept_at = now() - interval '25 hours' where id = $1`, [fileId])
      await rows('alter table history_files enable trigger history_files_guarded')
    })
    await forgetHistoryFiles()
    expect(await left()).toEqual([])
  })
})

describe('a log that is being written', () => {
  it('stops after a batch, and goes on with the rest, each row once though two go on at once', async () => {
    const clientId = await buildClient(clinic)
    const which = { clientId, fileId: await keep(clientId, long) }
    expect(await begin(clientId, which.fileId)).toMatchObject({ ok: true })
    expect(await takeNextBatch(trainer, which, fileOf(long))).toBe(200)
    await stop(clientId, which.fileId)
    expect(await takeNextBatch(trainer, which, fileOf(long))).toBeNull()
    const stopped = await step(clientId, which.fileId)
    if (stopped.step !== 'progress') throw new Error(stopped.step)
    const { importId } = stopped
    expect(stopped).toMatchObject({ state: 'stopped', done: 200, rows: 250, added: 200 })
    expect(await importOf(clientId, importId)).toMatchObject({ added: 200, awaited: 50, ownFileId: which.fileId })

    expect(await begin(clientId, which.fileId)).toEqual({ ok: true, importId })
    await Promise.all([takeNextBatch(trainer, which, fileOf(long)), runStrengthImport(trainer, which)])
    expect(await step(clientId, which.fileId)).toMatchObject({ state: 'through', done: 250, added: 250 })
    expect(await setsOf(clientId)).toEqual(allOfIt)
    expect(await importOf(clientId, importId)).toMatchObject({ added: 250, awaited: 0, ownFileId: null })
  })

  it('and broke off with its process, goes on under the same import when the file is brought in again', async () => {
    const clientId = await buildClient(clinic)
    const cut = () => {
      throw new Error('the power went')
    }
    const broken = bringInStrengthLog(trainer, { at, clientId, content: long, file: fileOf(long), onBatch: cut })
    await expect(broken).rejects.toThrow('the power went')
    expect((await setsOf(clientId))?.count).toBe(200)

    expect(await bring(clientId, long)).toMatchObject({ ok: true, taken: 250, known: 0 })
    expect(await setsOf(clientId)).toEqual(allOfIt)
    const imports = await clinic.sql(clinic.trainer, 'select id from imports where client_id = $1', [clientId])
    expect(imports).toHaveLength(1)
  })

  it('by two members at once comes in once, and what each added adds up', async () => {
    const clientId = await buildClient(clinic)
    const outcomes = await Promise.all([bring(clientId, long), bring(clientId, long, null, therapist)])
    expect(await setsOf(clientId)).toEqual(allOfIt)
    const pages = await Promise.all(outcomes.map((each) => importOf(clientId, each.ok ? each.importId : '')))
    expect(pages.reduce((sum, { added }) => sum + added, 0)).toBe(250)
    for (const { total, added, awaited, known, skipped, refused } of pages) {
      expect(added + awaited + known + skipped + refused).toBe(total)
    }
  })

  it('begins once though its form is sent twice', async () => {
    const clientId = await buildClient(clinic)
    const fileId = await keep(clientId, logOf(rowOf('Twice')))
    const [first, second] = await Promise.all([begin(clientId, fileId), begin(clientId, fileId)])
    expect(first).toMatchObject({ ok: true })
    expect(second).toMatchObject({ ok: true, importId: first.ok ? first.importId : '' })
    expect(await begin(clientId, fileId)).toEqual({ ok: true, importId: first.ok ? first.importId : '' })
  })
})

describe('an import taken back', () => {
  it('counts nowhere, stays to be read, and the same file comes in as new', async () => {
    const clientId = await buildClient(clinic)
    const importId = await brought(clientId, bytesOf('strong-2025-rest-timer'), 'kg')
    expect((await progressOf(clientId)).weeks.length).toBeGreaterThan(0)
    expect(await undo(clientId, importId)).toEqual({ ok: true, importId })

    expect((await setsOf(clientId))?.count).toBe(0)
    expect(await progressOf(clientId)).toMatchObject({ strength: [], weeks: [] })
    for await (const row of recordRows(trainer, clientId, 'sets')) expect(statusOf(row)).toBe('entered-in-error')
    for await (const row of recordRows(trainer, clientId, 'imports')) {
      expect([statusOf(row), row.rows_in]).toEqual(['entered-in-error', 8])
    }
    expect(await importOf(clientId, importId)).toMatchObject({ added: 8, takenBack: { by: 'Maya Ruiz' } })
    expect(await undo(clientId, importId)).toEqual({ ok: false, why: 'already-struck' })
    expect(await bring(clientId, bytesOf('strong-2025-rest-timer'), 'kg')).toMatchObject({
      ok: true,
      taken: 8,
      known: 0,
    })
    expect((await setsOf(clientId))?.count).toBe(8)
    const events = await clinic.sql(
      clinic.admin,
      `select e.table_name, e.actor_member_id from audit_events e join audit_details d using (clinic_id, seq)
       where e.table_name in ('imports', 'strikes') and d.detail like '%' || $1 || '%' order by e.seq`,
      [importId],
    )
    const by = clinic.trainer.memberId
    expect(events).toEqual([
      { table_name: 'imports', actor_member_id: by },
      { table_name: 'strikes', actor_member_id: by },
    ])
  })

  it('is so by who brought it in alone, within a day, and of the client it is of', async () => {
    const clientId = await buildClient(clinic)
    const importId = await brought(clientId, logOf(rowOf('Mine')))
    expect(await undo(clientId, importId, therapist)).toEqual({ ok: false, why: 'entry-not-yours' })
    await expect(undo(await buildClient(clinic), importId)).rejects.toMatchObject({ status: 404 })
    await expect(undo(clientId, randomUUID())).rejects.toMatchObject({ status: 404 })
    const strike = `insert into strikes (clinic_id, subject, subject_id, client_id, reason, struck_by, occurred_at)
      values (current_clinic(), 'import', $1, $2, 'by hand', current_member(), now())`
    await expect(clinic.sql(clinic.therapist, strike, [importId, clientId])).rejects.toThrow('entry-not-yours')

    const late = await inOne(database.urls.superuser, { clinicId: clinic.id, memberId: '' }, async (rows) => {
      await rows(`set session_replication_role = 'replica'`)
      await rows(`update imports set recorded_at = now() - interval '25 hours' where id = $1`, [importId])
    }).then(() => undo(clientId, importId))
    expect(late).toEqual({ ok: false, why: 'undo-too-late' })
    await expect(clinic.sql(clinic.trainer, strike, [importId, clientId])).rejects.toThrow('undo-too-late')
  })

  it('is stopped first, and what it was taken back from never goes on', async () => {
    const clientId = await buildClient(clinic)
    const fileId = await keep(clientId, long)
    const begun = await begin(clientId, fileId)
    const importId = begun.ok ? begun.importId : ''
    await takeNextBatch(trainer, { clientId, fileId }, fileOf(long))
    expect(await undo(clientId, importId)).toEqual({ ok: false, why: 'import-running' })
    await stop(clientId, fileId)
    expect(await openLogs(clientId)).toMatchObject([{ id: fileId, rows: 250 }])
    expect(await undo(clientId, importId)).toMatchObject({ ok: true })
    expect(await openLogs(clientId)).toEqual([])
    expect(await begin(clientId, fileId)).toEqual({ ok: false, why: 'already-struck' })
    expect(await step(clientId, fileId)).toMatchObject({ step: 'progress', isTakenBack: true })
    const slipped = clinic.sql(
      clinic.trainer,
      `insert into sets (clinic_id, id, client_id, import_id, exercise, side, set_number, reps, entered_value, fingerprint, local_at, logged_by)
       values (current_clinic(), gen_random_uuid(), $1, $2, 'Late', 'both', 1, 5, '', repeat('e', 64), now(), current_member())`,
      [clientId, importId],
    )
    await expect(slipped).rejects.toThrow('already-struck')
    expect(await bring(clientId, long)).toMatchObject({ ok: true, taken: 250, known: 0 })
    expect((await setsOf(clientId))?.count).toBe(250)
  })
})

describe('a client who is not there for this trainer', () => {
  it('takes no log, whether somebody else’s or nobody', async () => {
    const clientId = await buildClient(clinic)
    const other = await acting(clinic.otherTrainer)
    await expect(bring(clientId, bytesOf('hevy-kg'), null, other)).rejects.toMatchObject({ status: 404 })
    await expect(bring(randomUUID(), bytesOf('hevy-kg'), null, other)).rejects.toThrow()
    expect((await setsOf(clientId))?.count).toBe(0)
  })
})
