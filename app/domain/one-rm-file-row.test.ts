import { describe, expect, it } from 'vitest'
import { type OneRmRules, readOneRmRow } from './one-rm-file-row'

const rules: OneRmRules = {
  mapping: {
    places: { client: 0, side: 1, exercise: 2, when: 3, load: 4, unit: null },
    dateOrder: null,
    unit: 'kg',
  },
  width: 5,
  days: new Map([['week 5', '2026-02-09']]),
  today: '2026-11-26',
}
const dated: OneRmRules = { ...rules, mapping: { ...rules.mapping, dateOrder: 'day-month-year' } }
const withUnit: OneRmRules = {
  ...rules,
  width: 6,
  mapping: { ...rules.mapping, places: { ...rules.mapping.places, unit: 5 }, unit: null },
}
const row = (cells: Partial<Record<'client' | 'side' | 'exercise' | 'when' | 'load', string>> = {}) => {
  const all = { client: 'FP13', side: 'L ', exercise: 'legpress', when: 'Week 5', load: '115', ...cells }
  return [all.client, all.side, all.exercise, all.when, all.load]
}

describe('a row of tested maxima', () => {
  it('is a test on the day of its label', () => {
    expect(readOneRmRow(row(), rules)).toEqual({
      outcome: 'taken',
      test: {
        client: 'FP13',
        exerciseInFile: 'legpress',
        side: 'left',
        on: '2026-02-09',
        loadG: 115_000,
        enteredValue: '115',
        enteredUnit: 'kg',
      },
    })
  })

  it.each([
    ['37.49999999999999', 37_500],
    ['37,5', 37_500],
    [' 115 ', 115_000],
    ['115 kg', 115_000],
    ['100 lbs', 45_359],
    ['1000', 1_000_000],
  ])('takes a load of %j as %i g', (load, loadG) => {
    expect(readOneRmRow(row({ load }), rules)).toMatchObject({ outcome: 'taken', test: { loadG } })
  })

  it.each(['', 'NA', ' na ', 'NaN', '-', 'n/a'])('without a load, %j, is skipped', (load) => {
    expect(readOneRmRow(row({ load }), rules)).toEqual({ outcome: 'skipped', reason: 'no-load' })
  })

  it.each([
    [{ load: '-5' }, 'load-not-above-zero'],
    [{ load: '0' }, 'load-not-above-zero'],
    [{ load: '0.0001' }, 'load-not-above-zero'],
    [{ load: '1000.1' }, 'load-not-plausible'],
    [{ load: '9'.repeat(39) }, 'load-not-plausible'],
    [{ load: `1.${'0'.repeat(60)}` }, 'load-not-understood'],
    [{ load: '1,000' }, 'load-not-understood'],
    [{ load: '12 stone' }, 'load-not-understood'],
    [{ load: '1e3' }, 'load-not-understood'],
    [{ load: 'kg' }, 'load-not-understood'],
    [{ client: ' ' }, 'client-missing'],
    [{ exercise: '' }, 'exercise-missing'],
    [{ exercise: 'x'.repeat(201) }, 'exercise-too-long'],
    [{ exercise: 'leg\u0007press' }, 'not-text'],
    [{ side: '' }, 'side-missing'],
    [{ side: 'medial' }, 'side-not-understood'],
    [{ when: '' }, 'when-missing'],
    [{ when: 'week9' }, 'when-not-understood'],
  ])('with %j is refused: %s', (cells, reason) => {
    expect(readOneRmRow(row(cells), rules)).toEqual({ outcome: 'refused', reason })
  })

  it.each([
    ['27.11.2026', 'day-ahead'],
    ['26/11/1899', 'day-too-early'],
    ['11/26/2026', 'when-not-understood'],
    ['26.11.26', 'when-not-understood'],
  ])('on %j is refused: %s', (when, reason) => {
    expect(readOneRmRow(row({ when }), dated)).toEqual({ outcome: 'refused', reason })
  })

  it('of today is taken', () => {
    expect(readOneRmRow(row({ when: '26.11.2026' }), dated)).toMatchObject({ test: { on: '2026-11-26' } })
  })

  it('with a cell too few or too many is refused', () => {
    expect(readOneRmRow(row().slice(1), rules)).toEqual({ outcome: 'refused', reason: 'cells-missing' })
    expect(readOneRmRow([...row(), ''], rules)).toEqual({ outcome: 'refused', reason: 'cells-missing' })
  })

  it('is in the unit of its own column, which is not guessed where it says none', () => {
    expect(readOneRmRow([...row({ load: '100' }), 'lb'], withUnit)).toMatchObject({ test: { loadG: 45_359 } })
    for (const unit of ['', 'stone'])
      expect(readOneRmRow([...row(), unit], withUnit)).toEqual({ outcome: 'refused', reason: 'unit-not-understood' })
    const chosen = { ...withUnit, mapping: { ...withUnit.mapping, unit: 'kg' } } as const
    expect(readOneRmRow([...row(), ''], chosen)).toMatchObject({ test: { loadG: 115_000 } })
    expect(readOneRmRow([...row(), 'stone'], chosen)).toMatchObject({ outcome: 'refused' })
  })

  it('is of both sides where the file has no column of them', () => {
    const places = { ...rules.mapping.places, side: null }
    const cells = row({ side: 'whatever' })
    expect(readOneRmRow(cells, { ...rules, mapping: { ...rules.mapping, places } })).toMatchObject({
      test: { side: 'both' },
    })
  })
})
