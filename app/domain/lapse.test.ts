import { describe, expect, it } from 'vitest'
import { lapseOf, lapseToTell } from './lapse'

describe('a licence that is good until 31 December', () => {
  it.each([
    ['2026-11-30', 'good', 31],
    ['2026-12-01', 'lapsing', 30],
    ['2026-12-31', 'lapsing', 0],
    ['2027-01-01', 'lapsed', -1],
  ] as const)('is on %s %s, with %i days left', (today, state, daysLeft) => {
    expect(lapseOf('2026-12-31', today)).toEqual({ state, daysLeft })
  })

  it.each([
    ['2026-11-30', null, null],
    ['2026-12-01', null, 30],
    ['2026-12-02', null, 30],
    ['2026-12-02', 30, null],
    ['2026-12-23', 30, null],
    ['2026-12-24', 30, 7],
    ['2026-12-24', 7, null],
    // The job was off for the whole of December: one is told, not two.
    ['2026-12-30', null, 7],
    ['2027-01-10', null, 7],
    ['2027-01-10', 30, 7],
    ['2027-01-10', 7, null],
  ] as const)('is on %s, with %s told, told as %s', (today, told, due) => {
    expect(lapseToTell('2026-12-31', told, today)).toBe(due)
  })
})
