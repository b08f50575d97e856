import { describe, expect, it } from 'vitest'
import { parseDegrees, parseForce, parsePoints, parseReps, parseRpe } from './measurement-values'

describe('a force', () => {
  // By hand: 1 kg weighs 9.80665 N, 1 lb weighs 4.4482216152605 N.
  it.each([
    ['212', 'N', 212_000, '212', 'N'],
    ['212.4', 'N', 212_400, '212.4', 'N'],
    ['212,45', 'N', 212_450, '212.45', 'N'],
    ['21.6', 'kg', 211_824, '21.6', 'kg'],
    ['1', 'kg', 9_807, '1', 'kg'],
    ['10 lb', 'N', 44_482, '10', 'lb'],
    ['10 lbf', 'kg', 44_482, '10', 'lb'],
    ['25 kgf', 'N', 245_166, '25', 'kg'],
    ['250 n', 'lb', 250_000, '250', 'N'],
    ['20000', 'N', 20_000_000, '20000', 'N'],
  ] as const)('typed %s in %s is %i mN', (text, unit, amount, enteredValue, enteredUnit) => {
    expect(parseForce(text, unit)).toEqual({ amount, enteredValue, enteredUnit })
  })

  it.each(['', '0', '-5', '20000.1', '1,000', '212 J', '2.1e3', 'strong', '2 1'])('is not understood as %j', (text) => {
    expect(parseForce(text, 'N')).toBeNull()
  })
})

describe('an angle', () => {
  it.each([
    ['118', 118, '118'],
    ['118°', 118, '118'],
    ['118 deg', 118, '118'],
    ['0', 0, '0'],
    ['-0', 0, '0'],
    ['-5', -5, '-5'],
    ['\u22125', -5, '-5'],
    ['-90', -90, '-90'],
    ['360', 360, '360'],
  ])('typed %s is %i degrees', (text, amount, enteredValue) => {
    expect(parseDegrees(text)).toEqual({ amount, enteredValue, enteredUnit: 'deg' })
  })

  it.each(['', '-91', '361', '12.5', '5 kg', 'straight', '--5'])('is not understood as %j', (text) => {
    expect(parseDegrees(text)).toBeNull()
  })
})

describe('points', () => {
  it.each([
    ['62', 6_200, '62'],
    ['62.5', 6_250, '62.5'],
    ['62,25', 6_225, '62.25'],
    ['-3', -300, '-3'],
    ['0', 0, '0'],
    ['10000', 1_000_000, '10000'],
  ])('typed %s are %i hundredths', (text, amount, enteredValue) => {
    expect(parsePoints(text)).toEqual({ amount, enteredValue, enteredUnit: 'points' })
  })

  it.each(['', '62.125', '10000.01', '62 %', '1e3', 'sixty'])('are not understood as %j', (text) => {
    expect(parsePoints(text)).toBeNull()
  })
})

describe('repetitions and effort', () => {
  it('are whole repetitions, none among them', () => {
    expect(['0', '12', ' 7 ', '1000'].map(parseReps)).toEqual([0, 12, 7, 1000])
    expect(['', '-1', '2.5', '12345', 'ten'].map(parseReps)).toEqual([null, null, null, null, null])
  })

  it('are effort from 0 to 10 to the half', () => {
    expect(['0', '9', '9.5', '8,5', '10'].map(parseRpe)).toEqual([0, 9, 9.5, 8.5, 10])
    expect(['', '-1', '10.5', '9.3', '9 kg'].map(parseRpe)).toEqual([null, null, null, null, null])
  })
})
