/** The raw file of a study of tested maxima brought in: told, taken once, and read back as it is. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { getOneRmFile } from '~/data/one-rm-file.server'
import { runOneRm } from '~/data/one-rm-run.server'
import { findProgress } from '~/data/progress.server'
import { readClinic } from '~/database/door.server'
import { percentChange } from '~/domain/strength'
import { acting } from '../acting'
import { buildClinic, type Clinic } from '../builders'
import {
  addClients,
  countsOf,
  importsOf,
  kept,
  preview,
  start,
  studyDays,
  studyNames,
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

const raw = readFileSync(new URL('../../../shared/data/one-rm/per-leg-one-rm.csv', import.meta.url))

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
  let readBack: Awaited<ReturnType<typeof readAll>>

  beforeAll(async () => {
    clients = await addClients(clinic, [...subjects])
    fileId = await kept(therapist, raw)
  })

  // 225 lines with NA for a load, found by awk.
  it('is all told before anything is written: 1,413 tests and 225 rows without a load of 39 clients', async () => {
    const told = await preview(therapist, fileId)
    expect(told.counts).toEqual({ rows: 1638, taken: 1413, known: 0, skipped: 225, refused: 0 })
    expect(told).toMatchObject({ clientsFound: 39, unknown: { all: 0 }, archived: { all: 0 }, earlier: null })
    expect(await importsOf(therapist, fileId)).toEqual([])
  })

  it('does not begin before somebody looked at its jumps', async () => {
    expect((await preview(therapist, fileId)).jumps.all).toBeGreaterThan(100)
    expect(await start(therapist, fileId, false)).toEqual({ ok: false, why: 'import-not-confirmed' })
  })

  it('comes in as one import a client, and its counts add up to its 1,638 rows', async () => {
    expect(await start(therapist, fileId)).toEqual({ ok: true })
    await runOneRm(therapist, fileId)
    expect(await importsOf(therapist, fileId)).toHaveLength(39)
    expect(await countsOf(therapist, fileId)).toEqual({ taken: 1413, known: 0, skipped: 225, refused: 0 })
    const found = await readClinic(therapist, (query) => getOneRmFile(query, fileId))
    expect(found).toMatchObject({ done: 1638, rowCount: 1638, finishedAt: expect.any(Date) })
  })

  it('reads back, for each person, exercise and leg, what the file says at each of the six times', async () => {
    readBack = await readAll()
    let compared = 0
    for (const { subject, time, exercise, left, right } of readBack) {
      expect([subject, exercise, time, left]).toEqual([subject, exercise, time, kgIn(subject, exercise, 'L', time)])
      expect([subject, exercise, time, right]).toEqual([subject, exercise, time, kgIn(subject, exercise, 'R', time)])
      compared += 1
    }
    expect(compared).toBe(39 * 3 * 6)
  })

  // 594 pairs of legs, 4 left ones beside a right one of an earlier day, 7 last right ones beside a left one of an earlier day, and 481 and 490 changes, counted with awk.
  it('gives the symmetry and the changes that the raw figures give, to a tenth of a percent', () => {
    const compared = { symmetries: 0, ofAnEarlierDay: 0, ofTheLast: 0, left: 0, right: 0 }
    for (const { subject, exercise, time, symmetry, changes } of readBack) {
      const kgAt = (leg: string, at: string) => kgIn(subject, exercise, leg, at)
      const left = kgAt('L', time)
      const right = times.slice(0, times.indexOf(time) + 1).findLast((at) => kgAt('R', at) !== null)
      // A left leg that was not lifted any more has one last point, where the right one was lifted last.
      const lastRight = times.findLast((at) => kgAt('R', at) !== null)
      const lastLeft = times.findLast((at) => kgAt('L', at) !== null)
      const isBehind = lastLeft && times.indexOf(lastLeft) < times.indexOf(lastRight ?? 'pre')
      if (left === null && isBehind && time === lastRight) {
        expect(symmetry).toBeCloseTo(((kgAt('L', lastLeft) ?? 0) / (kgAt('R', time) ?? Number.NaN)) * 100, 1)
        compared.ofTheLast += 1
      } else if (left === null) expect(symmetry).toBeNull()
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
    expect(compared).toEqual({ symmetries: 594, ofAnEarlierDay: 4, ofTheLast: 7, left: 481, right: 490 })
  })

  const kgIn = (subject: string, exercise: string, leg: string, time: string) =>
    loads.get([subject, exercise, leg, time].join(' ')) ?? null

  /** Through the reading of the page of progress. */
  async function readAll() {
    const rows = []
    for (const [subject, clientId] of clients) {
      for (const exercise of ['legpress', 'legcurl', 'legext'] as const) {
        const asked = {
          exercise: studyNames[exercise],
          range: '90-days',
          today: '2018-04-07',
          involved: 'left',
        } as const
        const { strength, symmetry } = await readClinic(therapist, (query) => findProgress(query, clientId, asked))
        const [left, right] = ['left', 'right'].map((side) => strength.find((each) => each.side === side))
        if (!left || !right) throw new Error('Both legs were tested.')
        const kgOn = (series: typeof left, on: string) => {
          const grams = series.points.find((point) => point.on === on)?.loadG
          return grams ? grams / 1000 : null
        }
        const changeOn = (series: typeof left, on: string) =>
          percentChange(kgOn(series, studyDays.pre) ?? 0, kgOn(series, on) ?? 0)
        for (const time of times) {
          const on = studyDays[time]
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
    const again = await kept(therapist, raw)
    expect(await preview(therapist, again)).toMatchObject({
      counts: { taken: 0, known: 1413, skipped: 225 },
      earlier: null,
    })
    expect(await start(therapist, again, false)).toEqual({ ok: true })
    await runOneRm(therapist, again)
    expect(await countsOf(therapist, again)).toEqual({ taken: 0, known: 1413, skipped: 225, refused: 0 })
    expect(await testsOf(clinic, clients.get('FP13'))).toHaveLength(36 + 6)
  })
})
