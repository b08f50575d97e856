import { describe, expect, it } from 'vitest'
import type { StrengthSeries } from './progress'
import { symmetryAnswer, symmetrySeries, wholePercent } from './progress-symmetry'

function series(
  side: 'left' | 'right',
  ...points: [on: string, loadG: number, kind?: 'tested' | 'estimated'][]
): StrengthSeries {
  const made = points.map(([on, loadG, kind = 'tested']) => ({ on, kind, loadG, reps: 1 }))
  return { exercise: 'Leg extension', side, measure: 'one-rm', formula: 'epley', points: made, notEstimated: [] }
}

const right = series('right', ['2026-09-01', 41_000], ['2026-11-22', 43_000])

describe('symmetry', () => {
  it('compares with the other side’s latest, and with its first baseline', () => {
    const points = symmetrySeries(series('left', ['2026-09-01', 23_000], ['2026-11-22', 34_000]), right)
    expect(points).toEqual([
      {
        on: '2026-09-01',
        percent: (23 / 41) * 100,
        ofBaselinePercent: (23 / 41) * 100,
        involvedG: 23_000,
        uninvolvedG: 41_000,
        uninvolvedOn: '2026-09-01',
        isTested: true,
      },
      {
        on: '2026-11-22',
        percent: (34 / 43) * 100,
        ofBaselinePercent: (34 / 41) * 100,
        involvedG: 34_000,
        uninvolvedG: 43_000,
        uninvolvedOn: '2026-11-22',
        isTested: true,
      },
    ])
    expect(symmetryAnswer(points, 'right leg')).toEqual({
      isAtLine: false,
      sentence: "79 %, was 56 %; 83 % of the right leg's first baseline.",
      note: 'The usual line is 90 %.',
    })
  })

  it('has no point before the other side was measured, and is of the last of each now', () => {
    const early = series('left', ['2026-08-01', 20_000])
    const points = symmetrySeries(early, right)
    expect(points).toMatchObject([{ on: '2026-11-22', involvedOn: '2026-08-01', percent: (20 / 43) * 100 }])
    expect(symmetrySeries(early, series('right'))).toEqual([])
  })

  it('falls below the line when the other side goes ahead', () => {
    const other = series('right', ['2026-11-01', 95_000], ['2026-11-20', 110_000])
    const points = symmetrySeries(series('left', ['2026-11-01', 90_000]), other)
    // 90 of 95 and 90 of 110 kg
    expect(points.map(({ on, percent }) => [on, Math.round(percent)])).toEqual([
      ['2026-11-01', 95],
      ['2026-11-20', 82],
    ])
    expect(symmetryAnswer(points, 'right leg')).toMatchObject({ isAtLine: false })
  })

  it('keeps the day of the other side’s value, and that one of them was estimated', () => {
    const [point] = symmetrySeries(series('left', ['2026-10-01', 30_000, 'estimated']), right)
    expect(point).toMatchObject({ uninvolvedOn: '2026-09-01', isTested: false })
  })

  it('is not made of heaviest sets', () => {
    expect(symmetrySeries({ ...series('left', ['2026-11-22', 34_000]), measure: 'heaviest-set' }, right)).toEqual([])
  })

  it('cannot be said of one side alone', () => {
    expect(symmetryAnswer([], 'right leg')).toMatchObject({
      isAtLine: null,
      sentence: 'Cannot be said: both sides need a 1RM.',
    })
    expect(symmetrySeries(series('left', ['2026-11-22', 34_000]), series('right'))).toEqual([])
  })

  it('reaches its line at 90 %, and is never rounded up to it', () => {
    expect(wholePercent(89.6)).toBe(89)
    expect(wholePercent(90)).toBe(90)
    expect(wholePercent(96.6)).toBe(97)
    const at = symmetrySeries(series('left', ['2026-11-22', 38_700]), right)
    expect(symmetryAnswer(at, 'right leg')).toMatchObject({
      isAtLine: true,
      sentence: "90 %; 94 % of the right leg's first baseline.",
    })
  })
})
