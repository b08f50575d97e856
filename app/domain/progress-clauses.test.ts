import { describe, expect, it, test } from 'vitest'
import { notEstimatedSentence } from './not-estimated-words'
import { noChangeOfPain } from './pain-band'
import { painChange } from './strength'
import { shownPercent, symmetryClause } from './symmetry-words'

describe('symmetry in figures', () => {
  test.each([
    [87.4, 0, 87],
    [89.5, 0, 89],
    [89.96, 0, 89],
    [90, 0, 90],
    [95.5, 0, 96],
    [87.44, 1, 87.4],
    [89.96, 1, 89.9],
    [89.94, 1, 89.9],
    [90.04, 1, 90],
  ])('%d to %d decimals is %d: never up to the line', (percent, digits, shown) => {
    expect(shownPercent(percent, digits)).toBe(shown)
  })

  test.each([
    [87.4, 'legs at 87 %, below the 90 % line'],
    [89.99, 'legs at 89 %, below the 90 % line'],
    [90.2, 'legs at 90 %, at the 90 % line'],
    [104, 'legs at 104 %, above the 90 % line'],
  ])('%d is said to lie where it lies', (percent, clause) => {
    expect(symmetryClause({ percent }, 'legs').replaceAll('\u00a0', ' ')).toBe(clause)
  })
})

describe('sets that gave no estimate', () => {
  it('are counted by reason, those of both sides together', () => {
    const counts = [
      { why: 'not-a-test', sets: 1200 },
      { why: 'restricted', sets: 12 },
      { why: 'not-a-test', sets: 34 },
      { why: 'too-many-reps', sets: 3 },
    ] as const
    expect(notEstimatedSentence(counts, 'en-GB')).toBe(
      'Not estimated: 12 sets with restriction, 3 of more than 10 repetitions, 1,234 neither marked as a test nor to RPE 9.',
    )
  })

  it('of one is one set, and of none nothing is said', () => {
    expect(notEstimatedSentence([{ why: 'failed-attempt', sets: 1 }], 'en-GB')).toBe(
      'Not estimated: 1 set with a failed attempt.',
    )
    expect(notEstimatedSentence([], 'en-GB')).toBeNull()
  })
})

describe('the band of pain that has not changed', () => {
  // -1 or -15 % is the smallest change that matters, -2 or -33 % much better (Salaffi 2004).
  test.each([
    [5, { from: 4.25, to: 6, muchBetterAt: 3.35 }],
    [8, { from: 7, to: 9, muchBetterAt: 6 }],
    [10, { from: 9, to: 10, muchBetterAt: 8 }],
    [0, { from: 0, to: 1, muchBetterAt: 0 }],
  ])('around %d is %j', (nrs, band) => {
    expect(noChangeOfPain(nrs)).toEqual(band)
  })

  test('is where pain is called the same, for every pair of values', () => {
    for (let first = 0; first <= 10; first += 1) {
      for (let now = 0; now <= 10; now += 1) {
        const { from, to, muchBetterAt } = noChangeOfPain(first)
        const change = painChange(first, now)
        expect([first, now, change === 'no-change-that-matters']).toEqual([
          first,
          now,
          now === first || (now > from && now < to),
        ])
        expect([first, now, change === 'much-better']).toEqual([first, now, now < first && now <= muchBetterAt])
      }
    }
  })
})
