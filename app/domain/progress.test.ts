import { describe, expect, it } from 'vitest'
import { type PerformedSet, strengthSeries, type TestedMaximum } from './progress'

const exercise = 'Leg extension'

function set(on: string, loadG: number | null, reps: number | null, more: Partial<PerformedSet> = {}): PerformedSet {
  const plain = { rpe: null, isTest: false, isRestricted: false, isWarmup: false }
  return { exercise, side: 'left', on, loadG, reps, ...plain, ...more }
}

function tested(on: string, loadG: number, more: Partial<TestedMaximum> = {}): TestedMaximum {
  return { exercise, side: 'left', on, loadG, ...more }
}

describe('strength over time', () => {
  it('tells tested maxima from estimated ones, oldest first', () => {
    const [series] = strengthSeries([tested('2026-10-30', 26_000)], [set('2026-11-05', 24_000, 5, { rpe: 9 })])
    expect(series).toMatchObject({ measure: 'one-rm', formula: 'epley' })
    expect(series?.points).toEqual([
      { on: '2026-10-30', kind: 'tested', loadG: 26_000, reps: 1 },
      { on: '2026-11-05', kind: 'estimated', loadG: 28_000, reps: 5 },
    ])
  })

  it('lets a tested maximum beat an estimate of the same day, even a higher one', () => {
    const sets = [set('2026-10-30', 40_000, 5, { isTest: true })]
    expect(strengthSeries([tested('2026-10-30', 26_000)], sets)[0]?.points).toEqual([
      { on: '2026-10-30', kind: 'tested', loadG: 26_000, reps: 1 },
    ])
  })

  it('takes the best of several on one day', () => {
    const tests = [tested('2026-10-30', 26_000), tested('2026-10-30', 28_000), tested('2026-10-30', 27_000)]
    expect(strengthSeries(tests, [])[0]?.points.map(({ loadG }) => loadG)).toEqual([28_000])
  })

  it('estimates by the formula the clinic chose', () => {
    const sets = [set('2026-11-05', 100_000, 5, { rpe: 9 }), set('2026-11-06', 100_000, 5, { rpe: 10 })]
    const [series] = strengthSeries([], sets, { formula: 'brzycki' })
    expect(series).toMatchObject({ measure: 'one-rm', formula: 'brzycki' })
    expect(series?.points.map(({ loadG }) => loadG)).toEqual([112_511, 112_511])
  })

  it('keeps exercises and sides apart, in one order', () => {
    const tests = [
      tested('2026-10-30', 1000, { side: 'both' }),
      tested('2026-10-30', 1000, { side: 'right' }),
      tested('2026-10-30', 1000),
      tested('2026-10-30', 1000, { exercise: 'Curl', side: 'right' }),
    ]
    expect(strengthSeries(tests, []).map(({ exercise: name, side }) => `${name} ${side}`)).toEqual([
      'Curl right',
      'Leg extension left',
      'Leg extension right',
      'Leg extension both',
    ])
  })

  it('says why sets were not estimated', () => {
    const sets = [
      set('2026-11-05', 8000, 30, { isRestricted: true }),
      set('2026-11-05', 8000, 15, { isRestricted: true }),
      set('2026-11-06', 20_000, 12),
      set('2026-11-07', 20_000, 8),
    ]
    expect(strengthSeries([], sets)[0]?.notEstimated).toEqual([
      { why: 'restricted', sets: 2 },
      { why: 'too-many-reps', sets: 1 },
      { why: 'not-a-test', sets: 1 },
    ])
  })
})

describe('a log without tests', () => {
  it('shows the heaviest set of each day, by that name', () => {
    const sets = [
      set('2026-11-05', 60_000, 8),
      set('2026-11-05', 70_000, 3),
      set('2026-11-05', 70_000, 5),
      set('2026-11-05', 70_000, 4),
      set('2026-11-03', 65_000, 5),
    ]
    expect(strengthSeries([], sets)[0]).toMatchObject({
      measure: 'heaviest-set',
      points: [
        { on: '2026-11-03', kind: 'heaviest-set', loadG: 65_000, reps: 5 },
        { on: '2026-11-05', kind: 'heaviest-set', loadG: 70_000, reps: 5 },
      ],
    })
  })

  it('leaves out warm-ups, assisted sets and those with the cuff on', () => {
    const sets = [
      set('2026-11-05', 90_000, 5, { isWarmup: true }),
      set('2026-11-05', 90_000, 5, { isRestricted: true }),
      set('2026-11-05', -20_000, 5),
      set('2026-11-05', 60_000, null),
      set('2026-11-05', 50_000, 5),
    ]
    expect(strengthSeries([], sets)[0]?.points).toEqual([
      { on: '2026-11-05', kind: 'heaviest-set', loadG: 50_000, reps: 5 },
    ])
  })

  it('shows the longest set where there is no load', () => {
    const sets = [set('2026-11-05', null, 10), set('2026-11-05', 0, 12), set('2026-11-06', null, 15)]
    expect(strengthSeries([], sets)[0]).toMatchObject({
      measure: 'most-reps',
      points: [
        { on: '2026-11-05', kind: 'most-reps', loadG: null, reps: 12 },
        { on: '2026-11-06', kind: 'most-reps', loadG: null, reps: 15 },
      ],
    })
  })

  it('is not turned into a curve by a single estimate', () => {
    const sets = [set('2026-11-03', 60_000, 8), set('2026-11-05', 62_500, 8, { rpe: 9.5 })]
    expect(strengthSeries([], sets)[0]).toMatchObject({ measure: 'heaviest-set' })
  })

  it('with nothing but restricted sets has no points at all', () => {
    const sets = [set('2026-11-05', 8000, 30, { isRestricted: true })]
    expect(strengthSeries([], sets)[0]).toMatchObject({ measure: 'one-rm', points: [] })
  })
})
