import { describe, expect, it } from 'vitest'
import { hasLimits, lowerOf, noLimits } from './limits'

describe('limits', () => {
  it('are none until one is set', () => {
    expect(hasLimits(noLimits)).toBe(false)
  })

  it.each([
    { maxLoadPercent: 30 },
    { maxPressurePercent: 60 },
    { maxSessionsPerWeek: 2 },
    { isSupervisedOnly: true },
    { reviewBy: '2026-12-06' },
  ])('are set by %o alone', (part) => {
    expect(hasLimits({ ...noLimits, ...part })).toBe(true)
  })

  it('lower what was asked, and never raise it', () => {
    expect([lowerOf(90, 80), lowerOf(60, 80), lowerOf(60, null), lowerOf(60, 0)]).toEqual([80, 60, 60, 0])
  })
})
