import { describe, expect, it } from 'vitest'
import { countRows, readStrengthLog, rowKeys } from './strength-log'
import type { ImportedSet, LogRow } from './strength-log-row'

const strongRow = {
  Date: '2025-08-03 13:04:33',
  'Workout Name': 'Midday Workout',
  Duration: '5m',
  'Exercise Name': 'Leg Press',
  'Set Order': '1',
  Weight: '20.0',
  Reps: '10.0',
  Distance: '0',
  Seconds: '0.0',
  Notes: '',
  'Workout Notes': '',
  RPE: '',
}

const hevyRow = {
  title: 'Monday',
  start_time: '3 Jun 2025, 07:06',
  end_time: '3 Jun 2025, 08:11',
  exercise_title: 'Chest Dip (Assisted)',
  exercise_notes: '',
  set_index: '0',
  set_type: 'normal',
  weight_lbs: '100',
  reps: '10',
  distance_miles: '',
  duration_seconds: '',
  rpe: '8.5',
}

function read(record: Record<string, string>, unit: 'kg' | 'lb' | null = 'kg'): LogRow {
  const log = readStrengthLog([record], { unit })
  const row = log.ok ? log.rows[0] : undefined
  if (!row) throw new Error('not read')
  return row
}

function setOf(record: Record<string, string>): ImportedSet {
  const row = read(record)
  if (row.outcome !== 'taken') throw new Error(row.reason)
  return row.set
}

describe('a Strong row', () => {
  it.each([
    ['37.49999999999999', 37_500],
    ['-20', -20_000],
    ['37,5', 37_500],
    ['0.0', 0],
    ['', null],
  ])('with the load %j has %j grams and keeps what was entered', (Weight, loadG) => {
    expect(setOf({ ...strongRow, Weight })).toMatchObject({ loadG, enteredValue: Weight, isAssisted: (loadG ?? 0) < 0 })
  })

  it.each([
    [{ Weight: '1,000' }, 'load-not-understood'],
    [{ Weight: 'heavy' }, 'load-not-understood'],
    [{ Weight: '1e3' }, 'load-not-understood'],
    [{ Weight: '2001' }, 'load-not-plausible'],
    [{ Weight: '-1001' }, 'load-not-plausible'],
    [{ Reps: '2.5' }, 'reps-not-understood'],
    [{ Reps: '-3' }, 'reps-not-understood'],
    [{ Reps: '1001' }, 'reps-not-understood'],
    [{ Reps: 'ten' }, 'reps-not-understood'],
    [{ RPE: '11' }, 'rpe-not-understood'],
    [{ RPE: '8.3' }, 'rpe-not-understood'],
    [{ RPE: '0.5' }, 'rpe-not-understood'],
    [{ Date: '2025-02-30 10:00:00' }, 'time-not-understood'],
    [{ Date: '2025-02-03 25:00:00' }, 'time-not-understood'],
    [{ Date: '03/02/2025' }, 'time-not-understood'],
    [{ 'Set Order': 'X' }, 'set-not-understood'],
    [{ 'Set Order': '0' }, 'set-not-understood'],
    [{ 'Exercise Name': ' ' }, 'no-exercise'],
    [{ 'Exercise Name': 'x'.repeat(201) }, 'no-exercise'],
  ])('with %j is refused: %s', (cells, reason) => {
    expect(read({ ...strongRow, ...cells })).toEqual({ outcome: 'refused', reason })
  })

  it.each([
    [{ 'Set Order': 'Rest Timer', Reps: '0.0' }, 'rest-timer'],
    [{ 'Set Order': 'Note', Reps: '' }, 'note'],
    [{ Reps: '0', Distance: '1.0', Seconds: '30' }, 'cardio'],
    [{ Reps: '0', Seconds: '12' }, 'timed'],
    [{ Reps: '0' }, 'no-reps'],
    [{ Reps: '' }, 'no-reps'],
  ])('with %j is skipped: %s', (cells, reason) => {
    expect(read({ ...strongRow, ...cells })).toEqual({ outcome: 'skipped', reason })
  })

  it('takes the largest load and the most repetitions that are plausible, and RPE 1 to 10 in halves', () => {
    expect(setOf({ ...strongRow, Weight: '2000', Reps: '1000', RPE: '9.5' })).toMatchObject({
      loadG: 2_000_000,
      reps: 1000,
      rpe: 9.5,
    })
    expect(setOf({ ...strongRow, RPE: '1' }).rpe).toBe(1)
    expect(setOf({ ...strongRow, RPE: '10' }).rpe).toBe(10)
  })

  it('takes help of up to a tonne', () => {
    expect(setOf({ ...strongRow, Weight: '-1000' })).toMatchObject({ loadG: -1_000_000, isAssisted: true })
  })

  it('knows warm-ups, drop sets and failures by their letter', () => {
    expect(setOf({ ...strongRow, 'Set Order': 'W' })).toMatchObject({ setNumber: null, isWarmup: true })
    expect(setOf({ ...strongRow, 'Set Order': 'D' })).toMatchObject({ setNumber: null, isWarmup: false })
    expect(setOf({ ...strongRow, 'Set Order': 'F' })).toMatchObject({ setNumber: null, isWarmup: false })
  })

  it('keeps its note', () => {
    expect(setOf({ ...strongRow, Notes: 'left knee sore' }).note).toBe('left knee sore')
    expect(setOf(strongRow).note).toBeNull()
  })
})

