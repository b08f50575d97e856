/** The pages on which measurements are recorded and put right, asked as a browser asks them. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { type MeasurementKind, measurementKinds } from '~/domain/measurement'
import type { MeasurementOnRecord } from '~/domain/measurement-record'
import {
  action as correct,
  loader as correction,
} from '~/routes/clients.$clientId_.measurements.$measurementId.correction'
import { action, loader } from '~/routes/clients.$clientId_.measurements.new'
import { typedOf } from '~/ui/measuring/typed-before'
import { type Answer, answerOf, ask, browserOf, type Refused, type Route } from '../asking'
import { buildClinic, type Clinic } from '../builders'
import { measureBySql } from '../builders-measuring'
import { buildClient } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let today: string
/** Of whom nothing comes on record. */
let nobody: string

beforeAll(async () => {
  clinic = await buildClinic(database)
  const [row] = await clinic.sql<{ today: string }>(clinic.trainer, 'select clinic_day(now())::text as today')
  today = row?.today ?? ''
  nobody = await buildClient(clinic)
})

type Fields = Record<string, string>

const whole: Record<MeasurementKind, Fields> = {
  'one-rm': { exercise: 'Leg press', side: 'left', load: '80' },
  'rep-max': { exercise: 'Leg press', side: 'left', load: '80', reps: '5', rpe: '9.5', isFailed: 'on' },
  'isometric-force': {
    movement: 'Knee extension',
    side: 'left',
    force: '21.6',
    forceUnit: 'kg',
    device: 'Dynamometer',
  },
  endurance: { exercise: 'Leg press', side: 'left', load: '0', reps: '25', position: 'seat 4' },
  girth: { site: 'Calf, widest', side: 'left', girth: '38.5' },
  'range-of-motion': { movement: 'Knee extension', side: 'left', moved: 'passive', degrees: '-5' },
  pain: { nrs: '0' },
  score: { instrument: 'LEFS', side: 'both', points: '62.5' },
}

/** By a therapist, who needs no session for it. */
function send(clientId: string, kind: string, fields: Fields) {
  return ask(action as Route, clinic.therapist, { clientId }, { key: randomUUID(), kind, on: today, ...fields })
}

/** What stands beside the fields of a form that was not taken, and what was typed into them. */
const resultOf = ({ data }: Answer) => (data as unknown as { result: Refused }).result

type Shown = { record: { onRecord: MeasurementOnRecord[]; older: string | null; devices: string[]; formula: string } }

async function shown(clientId: string, search: string): Promise<Shown['record']> {
  const { data } = await ask(loader as Route, clinic.therapist, { clientId }, null, search)
  return (data as unknown as Shown).record
}

