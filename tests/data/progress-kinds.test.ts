/** Each kind of measurement in the chart it is for, what is taken back in none, and whose side and formula it is told by. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { findProgress, type ProgressAsked } from '~/data/progress.server'
import { readClinic } from '~/database/door.server'
import type { Progress } from '~/domain/progress-shown'
import { buildClinic, type Clinic } from '../builders'
import { buildClient, buildCleared, train } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
const exercise = 'Leg press'
let clinic: Clinic
let today: string

beforeAll(async () => {
  clinic = await buildClinic(database)
  const [row] = await clinic.sql<{ today: string }>(clinic.trainer, 'select clinic_day(now())::text as today')
  today = row?.today ?? ''
})

function progressOf(clientId: string, asked: Partial<ProgressAsked> = {}): Promise<Progress> {
  return readClinic(clinic.therapist, (query) =>
    findProgress(query, clientId, { exercise, range: 'all', today, ...asked }),
  )
}

const units: Record<string, string> = {
  'isometric-force': 'N',
  girth: 'cm',
  'range-of-motion': 'deg',
  pain: 'nrs',
  score: 'points',
}

/** One row as the therapist of the clinic; its time is 11:00 of the day, or later by `minutes`. */
async function measure(
  clientId: string,
  kind: string,
  on: string,
  amount: number,
  { minutes = 0, ...more }: Record<string, unknown> & { minutes?: number } = {},
): Promise<string> {
  const id = randomUUID()
  const strength = ['one-rm', 'rep-max', 'endurance'].includes(kind) ? { exercise } : {}
  const row = {
    clinic_id: clinic.id,
    id,
    client_id: clientId,
    kind,
    side: 'left',
    amount,
    entered_value: '',
    entered_unit: units[kind] ?? 'kg',
    measured_by: clinic.therapist.memberId,
    occurred_at: new Date(Date.parse(`${on}T11:00Z`) + minutes * 60_000),
    measured_on: on,
    ...strength,
    ...more,
  }
  const columns = Object.keys(row)
  const places = columns.map((_, index) => `$${index + 1}`)
  const text = `insert into measurements (${columns.join(', ')}) values (${places.join(', ')})`
  await clinic.sql(clinic.therapist, text, Object.values(row))
  return id
}

const strike = (clientId: string, subject: string, id: string, who = clinic.therapist) =>
  clinic.sql(
    who,
    `insert into strikes (clinic_id, subject, subject_id, client_id, reason, struck_by, occurred_at)
     values ($1, $2, $3, $4, 'Typed for somebody else', $5, now())`,
    [clinic.id, subject, id, clientId, who.memberId],
  )

const shownOf = (progress: Progress, side = 'left') =>
  progress.strength.find((series) => series.side === side)?.points.map(({ on, kind, loadG }) => [on, kind, loadG])

