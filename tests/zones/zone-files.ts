/** The tz database the embedded PostgreSQL runs on, file by file, and the zones that it and Node both know. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { readZone, type Zone } from './tzif'

/** The zones by name. `client` is a superuser's: the server says where its files lie. */
export async function readZones(client: pg.Client): Promise<Map<string, Zone>> {
  const [found] = (
    await client.query<{ folder: string }>("select setting as folder from pg_config where name = 'SHAREDIR'")
  ).rows
  const { rows } = await client.query<{ name: string }>('select name from pg_timezone_names order by name')
  const names = rows.map(({ name }) => name).filter((name) => !name.startsWith('posix') && isKnownToNode(name))
  return new Map(names.map((name) => [name, readZone(readFileSync(join(found?.folder ?? '', 'timezone', name)))]))
}

function isKnownToNode(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== ''
  } catch {
    return false
  }
}

/** The calendar day as Node has it, counted from 1 January 1970. */
export function nodesDays(name: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: name, year: 'numeric', month: '2-digit', day: '2-digit' })
  return (at) => Date.parse(format.format(at * 1000)) / 86_400_000
}