describe('a form of a measurement', () => {
  it.each(measurementKinds)('of %s is taken whole, and stands on record as it was typed', async (kind) => {
    const clientId = await buildClient(clinic)
    expect(await send(clientId, kind, whole[kind])).toMatchObject({
      status: 303,
      to: `/clients/${clientId}/progress?done=measured`,
    })
    const { onRecord, devices, formula } = await shown(clientId, `?kind=${kind}`)
    expect(onRecord.map(typedOf)).toEqual([{ side: 'both', on: today, ...whole[kind], ...unitOf(kind) }])
    expect([formula, devices]).toEqual(['epley', kind === 'isometric-force' ? ['Dynamometer'] : []])
  })

  it.each(measurementKinds)('of %s with nothing in it says what is missing beside each field', async (kind) => {
    const empty = await send(nobody, kind, { on: '' })
    expect(empty.status).toBe(400)
    const asked = { ...whole[kind], ...(kind === 'score' ? { side: undefined } : {}), rpe: undefined }
    const needed = Object.entries(asked).filter(
      ([name, value]) => value && !['isFailed', 'device', 'position', 'forceUnit'].includes(name),
    )
    const wrong = Object.keys(resultOf(empty).error ?? {})
    expect(wrong).toEqual(expect.arrayContaining([...needed.map(([name]) => name), 'on']))
  })

  it('of more than 10 repetitions sends to endurance, and nothing typed is lost', async () => {
    const typed = { ...whole['rep-max'], reps: '12', device: 'Machine 2' }
    const answer = await send(nobody, 'rep-max', typed)
    expect(answer.status).toBe(400)
    expect(resultOf(answer)).toMatchObject({
      error: { reps: ['No maximum is estimated from more than 10 repetitions. Record this as endurance instead.'] },
      initialValue: typed,
    })
    expect(Object.keys(resultOf(answer).error ?? {})).toEqual(['reps'])
  })

  it('of more than 10 repetitions is saved as endurance by its other button, as it was typed', async () => {
    const clientId = await buildClient(clinic)
    const fields = { key: randomUUID(), kind: 'rep-max', on: today, ...whole['rep-max'], reps: '12' }
    const form = new URLSearchParams(fields)
    form.append('kind', 'endurance')
    const request = (await browserOf(clinic.therapist)).request('/', { method: 'POST', body: form })
    expect(await answerOf(action as Route, request, { clientId })).toMatchObject({ status: 303 })
    const { onRecord } = await shown(clientId, '?kind=endurance')
    expect(onRecord).toMatchObject([{ kind: 'endurance', reps: 12, amount: 80_000, isFailed: false }])
  })

  it('of a set that jumps asks whether the number is right, keeps it, and takes it then', async () => {
    const clientId = await buildClient(clinic)
    const set = { exercise: 'Leg press', side: 'left', load: '60', reps: '5' }
    await send(clientId, 'rep-max', set)
    const more = { ...set, load: '90' }
    const answer = await send(clientId, 'rep-max', more)
    expect(answer).toMatchObject({ status: 409, data: { isJump: true, result: { initialValue: more } } })
    expect(await send(clientId, 'rep-max', { ...more, isConfirmed: 'on' })).toMatchObject({ status: 303 })
  })

  it.each([
    ['isometric-force', { force: 'strong' }, 'force'],
    ['isometric-force', { forceUnit: 'stone' }, 'forceUnit'],
    ['isometric-force', { movement: 'Nose flexion' }, 'movement'],
    ['range-of-motion', { degrees: '12.5' }, 'degrees'],
    ['range-of-motion', { side: 'both' }, 'side'],
    ['endurance', { reps: '1001' }, 'reps'],
    ['endurance', { load: '-5' }, 'load'],
    ['rep-max', { load: '0' }, 'load'],
    ['rep-max', { rpe: '11' }, 'rpe'],
    ['one-rm', { exercise: 'Squat, body weight' }, 'exercise'],
    ['girth', { device: 'x'.repeat(81) }, 'device'],
    ['girth', { position: 'ly\0ing' }, 'position'],
    ['score', { points: '81' }, 'points'],
    ['score', { instrument: 'Mine' }, 'instrument'],
    [
      'score',
      { instrument: 'another', instrumentName: 'Mine', scaleLow: '80', scaleHigh: '0', better: 'high' },
      'scaleHigh',
    ],
    ['score', { instrument: 'another', instrumentName: 'Mine', scaleLow: '0', scaleHigh: '80' }, 'better'],
    ['no-such-kind', { load: '80' }, 'kind'],
  ] as const)('of %s with %j is refused beside its field', async (kind, changes, field) => {
    const typed = kind === 'no-such-kind' ? whole['one-rm'] : whole[kind]
    const answer = await send(nobody, kind, { ...typed, ...changes })
    expect(answer.status).toBe(400)
    expect(Object.keys(resultOf(answer).error ?? {})).toEqual([field])
  })

  it('of a questionnaire on no list is taken with its range and its better end', async () => {
    const clientId = await buildClient(clinic)
    const another = { instrument: 'another', instrumentName: 'Mine', scaleLow: '-10', scaleHigh: '12.5', better: 'low' }
    expect(await send(clientId, 'score', { ...another, points: '-3' })).toMatchObject({ status: 303 })
    const { onRecord } = await shown(clientId, '?kind=score')
    expect(onRecord).toMatchObject([
      { instrument: 'Mine', scaleLow: -1_000, scaleHigh: 1_250, isHigherBetter: false, amount: -300 },
    ])
  })

  it('of a questionnaire on the list is not held to the list: its range there is not verified', async () => {
    const clientId = await buildClient(clinic)
    const own = { instrument: 'another', instrumentName: 'lefs', scaleLow: '0', scaleHigh: '100', better: 'high' }
    expect(
      resultOf(await send(clientId, 'score', { instrument: 'LEFS', side: 'both', points: '81' })).error,
    ).toMatchObject({
      points: [expect.stringContaining('not verified')],
    })
    expect(await send(clientId, 'score', { ...own, points: '81' })).toMatchObject({ status: 303 })
    const { onRecord } = await shown(clientId, '?kind=score')
    expect(onRecord).toMatchObject([{ instrument: 'LEFS', scaleLow: 0, scaleHigh: 10_000, amount: 8_100 }])
  })

  it('shows 20 of a kind at a time, each once', async () => {
    const clientId = await buildClient(clinic)
    await clinic.sql(
      clinic.therapist,
      `insert into measurements (clinic_id, id, client_id, kind, side, entered_value, entered_unit, amount, measured_by, occurred_at, measured_on)
       select $1, uuidv7(), $2, 'pain', 'both', '3', 'nrs', 3, $3, now() - day / 2 * interval '1 day', '2000-01-01' from generate_series(1, 41) day`,
      [clinic.id, clientId, clinic.therapist.memberId],
    )
    const seen: string[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page = await shown(clientId, `?kind=pain${after && `&after=${after}`}`)
      expect(page.onRecord.length).toBeLessThanOrEqual(20)
      seen.push(...page.onRecord.map(({ id }) => id))
      after = page.older
    }
    expect([seen.length, new Set(seen).size]).toEqual([41, 41])
    for (const after of ['nonsense', '0000-01-01.x', `2026-01-01.${'a'.repeat(36)}`]) {
      expect((await shown(clientId, `?kind=pain&after=${after}`)).onRecord[0]?.id).toBe(seen[0])
    }
  })
})

