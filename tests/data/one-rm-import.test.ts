/** Tested maxima brought in by file: each row once and counted, taken back whole, and nobody's but a clinician's. */
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { findExerciseNames } from '~/data/exercise-names.server'
import { oneRmNotTakenCsv } from '~/data/one-rm-report.server'
import { orderOneRm, runOneRm, stopOneRm, takeNextTests } from '~/data/one-rm-run.server'
import { undoCounts, undoFirst, undoOneRm } from '~/data/one-rm-undo.server'
import { readClinic } from '~/database/door.server'
import type { OneRmMapping } from '~/domain/one-rm-file'
import { oneRmReasonWords } from '~/ui/one-rm-words'
import { acting } from '../acting'
import { buildClinic, type Clinic } from '../builders'
import {
  addClients,
  broughtIn,
  countsOf,
  importsOf,
  kept,
  preview,
  start,
  studyMapping,
  testsOf,
} from '../builders-one-rm'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let therapist: Acting

beforeAll(async () => {
  clinic = await buildClinic(database)
  therapist = await acting(clinic.therapist)
})

const file = (...rows: string[]) => Buffer.from(['client;side;exercise;when;load', ...rows].join('\n'))
const dated: OneRmMapping = { ...studyMapping, dateOrder: 'year-month-day' }
let next = 0

/** Somebody new, with the record number that a file names them by. */
async function somebody(): Promise<{ number: string; id: string }> {
  next += 1
  const number = `N-${next}`
  const id = (await addClients(clinic, [number])).get(number)
  if (!id) throw new Error('They were added.')
  return { number, id }
}

