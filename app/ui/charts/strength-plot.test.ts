import { expect, test } from 'vitest'
import type { StrengthPoint, StrengthSeries } from '~/domain/progress'
import { noMarks } from './plot'
import { strengthPlot, strengthTable } from './strength-plot'

const format = { locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' } as const

const series = (
  side: StrengthSeries['side'],
  points: StrengthPoint[],
  measure: StrengthSeries['measure'] = 'one-rm',
) => ({
  exercise: 'Leg extension',
  side,
  measure,
  formula: 'epley' as const,
  points,
  notEstimated: [],
})

const left = series('left', [
  { on: '2026-10-21', kind: 'tested', loadG: 26_000, reps: 1 },
  { on: '2026-11-05', kind: 'estimated', loadG: 31_250, reps: 5 },
])
const right = series('right', [{ on: '2026-10-21', kind: 'tested', loadG: 42_500, reps: 1 }])
const plain = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => row.map((cell) => cell.replaceAll('\u00a0', ' ')))

test('tested points are filled and estimated ones hollow, in the unit of the clinic', () => {
  const plot = strengthPlot({ main: left, other: right }, noMarks, format)
  expect(plot.lines.map(({ name, look }) => [name, look])).toEqual([
    ['Left', 'main'],
    ['Right', 'other'],
  ])
  expect(plot.lines[0]?.points.map(({ value, look }) => [value, look])).toEqual([
    [26, 'filled'],
    [31.25, 'hollow'],
  ])
  expect(plot.unit).toBe('kg')
})

test('in pounds the axis and the points are pounds', () => {
  const plot = strengthPlot({ main: left }, noMarks, { ...format, units: 'lb' })
  // 26 kg / 0.45359237
  expect(plot.lines[0]?.points[0]?.value).toBe(57.32)
  expect(plot.unit).toBe('lb')
})

test('limbs measured in different ways are not drawn against each other', () => {
  const log = series('right', [{ on: '2026-10-21', kind: 'heaviest-set', loadG: 40_000, reps: 8 }], 'heaviest-set')
  expect(strengthPlot({ main: left, other: log }, noMarks, format).lines).toHaveLength(1)
})

test('the table says the same, newest first, and tells tested from estimated in words', () => {
  expect(plain(strengthTable({ main: left, other: right }, format).rows)).toEqual([
    ['5 Nov 2026', 'Left', '31.25 kg, estimated'],
    ['21 Oct 2026', 'Left', '26 kg, tested'],
    ['21 Oct 2026', 'Right', '42.5 kg, tested'],
  ])
})

test('exercises without a load are counted in repetitions', () => {
  const pushUps = series('both', [{ on: '2026-10-21', kind: 'most-reps', loadG: null, reps: 22 }], 'most-reps')
  expect(strengthPlot({ main: pushUps }, noMarks, format)).toMatchObject({ unit: 'reps' })
  expect(strengthTable({ main: pushUps }, format).rows).toEqual([['21 Oct 2026', 'Both sides', '22 repetitions']])
})
