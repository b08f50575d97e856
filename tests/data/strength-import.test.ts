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
import { getStrengthImport } from '~/data/strength-import-page.server'
import { bringInStrengthLog, keepStrengthLog, runStrengthImport, takeNextBatch } from '~/data/strength-run.server'
import { chooseNames, chooseUnit, strengthStep } from '~/data/strength-steps.server'
import { readClinic } from '~/database/door.server'
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

// The expected numbers were counted with Python's csv module, not with this reader.
describe('a strength log', () => {
  it.each([
    ['strong-ios', 'kg', { total: 1903, taken: 1882, skipped: 21, refused: 0, known: 0 }],
    ['strong-2025-rest-timer', 'kg', { total: 16, taken: 8, skipped: 8, refused: 0, known: 0 }],
    ['hevy-kg', null, { total: 330, taken: 330, skipped: 0, refused: 0, known: 0 }],
  ] as const)('%s comes in with every row counted, and brought in again adds nothing', async (name, unit, counts) => {
    const clientId = await buildClient(clinic)
    expect(await bring(clientId, bytesOf(name), unit)).toMatchObject({ ok: true, ...counts })
    const first = await setsOf(clientId)
    expect(first?.count).toBe(counts.taken)

    const { taken, ...rest } = counts
    expect(await bring(clientId, bytesOf(name), unit)).toMatchObject({ ok: true, ...rest, taken: 0, known: taken })
    expect(await setsOf(clientId)).toEqual(first)
  })

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

  it('stands at the local time of the file, in the zone of the clinic', async () => {
    const clientId = await buildClient(clinic)
    await bring(clientId, bytesOf('hevy-kg'))
    const [last] = await clinic.sql(
      clinic.trainer,
      `select performed_on::text as day, (occurred_at at time zone 'UTC')::text as utc from sets
       where client_id = $1 order by local_at desc limit 1`,
      [clientId],
    )
    expect(last).toEqual({ day: '2025-06-30', utc: '2025-06-30 17:56:00' })
  })
})

describe('a log between its steps', () => {
  it('waits for its unit, then for its names, and then says what would happen, with nothing written', async () => {
    const clientId = await buildClient(clinic)
    const fileId = await keep(clientId, bytesOf('strong-ios'))
    const asked = await step(clientId, fileId)
    // The heaviest snatch, squat and so on of the file, as a spreadsheet sorts them.
    expect(asked).toMatchObject({ step: 'unit', examples: [{ exercise: 'Snatch (Barbell)', load: '80.0' }, {}, {}, {}] })
    expect(await begin(clientId, fileId)).toEqual({ ok: false, why: 'unit-missing' })
    await readClinic(trainer, (query) => chooseUnit(query, { clientId, fileId }, 'kg'))
    const named = await step(clientId, fileId)
    if (named.step !== 'names') throw new Error(named.step)
    expect(named.names[0]).toEqual({
      nameInFile: 'Snatch (Barbell)',
      rows: 527,
      exercise: 'Snatch (Barbell)',
      basis: 'kept',
    })
    await readClinic(trainer, (query) =>
      chooseNames(query, { clientId, fileId }, [
        ['Squat (Barbell)', 'Squat'],
        ['Of no file', 'Nothing'],
      ]),
    )
    const seen = await step(clientId, fileId)
    expect(seen).toMatchObject({
      step: 'preview',
      unit: 'kg',
      preview: { rows: 1903, taken: 1882, known: 0, skipped: 21, refused: 0, exercises: 20 },
    })
    expect(await clinic.sql(clinic.trainer, 'select 1 from imports where client_id = $1', [clientId])).toEqual([])

    expect(await begin(clientId, fileId)).toMatchObject({ ok: true })
    await runStrengthImport(trainer, { clientId, fileId })
    const squats = await clinic.sql(
      clinic.trainer,
      `select distinct exercise, exercise_in_file, count(*)::integer from sets
       where client_id = $1 and exercise like 'S%t%' and exercise ~ 'quat' group by 1, 2`,
      [clientId],
    )
    expect(squats).toEqual([{ exercise: 'Squat', exercise_in_file: 'Squat (Barbell)', count: 406 }])
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
    const content = bytesOf('strong-ios')
    const file = fileOf(content, 'kg')
    const fileId = await keep(clientId, content)
    await readClinic(trainer, (query) => chooseUnit(query, { clientId, fileId }, 'kg'))
    expect(await begin(clientId, fileId)).toMatchObject({ ok: true })
    expect(await takeNextBatch(trainer, { clientId, fileId }, file)).toBe(500)
    await stop(clientId, fileId)
    expect(await takeNextBatch(trainer, { clientId, fileId }, file)).toBeNull()
    const stopped = await step(clientId, fileId)
    if (stopped.step !== 'progress') throw new Error(stopped.step)
    expect(stopped).toMatchObject({ state: 'stopped', done: 500, rows: 1903, added: 500 })
    expect(await importOf(clientId, stopped.importId)).toMatchObject({ added: 500, awaited: 1382, ownFileId: fileId })

    expect(await begin(clientId, fileId)).toEqual({ ok: true, importId: stopped.importId })
    const which = { clientId, fileId }
    await Promise.all([takeNextBatch(trainer, which, file), runStrengthImport(trainer, which)])
    expect(await step(clientId, fileId)).toMatchObject({ state: 'through', done: 1903, added: 1882 })
    expect(await setsOf(clientId)).toEqual({ count: 1882, grams: '394186000' })
    expect(await importOf(clientId, stopped.importId)).toMatchObject({ added: 1882, awaited: 0, ownFileId: null })
  })

  it('and broke off with its process, goes on under the same import when the file is brought in again', async () => {
    const clientId = await buildClient(clinic)
    const content = bytesOf('strong-ios')
    const file = fileOf(content, 'kg')
    const cut = () => {
      throw new Error('the power went')
    }
    const broken = bringInStrengthLog(trainer, { at, clientId, content, file, onBatch: cut })
    await expect(broken).rejects.toThrow('the power went')
    expect((await setsOf(clientId))?.count).toBe(500)

    expect(await bring(clientId, content, 'kg')).toMatchObject({ ok: true, taken: 1882, known: 0 })
    expect(await setsOf(clientId)).toEqual({ count: 1882, grams: '394186000' })
    const imports = await clinic.sql(clinic.trainer, 'select id from imports where client_id = $1', [clientId])
    expect(imports).toHaveLength(1)
  })

  it('by two members at once comes in once, and what each added adds up', async () => {
    const clientId = await buildClient(clinic)
    const outcomes = await Promise.all([
      bring(clientId, bytesOf('strong-ios'), 'kg'),
      bring(clientId, bytesOf('strong-ios'), 'kg', therapist),
    ])
    expect(await setsOf(clientId)).toEqual({ count: 1882, grams: '394186000' })
    const pages = await Promise.all(outcomes.map((each) => importOf(clientId, each.ok ? each.importId : '')))
    expect(pages.reduce((sum, { added }) => sum + added, 0)).toBe(1882)
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
    expect(await begin(clientId, fileId)).toMatchObject(second)
  })
})

