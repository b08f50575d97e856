import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '~/domain/calendar-day'
import {
  axisDays,
  axisDayWords,
  cutTo,
  dayTicks,
  daysIn,
  makePlot,
  placeOfDay,
  placeOfValue,
  spanOf,
  ticksAround,
  valueWords,
} from './plot'

const autumn = { from: '2026-09-01', to: '2026-11-22' }

describe('the value axis', () => {
  test.each([
    [
      [26, 34],
      [26, 28, 30, 32, 34],
    ],
    [
      [23, 42.5],
      [20, 25, 30, 35, 40, 45],
    ],
    [
      [0, 2980],
      [0, 1000, 2000, 3000],
    ],
    [[100], [100, 125]],
    [[], [0, 1]],
  ])('of the values %j is marked at %j', (values, ticks) => {
    expect(ticksAround(values)).toEqual(ticks)
  })

  test('holds every value between its ends, whatever they are', () => {
    // Values are shown to two decimals at most.
    const loads = fc.array(
      fc.integer({ min: 0, max: 200_000_000 }).map((hundredths) => hundredths / 100),
      { minLength: 1 },
    )
    fc.assert(
      fc.property(loads, (values) => {
        const ticks = ticksAround(values)
        const slack = Math.max(...values) * 1e-9
        expect(ticks[0]).toBeLessThanOrEqual(Math.min(...values) + slack)
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(...values) - slack)
        expect(ticks.length).toBeLessThan(12)
      }),
    )
  })

  test('names its unit once, at its upper end', () => {
    const plot = makePlot({ lines: [], unit: 'kg', span: autumn, ticks: [0, 50, 1000] })
    expect(plot.ticks.map((tick) => valueWords(tick, plot, 'en-GB'))).toEqual(['0', '50', '1,000 kg'])
  })
})

describe('the time axis', () => {
  test('covers its points, and a single day is a day wide', () => {
    expect(spanOf(['2026-11-22', '2026-09-01', '2026-10-10'])).toEqual(autumn)
    expect(spanOf(['2026-09-01'])).toEqual({ from: '2026-09-01', to: '2026-09-02' })
  })

  test('places a day by the days that passed, over the change of clocks too', () => {
    // 1 September to 22 November is 30 + 31 + 21 days.
    expect(daysIn(autumn)).toBe(82)
    expect(placeOfDay('2026-09-01', autumn)).toBe(0)
    expect(placeOfDay('2026-10-12', autumn)).toBe(0.5)
    expect(placeOfDay('2026-11-22', autumn)).toBe(1)
    expect(placeOfDay('2026-11-23', autumn)).toBeNull()
  })

  test('is marked from its first to its last day', () => {
    expect(dayTicks(autumn)).toEqual(['2026-09-01', '2026-09-28', '2026-10-26', '2026-11-22'])
    expect(dayTicks({ from: '2026-09-01', to: '2026-09-02' })).toEqual(['2026-09-01', '2026-09-02'])
  })

  test('cuts what began before it or goes on after it', () => {
    expect(cutTo(autumn, '2026-08-20', '2026-09-09')).toEqual({ from: '2026-09-01', to: '2026-09-09' })
    expect(cutTo(autumn, '2026-11-20', null)).toEqual({ from: '2026-11-20', to: '2026-11-22' })
    expect(cutTo(autumn, addDays(autumn.to, 1), null)).toBeNull()
  })
})

test('a value lies between the ends of its axis in proportion', () => {
  expect(placeOfValue(30, { low: 20, high: 45 })).toBeCloseTo(0.4)
  expect(placeOfValue(5, { low: 5, high: 5 })).toBe(0)
})

describe('an axis of weeks', () => {
  const weeks = (days: number) => ({
    span: { from: '1970-01-01', to: addDays('1970-01-01', days) },
    dayWords: 'weeks' as const,
  })
  const words = (days: number) =>
    axisDays(weeks(days)).map((day) => axisDayWords(day, weeks(days), { locale: 'en-GB' }))

  test.each([
    [6, ['week 0']],
    [14, ['week 0', 'week 1', 'week 2']],
    [40, ['week 0', 'week 2', 'week 4']],
    [365, ['week 0', 'week 13', 'week 26', 'week 39', 'week 52']],
  ])('of %i days is marked at whole weeks', (days, marked) => {
    expect(words(days)).toEqual(marked)
  })

  test('says the day of a point that lies between', () => {
    const long = { locale: 'en-GB', length: 'long' } as const
    expect(axisDayWords('1970-01-18', weeks(40), long)).toBe('week 2, day 3')
    expect(axisDayWords('1970-01-15', weeks(40), long)).toBe('week 2')
    expect(axisDayWords('2026-11-22', { span: autumn, dayWords: 'date' }, long)).toBe('22 Nov 2026')
  })
})