describe('tested maxima', () => {
  it('of six time points come out whole, though the history is long and two lie in one month', async () => {
    const clientId = await buildClient(clinic)
    const weeks = ['2022-01-05', '2022-01-12', '2022-01-19', '2022-02-09', '2022-03-09', '2022-04-06']
    const [left, right] = [
      [80, 82, 84, 90, 96, 100],
      [100, 100, 98, 100, 102, 105],
    ]
    for (const [index, on] of weeks.entries()) {
      await measure(clientId, 'one-rm', on, (left?.[index] ?? 0) * 1000)
      await measure(clientId, 'one-rm', on, (right?.[index] ?? 0) * 1000, { side: 'right' })
    }
    await measure(clientId, 'pain', '2026-01-05', 3)
    const progress = await progressOf(clientId, { involved: 'left' })
    expect(progress.bucket).toBe('month')
    expect(shownOf(progress)).toEqual(weeks.map((on, index) => [on, 'tested', (left?.[index] ?? 0) * 1000]))
    expect(shownOf(progress, 'right')).toHaveLength(6)
    // 80/100, 82/100, 84/98, 90/100, 96/102, 100/105; and of the first 100 of the right leg.
    expect(progress.symmetry.map(({ percent }) => Math.round(percent * 10) / 10)).toEqual([
      80, 82, 85.7, 90, 94.1, 95.2,
    ])
    expect(progress.symmetry.map(({ ofBaselinePercent }) => ofBaselinePercent)).toEqual([80, 82, 84, 90, 96, 100])
  })

  it('of more than 120 days are the best of each bucket on its own day, the first and the last beside them', async () => {
    const clientId = await buildClient(clinic)
    // From Monday 4 January 2021, 140 days or 20 weeks: heavier each day, so that Sunday's is the best of its week.
    await clinic.sql(
      clinic.therapist,
      `insert into measurements (clinic_id, id, client_id, kind, exercise, side, amount, entered_value, entered_unit, measured_by, occurred_at, measured_on)
       select $1, gen_random_uuid(), $2, 'one-rm', $3, 'left', 50000 + d * 100, '', 'kg', $4, (date '2021-01-04' + d) + time '11:00Z', date '2000-01-01'
       from generate_series(0, 139) d`,
      [clinic.id, clientId, exercise, clinic.therapist.memberId],
    )
    // A fall on the Tuesday after: the week has nothing else than Monday's best of all and this.
    await measure(clientId, 'one-rm', '2021-05-24', 65_000)
    await measure(clientId, 'one-rm', '2021-05-25', 40_000)
    const shown = shownOf(await progressOf(clientId)) ?? []
    expect(shown).toHaveLength(1 + 20 + 2)
    expect(shown.slice(0, 3)).toEqual([
      ['2021-01-04', 'tested', 50_000],
      ['2021-01-10', 'tested', 50_600],
      ['2021-01-17', 'tested', 51_300],
    ])
    expect(shown.slice(-2)).toEqual([
      ['2021-05-24', 'tested', 65_000],
      ['2021-05-25', 'tested', 40_000],
    ])
  })

  it('beat an estimate of their day', async () => {
    const clientId = await buildClient(clinic)
    await measure(clientId, 'rep-max', '2026-03-02', 100_000, { reps: 5 })
    await measure(clientId, 'one-rm', '2026-03-02', 90_000)
    expect(shownOf(await progressOf(clientId))).toEqual([['2026-03-02', 'tested', 90_000]])
  })
})

describe('a repetition maximum', () => {
  it('is estimated by the formula of the clinic, and says so', async () => {
    const other = await buildClinic(database)
    const clientId = await buildClient(clinic)
    await measure(clientId, 'rep-max', '2026-03-02', 100_000, { reps: 5 })
    const before = await progressOf(clientId)
    expect([before.formula, shownOf(before)]).toEqual(['epley', [['2026-03-02', 'estimated', 116_667]]])
    await clinic.owner("update clinics set one_rm_formula = 'brzycki' where id = $1", [clinic.id])
    const after = await progressOf(clientId)
    await clinic.owner("update clinics set one_rm_formula = 'epley' where id = $1", [clinic.id])
    // 100 / (1.0278 - 0.0278 * 5)
    expect([after.formula, shownOf(after)]).toEqual(['brzycki', [['2026-03-02', 'estimated', 112_511]]])
    expect(after.strength[0]?.formula).toBe('brzycki')
    const [row] = await other.owner('select one_rm_formula as formula from clinics where id = $1', [other.id])
    expect(row).toEqual({ formula: 'epley' })
  })

  it('with a failed attempt, or none that succeeded, is counted as not estimated', async () => {
    const clientId = await buildClient(clinic)
    await measure(clientId, 'rep-max', '2026-03-02', 100_000, { reps: 5, is_failed: true })
    await measure(clientId, 'rep-max', '2026-03-03', 100_000, { reps: 0 })
    const [series] = (await progressOf(clientId)).strength
    expect(series).toMatchObject({
      points: [],
      notEstimated: [
        { why: 'failed-attempt', sets: 1 },
        { why: 'no-reps', sets: 1 },
      ],
    })
  })
})