describe('the unit of a Strong file', () => {
  const { Weight, ...withoutWeight } = strongRow

  it('is taken from its heading, whatever was asked', () => {
    const row = read({ ...withoutWeight, 'Weight (lbs)': Weight }, 'kg')
    expect(row).toMatchObject({ outcome: 'taken', set: { loadG: 9072, enteredUnit: 'lb' } })
  })

  it('is taken from its own column, row by row', () => {
    expect(read({ ...strongRow, 'Weight Unit': 'kg' }, null)).toMatchObject({
      set: { loadG: 20_000, enteredUnit: 'kg' },
    })
    expect(read({ ...strongRow, 'Weight Unit': 'lbs' }, null)).toMatchObject({
      set: { loadG: 9072, enteredUnit: 'lb' },
    })
  })

  it('is not guessed where the column names one that is not known', () => {
    expect(read({ ...strongRow, 'Weight Unit': 'stone' })).toEqual({ outcome: 'refused', reason: 'unit-not-known' })
  })

  it('is asked for only where a load needs it', () => {
    expect(readStrengthLog([strongRow])).toMatchObject({ needsUnit: true })
    expect(readStrengthLog([{ ...strongRow, Weight: '' }])).toMatchObject({ needsUnit: false })
    expect(readStrengthLog([{ ...strongRow, Weight: '0.0' }])).toMatchObject({ needsUnit: false })
  })
})

describe('a Hevy row', () => {
  it('in pounds is taken with its RPE', () => {
    expect(setOf(hevyRow)).toMatchObject({
      performedAtLocal: '2025-06-03T07:06',
      setNumber: 1,
      loadG: 45_359,
      enteredValue: '100',
      enteredUnit: 'lb',
      rpe: 8.5,
    })
  })

  it.each([
    [{ start_time: '3 Juin 2025, 07:06' }, 'time-not-understood'],
    [{ start_time: '31 Jun 2025, 07:06' }, 'time-not-understood'],
    [{ set_type: 'giant' }, 'set-not-understood'],
    [{ set_index: '' }, 'set-not-understood'],
  ])('with %j is refused: %s', (cells, reason) => {
    expect(read({ ...hevyRow, ...cells })).toEqual({ outcome: 'refused', reason })
  })

  it.each([
    [{ reps: '', duration_seconds: '60' }, 'timed'],
    [{ reps: '', distance_miles: '2', duration_seconds: '600' }, 'cardio'],
    [{ reps: '' }, 'no-reps'],
  ])('with %j is skipped: %s', (cells, reason) => {
    expect(read({ ...hevyRow, ...cells })).toEqual({ outcome: 'skipped', reason })
  })

  it('marks a warm-up', () => {
    expect(setOf({ ...hevyRow, set_type: 'warmup' }).isWarmup).toBe(true)
    expect(setOf({ ...hevyRow, set_type: 'dropset' }).isWarmup).toBe(false)
  })
})

describe('a strength log', () => {
  it.each([[[]], [[{ date: '2025-01-01', kg: '20' }]]])('that is neither Strong nor Hevy is refused', (records) => {
    expect(readStrengthLog(records)).toEqual({ ok: false, why: 'file-not-understood' })
  })

  it('accounts for every row', () => {
    const log = readStrengthLog([strongRow, { ...strongRow, 'Set Order': 'Rest Timer' }, { ...strongRow, Reps: 'x' }], {
      unit: 'kg',
    })
    expect(countRows(log.ok ? log.rows : [])).toEqual({ total: 3, taken: 1, skipped: 1, refused: 1 })
  })
})

describe('the key of a row', () => {
  it('tells repeated identical sets apart, and finds the first again in a longer file', () => {
    const [once] = rowKeys([strongRow])
    const twice = rowKeys([strongRow, strongRow])
    expect(twice[0]).toBe(once)
    expect(twice[1]).not.toBe(once)
  })

  it('does not change when a title or a note is edited, or 20.0 becomes 20', () => {
    const edited = {
      ...strongRow,
      'Workout Name': 'Legs',
      Notes: 'x',
      'Workout Notes': 'y',
      Duration: '6m',
      Weight: '20',
    }
    expect(rowKeys([edited])).toEqual(rowKeys([strongRow]))
  })

  it.each(['Date', 'Exercise Name', 'Set Order', 'Weight', 'Reps', 'RPE', 'Seconds', 'Distance'])(
    'changes with %s',
    (column) => {
      expect(rowKeys([{ ...strongRow, [column]: '7' }])).not.toEqual(rowKeys([strongRow]))
    },
  )

  it.each(['start_time', 'exercise_title', 'set_index', 'weight_lbs', 'reps', 'rpe', 'duration_seconds'])(
    'changes with %s',
    (column) => {
      expect(rowKeys([{ ...hevyRow, [column]: '7' }])).not.toEqual(rowKeys([hevyRow]))
    },
  )
})
