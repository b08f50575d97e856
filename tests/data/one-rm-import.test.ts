/** Tested maxima brought in by file: the whole raw study leg by leg, once, counted, taken back, and nobody's but a clinician's. */
import { readFileSync } from 'node:fs'
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import {
  chooseInOneRmFile,
  getOneRmFile,
  keepOneRmFile,
  mapOneRmFile,
  readOneRmSheet,
  rulesOfOneRmFile,
  sheetOfOneRmFile,
} from '~/data/one-rm-file.server'
import { importsOfOneRmFile } from '~/data/one-rm-imports.server'
import { previewOneRm } from '~/data/one-rm-preview.server'
import { orderOneRm, runOneRm, startOneRm, stopOneRm, takeNextTests } from '~/data/one-rm-run.server'
import { undoCounts, undoFirst, undoOneRm } from '~/data/one-rm-undo.server'
import { findProgress } from '~/data/progress.server'
import { readClinic } from '~/database/door.server'
import type { OneRmMapping } from '~/domain/one-rm-file'
import { symmetrySeries } from '~/domain/progress-symmetry'
import { percentChange } from '~/domain/strength'
import { acting } from '../acting'
import { buildClinic, type Clinic } from '../builders'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let therapist: Acting

beforeAll(async () => {
  clinic = await buildClinic(database)
  therapist = await acting(clinic.therapist)
})

const raw = readFileSync(new URL('../../../shared/data/one-rm/per-leg-one-rm.csv', import.meta.url))
const mapping: OneRmMapping = {
  places: { client: 0, side: 1, exercise: 2, when: 3, load: 4, unit: null },
  dateOrder: null,
  unit: 'kg',
}
const days = {
  pre: '2018-01-08',
  session1: '2018-01-15',
  week2: '2018-01-22',
  week5: '2018-02-12',
  week9: '2018-03-12',
  post: '2018-04-09',
}
const names = { legpress: 'Leg press', legcurl: 'Leg curl, lying', legext: 'Leg extension', benchpress: 'Bench press' }

/** Somebody of each record number. */
async function addClients(numbers: readonly string[]): Promise<Map<string, string>> {
  const ids = new Map(numbers.map((number) => [number, v7()]))
  await clinic.sql(
    clinic.therapist,
    `insert into clients (clinic_id, id, record_number, given_name, family_name, birth_date, sex, created_by)
     select $1, id, number, 'Ana', 'Lind', date '1985-01-01' + nth::integer, 'female', $4
     from unnest($2::uuid[], $3::text[]) with ordinality as c (id, number, nth)`,
    [clinic.id, [...ids.values()], numbers, clinic.therapist.memberId],
  )
  return ids
}

type Choices = { mapping?: OneRmMapping; days?: Record<string, string>; names?: Record<string, string> }

async function kept(bytes: Uint8Array, choices: Choices = {}, by = therapist): Promise<string> {
  const reading = readOneRmSheet(bytes)
  if (!reading.ok) throw new Error(reading.says)
  const fileId = await keepOneRmFile(by, bytes, reading.file)
  expect(await mapOneRmFile(by, fileId, choices.mapping ?? mapping)).toEqual({ ok: true })
  expect(await chooseInOneRmFile(by, fileId, { days: choices.days ?? days })).toEqual({ ok: true })
  expect(await chooseInOneRmFile(by, fileId, { names: choices.names ?? names })).toEqual({ ok: true })
  return fileId
}

const preview = (fileId: string, by = therapist) =>
  readClinic(by, async (query) => {
    const file = await getOneRmFile(query, fileId)
    const sheet = await sheetOfOneRmFile(query, fileId)
    const rules = await rulesOfOneRmFile(query, file, sheet)
    if (!rules) throw new Error('Something is not chosen.')
    return previewOneRm(query, file, { sheet, rules })
  })

const importsOf = (fileId: string, by = therapist) =>
  readClinic(by, async (query) => importsOfOneRmFile(query, await getOneRmFile(query, fileId)))

async function countsOf(fileId: string) {
  const imports = await importsOf(fileId)
  const sum = (of: 'taken' | 'known' | 'skipped' | 'refused') => imports.reduce((total, each) => total + each[of], 0)
  return { taken: sum('taken'), known: sum('known'), skipped: sum('skipped'), refused: sum('refused') }
}

const start = (fileId: string, isConfirmed = true) => startOneRm(therapist, { fileId, isConfirmed, at: new Date() })

async function broughtIn(bytes: Uint8Array, choices: Choices = {}): Promise<string> {
  const fileId = await kept(bytes, choices)
  expect(await start(fileId)).toEqual({ ok: true })
  await runOneRm(therapist, fileId)
  return fileId
}

async function testsOf(clientId: string | undefined) {
  return clinic.sql<{ exercise: string; side: string; amount: number; on: string; value: string }>(
    clinic.therapist,
    `select exercise, side, amount, measured_on::text as "on", entered_value as "value" from measurements m
     where client_id = $1 and not is_struck('measurement', m.id) order by occurred_at, exercise, side, amount`,
    [clientId],
  )
}

const file = (...rows: string[]) => Buffer.from(['client;side;exercise;when;load', ...rows].join('\n'))

