/** What Prisma believes of the database is what the migrations made of it. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { expect, it } from 'vitest'
import { schemaDiff } from '../../prisma/schema-diff'
import { createTestDatabase } from '../database-template'

const columnsOf = `select table_name, column_name, udt_name as type, is_nullable
  from information_schema.columns where table_schema = $1 and table_name <> '_prisma_migrations'`

type Column = { table_name: string; column_name: string; type: string; is_nullable: string }

it('the columns of schema.prisma are those of the migrated database', async () => {
  const schema = await readFile(join(import.meta.dirname, '../../prisma/schema.prisma'), 'utf8')
  const database = await createTestDatabase()
  const client = new pg.Client({ connectionString: database.urls.superuser })
  await client.connect()
  try {
    await client.query('create schema believed')
    await client.query('set search_path = believed')
    await client.query((await schemaDiff(null, schema)).replaceAll('"public"', '"believed"'))
    // To Prisma a list is never null, and it writes no NOT NULL for one.
    const spelled = ({ table_name, column_name, type, is_nullable }: Column) =>
      `${table_name}.${column_name} ${type}${is_nullable === 'YES' && !type.startsWith('_') ? ' null' : ''}`
    const believed = await client.query<Column>(columnsOf, ['believed'])
    const real = await client.query<Column>(columnsOf, ['public'])
    const tables = new Set(believed.rows.map(({ table_name }) => table_name))
    const modelled = real.rows.filter(({ table_name }) => tables.has(table_name))
    expect(believed.rows.map(spelled).sort()).toEqual(modelled.map(spelled).sort())
    expect(modelled.length).toBeGreaterThan(50)
  } finally {
    await client.end()
    await database.drop()
  }
})