describe('a file', () => {
  it('keeps identical rows, and a longer one brought in later adds only what is new', async () => {
    const { number, id } = await somebody()
    const row = `${number};L;legpress;2026-01-05;80`
    await broughtIn(therapist, file(row, row), { mapping: dated })
    expect(await testsOf(clinic, id)).toHaveLength(2)
    const longer = await broughtIn(therapist, file(row, row, row, `${number};R;legpress;2026-01-05;80`), {
      mapping: dated,
    })
    expect(await countsOf(therapist, longer)).toEqual({ taken: 2, known: 2, skipped: 0, refused: 0 })
    expect(await testsOf(clinic, id)).toHaveLength(4)
  })

  it('is known again in another dress: days, loads and units written otherwise', async () => {
    const { number, id } = await somebody()
    await broughtIn(therapist, file(`${number};L;legpress;2026-01-05;80`), { mapping: dated })
    const again = await broughtIn(therapist, file(`${number};left; LegPress;05.01.2026;80.0 kg`), {
      mapping: { ...studyMapping, dateOrder: 'day-month-year', unit: 'lb' },
    })
    expect(await countsOf(therapist, again)).toEqual({ taken: 0, known: 1, skipped: 0, refused: 0 })
    expect(await testsOf(clinic, id)).toHaveLength(1)
  })

  it('puts each test at noon of its day where the clinic is, keeps what was written, and is measured by who brought it', async () => {
    const { number, id } = await somebody()
    await broughtIn(therapist, file(`${number};NA;benchpress;2026-07-01;37.49999999999999`), { mapping: dated })
    const [row] = await clinic.sql(
      clinic.therapist,
      `select (occurred_at at time zone 'UTC')::text as utc, measured_on::text as day, entered_value, entered_unit, amount, side, exercise,
         exercise_in_file, measured_by, session_id from measurements where client_id = $1`,
      [id],
    )
    expect(row).toEqual({
      utc: '2026-07-01 10:00:00',
      day: '2026-07-01',
      entered_value: '37.49999999999999',
      entered_unit: 'kg',
      amount: 37_500,
      side: 'both',
      exercise: 'Bench press',
      exercise_in_file: 'benchpress',
      measured_by: clinic.therapist.memberId,
      session_id: null,
    })
  })

  it('of today is taken at any time of the day, and of tomorrow never', async () => {
    const { number, id } = await somebody()
    const [day] = await clinic.sql<{ today: string; tomorrow: string }>(
      clinic.therapist,
      'select clinic_day(now())::text as today, (clinic_day(now()) + 1)::text as tomorrow',
    )
    const fileId = await broughtIn(
      therapist,
      file(`${number};L;legpress;${day?.today};80`, `${number};R;legpress;${day?.tomorrow};80`),
      { mapping: dated },
    )
    expect(await countsOf(therapist, fileId)).toMatchObject({ taken: 1, refused: 1 })
    expect(await testsOf(clinic, id)).toMatchObject([{ on: day?.today }])
  })

  it('refuses the rows of whoever is not here, is archived, or was not born, and counts them all', async () => {
    const [here, archived, untested] = [await somebody(), await somebody(), await somebody()]
    await clinic.sql(
      clinic.therapist,
      `insert into client_archives (clinic_id, id, client_id, reason, archived_by, occurred_at) values ($1, $2, $3, 'Moved away', $4, now())`,
      [clinic.id, v7(), archived.id, clinic.therapist.memberId],
    )
    const bytes = file(
      `${here.number};L;legpress;2026-01-05;80`,
      `${here.number};L;legpress;1980-01-05;80`,
      'X-1;L;legpress;2026-01-05;80',
      'X-1;L;legpress;2026-02-05;NA',
      'X-2;L;legpress;2026-01-05;80',
      `${archived.number};L;legpress;2026-01-05;80`,
      `${here.number};L;legpress`,
      `${untested.number};L;legpress;2026-01-05;NA`,
    )
    const told = await preview(therapist, await kept(therapist, bytes, { mapping: dated }))
    expect(told).toMatchObject({
      counts: { rows: 8, taken: 1, known: 0, skipped: 2, refused: 5 },
      unknown: { first: ['X-1', 'X-2'], all: 2 },
      archived: { first: [archived.number], all: 1 },
    })
    const fileId = await broughtIn(therapist, bytes, { mapping: dated })
    expect(await countsOf(therapist, fileId)).toEqual({ taken: 1, known: 0, skipped: 2, refused: 5 })
    const imports = await importsOf(therapist, fileId)
    expect(imports.map(({ clientId, taken, refused }) => [clientId, taken, refused])).toEqual([
      [here.id, 1, 1],
      [untested.id, 0, 0],
      [null, 0, 4],
    ])
    const csv = await readClinic(therapist, (query) => oneRmNotTakenCsv(query, fileId, oneRmReasonWords))
    expect(csv).toContain('"Nobody here has this record number.","X-2"')
    expect(csv.trim().split('\r\n')).toHaveLength(1 + 7)
  })

  it('brought in again with other days wants somebody to say that these are other tests', async () => {
    const { number, id } = await somebody()
    const bytes = file(`${number};L;legpress;pre;80`)
    await broughtIn(therapist, bytes)
    const again = await kept(therapist, bytes, { days: { pre: '2019-01-08' } })
    expect(await preview(therapist, again)).toMatchObject({
      counts: { taken: 1 },
      earlier: { by: clinic.therapist.name },
    })
    expect(await start(therapist, again, false)).toEqual({ ok: false, why: 'import-not-confirmed' })
    expect(await testsOf(clinic, id)).toHaveLength(1)
  })

  it('is remembered by the names that were chosen for its exercises', async () => {
    const { number } = await somebody()
    await broughtIn(therapist, file(`${number};L;presse à cuisses;2026-01-05;80`), {
      mapping: dated,
      names: { 'presse à cuisses': 'Leg press', 'not in the file': 'Leg press' },
    })
    const inFile = ['Presse à  cuisses', 'Not in the file']
    const found = await readClinic(therapist, (query) => findExerciseNames(query, inFile))
    expect([...found.values()]).toEqual(['Leg press'])
  })
})

