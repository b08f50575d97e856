/** The SQL that leads from one shape of the schema to another, by Prisma's engine in WebAssembly: no database, no download. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'

/** SQL from `before` (text of a schema.prisma, null: an empty database) to `after`. Drafts, to be read and completed. */
export async function schemaDiff(before: string | null, after: string): Promise<string> {
  engineModule ??= loadEngine()
  const { SchemaEngine } = await engineModule
  const adapter = bindMigrationAwareSqlAdapterFactory(offline)
  const engine = await SchemaEngine.new({ datamodels: [['schema.prisma', after]] }, () => undefined, adapter)
  const target = (content: string) => ({
    tag: 'schemaDatamodel' as const,
    files: [{ path: 'schema.prisma', content }],
  })
  const { stdout } = await engine.diff({
    from: before === null ? { tag: 'empty' } : target(before),
    to: target(after),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  return stdout ?? ''
}

let engineModule: ReturnType<typeof loadEngine> | undefined

// The package is written for bundlers; Node gets its module and its bytes by hand.
async function loadEngine(): Promise<typeof import('@prisma/schema-engine-wasm/schema_engine_bg')> {
  const { resolve } = createRequire(import.meta.url)
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const bytes = await readFile(resolve('@prisma/schema-engine-wasm').replace(/\.js$/, '_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings })
  const exported = instance.exports as WebAssembly.Exports & { __wbindgen_start: () => void }
  Reflect.apply(Reflect.get(bindings, '__wbg_set_wasm'), null, [exported])
  exported.__wbindgen_start()
  return bindings
}

// All that a diff of two texts asks of a database is which one it is.
const postgres18 = {
  columnNames: ['exists', 'version', 'numeric_version'],
  columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
  rows: [[true, 'PostgreSQL 18', 180000]],
}
const nowhere = () => Promise.reject(new Error('A diff of two schemas has no database.'))
const connection = {
  provider: 'postgres' as const,
  adapterName: 'clearway-offline',
  queryRaw: async () => postgres18,
  executeRaw: nowhere,
  executeScript: nowhere,
  startTransaction: nowhere,
  getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
  dispose: async () => undefined,
}
const offline = {
  provider: 'postgres' as const,
  adapterName: 'clearway-offline',
  connect: async () => connection,
  connectToShadowDb: nowhere,
}
