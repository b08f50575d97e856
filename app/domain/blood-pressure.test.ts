import { describe, expect, it } from 'vitest'
import { decidingPressure, isMeasurement, pressureClass } from './blood-pressure'

describe('the class of a blood pressure is that of its worse number', () => {
  it.each([
    [119.9, 79.9, 'normal'],
    [120, 79.9, 'elevated'],
    [129.9, 60, 'elevated'],
    [130, 60, 'stage-1'],
    [110, 80, 'stage-1'],
    [139.9, 89.9, 'stage-1'],
    [140, 60, 'stage-2'],
    [110, 90, 'stage-2'],
    [180, 120, 'stage-2'],
    [180.1, 60, 'crisis'],
    [110, 120.1, 'crisis'],
  ] as const)('%s/%s is %s', (systolic, diastolic, expected) => {
    expect(pressureClass({ systolic, diastolic })).toBe(expected)
  })
})

describe('a blood pressure', () => {
  it('is no measurement with one number alone', () => {
    expect(isMeasurement({ systolic: 120, diastolic: 0 })).toBe(false)
    expect(isMeasurement({ systolic: Number.NaN, diastolic: 80 })).toBe(false)
    expect(isMeasurement({ systolic: 187.5, diastolic: 114.3 })).toBe(true)
  })

  it('decides by its last reading, the one after five minutes of rest', () => {
    const [first, second] = [
      { systolic: 184, diastolic: 104 },
      { systolic: 150, diastolic: 88 },
    ]
    expect(decidingPressure([first, second])).toEqual(second)
    expect(decidingPressure([second, first])).toEqual(first)
  })

  it('decides nothing when it was not taken, or its last reading is half of one', () => {
    expect(decidingPressure([])).toBeNull()
    expect(
      decidingPressure([
        { systolic: 120, diastolic: 70 },
        { systolic: 118, diastolic: Number.NaN },
      ]),
    ).toBeNull()
  })
})
