import { describe, expect, it } from 'vitest'
import { firstDayOf, rangeFor } from './progress-range'

describe('a range', () => {
  it('of 90 days has today as its ninetieth', () => {
    expect(firstDayOf('90-days', '2026-03-31')).toBe('2026-01-01')
    expect(firstDayOf('1-year', '2026-12-31')).toBe('2026-01-01')
    expect(firstDayOf('all', '2026-12-31')).toBeNull()
  })

  it('is the shortest that shows the last thing that took place', () => {
    expect(rangeFor('2026-01-01', '2026-03-31')).toBe('90-days')
    expect(rangeFor('2025-12-31', '2026-03-31')).toBe('1-year')
    expect(rangeFor('2022-05-01', '2026-03-31')).toBe('all')
    expect(rangeFor(null, '2026-03-31')).toBe('90-days')
  })
})
