import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '~/domain/calendar-day'
import { cutTo, daysIn, makePlot, placeOfDay, placeOfValue, spanOf, ticksAround, valueWords } from './plot'

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
    [[34], [20, 40]],
    [[100], [50, 100, 150]],
    [[0], [0, 0.5]],
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

  test('goes below zero where values can, and not elsewhere', () => {
    expect(ticksAround([-14, 3], 4, true)).toEqual([-15, -10, -5, 0, 5])
    expect(ticksAround([-2], 4, true)).toEqual([-3, -2, -1])
    expect(ticksAround([0, 3])[0]).toBe(0)
  })

  test('has room for a value beyond the given ticks, and for goals and plans', () => {
    const line = (value: number, planned?: number) => ({
      name: 'Pain',
      look: 'main' as const,
      points: [{ on: '2026-09-01', value, look: 'filled' as const, says: '', planned }],
    })
    const scale = [0, 5, 10]
    expect(makePlot({ lines: [line(7)], unit: '', span: autumn, ticks: scale }).ticks).toEqual(scale)
    expect(makePlot({ lines: [line(13)], unit: '', span: autumn, ticks: scale }).high).toBeGreaterThanOrEqual(13)
    expect(makePlot({ lines: [line(3, 14)], unit: '', span: autumn, ticks: scale }).high).toBeGreaterThanOrEqual(14)
    const goal = { look: 'goal' as const, value: 61, words: 'goal' }
    expect(makePlot({ lines: [line(30)], unit: '', span: autumn, levels: [goal] }).high).toBeGreaterThanOrEqual(61)
  })

  test('keeps the least value off the time axis, but never below zero for a load', () => {
    const lineOf = (values: number[]) => ({
      name: 'Left',
      look: 'main' as const,
      points: values.map((value) => ({ on: '2026-09-01', value, look: 'filled' as const, says: '' })),
    })
    expect(makePlot({ lines: [lineOf([26, 34])], unit: 'kg', span: autumn }).low).toBe(24)
    expect(makePlot({ lines: [lineOf([0, 34])], unit: 'kg', span: autumn }).low).toBe(0)
  })

  test('is as exact as its steps', () => {
    const plot = makePlot({ lines: [], unit: 'cm', span: autumn, ticks: [29.75, 30, 30.25] })
    expect(plot.ticks.map((tick) => valueWords(tick, plot, 'en-GB'))).toEqual(['29.75', '30', '30.25 cm'])
  })

  test('names its unit once, at its upper end', () => {
    const plot = makePlot({ lines: [], unit: 'kg', span: autumn, ticks: [0, 50, 1000] })
    expect(plot.ticks.map((tick) => valueWords(tick, plot, 'en-GB'))).toEqual(['0', '50', '1,000 kg'])
  })
})

describe('the time axis', () => {
  test('covers its points, and a single day stands in the middle of a week', () => {
    expect(spanOf(['2026-11-22', '2026-09-01', '2026-10-10'])).toEqual(autumn)
    expect(spanOf(['2026-09-01'])).toEqual({ from: '2026-08-29', to: '2026-09-04' })
  })

  test('places a day by the days that passed, over the change of clocks too', () => {
    // 1 September to 22 November is 30 + 31 + 21 days.
    expect(daysIn(autumn)).toBe(82)
    expect(placeOfDay('2026-09-01', autumn)).toBe(0)
    expect(placeOfDay('2026-10-12', autumn)).toBe(0.5)
    expect(placeOfDay('2026-11-22', autumn)).toBe(1)
    expect(placeOfDay('2026-11-23', autumn)).toBeNull()
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