describe('a file of more rows than a part', () => {
  const rowsOf = (number: string, count: number) =>
    Array.from({ length: count }, (_, at) => `${number};L;legpress;2025-01-05;${80 + at / 100}`)

  it('stops and goes on, under one import a client, with each row once', async () => {
    const [one, other] = [await somebody(), await somebody()]
    const bytes = file(...rowsOf(one.number, 130), ...rowsOf(other.number, 90))
    const fileId = await kept(therapist, bytes, { mapping: dated })
    expect(await start(therapist, fileId)).toEqual({ ok: true })
    const ordered = await orderOneRm(therapist, fileId)
    if (!ordered) throw new Error('It has begun.')
    expect(await takeNextTests(therapist, ordered)).toBe(100)
    await stopOneRm(therapist, fileId, new Date())
    expect(await takeNextTests(therapist, ordered)).toBeNull()
    expect([(await testsOf(clinic, one.id)).length, (await testsOf(clinic, other.id)).length]).toEqual([100, 0])

    expect(await start(therapist, fileId)).toEqual({ ok: true })
    await runOneRm(therapist, fileId)
    expect([(await testsOf(clinic, one.id)).length, (await testsOf(clinic, other.id)).length]).toEqual([130, 90])
    expect(await countsOf(therapist, fileId)).toEqual({ taken: 220, known: 0, skipped: 0, refused: 0 })
    expect(await importsOf(therapist, fileId)).toHaveLength(2)
  })

  it('is taken back whole, client by client, and may then come again', async () => {
    const [one, other] = [await somebody(), await somebody()]
    const bytes = file(...rowsOf(one.number, 3), ...rowsOf(other.number, 2), 'X-9;L;legpress;2025-01-05;80')
    const fileId = await broughtIn(therapist, bytes, { mapping: dated })
    expect(await undoFirst(therapist, fileId)).toEqual({ ok: true })
    expect(undoCounts(await importsOf(therapist, fileId))).toMatchObject({ all: 2, done: 1 })
    expect(await undoOneRm(therapist, fileId)).toEqual({ ok: true })
    expect(undoCounts(await importsOf(therapist, fileId))).toMatchObject({ all: 2, done: 2 })
    expect([...(await testsOf(clinic, one.id)), ...(await testsOf(clinic, other.id))]).toEqual([])
    expect(await start(therapist, fileId)).toEqual({ ok: false, why: 'list-begun' })

    const again = await broughtIn(therapist, bytes, { mapping: dated })
    expect(await countsOf(therapist, again)).toEqual({ taken: 5, known: 0, skipped: 0, refused: 1 })
    expect(await testsOf(clinic, one.id)).toHaveLength(3)
  })

  it('goes on without the rows of a client whose part was taken back meanwhile', async () => {
    const [one, other] = [await somebody(), await somebody()]
    const bytes = file(...rowsOf(one.number, 101), ...rowsOf(other.number, 1))
    const fileId = await kept(therapist, bytes, { mapping: dated })
    await start(therapist, fileId)
    const ordered = await orderOneRm(therapist, fileId)
    if (ordered) await takeNextTests(therapist, ordered)
    const [importId] = (await importsOf(therapist, fileId)).map(({ id }) => id)
    await clinic.sql(
      clinic.therapist,
      `insert into strikes (clinic_id, subject, subject_id, client_id, reason, struck_by, occurred_at) values ($1, 'import', $2, $3, 'No', $4, now())`,
      [clinic.id, importId, one.id, clinic.therapist.memberId],
    )
    await runOneRm(therapist, fileId)
    expect([(await testsOf(clinic, one.id)).length, (await testsOf(clinic, other.id)).length]).toEqual([0, 1])
  })

  it('is not taken back while it is being written', async () => {
    const { number, id } = await somebody()
    const fileId = await kept(therapist, file(...rowsOf(number, 101)), { mapping: dated })
    await start(therapist, fileId)
    const ordered = await orderOneRm(therapist, fileId)
    if (ordered) await takeNextTests(therapist, ordered)
    expect(await undoOneRm(therapist, fileId)).toEqual({ ok: false, why: 'list-begun' })
    expect(await testsOf(clinic, id)).toHaveLength(100)
  })
})
