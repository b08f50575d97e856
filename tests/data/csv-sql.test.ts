/** A line of CSV by PostgreSQL is the line csv.server.ts writes, byte for byte, whatever stands in its cells. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { csvLine } from '~/data/csv.server'
import { csvLineSql } from '~/data/csv-sql.server'
import { inOne } from '../builders'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()

const line = csvLineSql([
  ['x.n', 'bare'],
  ['x.cell', 'text'],
  [`'2026-01-01'::date::text`, 'plain'],
  ['x.is', 'bare'],
  ['null::text', 'text'],
  ['null::date::text', 'plain'],
  ['null::int', 'bare'],
])

async function written(cells: string[]): Promise<string[]> {
  const text = `select ${line} as line from unnest($1::text[]) with ordinality as u (cell, n)
    cross join lateral (select u.cell, u.n, u.n % 2 = 0 as is) x order by x.n`
  const nobody = { clinicId: '', memberId: '' }
  const rows = await inOne(database.urls.superuser, nobody, (ask) => ask<{ line: string }>(text, [cells]))
  return rows.map(({ line: each }) => each)
}
const expected = (cells: string[]) =>
  cells.map((cell, n) => csvLine([n + 1, cell, '2026-01-01', n % 2 === 1, null, null, null]))

describe('a cell', () => {
  it('of hostile text is quoted and harmless as it is elsewhere', async () => {
    const hostile = readFileSync('../shared/data/hostile/csv-injection.txt', 'utf8').split('\n').filter(Boolean)
    const more = ['', '"', '""', 'a,"b"\r\nc', "'", '\\=1', 'a\\b', '\t=1+1', '\r=1+1', '\n', '-2+3', '+1', '@SUM(A1)']
    const cells = [...hostile, ...more, 'x=1', '＝1', '＋1', '－1', '＠x', '🦵 "knee"', 'ё, é']
    expect(await written(cells)).toEqual(expected(cells))
  })

  it('is harmless behind everything that JavaScript takes for a space, and behind nothing else', async () => {
    const all = Array.from({ length: 0x3100 }, (_none, code) => String.fromCharCode(code + 1))
    const cells = [...all, '\ufeff', '\ufffe', '\u{1d173}'].map((space) => `${space}=1`)
    expect(await written(cells)).toEqual(expected(cells))
  })
})
