import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readCsv } from '~/data/csv.server'
import { readStrengthFile } from '~/data/strength-file.server'
import { countRows, readStrengthLog, rowKeys } from '~/domain/strength-log'
import type { ImportedSet } from '~/domain/strength-log-row'
import type { LoadUnit } from '~/domain/units'

const bytesOf = (name: string) => readFileSync(new URL(`../../../shared/data/strength/${name}.csv`, import.meta.url))

function recordsOf(name: string) {
  const file = readCsv(bytesOf(name))
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

// Counted over the raw lines: no cell of these files holds a line end, nor a comma before the tenth column.
describe('the rows that become sets and those that do not', () => {
  const cellsOf = (name: string) =>
    bytesOf(name)
      .toString()
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
  const isNoNumber = (cell: string | undefined) => !(Number(cell) > 0)

  it.each([
    ['strong-ios', 'kg'],
    ['strong-2025-rest-timer', 'lb'],
    ['hevy-kg', null],
  ] as const)('of %s add up to the rows of the file', (name, unit) => {
    const reading = readStrengthFile(bytesOf(name), unit)
    if (!reading.ok) throw new Error(reading.says)
    const { sets, notTaken, rowsTotal } = reading.file
    expect(rowsTotal).toBe(cellsOf(name).length)
    expect(sets.length + notTaken.length).toBe(rowsTotal)
    const rows = new Set(sets.map(({ row }) => row))
    expect(rows.size).toBe(sets.length)
    const lines = [...sets, ...notTaken].map(({ line }) => line).sort((one, other) => one - other)
    expect(lines).toEqual(cellsOf(name).map((_, row) => row + 2))
  })

  it('of Strong are skipped on the lines where the app counts no repetition', () => {
    const reading = readStrengthFile(bytesOf('strong-ios'), 'kg')
    const expected = cellsOf('strong-ios').flatMap((cells, row) => (isNoNumber(cells[6]) ? [row + 2] : []))
    expect(reading).toMatchObject({
      ok: true,
      file: { notTaken: expected.map((line) => ({ line, outcome: 'skipped' })) },
    })
  })
})

describe('a file that is no strength log', () => {
  const heading = 'Date,Workout Name,Exercise Name,Set Order,Weight (kg),Reps'
  const row = '2025-08-03 13:04:33,Legs,Squat,1,40,8'
  const text = `${heading}\n${row}\n`
  const sized = (bytes: number) => Buffer.from(text.padEnd(bytes, '\n'))
  const rows = (count: number) => Buffer.from(`${heading}\n${`${row}\n`.repeat(count)}`)
  const eightMegabytes = 8 * 1024 * 1024

  it.each([
    ['empty', Buffer.from(''), /no rows/],
    ['with a first line and no rows', Buffer.from(heading), /no rows/],
    ['of other columns', Buffer.from('a,b\n1,2\n'), /neither Strong’s nor Hevy’s/],
    ['of bytes', Buffer.from('\u0000\u0001'), /no rows/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), /not UTF-8 text/],
    ['a zip, as spreadsheets are', Buffer.from('PK\u0003\u0004\u0014\u0000\u0006'), /zip or a spreadsheet/],
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]), /not UTF-8 text/],
    ['with a quotation mark that is never closed', Buffer.from(`${text}"2025,a\n`), /Line \d+ of the file/],
    ['with a column twice', Buffer.from(`${heading},Reps\n${row},8\n`), /stands twice/],
    ['one byte above 8 MB', sized(eightMegabytes + 1), /larger than 8 MB/],
    ['of 100,001 rows', rows(100_001), /more than 100,000 rows/],
  ])('%s is refused whole, with a sentence', (_says, bytes, says) => {
    const reading = readStrengthFile(bytes, 'kg')
    expect(reading).toMatchObject({ ok: false, why: 'file-not-understood' })
    if (!reading.ok) expect(reading.says).toMatch(says)
  })

  it('but as large as it may be is read', () => {
    expect(readStrengthFile(sized(eightMegabytes), null)).toMatchObject({ ok: true })
    expect(readStrengthFile(rows(100_000), null)).toMatchObject({ ok: true, file: { rowsTotal: 100_000 } })
  })

  it('and formulas in it stay the text they are', () => {
    const formulas = readFileSync(new URL('../../../shared/data/hostile/csv-injection.txt', import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
    const log = formulas.map(
      (line) =>
        `2025-08-03 13:04:33,${line.replaceAll('"', '').replaceAll(',', ';')},"${line.replaceAll('"', '""')}",1,${'=1+1'},8`,
    )
    const reading = readStrengthFile(Buffer.from([heading, ...log].join('\n')), null)
    expect(reading).toMatchObject({
      ok: true,
      file: { sets: [], notTaken: formulas.map(() => ({ outcome: 'refused', reason: 'load-not-understood' })) },
    })
    const named = log.map((line) => line.replace('=1+1', '40'))
    const taken = readStrengthFile(Buffer.from([heading, ...named].join('\n')), null)
    expect(taken.ok && taken.file.sets.map(({ exercise }) => exercise)).toEqual(formulas.map((line) => line.trim()))
  })
})