describe('what is measured by itself', () => {
  it('has a line for each place, load and range, and a point a day', async () => {
    const clientId = await buildClient(clinic)
    const day = '2026-03-02'
    await measure(clientId, 'endurance', day, 20_000, { reps: 30 })
    await measure(clientId, 'endurance', day, 20_000, { reps: 25, minutes: 5 })
    await measure(clientId, 'endurance', day, 0, { reps: 12, side: 'right' })
    await measure(clientId, 'girth', day, 481, { site: 'Calf, widest' })
    await measure(clientId, 'girth', day, 480, { site: 'Calf, widest', minutes: 5 })
    await measure(clientId, 'isometric-force', day, 310_000, { movement: 'Knee extension' })
    await measure(clientId, 'isometric-force', day, 300_000, { movement: 'Knee extension', minutes: 5 })
    const knee = { movement: 'Knee flexion', is_passive: true }
    await measure(clientId, 'range-of-motion', day, 110, knee)
    await measure(clientId, 'range-of-motion', '2026-03-09', 105, knee)
    await measure(clientId, 'range-of-motion', '2026-03-09', 100, { ...knee, is_passive: false })
    const lefs = { instrument: 'LEFS', scale_low: 0, scale_high: 8000, is_higher_better: true, side: 'both' }
    await measure(clientId, 'score', day, 5200, lefs)
    const progress = await progressOf(clientId)
    expect(progress.endurance).toEqual([
      { exercise, side: 'left', loadG: 20_000, points: [{ on: day, reps: 30 }] },
      { exercise, side: 'right', loadG: 0, points: [{ on: day, reps: 12 }] },
    ])
    expect(progress.girth).toEqual([{ site: 'Calf, widest', side: 'left', points: [{ on: day, mm: 480 }] }])
    expect(progress.force).toEqual([{ movement: 'Knee extension', side: 'left', points: [{ on: day, mN: 310_000 }] }])
    const flexion = { movement: 'Knee flexion', side: 'left' }
    expect(progress.motion).toEqual([
      { ...flexion, isPassive: false, points: [{ on: '2026-03-09', degrees: 100 }] },
      {
        ...flexion,
        isPassive: true,
        points: [
          { on: day, degrees: 110 },
          { on: '2026-03-09', degrees: 105 },
        ],
      },
    ])
    expect(progress.scores).toEqual([
      {
        instrument: 'LEFS',
        side: 'both',
        low: 0,
        high: 8000,
        isHigherBetter: true,
        points: [{ on: day, hundredths: 5200 }],
      },
    ])
    expect(progress.exercises).toEqual([{ exercise, days: 1, lastOn: day, isTested: false }])
    expect(progress.strength).toEqual([])
    expect((await progressOf(clientId, { range: '90-days', today: '2026-12-01' })).girth).toEqual([])
  })

  it('of more than 120 days is one a bucket, and where it began and where it stands', async () => {
    const clientId = await buildClient(clinic)
    await clinic.sql(
      clinic.therapist,
      `insert into measurements (clinic_id, id, client_id, kind, site, side, amount, entered_value, entered_unit, measured_by, occurred_at, measured_on)
       select $1, gen_random_uuid(), $2, 'girth', 'Calf, widest', 'left', 300 + d, '', 'cm', $3, (date '2021-01-04' + d) + time '11:00Z', date '2000-01-01'
       from generate_series(0, 141) d`,
      [clinic.id, clientId, clinic.therapist.memberId],
    )
    const { girth, bucket } = await progressOf(clientId)
    const points = girth[0]?.points ?? []
    // The last of each week, on Sundays; the first Monday, and the last two days of the week that is not whole.
    expect(bucket).toBe('week')
    expect(points).toHaveLength(1 + 20 + 2)
    expect(points.slice(0, 2)).toEqual([
      { on: '2021-01-04', mm: 300 },
      { on: '2021-01-10', mm: 306 },
    ])
    expect(points.slice(-2)).toEqual([
      { on: '2021-05-24', mm: 440 },
      { on: '2021-05-25', mm: 441 },
    ])
  })

  it('is in no chart once it is struck through', async () => {
    const clientId = await buildClient(clinic)
    const ids = [
      await measure(clientId, 'one-rm', '2026-03-02', 90_000),
      await measure(clientId, 'rep-max', '2026-03-03', 90_000, { reps: 3 }),
      await measure(clientId, 'girth', '2026-03-02', 480, { site: 'Calf, widest' }),
      await measure(clientId, 'pain', '2026-03-02', 4),
    ]
    for (const id of ids) await strike(clientId, 'measurement', id)
    const { exercises, strength, girth, pain, range } = await progressOf(clientId, { range: null })
    expect({ exercises, strength, girth, pain, range }).toEqual({
      exercises: [],
      strength: [],
      girth: [],
      pain: [],
      range: '90-days',
    })
  })
})

