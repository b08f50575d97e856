/** What a printed record calls what was answered and measured. */
import { describe, expect, it } from 'vitest'
import type { RecordRow } from '~/domain/whole-record'
import type { ClinicFormat } from '../format'
import type { SheetTable } from './columns'
import { healthTables } from './health-tables'
import { measureTables } from './other-tables'

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
})
