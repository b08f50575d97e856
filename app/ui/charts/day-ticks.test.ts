import { describe, expect, test } from 'vitest'
import { addDays } from '~/domain/calendar-day'
import { dayInFull, dayTicks } from './day-ticks'
import type { PlotLine, Span } from './plot'

const locale = 'en-GB'
const words = (span: Span, lines: PlotLine[] = []) => dayTicks({ span, lines }, locale).map((tick) => tick.words)

describe('the time axis', () => {
  test.each<[string, Span, string[]]>([
    [
      'of a season has its first and its last day',
      { from: '2026-09-01', to: '2026-11-22' },
      ['1 Sept', '28 Sept', '26 Oct', '22 Nov'],
    ],
    ['of two days has both', { from: '2026-09-01', to: '2026-09-02' }, ['1 Sept', '2 Sept']],
    [
      'of a year has months with their year',
      { from: '2025-11-22', to: '2026-11-22' },
      ['Jan 2026', 'Mar 2026', 'May 2026', 'Jul 2026', 'Sept 2026', 'Nov 2026'],
    ],
    [
      'of six years has years',
      { from: '2020-11-24', to: '2026-11-22' },
      ['2021', '2022', '2023', '2024', '2025', '2026'],
    ],
    [
      'of twenty has every third',
      { from: '2006-05-01', to: '2026-05-01' },
      ['2008', '2011', '2014', '2017', '2020', '2023', '2026'],
    ],
  ])('%s', (_, span, expected) => {
    expect(words(span)).toEqual(expected)
  })

  test('of a single day with values names that day alone', () => {
    const points = [{ on: '2026-09-04', value: 1, look: 'filled' as const, says: '1' }]
    const span = { from: '2026-09-01', to: '2026-09-07' }
    expect(words(span, [{ name: 'Left', look: 'main', points }])).toEqual(['4 Sept'])
  })

  test('leaves out every other one where there is little room', () => {
    const ticks = dayTicks({ span: { from: '2020-11-24', to: '2026-11-22' }, lines: [] }, locale)
    expect(ticks.filter(({ isSpare }) => !isSpare).map((tick) => tick.words)).toEqual(['2021', '2023', '2025'])
  })
})

describe('an axis of weeks', () => {
  const weeks = (days: number) => ({
    span: { from: '1970-01-01', to: addDays('1970-01-01', days) },
    lines: [],
    dayWords: 'weeks' as const,
  })

  test.each([
    [6, ['week 0']],
    [14, ['week 0', 'week 1', 'week 2']],
    [40, ['week 0', 'week 2', 'week 4']],
    [365, ['week 0', 'week 13', 'week 26', 'week 39', 'week 52']],
  ])('of %i days is marked at whole weeks', (days, marked) => {
    expect(dayTicks(weeks(days), 'en-GB').map(({ words }) => words)).toEqual(marked)
  })

  test('says the day of a point that lies between', () => {
    expect(dayInFull('1970-01-18', weeks(40), { locale: 'en-GB' })).toBe('week 2, day 3')
    expect(dayInFull('1970-01-15', weeks(40), { locale: 'en-GB' })).toBe('week 2')
  })
})
