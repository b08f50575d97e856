import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PerformedSet, strengthSeries, type TestedMaximum } from './progress'
import { bucketIn, bucketStarts } from './progress-buckets'
import { formulas } from './strength'

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

describe('years of sets', () => {
  const bucketOf = bucketIn(bucketStarts('2026-01-01', '2026-04-30', 'month'))

  it('are drawn by the best of each bucket, on its own day; the first estimate and the last stand alone', () => {
    const sets = [
      set('2026-01-02', 60_000, 1, { isTest: true }),
      set('2026-01-20', 64_000, 1, { isTest: true }),
      set('2026-01-21', 63_000, 1, { isTest: true }),
      set('2026-03-05', 70_000, 1, { isTest: true }),
      set('2026-03-04', 70_000, 1, { isTest: true }),
      set('2026-03-30', 55_000, 1, { isTest: true }),
    ]
    const [series] = strengthSeries([tested('2026-01-22', 61_000), tested('2026-01-23', 62_000)], sets, { bucketOf })
    expect(series?.points.map(({ on, kind, loadG }) => [on, kind, loadG])).toEqual([
      ['2026-01-02', 'estimated', 60_000],
      ['2026-01-20', 'estimated', 64_000],
      ['2026-01-22', 'tested', 61_000],
      ['2026-01-23', 'tested', 62_000],
      ['2026-03-04', 'estimated', 70_000],
      ['2026-03-30', 'estimated', 55_000],
    ])
  })

  it('give the same by the heaviest of each number of repetitions as by all, whatever the formula', () => {
    const aSet = fc.record({
      on: fc
        .integer({ min: 1, max: 28 })
        .chain((day) =>
          fc.integer({ min: 1, max: 4 }).map((month) => `2026-0${month}-${String(day).padStart(2, '0')}`),
        ),
      loadG: fc.option(fc.integer({ min: 0, max: 40 }).map((half) => half * 500)),
      reps: fc.integer({ min: 0, max: 12 }),
      rpe: fc.constantFrom(null, 8, 9, 10),
      isTest: fc.boolean(),
      isRestricted: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(aSet, { maxLength: 60 }), fc.constantFrom(...formulas), (drawn, formula) => {
        const sets = drawn
          .map(({ on, loadG, reps, ...more }) => set(on, loadG, reps, more))
          .sort((one, other) => one.on.localeCompare(other.on) || (one.reps ?? 0) - (other.reps ?? 0))
        const alike = sets.map((each) => ({ ...each, times: 1 }))
        const [all] = strengthSeries([], sets, { formula, bucketOf })
        const [few] = strengthSeries([], fewOf(sets), { formula, bucketOf, alike })
        expect(few).toEqual(all)
      }),
    )
  })

  /** What a database would leave of them, first of equals first. */
  function fewOf(sets: PerformedSet[]): PerformedSet[] {
    const isEstimable = ({ reps, loadG, rpe, isTest, isRestricted }: PerformedSet) =>
      !isRestricted && reps && reps <= 10 && loadG && (isTest || (rpe ?? 0) >= 9)
    const ends = [sets.find(isEstimable)?.on, sets.findLast(isEstimable)?.on]
    const isMeant = sets.some((each) => each.isTest && isEstimable(each))
    const best = new Map<string, PerformedSet>()
    const keep = (key: string, next: PerformedSet, isBetter: (best: PerformedSet) => boolean) => {
      const known = best.get(key)
      if (!known || isBetter(known)) best.set(key, next)
    }
    for (const each of sets) {
      const { on, loadG, reps } = each
      const slot = ends.includes(on) ? on : bucketOf(on)
      if (isEstimable(each)) {
        keep(`estimable ${slot} ${reps}`, { ...each, isTest: isMeant, rpe: 9 }, (known) => {
          return (loadG ?? 0) > (known.loadG ?? 0)
        })
      }
      if (each.isRestricted || !reps) continue
      const order = (of: PerformedSet) => (of.loadG ?? 0) * 100 + (of.reps ?? 0)
      const kind = loadG ? 'heaviest' : 'longest'
      const plain = { ...each, rpe: null, isTest: false }
      keep(`${kind} ${bucketOf(on)}`, plain, (known) => order(each) > order(known))
    }
    return [...best.values()].sort(
      (one, other) => one.on.localeCompare(other.on) || (one.reps ?? 0) - (other.reps ?? 0),
    )
  }
})
