/** What a printed record calls what was answered and measured. */
import { describe, expect, it } from 'vitest'
import type { RecordRow } from '~/domain/whole-record'
import type { ClinicFormat } from '../format'
import type { SheetTable } from './columns'
import { healthTables } from './health-tables'
import { measureTables, recordTablesLast } from './other-tables'

const format: ClinicFormat = { locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' }

function cell(tables: SheetTable[], table: string, label: string, row: RecordRow): string | undefined {
  const columns = tables.find((one) => one.table === table)?.columns ?? []
  return columns.find(([name]) => name === label)?.[2](row, { format, members: new Map() })
}

describe('a printed record', () => {
  it('calls the answers of a screening as its page does', () => {
    const answers = {
      ageYears: 32,
      bmi: 24.1,
      painNrs: 4,
      surgery: { weeksAgo: 6 },
      medication: { isOnAnticoagulant: true, anticoagulantFor: 'atrial fibrillation', isOnOestrogen: false },
    }
    expect(cell(healthTables, 'screenings', 'Answers', { answers })).toBe(
      'Age: 32; BMI: 24.1; Pain today, of 10: 4; Surgery, weeks ago: 6; Blood thinner; Blood thinner for: atrial fibrillation',
    )
  })

  it('names a measurement as its page does', () => {
    const row = { kind: 'one-rm', exercise: 'Leg press', site: null, side: 'left' }
    expect(cell(measureTables, 'measurements', 'What', row)).toBe('1RM test; Leg press; left')
  })

  it('says of a file brought in what came in, why the rest did not, and that it was taken back', () => {
    const row = {
      kind: 'strong',
      rows_total: 16,
      rows_taken: 8,
      rows_in: 5,
      not_taken: [
        { line: 3, outcome: 'skipped', reason: 'rest-timer' },
        { line: 5, outcome: 'skipped', reason: 'rest-timer' },
        { line: 9, outcome: 'refused', reason: 'load-not-understood' },
      ],
      strikes: [{ struck_by: 'm', reason: 'Import taken back', occurred_at: '2026-11-26T09:00:00Z' }],
    }
    expect(cell(recordTablesLast, 'imports', 'Rows', row)).toBe('5 of 16')
    expect(cell(recordTablesLast, 'imports', 'Not taken', row)).toMatch(
      /^STRUCK THROUGH .*: Import taken back; 2 × skipped: a rest timer, no set; refused: load not understood$/,
    )
    const record = {
      kind: 'fhir',
      rows_total: 7,
      rows_taken: 5,
      rows_in: 0,
      not_taken: [{ what: 'Flu', why: 'no day' }],
    }
    expect(cell(recordTablesLast, 'imports', 'Rows', record)).toBe('5 of 7')
    expect(cell(recordTablesLast, 'imports', 'Not taken', record)).toBe('Flu: no day')
  })
})
