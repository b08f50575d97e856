import { describe, expect, it } from 'vitest'
import { readLine, readReps, type TypedLine, usualLine } from './typed-line'

const usual: TypedLine = { ...usualLine, exercise: 'Leg extension', limb: 'left-leg', cuffWidthCm: '11.5' }
const readOf = (changes: TypedLine) => readLine({ ...usual, ...changes }, 1, 'kg')
const saysOf = (changes: TypedLine) => readOf(changes).mistakes.map(({ path }) => path.join('.'))

describe('the sets of a line', () => {
  it('are one number a set, however they are parted', () => {
    for (const text of [
      '30-15-15-15',
      '30 15 15 15',
      '30, 15, 15, 15',
      ' 30 – 15–15 - 15 ',
      '30/15/15/15',
      '30, 3x15',
    ]) {
      expect(readReps(text), text).toEqual([30, 15, 15, 15])
    }
    expect(readReps('3 x 10')).toEqual([10, 10, 10])
    expect(readReps('8')).toEqual([8])
  })

  it('are refused when one is none, or there are too many', () => {
    for (const text of ['', '30-', '30-0', '30-fifteen', '201', '21x5', '-5', '1.5', '0x10', '99x9']) {
      expect(readReps(text), text).toBeNull()
    }
  })
})

describe('a line as it is typed', () => {
  it('is the usual dose with a limb, a cuff and an exercise', () => {
    expect(readOf({})).toEqual({
      mistakes: [],
      line: {
        id: 'line-1',
        position: 1,
        exercise: 'Leg extension',
        mode: 'bfr-resistance',
        limb: 'left-leg',
        load: { kind: 'percent-1rm', percent: 30 },
        reps: [30, 15, 15, 15],
        restSeconds: 45,
        tempoSeconds: null,
        restriction: {
          pressure: { kind: 'percent-lop', percent: 60 },
          cuffWidthCm: 11.5,
          restrictionMinutes: 8,
          reperfusionSeconds: 180,
        },
        aerobic: null,
      },
    })
  })

  it('keeps a load in whole grams, with a point or a comma', () => {
    const loadG = (load: string, unit: 'kg' | 'lb') => readLine({ ...usual, loadKind: 'kg', load }, 1, unit).line?.load
    expect(loadG('8.5', 'kg')).toEqual({ kind: 'kg', loadG: 8500 })
    expect(loadG('8,5', 'kg')).toEqual({ kind: 'kg', loadG: 8500 })
    expect(loadG('8.125', 'kg')).toEqual({ kind: 'kg', loadG: 8125 })
    // 100 lb are 45 359.237 g.
    expect(loadG('100', 'lb')).toEqual({ kind: 'kg', loadG: 45_359 })
    expect(loadG('1,000', 'kg')).toBeUndefined()
  })

  it('takes a decimal comma where decimals are kept, and none where they are not', () => {
    expect(readOf({ cuffWidthCm: '11,5', restrictionMinutes: '7,5' }).line?.restriction).toMatchObject({
      cuffWidthCm: 11.5,
      restrictionMinutes: 7.5,
    })
    expect(saysOf({ restSeconds: '45.5' })).toEqual(['restSeconds'])
    expect(saysOf({ pressure: '60,5' })).toEqual(['pressure'])
  })

  it('names each field that is wrong', () => {
    expect(saysOf({ exercise: '  ', limb: '', cuffWidthCm: '' })).toEqual(['exercise', 'limb', 'cuffWidthCm'])
    expect(saysOf({ mode: 'yoga' })).toContain('mode')
    expect(saysOf({ load: '151' })).toEqual(['load'])
    expect(saysOf({ load: '1e2' })).toEqual(['load'])
    expect(saysOf({ exercise: 'Leg\u0000press' })).toEqual(['exercise'])
    expect(saysOf({ restrictionMinutes: '0' })).toEqual(['restrictionMinutes'])
  })

  it('asks for no cuff where there is none, and for no sets where there are none', () => {
    const plain = readOf({ mode: 'strength', limb: '', cuffWidthCm: '', pressure: 'x' })
    expect(plain.line).toMatchObject({ limb: null, restriction: null })
    const aerobic = readOf({ mode: 'bfr-aerobic', reps: '', load: '', aerobicPercent: '40', aerobicMinutes: '15' })
    expect(aerobic.line).toMatchObject({
      load: { kind: 'none' },
      reps: [],
      restSeconds: null,
      aerobic: { intensityPercent: 40, minutes: 15 },
    })
  })
})
