import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inUnit, parseLoad, roundToPlates } from './units'

describe('a load as typed', () => {
  // Grams worked out by hand from 1 lb = 453.59237 g.
  it.each([
    ['60', 'kg', 60_000, '60', 'kg'],
    ['62.5', 'kg', 62_500, '62.5', 'kg'],
    ['62,5', 'kg', 62_500, '62.5', 'kg'],
    [' 1.25 kg ', 'lb', 1250, '1.25', 'kg'],
    ['0', 'kg', 0, '0', 'kg'],
    ['1', 'lb', 454, '1', 'lb'],
    ['135', 'lb', 61_235, '135', 'lb'],
    ['135lbs', 'kg', 61_235, '135', 'lb'],
    ['2.5 LB', 'kg', 1134, '2.5', 'lb'],
    ['1000', 'lb', 453_592, '1000', 'lb'],
  ] as const)('%j in %s is %d g', (text, unit, loadG, enteredValue, enteredUnit) => {
    expect(parseLoad(text, unit)).toEqual({ loadG, enteredValue, enteredUnit })
  })

  it.each(['', 'heavy', '-5', '1,000', '1.2345', '5 stone', 'NaN', '1e3', '60 kg 5', '2000.001', '٦٠'])(
    '%j is not understood',
    (text) => {
      expect(parseLoad(text, 'kg')).toBeNull()
    },
  )

  it('of two tonnes is the most that is believed', () => {
    expect(parseLoad('2000', 'kg')?.loadG).toBe(2_000_000)
    expect(parseLoad('4409.25', 'lb')).toBeNull()
  })

  it('in kg or lb with up to two decimals is shown again as it was entered', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 190_000 }), fc.constantFrom('kg', 'lb'), (hundredths, unit) => {
        const typed = (hundredths / 100).toFixed(2)
        const entered = parseLoad(typed, unit)
        expect(entered && inUnit(entered.loadG, unit)).toBe(Number(typed))
      }),
    ))
})

describe('plates', () => {
  it.each([
    [23_900, 1000, 23_000],
    [23_000, 1000, 23_000],
    [23_900, 2500, 22_500],
    [999, 1000, 0],
  ])('make of %d g in steps of %d g at most %d g', (loadG, stepG, expected) => {
    expect(roundToPlates(loadG, stepG)).toBe(expected)
  })
})