describe('the raw file of 39 people, tested leg by leg at six time points (Hammarström 2020)', () => {
  /** Its own reading of the file: kg by person, exercise, leg and time; what was not lifted is missing. */
  const loads = new Map<string, number>()
  const subjects = new Set<string>()
  for (const line of raw.toString('utf8').split(/\r?\n/).slice(1)) {
    const [subject = '', leg = '', exercise = '', time = '', load = ''] = line.split(',')
    if (subject) subjects.add(subject)
    if (subject && load !== 'NA') loads.set([subject, exercise, leg.trim(), time].join(' '), Number.parseFloat(load))
  }
  const times = ['pre', 'session1', 'week2', 'week5', 'week9', 'post'] as const
  let clients: Map<string, string>
  let fileId: string

  beforeAll(async () => {
    clients = await addClients([...subjects])
    fileId = await kept(raw)
  })

  // 225 lines with NA for a load, found by awk.
  it('is all told before anything is written: 1,413 tests and 225 rows without a load of 39 clients', async () => {
    const told = await preview(fileId)
    expect(told.counts).toEqual({ rows: 1638, taken: 1413, known: 0, skipped: 225, refused: 0 })
    expect(told).toMatchObject({ clientsFound: 39, unknown: { all: 0 }, archived: { all: 0 }, earlier: null })
    expect(await importsOf(fileId)).toEqual([])
  })

  it('does not begin before somebody looked at its jumps', async () => {
    expect((await preview(fileId)).jumps.all).toBeGreaterThan(100)
    expect(await start(fileId, false)).toEqual({ ok: false, why: 'import-not-confirmed' })
  })

  it('comes in as one import a client, and its counts add up to its 1,638 rows', async () => {
    expect(await start(fileId)).toEqual({ ok: true })
    await runOneRm(therapist, fileId)
    expect(await importsOf(fileId)).toHaveLength(39)
    expect(await countsOf(fileId)).toEqual({ taken: 1413, known: 0, skipped: 225, refused: 0 })
    const found = await readClinic(therapist, (query) => getOneRmFile(query, fileId))
    expect(found).toMatchObject({ done: 1638, rowCount: 1638, finishedAt: expect.any(Date) })
  })

  it('reads back, for each person, exercise and leg, what the file says at each of the six times', async () => {
    let compared = 0
    for (const { subject, time, exercise, left, right } of await readBack()) {
      expect([subject, exercise, time, left]).toEqual([subject, exercise, time, kgIn(subject, exercise, 'L', time)])
      expect([subject, exercise, time, right]).toEqual([subject, exercise, time, kgIn(subject, exercise, 'R', time)])
      compared += 1
    }
    expect(compared).toBe(39 * 3 * 6)
  })

  // 594 pairs of legs, 4 left ones beside a right one of an earlier day, and 481 and 490 changes, counted with awk.
  it('gives the symmetry and the changes that the raw figures give, to a tenth of a percent', async () => {
    const compared = { symmetries: 0, ofAnEarlierDay: 0, left: 0, right: 0 }
    for (const { subject, exercise, time, symmetry, changes } of await readBack()) {
      const kgAt = (leg: string, at: string) => kgIn(subject, exercise, leg, at)
      const left = kgAt('L', time)
      const right = times.slice(0, times.indexOf(time) + 1).findLast((at) => kgAt('R', at) !== null)
      if (left === null) expect(symmetry).toBeNull()
      else {
        expect(symmetry).toBeCloseTo((left / (kgAt('R', right ?? '') ?? Number.NaN)) * 100, 1)
        compared[right === time ? 'symmetries' : 'ofAnEarlierDay'] += 1
      }
      for (const [side, leg] of [
        ['left', 'L'],
        ['right', 'R'],
      ] as const) {
        const [first, now] = [kgAt(leg, 'pre'), kgAt(leg, time)]
        if (first === null || now === null || time === 'pre') continue
        expect(changes[side]).toBeCloseTo((now / first - 1) * 100, 1)
        compared[side] += 1
      }
    }
    expect(compared).toEqual({ symmetries: 594, ofAnEarlierDay: 4, left: 481, right: 490 })
  })

  const kgIn = (subject: string, exercise: string, leg: string, time: string) =>
    loads.get([subject, exercise, leg, time].join(' ')) ?? null

  /** Through the reading of the page of progress. */
  async function readBack() {
    const rows = []
    for (const [subject, clientId] of clients) {
      for (const exercise of ['legpress', 'legcurl', 'legext'] as const) {
        const asked = { exercise: names[exercise], range: 'all', today: '2026-11-26' } as const
        const { strength } = await readClinic(therapist, (query) => findProgress(query, clientId, asked))
        const [left, right] = ['left', 'right'].map((side) => strength.find((each) => each.side === side))
        if (!left || !right) throw new Error('Both legs were tested.')
        const symmetry = symmetrySeries(left, right)
        const kgOn = (series: typeof left, on: string) => {
          const grams = series.points.find((point) => point.on === on)?.loadG
          return grams ? grams / 1000 : null
        }
        const changeOn = (series: typeof left, on: string) =>
          percentChange(kgOn(series, days.pre) ?? 0, kgOn(series, on) ?? 0)
        for (const time of times) {
          const on = days[time]
          rows.push({
            subject,
            exercise,
            time,
            left: kgOn(left, on),
            right: kgOn(right, on),
            symmetry: symmetry.find((point) => point.on === on)?.percent ?? null,
            changes: { left: changeOn(left, on), right: changeOn(right, on) },
          })
        }
      }
    }
    return rows
  }

  it('adds nothing the second time', async () => {
    const again = await kept(raw)
    expect(await preview(again)).toMatchObject({ counts: { taken: 0, known: 1413, skipped: 225 }, earlier: null })
    expect(await start(again, false)).toEqual({ ok: true })
    await runOneRm(therapist, again)
    expect(await countsOf(again)).toEqual({ taken: 0, known: 1413, skipped: 225, refused: 0 })
    expect(await testsOf(clients.get('FP13'))).toHaveLength(36 + 6)
  })
})
