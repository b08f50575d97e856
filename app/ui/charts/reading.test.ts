import { describe, expect, test } from 'vitest'
import type { PlotLine } from './plot'
import { nearestRow, rowForKey, rowsOf, spokenRow } from './reading'

const point = (on: string, value: number, says: string) => ({ on, value, look: 'filled' as const, says })
const lines: PlotLine[] = [
  {
    name: 'Left',
    look: 'main',
    points: [point('2026-09-01', 26, '26 kg, tested'), point('2026-10-21', 34, '34 kg, tested')],
  },
  { name: 'Right', look: 'other', points: [point('2026-10-21', 42, '42 kg, estimated')] },
  { name: 'LEFS', look: 'third', points: [point('2026-08-01', 60, '60 points')] },
]
const span = { from: '2026-09-01', to: '2026-10-21' }
const rows = rowsOf({ lines, span })
const spoken = rows.map((row) => spokenRow(row, { span }, { locale: 'en-GB' }))

test('a day is read with all its values, and what lies beyond the axis is not', () => {
  expect(spoken).toEqual([
    '1 Sept 2026, left, 26 kg, tested',
    '21 Oct 2026, left, 34 kg, tested; right, 42 kg, estimated',
  ])
})

describe('the keys', () => {
  test.each<[string, number | null, number | null | undefined]>([
    ['ArrowRight', null, 0],
    ['ArrowLeft', null, 4],
    ['ArrowRight', 2, 3],
    ['ArrowRight', 4, 4],
    ['ArrowLeft', 0, 0],
    ['Home', 3, 0],
    ['End', 1, 4],
    ['Escape', 3, null],
    ['Escape', null, undefined],
    ['a', 3, undefined],
  ])('%s at %s leads to %s of five', (key, at, next) => {
    expect(rowForKey(key, at, 5)).toBe(next)
  })

  test('lead nowhere where there is nothing', () => {
    expect(rowForKey('End', null, 0)).toBeUndefined()
  })
})

test('a finger reads the nearest day', () => {
  expect(nearestRow(rows, 24)).toBe(0)
  expect(nearestRow(rows, 26)).toBe(1)
  expect(nearestRow([], 3)).toBeNull()
})
