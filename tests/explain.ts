/** The plan PostgreSQL makes for a statement as the app asks it, and what it reads by it: rows, never milliseconds. */
import pg from 'pg'
import type { Named, Query } from '~/database/query.server'

export type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  'Heap Fetches'?: number
  'Shared Hit Blocks'?: number
  'Shared Read Blocks'?: number
  Plans?: Node[]
}

/** The plan as it was carried out: one made for these values, or the one kept for all. */
export async function explained(query: Query, { name, text, values }: Named): Promise<Node> {
  const said = (statement: string) =>
    query<{ 'QUERY PLAN': [{ Plan: Node }] }>({ name: '', text: statement, values: [] })
  const written = (value: unknown) => {
    if (Array.isArray(value)) return `{${value.join(',')}}`
    return value instanceof Date ? value.toISOString() : String(value)
  }
  const given = values.map((value) => (value === null ? 'null' : pg.escapeLiteral(written(value)))).join(', ')
  await said(`prepare "explained ${name}" as ${text}`)
  const [row] = await said(
    `explain (analyze, timing off, format json) execute "explained ${name}"${given ? `(${given})` : ''}`,
  )
  await said(`deallocate "explained ${name}"`)
  if (!row) throw new Error('There is always a plan.')
  return row['QUERY PLAN'][0].Plan
}

/** Rows taken from tables and indexes, those that were thrown away among them; `table`: of that one alone. */
export function rowsRead({ Plans: parts = [], ...node }: Node, table?: string): number {
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
  const relation = node['Relation Name']
  const isCounted = relation !== undefined && (table === undefined || relation === table)
  const own = isCounted ? (node['Actual Rows'] + removed) * node['Actual Loops'] : 0
  return own + parts.reduce((sum, part) => sum + rowsRead(part, table), 0)
}

/** The tables that rows were looked at of, where no index had all that was asked for. */
export function rowsLookedAt({ Plans: parts = [], ...node }: Node): string[] {
  const relation = node['Relation Name']
  const isByIndex = node['Node Type'] === 'Index Only Scan' && node['Heap Fetches'] === 0
  const own = relation && !isByIndex && node['Actual Loops'] > 0 ? [relation] : []
  return [...own, ...parts.flatMap(rowsLookedAt)]
}

/** Pages of tables and indexes that were looked at, by functions as well, whose own rows a plan does not show. */
export function pagesRead(plan: Node): number {
  return (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0)
}
