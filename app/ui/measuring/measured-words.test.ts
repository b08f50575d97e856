import { describe, expect, it } from 'vitest'
import type { MeasurementOnRecord } from '~/domain/measurement-record'
import { formulas, notEstimableReasons } from '~/domain/strength'
import type { ClinicFormat } from '../format'
import { estimateWords } from './estimate-words'
import { measuredWords, remarksOf } from './measured-words'

const format: ClinicFormat = { locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' }
const plain = (words: string) => words.replaceAll('\u00a0', ' ')

function one(part: Partial<MeasurementOnRecord>): MeasurementOnRecord {
  return {
    ...{ id: '1', kind: 'one-rm', on: '2026-11-26', side: 'left', by: 'Lin Chen', struck: null },
    ...{ exercise: null, site: null, movement: null, isPassive: null, instrument: null, device: null, position: null },
    ...{ scaleLow: null, scaleHigh: null, isHigherBetter: null, reps: null, rpe: null, isFailed: false },
    ...{ amount: 0, enteredValue: '', enteredUnit: 'kg' },
    ...part,
  }
}

const press = { exercise: 'Leg press', amount: 80_000, enteredValue: '80' }

describe('a measurement on record', () => {
  it.each([
    [{ ...press }, 'Leg press, left: 80 kg'],
    [{ ...press, kind: 'rep-max', reps: 5, rpe: 9.5 }, 'Leg press, left: 80 kg × 5, RPE 9.5'],
    [{ ...press, kind: 'rep-max', reps: 2, isFailed: true }, 'Leg press, left: 80 kg × 2, then a failed attempt'],
    [{ ...press, kind: 'endurance', reps: 25, side: 'both' }, 'Leg press: 25 repetitions at 80 kg'],
    [{ ...press, kind: 'endurance', reps: 25, amount: 0 }, 'Leg press, left: 25 repetitions at body weight'],
    [
      { kind: 'isometric-force', movement: 'Knee extension', amount: 212_000, enteredValue: '212', enteredUnit: 'N' },
      'Knee extension, left: 212 N',
    ],
    [
      { kind: 'range-of-motion', movement: 'Knee extension', isPassive: true, enteredValue: '-5', enteredUnit: 'deg' },
      'Knee extension, passive, left: -5°',
    ],
    [
      { kind: 'girth', site: 'Calf, widest', enteredValue: '38.5', enteredUnit: 'cm', amount: 385 },
      'Calf, widest, left: 38.5 cm',
    ],
    [{ kind: 'pain', side: 'both', enteredValue: '3', enteredUnit: 'nrs' }, 'Pain: 3 of 10'],
    [{ kind: 'pain', side: 'left', enteredValue: '3', enteredUnit: 'nrs' }, 'Pain, left: 3 of 10'],
    [
      {
        ...{ kind: 'score', side: 'both', instrument: 'DASH', scaleLow: 0, scaleHigh: 10_000, isHigherBetter: false },
        ...{ enteredValue: '22.5', enteredUnit: 'points', amount: 2_250 },
      },
      'DASH: 22.5 (0 to 100, lower is better)',
    ],
  ] as [Partial<MeasurementOnRecord>, string][])('%j reads as it is said', (part, says) => {
    expect(plain(measuredWords(one(part)))).toBe(says)
  })

  // Epley: 80 kg for 5 are 80 (1 + 5/30) = 93.33 kg.
  it('says the maximum of a set to the limit, and with what it was measured', () => {
    const set = one({ ...press, kind: 'rep-max', reps: 5, device: 'Machine 2', position: 'seat 4' })
    expect(remarksOf(set, 'epley', format).map(plain)).toEqual(['Estimated 1RM 93.3 kg (Epley)', 'Machine 2', 'seat 4'])
    expect(remarksOf({ ...set, isFailed: true }, 'epley', format)[0]).toBe('Cannot be estimated: the attempt failed')
    expect(remarksOf(one(press), 'epley', format)).toEqual([])
  })
})

describe('an estimate', () => {
  it('names its formula, in the unit of whoever reads', () => {
    const said = formulas.map((formula) => plain(estimateWords({ ok: true, loadG: 92_500 }, formula, format)))
    expect(said[0]).toBe('Estimated 1RM 92.5 kg (Epley)')
    expect(new Set(said).size).toBe(7)
    const pounds = { ...format, units: 'lb' } as const
    expect(plain(estimateWords({ ok: true, loadG: 45_359 }, 'brzycki', pounds))).toBe('Estimated 1RM 100 lb (Brzycki)')
  })

  it('that cannot be made says why, each reason in words of its own', () => {
    const said = notEstimableReasons.map((why) => estimateWords({ ok: false, why }, 'epley', format))
    expect(new Set(said).size).toBe(notEstimableReasons.length)
    expect(said).toContain('Cannot be estimated: 0 repetitions')
    expect(said).toContain('Cannot be estimated: more than 10 repetitions')
  })
})
