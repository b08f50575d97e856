import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { readClient } from '~/data/client-door.server'
import { recordMeasurement } from '~/data/measurements.server'
import { findProgress, type ProgressAsked } from '~/data/progress.server'
import { progressCsv } from '~/data/progress-csv.server'
import { readStrengthFile } from '~/data/strength-file.server'
import { bringInStrengthLog } from '~/data/strength-run.server'
import { type PerformedSet, strengthSeries } from '~/domain/progress'
import type { Progress } from '~/domain/progress-shown'
import { mondayOf, weeklyVolume } from '~/domain/progress-work'
import { acting } from '../acting'
import { buildClinic, type Clinic } from '../builders'
import { buildClient, buildCleared, train } from '../builders-program'
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

function progressOf(clientId: string, asked: Partial<ProgressAsked> = {}, member = trainer): Promise<Progress> {
  return readClient(member, { clientId, pathKind: 'test', at }, (query, client) =>
    findProgress(query, client.id, { exercise: null, range: null, today: client.today, ...asked }),
  )
}

const test = (
  clientId: string,
  kg: number,
  changes: { side?: 'left' | 'right'; on?: string; isConfirmed?: boolean } = {},
) =>
  recordMeasurement(therapist, {
    key: randomUUID(),
    at,
    clientId,
    on: changes.on ?? at.toISOString().slice(0, 10),
    measured: {
      kind: 'one-rm',
      exercise: 'Leg extension',
      side: changes.side ?? 'left',
      load: { loadG: kg * 1000, enteredValue: String(kg), enteredUnit: 'kg' },
      isConfirmed: changes.isConfirmed ?? false,
    },
  })

describe('the progress of somebody who brought in their log', () => {
  let clientId: string
  let sets: PerformedSet[]

  beforeAll(async () => {
    clientId = await buildClient(clinic)
    const bytes = readFileSync(new URL('../../../shared/data/strength/strong-ios.csv', import.meta.url))
    const reading = readStrengthFile(bytes, 'kg')
    if (!reading.ok) throw new Error(reading.why)
    await bringInStrengthLog(trainer, { at, clientId, content: bytes, file: reading.file })
    sets = reading.file.sets.map((set) => ({
      ...set,
      on: set.performedAtLocal.slice(0, 10),
      isTest: false,
      isRestricted: false,
    }))
  })

  it('has every exercise with the series that the file itself gives', async () => {
    const expected = strengthSeries([], sets, { bucketOf: mondayOf })
    const { exercises } = await progressOf(clientId)
    expect(exercises.map(({ exercise }) => exercise).sort()).toEqual([
      ...new Set(expected.map(({ exercise }) => exercise)),
    ])
    for (const exercise of ['Squat (Barbell)', 'Crunch', 'Snatch (Barbell)']) {
      const { strength: series, bucket } = await progressOf(clientId, { exercise, range: 'all' })
      expect(bucket).toBe('week')
      expect(series).toEqual(expected.filter((each) => each.exercise === exercise))
    }
  })

  it('has the volume of each week', async () => {
    const { weeks } = await progressOf(clientId, { range: 'all' })
    const expected = weeklyVolume(sets).filter((week) => week.sets > 0)
    expect(weeks.map(({ weekOf, volumeG }) => [weekOf, volumeG / 1000])).toEqual(
      expected.map(({ weekFrom, volumeKg }) => [weekFrom, volumeKg]),
    )
  })

  it('is shown as far back as it takes to see any of it', async () => {
    expect(await progressOf(clientId)).toMatchObject({ range: 'all', involved: null, symmetry: [] })
    const recent = await progressOf(clientId, { range: '90-days' })
    expect(recent.strength.flatMap(({ points }) => points)).toEqual([])
    expect(recent.weeks).toEqual([])
  })

  it('leaves as a file that says who took it, when and for what', async () => {
    const progress = await progressOf(clientId, { exercise: 'Squat (Barbell)', range: 'all' })
    const why = { by: '=Maya', at, recordNumber: 'R-1', chart: 'strength', auditHash: 'abc' } as const
    const lines = progressCsv(progress, why).trimEnd().split('\r\n')
    expect(lines[0]).toBe(
      `\ufeff"Exported by =Maya","${at.toISOString()}","why: progress chart ""strength"" of record R-1","one point a week","audit abc"`,
    )
    expect(lines[2]).toBe('"2021-01-08","Squat (Barbell)","both","heaviest-set",100,4')
    const squats = sets.filter(({ exercise, reps }) => exercise === 'Squat (Barbell)' && reps)
    expect(lines).toHaveLength(2 + new Set(squats.map(({ on }) => mondayOf(on))).size)
  })
})

