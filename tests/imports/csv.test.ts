import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { csvHeader, csvLine, readCsv } from '~/data/csv.server'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('a CSV file', () => {
  it('becomes records that know the line they end on', () => {
    expect(readCsv(bytes('a,b\n1,"two\nlines"\n3,4\n'))).toEqual({
      ok: true,
      columns: ['a', 'b'],
      records: [
        { a: '1', b: 'two\nlines' },
        { a: '3', b: '4' },
      ],
      lines: [3, 4],
    })
  })

  it('is read with a byte order mark, semicolons, carriage returns and empty lines', () => {
    const file = readCsv(bytes('\ufeff"Weight; kg";Reps\r\n\r\n"37,5";5\r\n'))
    expect(file).toMatchObject({ ok: true, records: [{ 'Weight; kg': '37,5', Reps: '5' }] })
  })

  it('is refused as a whole for one row that is too short, naming its line', () => {
    const file = readCsv(bytes('a,b\n1,2\n3\n'))
    expect(file).toEqual({
      ok: false,
      why: 'not-csv',
      line: 3,
      says: 'Line 3 of the file is not a row like the first line.',
    })
  })

  it('is refused when a quote is never closed', () => {
    expect(readCsv(bytes('a,b\n1,"2\n'))).toMatchObject({ ok: false, why: 'not-csv' })
  })

  it('is refused beyond the size limit, before it is decoded', () => {
    expect(readCsv(bytes('a,b\n1,2\n'), 7)).toMatchObject({ ok: false, why: 'too-large' })
  })

  it('is refused when it is not text', () => {
    expect(readCsv(new Uint8Array([0x61, 0xff, 0xfe, 0x00]))).toMatchObject({ ok: false, why: 'not-utf8' })
  })

  it('is refused when a column stands twice, or without rows', () => {
    expect(readCsv(bytes('a,a\n1,2\n'))).toMatchObject({ ok: false, why: 'duplicate-column', line: 1 })
    expect(readCsv(bytes('a,b\n'))).toMatchObject({ ok: false, why: 'empty' })
    expect(readCsv(bytes(''))).toMatchObject({ ok: false, why: 'empty' })
  })

  it('loses the NULs that PostgreSQL could not store', () => {
    expect(readCsv(bytes('a\nx\0y\n'))).toMatchObject({ ok: true, records: [{ a: 'xy' }] })
  })

  it('takes a column called __proto__ as a column', () => {
    const file = readCsv(bytes('__proto__,b\nx,2\n'))
    expect(file.ok && Object.entries(file.records[0] ?? {})).toEqual([
      ['__proto__', 'x'],
      ['b', '2'],
    ])
  })
})

describe('a CSV that is written', () => {
  const payloads = readFileSync(new URL('../../../shared/data/hostile/csv-injection.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')

  it('has six published formulas to withstand', () => {
    expect(payloads).toHaveLength(6)
  })

  it.each(payloads)('does not run %s', (payload) => {
    const file = readCsv(bytes(csvHeader(['cell']) + csvLine([payload])))
    const cell = file.ok ? file.records[0]?.cell : undefined
    expect(cell).not.toMatch(/^[=+\-@\t\r]/)
    expect(cell?.endsWith(payload)).toBe(true)
  })

  it.each(['=1', '+1', '-1', '@A1', '\t=1', '\r=1', '\n=1', ' =1', '＝1'])('puts a quote before %j', (cell) => {
    expect(csvLine([cell])).toBe(`"'${cell}"\r\n`)
  })

  it('finds a formula hidden behind a NUL, and takes the NUL out', () => {
    expect(csvLine(['\0=1'])).toBe(`"'=1"\r\n`)
    expect(csvLine(['a\0b'])).toBe('"ab"\r\n')
  })

  it('keeps numbers as numbers, also below zero, and names as they are', () => {
    expect(csvLine([-5.2, null, true, 'José "Pepe" María', 'a-b'])).toBe('-5.2,,true,"José ""Pepe"" María","a-b"\r\n')
  })

  it('begins with the mark by which spreadsheets know UTF-8', () => {
    expect(csvHeader(['Größe'])).toBe('\ufeff"Größe"\r\n')
  })
})
