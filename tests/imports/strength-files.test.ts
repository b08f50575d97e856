import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readCsv } from '~/data/csv.server'
import { countRows, readStrengthLog, rowKeys } from '~/domain/strength-log'
import type { ImportedSet } from '~/domain/strength-log-row'
import type { LoadUnit } from '~/domain/units'

function recordsOf(name: string) {
  const file = readCsv(readFileSync(new URL(`../../../shared/data/strength/${name}.csv`, import.meta.url)))
  if (!file.ok) throw new Error(file.says)
  return file.records
}

function logOf(name: string, unit?: LoadUnit) {
  const log = readStrengthLog(recordsOf(name), unit ? { unit } : {})
  if (!log.ok) throw new Error(log.why)
  return log
}

function setsOf(name: string, unit?: LoadUnit): ImportedSet[] {
  return logOf(name, unit).rows.flatMap((row) => (row.outcome === 'taken' ? [row.set] : []))
}

function reasons(name: string, unit?: LoadUnit): Record<string, number> {
  const found: Record<string, number> = {}
  for (const row of logOf(name, unit).rows) {
    if (row.outcome !== 'taken') found[row.reason] = (found[row.reason] ?? 0) + 1
  }
  return found
}

// The expected numbers were counted with Python's csv module, not with this reader.
describe('years of sets from Strong', () => {
  it('are all taken but twenty timed ones and one swim, once somebody says the loads are kilograms', () => {
    expect(countRows(logOf('strong-ios', 'kg').rows)).toEqual({ total: 1903, taken: 1882, skipped: 21, refused: 0 })
    expect(reasons('strong-ios', 'kg')).toEqual({ timed: 20, cardio: 1 })
  })

  it('wait for the unit, which the file does not name', () => {
    const log = logOf('strong-ios')
    expect(log).toMatchObject({ format: 'strong', needsUnit: true })
    expect(countRows(log.rows)).toEqual({ total: 1903, taken: 27, skipped: 21, refused: 1855 })
    expect(logOf('strong-ios', 'lb').needsUnit).toBe(false)
  })

  it('keep local time, load and what was entered', () => {
    expect(setsOf('strong-ios', 'kg')[0]).toEqual({
      exercise: 'Snatch (Barbell)',
      side: 'both',
      performedAtLocal: '2020-12-30T18:51:52',
      setNumber: 1,
      loadG: 40_000,
      enteredValue: '40.0',
      enteredUnit: 'kg',
      reps: 3,
      rpe: null,
      isWarmup: false,
      isAssisted: false,
      note: null,
    })
    expect(setsOf('strong-ios', 'lb')[0]).toMatchObject({ loadG: 18_144, enteredValue: '40.0', enteredUnit: 'lb' })
  })
})

describe('the newer Strong export', () => {
  it('has as many rest timers as sets, and they are skipped', () => {
    expect(countRows(logOf('strong-2025-rest-timer', 'kg').rows)).toEqual({
      total: 16,
      taken: 8,
      skipped: 8,
      refused: 0,
    })
    expect(reasons('strong-2025-rest-timer', 'kg')).toEqual({ 'rest-timer': 8 })
  })
})

describe('the log from Hevy', () => {
  it('names its unit and is taken whole', () => {
    expect(logOf('hevy-kg')).toMatchObject({ format: 'hevy', needsUnit: false })
    expect(countRows(logOf('hevy-kg').rows)).toEqual({ total: 330, taken: 330, skipped: 0, refused: 0 })
  })

  it('writes its times in words, newest first, and counts sets from nought', () => {
    expect(setsOf('hevy-kg')[0]).toMatchObject({
      performedAtLocal: '2025-06-30T19:56',
      setNumber: 1,
      loadG: 48_000,
      reps: 13,
    })
  })

  it('has four sets without a load, which stay without one', () => {
    const withoutLoad = setsOf('hevy-kg').filter((set) => set.loadG === null)
    expect(withoutLoad.map((set) => [set.exercise, set.reps, set.enteredUnit])).toEqual([
      ['Crunch (Weighted)', 40, null],
      ['Chest Dip', 12, null],
      ['Chest Dip', 12, null],
      ['Chest Dip', 10, null],
    ])
  })
})

describe.each(['strong-ios', 'strong-2025-rest-timer', 'hevy-kg'])('every row of %s', (name) => {
  it('has a key of its own, also where rows are identical, and the same key the second time', () => {
    const records = recordsOf(name)
    const keys = rowKeys(records)
    expect(new Set(keys).size).toBe(records.length)
    expect(rowKeys(recordsOf(name))).toEqual(keys)
  })

  it('keeps its key when the export comes in another order, as a longer one', () => {
    const records = recordsOf(name)
    const later = [...records, { ...records[0], 'Exercise Name': 'New', exercise_title: 'New' }].reverse()
    const known = new Set(rowKeys(later))
    expect(rowKeys(records).every((key) => known.has(key))).toBe(true)
  })
})
