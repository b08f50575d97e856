import { describe, expect, it } from 'vitest'
import { painAnswer, painSeries } from './progress-pain'

const from = (first: number, last: number) =>
  painAnswer([
    { on: '2026-11-01', nrs: first },
    { on: '2026-11-22', nrs: last },
  ])

describe('pain', () => {
  it('counts the worst of each day, oldest first', () => {
    const reported = [
      { on: '2026-11-22', nrs: 2 },
      { on: '2026-11-01', nrs: 4 },
      { on: '2026-11-01', nrs: 5 },
      { on: '2026-11-01', nrs: 0 },
    ]
    expect(painSeries(reported)).toEqual([
      { on: '2026-11-01', nrs: 5 },
      { on: '2026-11-22', nrs: 2 },
    ])
  })

  it.each([
    [5, 2, 'much-better', 'A change of 1 matters; this is "much better".'],
    [7, 6, 'better', 'A change of 1 matters; this one does.'],
    [5, 5, 'no-change-that-matters', 'A change of 1 would matter; this is less.'],
    [3, 5, 'worse', 'It hurts more than at first.'],
  ])('from %d to %d is %s', (first, last, change, note) => {
    expect(from(first, last)).toEqual({ change, sentence: `${first} → ${last} of 10.`, note })
  })

  it('is not compared with nothing', () => {
    expect(painAnswer([])).toEqual({ change: null, sentence: 'No pain recorded yet.', note: null })
    expect(painAnswer([{ on: '2026-11-01', nrs: 4 }]).sentence).toBe('4 of 10, asked once in this time.')
  })
})