describe('sessions', () => {
  it('count beside what was planned for their week, until they are struck through', async () => {
    const built = await buildCleared(clinic)
    const sessionId = await train(clinic, built)
    const [line] = await clinic.sql<{ id: string }>(
      clinic.trainer,
      'select id from prescriptions where version_id = $1',
      [built.versionId],
    )
    await clinic.sql(
      clinic.trainer,
      `insert into sets (clinic_id, id, client_id, session_id, prescription_id, exercise, side, set_number, reps, load_g, occurred_at, performed_on, logged_by)
       values ($1, gen_random_uuid(), $2, $3, $4, 'Leg extension', 'left', 1, 10, 20000, now(), date '2000-01-01', $5)`,
      [clinic.id, built.clientId, sessionId, line?.id, clinic.trainer.memberId],
    )
    const asked = { exercise: 'Leg extension', range: '90-days' } as const
    // Three a week, of the days from today to Sunday.
    const planned = Math.floor((3 * (8 - (new Date(today).getUTCDay() || 7))) / 7)
    const { weeks, involved, strength } = await progressOf(built.clientId, asked)
    expect(weeks).toMatchObject([{ volumeG: 200_000, sessions: 1, planned }])
    expect(involved).toEqual({ side: 'left', limb: 'left-leg', isChosen: false })
    expect(strength).toMatchObject([{ measure: 'heaviest-set', points: [{ loadG: 20_000, reps: 10 }] }])
    await strike(built.clientId, 'session', sessionId, clinic.trainer)
    const struck = await progressOf(built.clientId, asked)
    expect(struck.weeks).toMatchObject([{ volumeG: 0, sessions: 0, planned }])
    expect(struck.exercises).toEqual([])
  })
})

describe('the course', () => {
  it('has a red flag, and the hold it put on each program, once', async () => {
    const { clientId } = await buildCleared(clinic, { isBfr: false })
    const right = await buildCleared(clinic, { clientId, limb: 'right-leg', isBfr: false })
    await train(clinic, right, { isBfr: false })
    await clinic.sql(
      clinic.trainer,
      `insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, detail, raised_by, occurred_at)
       values ($1, gen_random_uuid(), $2, 'calf-pain', true, '', $3, now())`,
      [clinic.id, clientId, clinic.trainer.memberId],
    )
    const [held] = await clinic.sql(
      clinic.trainer,
      'select count(*)::int as programs from holds where program_id in (select id from programs where client_id = $1)',
      [clientId],
    )
    expect(held).toEqual({ programs: 2 })
    const { course, clearedOn } = await progressOf(clientId)
    expect(course).toMatchObject({
      redFlags: [today],
      holds: [{ from: today, until: null }],
      clearedOn: [today],
      windows: [{ openedOn: today }],
    })
    expect(clearedOn).toBe(today)
  })
})

