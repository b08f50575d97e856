import { describe, expect, test } from 'vitest'
import { addDays } from '~/domain/calendar-day'
import { hasGap, linePaths } from './line-paths'

const from = '2026-01-01'
const year = { from, to: addDays(from, 365) }
const years = { from, to: addDays(from, 6 * 365) }
const places = (days: number[]) => days.map((day, index) => ({ on: addDays(from, day), x: day, y: index }))

describe('the way of a line', () => {
  test.each<[string, number[], typeof year, { near: string; gaps: string }]>([
    ['goes from point to point', [0, 10, 38], year, { near: 'M0 0L10 1L38 2', gaps: '' }],
    ['breaks off after more than 28 days', [0, 28, 57], year, { near: 'M0 0L28 1M57 2', gaps: 'M28 1L57 2' }],
    [
      'bridges two months where a point is a month',
      [0, 62, 125],
      years,
      { near: 'M0 0L62 1M125 2', gaps: 'M62 1L125 2' },
    ],
    ['of one point is a point', [5], year, { near: 'M5 0', gaps: '' }],
    ['of none is nothing', [], year, { near: '', gaps: '' }],
  ])('%s', (_, days, span, paths) => {
    expect(linePaths(places(days), span)).toEqual(paths)
    expect(hasGap([{ points: places(days) }], span)).toBe(paths.gaps !== '')
  })
})