/** A load is given back with the unit it was typed in. */
function unitOf(kind: MeasurementKind): Fields {
  const { load } = whole[kind]
  return load === undefined ? {} : { load: `${load} kg` }
}

describe('a measurement that is put right', () => {
  const put = (clientId: string, measurementId: string, fields: Fields) =>
    ask(
      correct as Route,
      clinic.therapist,
      { clientId, measurementId },
      { key: randomUUID(), why: 'A slip', ...fields },
    )

  it.each(measurementKinds)('of %s is filled with what stands there, struck through, and replaced', async (kind) => {
    const clientId = await buildClient(clinic)
    await send(clientId, kind, whole[kind])
    const [first] = (await shown(clientId, `?kind=${kind}`)).onRecord
    if (!first) throw new Error('It was recorded.')
    const { data } = await ask(correction as Route, clinic.therapist, { clientId, measurementId: first.id })
    const asItStands = typedOf((data as unknown as { measurement: MeasurementOnRecord }).measurement)
    const corrected = { ...asItStands, on: '2026-03-02', how: 'replace', kind }
    expect(await put(clientId, first.id, corrected)).toMatchObject({ status: 303 })
    const { onRecord } = await shown(clientId, `?kind=${kind}`)
    const [struck, standing] = [onRecord.find(({ id }) => id === first.id), onRecord.find(({ id }) => id !== first.id)]
    expect(struck?.struck).toMatchObject({ reason: 'A slip', replacedById: standing?.id })
    expect(standing && typedOf(standing)).toEqual({ ...asItStands, on: '2026-03-02' })
    expect(await put(clientId, first.id, corrected)).toMatchObject({ status: 409 })
  })

  it('keeps the exercise of a file, and the questionnaire of its own range, which are on no list', async () => {
    const clientId = await buildClient(clinic)
    const fromFile = { exercise: 'legpress', amount: 80_000 }
    const test = await measureBySql(clinic, clinic.therapist, { clientId, kind: 'one-rm', row: fromFile })
    const own = { instrument: 'Mine', scale_low: 0, scale_high: 1_000, amount: 300 }
    const score = await measureBySql(clinic, clinic.therapist, { clientId, kind: 'score', row: own })
    const said = { how: 'replace', on: today, side: 'left' }
    expect(await put(clientId, test, { ...said, kind: 'one-rm', exercise: 'legpress', load: '82 kg' })).toMatchObject({
      status: 303,
    })
    const asked = { ...said, kind: 'score', instrument: 'Mine' }
    expect(await put(clientId, score, { ...asked, points: '11' })).toMatchObject({ status: 400 })
    expect(await put(clientId, score, { ...asked, points: '4' })).toMatchObject({ status: 303 })
    expect(await send(clientId, 'one-rm', { ...whole['one-rm'], exercise: 'legpress' })).toMatchObject({ status: 400 })
  })

  it('stays of its kind, whatever the form says', async () => {
    const clientId = await buildClient(clinic)
    const id = await measureBySql(clinic, clinic.therapist, { clientId, kind: 'rep-max' })
    const forged = { ...whole['one-rm'], kind: 'one-rm', how: 'replace', on: today }
    expect((await put(clientId, id, forged)).status).toBe(400)
    const { onRecord } = await shown(clientId, '?kind=one-rm')
    expect(onRecord).toEqual([])
  })

  it('is struck through for nothing where nothing was measured', async () => {
    const clientId = await buildClient(clinic)
    const id = await measureBySql(clinic, clinic.therapist, { clientId, kind: 'range-of-motion' })
    expect(await put(clientId, id, { how: 'strike' })).toMatchObject({ status: 303 })
    const { onRecord } = await shown(clientId, '?kind=range-of-motion')
    expect(onRecord).toMatchObject([{ id, struck: { replacedById: null } }])
  })
})