describe('an import taken back', () => {
  it('counts nowhere, stays to be read, and the same file comes in as new', async () => {
    const clientId = await buildClient(clinic)
    const importId = await brought(clientId, bytesOf('hevy-kg'))
    expect((await progressOf(clientId)).weeks.length).toBeGreaterThan(0)
    expect(await undo(clientId, importId)).toEqual({ ok: true, importId })

    expect((await setsOf(clientId))?.count).toBe(0)
    expect(await progressOf(clientId)).toMatchObject({ strength: [], weeks: [] })
    expect(await importOf(clientId, importId)).toMatchObject({ added: 330, takenBack: { by: 'Maya Ruiz' } })
    expect(await undo(clientId, importId)).toEqual({ ok: false, why: 'already-struck' })
    expect(await bring(clientId, bytesOf('hevy-kg'))).toMatchObject({ ok: true, taken: 330, known: 0 })
    expect((await setsOf(clientId))?.count).toBe(330)
    const events = await clinic.sql<{ kind: string }>(
      clinic.admin,
      `select kind from audit_events where subject_id in ($1::text, $2::text) or kind like 'strikes%' order by seq`,
      [importId, clientId],
    )
    expect(events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['imports.insert', 'strikes.insert']))
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
    const content = logOf(...Array.from({ length: 600 }, (_, n) => rowOf('Long', n + 1)))
    const fileId = await keep(clientId, content)
    const begun = await begin(clientId, fileId)
    const importId = begun.ok ? begun.importId : ''
    await takeNextBatch(trainer, { clientId, fileId }, fileOf(content))
    expect(await undo(clientId, importId)).toEqual({ ok: false, why: 'import-running' })
    await stop(clientId, fileId)
    expect(await undo(clientId, importId)).toMatchObject({ ok: true })
    expect(await begin(clientId, fileId)).toEqual({ ok: false, why: 'already-struck' })
    expect(await step(clientId, fileId)).toMatchObject({ step: 'progress', isTakenBack: true })
    const slipped = clinic.sql(
      clinic.trainer,
      `insert into sets (clinic_id, id, client_id, import_id, exercise, side, set_number, reps, entered_value, fingerprint, local_at, logged_by)
       values (current_clinic(), gen_random_uuid(), $1, $2, 'Late', 'both', 1, 5, '', repeat('e', 64), now(), current_member())`,
      [clientId, importId],
    )
    await expect(slipped).rejects.toThrow('already-struck')
    expect(await bring(clientId, content)).toMatchObject({ ok: true, taken: 600, known: 0 })
    expect((await setsOf(clientId))?.count).toBe(600)
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