describe('the progress of somebody in rehab', () => {
  it('holds the limb in rehab against the other one, and begins at the clearance', async () => {
    const built = await buildCleared(clinic)
    await train(clinic, built)
    await test(built.clientId, 40, { side: 'right' })
    await test(built.clientId, 26)
    const progress = await progressOf(built.clientId)
    expect(progress).toMatchObject({
      involved: { side: 'left', limb: 'left-leg' },
      exercise: 'Leg extension',
      range: '90-days',
    })
    expect(progress.strength.map(({ side, points }) => [side, points[0]?.kind, points[0]?.loadG])).toEqual([
      ['left', 'tested', 26_000],
      ['right', 'tested', 40_000],
    ])
    expect(progress.symmetry).toMatchObject([{ percent: 65, ofBaselinePercent: 65, isTested: true }])
    expect(progress.course.windows).toHaveLength(1)
    expect(progress.clearedOn).toBe(progress.course.clearedOn[0])
    expect(progress.work.weeks).toMatchObject([{ planned: 3, done: 1, isOver: false }])
  })

  it('keeps the first baseline however short the look back', async () => {
    const { clientId } = await buildCleared(clinic)
    await test(clientId, 50, { side: 'right', on: '2020-03-02' })
    await test(clientId, 40, { side: 'right' })
    await test(clientId, 20)
    const { symmetry, strength: series } = await progressOf(clientId, { range: '90-days' })
    expect(symmetry).toMatchObject([{ percent: 50, ofBaselinePercent: 40 }])
    expect(series.find(({ side }) => side === 'right')?.points).toHaveLength(1)
  })

  it('is empty before anything was measured', async () => {
    const progress = await progressOf(await buildClient(clinic))
    expect(progress).toMatchObject({ exercises: [], exercise: null, strength: [], pain: [], girth: [], weeks: [] })
  })
})

describe('a client who is not there for this trainer', () => {
  it('has no progress, whether somebody else’s or nobody', async () => {
    const other = await acting(clinic.otherTrainer)
    for (const id of [await buildClient(clinic), randomUUID(), 'no-id']) {
      await expect(progressOf(id, {}, other)).rejects.toMatchObject({ status: 404 })
    }
  })
})

describe('a measurement', () => {
  const sent = (clientId: string, measured: Parameters<typeof recordMeasurement>[1]['measured'], member = trainer) =>
    recordMeasurement(member, { key: randomUUID(), at, clientId, on: at.toISOString().slice(0, 10), measured })

  it('by a trainer of a maximum needs a clearance that names the test', async () => {
    const clientId = await buildClient(clinic)
    const load = { loadG: 30_000, enteredValue: '30', enteredUnit: 'kg' } as const
    const measured = { kind: 'one-rm', exercise: 'Leg extension', side: 'left', load, isConfirmed: true } as const
    expect(await sent(clientId, measured)).toEqual({ ok: false, why: 'test-not-cleared' })
    expect(await sent(clientId, measured, therapist)).toMatchObject({ ok: true })
  })

  it('of a maximum that jumps is asked about first', async () => {
    const clientId = await buildClient(clinic)
    await test(clientId, 26)
    expect(await test(clientId, 34)).toEqual({ ok: false, why: 'jump-not-confirmed' })
    expect(await test(clientId, 34, { isConfirmed: true })).toMatchObject({ ok: true })
  })

  it('is never of a day to come', async () => {
    const clientId = await buildClient(clinic)
    expect(await test(clientId, 26, { on: '2099-01-01' })).toEqual({ ok: false, why: 'in-the-future' })
  })

  it('of girth and pain is kept as entered, and charted', async () => {
    const clientId = await buildClient(clinic)
    const site = 'Thigh, 16 cm above the kneecap' as const
    await sent(clientId, { kind: 'girth', site, side: 'left', girth: { mm: 485, enteredValue: '48.5' } })
    await sent(clientId, { kind: 'pain', side: 'both', nrs: 0 })
    const { girth, pain } = await progressOf(clientId)
    expect(girth).toMatchObject([{ site, side: 'left', points: [{ mm: 485 }] }])
    expect(pain).toMatchObject([{ nrs: 0 }])
    const rows = await clinic.sql(
      clinic.trainer,
      'select entered_value, entered_unit from measurements where client_id = $1 order by kind',
      [clientId],
    )
    expect(rows).toEqual([
      { entered_value: '48.5', entered_unit: 'cm' },
      { entered_value: '0', entered_unit: 'nrs' },
    ])
  })
})
