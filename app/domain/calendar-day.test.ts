import { describe, expect, it } from 'vitest'
import { addDays, ageOn, daysBetween, isCalendarDay, isMinorOn } from './calendar-day'

describe('days', () => {
  it.each([
    ['2026-03-28', '2026-03-30', 2],
    ['2026-10-24', '2026-10-26', 2],
    ['2026-03-07', '2026-03-09', 2],
    ['2028-02-28', '2028-03-01', 2],
    ['2026-12-31', '2027-01-01', 1],
    ['2026-03-02', '2026-03-02', 0],
    ['2026-03-02', '2026-02-28', -2],
  ])('from %s to %s are %d, whatever the clocks do', (from, to, expected) => {
    expect(daysBetween(from, to)).toBe(expected)
    expect(addDays(from, expected)).toBe(to)
  })

  it.each([
    ['2026-02-28', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-3-1', false],
    ['2026-03-01T00:00', false],
    ['', false],
    ['0000-01-01', false],
    ['0001-01-01', true],
  ])('%j exists: %s', (text, expected) => {
    expect(isCalendarDay(text)).toBe(expected)
  })
})

describe('an age', () => {
  it.each([
    ['2008-03-10', '2026-03-09', 17],
    ['2008-03-10', '2026-03-10', 18],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['1966-12-31', '2026-01-01', 59],
  ])('of somebody born on %s is on %s %d years', (birthDate, day, expected) => {
    expect(ageOn(birthDate, day)).toBe(expected)
    expect(isMinorOn(birthDate, day)).toBe(expected < 18)
  })
})
