/** A line of CSV made by PostgreSQL, byte for byte as csv.server.ts writes it: for files of so many rows that each cell counts. */

/**
 * `text`: quoted, and harmless in a spreadsheet. `plain`: text that begins with a letter or a digit and has no quote in
 * it, because of its type or a check of its column. `bare`: a whole number.
 */
export type CsvKind = 'text' | 'plain' | 'bare'

// What \s is in JavaScript: PostgreSQL's own follows its locale.
const space = '[ \\t\\n\\v\\f\\r\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]'
const runsInASpreadsheet = `^(${space}*[-=+@\\uff1d\\uff0b\\uff0d\\uff20]|[\\t\\r\\n])`

function cellSql(sql: string, kind: CsvKind): string {
  if (kind === 'bare') return `coalesce(${sql}::text, '')`
  if (kind === 'plain') return `coalesce('"' || ${sql} || '"', '')`
  return `coalesce(case when ${sql} ~ '${runsInASpreadsheet}' then '"''' else '"' end || replace(${sql}, '"', '""') || '"', '')`
}

/** The line with its end, as one text; an empty cell where there is null. */
export function csvLineSql(cells: readonly (readonly [sql: string, kind: CsvKind])[]): string {
  // By || and not by concat, which takes twice as long.
  return [cells.map(([sql, kind]) => cellSql(sql, kind)).join(` || ',' || `), `E'\\r\\n'`].join(' || ')
}