describe('the clearance that things are counted from', () => {
  it('is of the program that has the exercise, and of the newest where none has it', async () => {
    const { clientId, programId } = await buildCleared(clinic, { isBfr: false })
    await buildCleared(clinic, { clientId, limb: 'right-leg', isBfr: false })
    const clearedOnOf = async (name: string) => {
      await measure(clientId, 'one-rm', '2026-03-02', 20_000, { exercise: name })
      return (await progressOf(clientId, { exercise: name })).clearedOn
    }
    await clinic.owner('alter table prescriptions disable trigger user')
    await clinic.owner('alter table decisions disable trigger user')
    await clinic.owner(
      `update prescriptions set exercise = 'Leg curl' where version_id in (select id from versions where program_id = $1)`,
      [programId],
    )
    await clinic.owner(`update decisions set occurred_at = occurred_at - interval '400 days' where program_id = $1`, [
      programId,
    ])
    await clinic.owner('alter table prescriptions enable trigger user')
    await clinic.owner('alter table decisions enable trigger user')
    expect(await clearedOnOf('Leg extension')).toBe(today)
    expect(await clearedOnOf('Biceps curl')).toBe(today)
    expect(await clearedOnOf('Leg curl')).not.toBe(today)
  })
})

describe('the side in question', () => {
  it('is as the reader chose it, else the program’s where the exercise trains its limb', async () => {
    const { clientId } = await buildCleared(clinic)
    const sideOf = async (name: string, involved: 'left' | 'right' | null = null) => {
      await measure(clientId, 'one-rm', '2026-03-02', 20_000, { exercise: name })
      return (await progressOf(clientId, { exercise: name, involved })).involved
    }
    expect(await sideOf('Leg extension')).toEqual({ side: 'left', limb: 'left-leg', isChosen: false })
    expect(await sideOf('Biceps curl')).toBeNull()
    expect(await sideOf('Leg extension', 'right')).toEqual({ side: 'right', limb: 'right-leg', isChosen: true })
    expect(await sideOf('Something of our own', 'right')).toEqual({ side: 'right', limb: null, isChosen: true })
  })
})

describe('goals', () => {
  it('are the newest of each subject and side, unless it was taken back', async () => {
    const clientId = await buildClient(clinic)
    const aim = (subject: string, amount: number | null) =>
      clinic.sql(
        clinic.therapist,
        `insert into goals (clinic_id, id, client_id, kind, subject, side, amount, entered_unit, set_by, occurred_at)
         values ($1, gen_random_uuid(), $2, 'one-rm', $3, 'left', $4::int, case when $4::int is not null then 'kg' end, $5, now())`,
        [clinic.id, clientId, subject, amount, clinic.therapist.memberId],
      )
    await aim('Leg press', 90_000)
    await aim('Leg press', 100_000)
    await aim('Squat', 80_000)
    await aim('Squat', null)
    expect((await progressOf(clientId)).goals).toEqual([
      {
        kind: 'one-rm',
        subject: 'Leg press',
        side: 'left',
        amount: 100_000,
        setOn: today,
        setBy: 'Lin Chen',
        startedAt: null,
      },
    ])
  })

  it('of a girth know from where they started, though it lies before the range', async () => {
    const clientId = await buildClient(clinic)
    const calf = { site: 'Calf, widest' }
    await measure(clientId, 'girth', '2026-01-05', 470, calf)
    const struck = await measure(clientId, 'girth', '2026-01-06', 600, calf)
    await strike(clientId, 'measurement', struck)
    await measure(clientId, 'girth', '2026-01-06', 999, { ...calf, side: 'right' })
    await clinic.sql(
      clinic.therapist,
      `insert into goals (clinic_id, id, client_id, kind, subject, side, amount, entered_unit, set_by, occurred_at)
       values ($1, gen_random_uuid(), $2, 'girth', 'Calf, widest', 'left', 500, 'cm', $3, now())`,
      [clinic.id, clientId, clinic.therapist.memberId],
    )
    expect((await progressOf(clientId, { range: '90-days' })).goals).toMatchObject([{ amount: 500, startedAt: 470 }])
  })
})
