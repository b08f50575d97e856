import { describe, expect, it } from 'vitest'
import type { StrengthPoint, StrengthSeries } from './progress'
import { strengthAnswer } from './progress-words'

const kg = { locale: 'en-GB', units: 'kg' } as const

function oneRm(...points: [on: string, loadG: number, kind?: 'tested' | 'estimated'][]): StrengthSeries {
  const made = points.map(([on, loadG, kind = 'tested']): StrengthPoint => ({ on, kind, loadG, reps: 1 }))
  return {
    exercise: 'Leg extension',
    side: 'left',
    measure: 'one-rm',
    formula: 'epley',
    points: made,
    notEstimated: [],
  }
}

const sentence = (series: StrengthSeries, clearedOn: string | null = null) =>
  strengthAnswer(series, clearedOn, kg).sentence

describe('is it getting stronger', () => {
  it('is answered from the last test on or before the clearance', () => {
    const series = oneRm(['2026-09-01', 23_000], ['2026-11-01', 26_000], ['2026-11-22', 34_000])
    expect(strengthAnswer(series, '2026-11-01', kg)).toEqual({
      verdict: 'yes',
      sentence: 'Yes: 26 → 34 kg since clearance (+31 %).',
      note: 'Tested 1RM.',
    })
  })

  it('is answered from the first test after the clearance where none came before, with its day', () => {
    expect(sentence(oneRm(['2026-11-03', 26_000], ['2026-11-22', 34_000]), '2026-11-01')).toBe(
      'Yes: 26 → 34 kg since 3 Nov 2026 (+31 %).',
    )
  })

  it('is answered from the beginning where there is no clearance', () => {
    expect(sentence(oneRm(['2026-09-01', 40_000], ['2026-11-22', 30_500]))).toBe(
      'No: 40 → 30.5 kg since 1 Sept 2026 (-24 %).',
    )
  })

  it('is about the same under half a percent', () => {
    const series = oneRm(['2026-09-01', 100_000], ['2026-11-22', 100_400])
    expect(strengthAnswer(series, null, kg)).toMatchObject({
      verdict: 'about-the-same',
      sentence: expect.stringContaining('(0 %)'),
    })
    expect(strengthAnswer(oneRm(['2026-09-01', 100_000], ['2026-11-22', 100_500]), null, kg).verdict).toBe('yes')
  })

  it('compares tests with tests, and says how the estimates between were come by', () => {
    const series = oneRm(
      ['2026-10-01', 26_000],
      ['2026-11-01', 33_000, 'estimated'],
      ['2026-11-10', 28_000],
      ['2026-11-22', 36_000, 'estimated'],
    )
    expect(strengthAnswer(series, null, kg)).toEqual({
      verdict: 'yes',
      sentence: 'Yes: 26 → 28 kg since 1 Oct 2026 (+8 %).',
      note: 'Tested 1RM; estimates by Epley, sets of 10 or fewer to RPE 9 or marked as a test, no cuff.',
    })
  })

  it('takes an estimate where there is no second test', () => {
    const series = oneRm(['2026-10-01', 26_000], ['2026-11-22', 30_000, 'estimated'])
    expect(sentence(series)).toBe('Yes: 26 kg tested → 30 kg estimated since 1 Oct 2026 (+15 %).')
  })

  it('says so where nothing was tested', () => {
    const series = {
      ...oneRm(['2026-10-01', 26_000, 'estimated'], ['2026-11-22', 30_000, 'estimated']),
      formula: 'oconner' as const,
    }
    expect(strengthAnswer(series, null, kg).note).toBe(
      "No tested 1RM: estimates by O'Conner, sets of 10 or fewer to RPE 9 or marked as a test, no cuff.",
    )
  })

  it('cannot be said from one measurement', () => {
    expect(strengthAnswer(oneRm(['2026-10-01', 26_000]), null, kg)).toMatchObject({
      verdict: 'cannot-say',
      sentence: 'Measured once in this time: 26 kg on 1 Oct 2026.',
    })
  })

  it('is not answered by what was measured before the clearance alone', () => {
    const series = oneRm(['2026-09-01', 20_000], ['2026-10-01', 26_000])
    expect(strengthAnswer(series, '2026-11-01', kg)).toMatchObject({
      verdict: 'cannot-say',
      sentence: 'Not measured since clearance: 26 kg on 1 Oct 2026.',
    })
  })

  it('cannot be said without any, and why', () => {
    expect(strengthAnswer(oneRm(), null, kg)).toEqual({
      verdict: 'cannot-say',
      sentence: '1RM cannot be estimated: no test yet.',
      note: null,
    })
    const restricted = { ...oneRm(), notEstimated: [{ why: 'restricted' as const, sets: 4 }] }
    expect(strengthAnswer(restricted, null, kg).note).toBe('1RM is never estimated from sets with restriction.')
  })

  it('is answered in pounds where the clinic writes pounds', () => {
    const series = oneRm(['2026-09-01', 45_359], ['2026-11-22', 90_718])
    expect(strengthAnswer(series, null, { locale: 'en-US', units: 'lb' }).sentence).toBe(
      'Yes: 100 → 200 lb since Sep 1, 2026 (+100 %).',
    )
  })
})

function best(
  measure: 'heaviest-set' | 'most-reps',
  ...points: [on: string, loadG: number | null, reps: number][]
): StrengthSeries {
  const made = points.map(([on, loadG, reps]): StrengthPoint => ({ on, kind: measure, loadG, reps }))
  return { ...oneRm(), measure, points: made }
}

describe('a log without tests', () => {
  it('gives its heaviest sets and no verdict', () => {
    const series = best('heaviest-set', ['2025-05-13', 48_000, 13], ['2025-06-30', 72_000, 12])
    expect(strengthAnswer(series, null, kg)).toEqual({
      verdict: 'cannot-say',
      sentence: 'Heaviest set of the day: 48 kg × 13 → 72 kg × 12 since 13 May 2025.',
      note: 'No 1RM to compare: too few tests, and too few sets of 10 or fewer repetitions to RPE 9 without a cuff.',
    })
  })

  it('gives its longest sets where there is no load', () => {
    expect(sentence(best('most-reps', ['2025-05-13', null, 10], ['2025-06-30', null, 15]))).toBe(
      'Longest set of the day: 10 repetitions → 15 repetitions since 13 May 2025.',
    )
  })

  it('has nothing to compare on its first day', () => {
    expect(sentence(best('heaviest-set', ['2025-05-13', 48_000, 13]))).toBe(
      'Heaviest set of the day: 48 kg × 13, once in this time.',
    )
  })
})
