/** Each rule of .dependency-cruiser.cjs is broken once in a house of straw, and must say so. */
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { ICruiseResult } from 'dependency-cruiser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import config from '../../.dependency-cruiser.cjs'

const root = join(import.meta.dirname, '../..')

/** What others import, and what stands in nobody's way. */
const standing: Record<string, string> = {
  'app/domain/limb.ts': 'export type Limb = string',
  'app/domain/dose.ts': "import type { Limb } from './limb'\nexport const dose: Limb = ''",
  'app/domain/dose.test.ts':
    "import { it } from 'vitest'\nimport fc from 'fast-check'\nimport { dose } from '~/domain/dose'\nit(dose, () => { fc.constant(1) })",
  'app/data/generated/client.ts': "import pg from 'pg'\nexport const client = pg",
  'app/data/programs.server.ts': "import { client } from './generated/client'\nexport const programs = client",
  'app/database/door.server.ts': "import pg from 'pg'\nexport const door = pg",
  'app/auth/guard.server.ts':
    "import { Lucia } from 'lucia'\nimport { programs } from '~/data/programs.server'\nexport const guard = [Lucia, programs]",
  'app/jobs/outbox.server.ts': "import { programs } from '~/data/programs.server'\nexport const outbox = programs",
  'app/server/index.server.ts': "import * as build from 'virtual:remix/server-build'\nexport { build }",
  'app/ui/charts/line.tsx': "import { Line } from 'recharts'\nexport const line = Line",
  'app/ui/table.tsx': "import { useTable } from '@tanstack/react-table'\nexport const table = useTable",
  'app/ui/reading.ts': "import { z } from 'zod/mini'\nexport const reading = z",
  'app/documents/sheet.server.ts':
    "import PDFDocument from 'pdfkit'\nimport { dose } from '~/domain/dose'\nexport const sheet = [PDFDocument, dose]",
  'app/ui/button.tsx': "import { dose } from '~/domain/dose'\nexport const button = dose",
  'app/phone/vault.ts': "import { dose } from '~/domain/dose'\nexport const vault = [dose, indexedDB]",
  'app/ui/kept.tsx': "import { vault } from '~/phone/vault'\nexport const kept = vault",
  'app/routes/login.tsx':
    "import { z } from 'zod'\nimport { guard } from '~/auth/guard.server'\nimport { table } from '~/ui/table'\nexport const page = [z, guard, table]",
  'app/auth/device.server.ts': "import type { c } from './c.server'\nexport const device: typeof c = undefined",
  'tests/builders.ts': 'export const build = 1',
}

const breaches: [rule: string, file: string, text: string][] = [
  ['domain-imports-nothing-outside', 'app/domain/a.ts', "import { z } from 'zod'\nexport const a = z"],
  ['domain-imports-nothing-outside', 'app/domain/b.ts', "import { join } from 'node:path'\nexport const b = join"],
  [
    'domain-imports-nothing-outside',
    'app/domain/c.ts',
    "import type { door } from '~/database/door.server'\nexport type C = typeof door",
  ],
  ['domain-imports-nothing-outside', 'app/domain/d.ts', "export const d = process.getBuiltinModule('node:fs')"],
  ['domain-tests-need-nothing-but-domain', 'app/domain/a.test.ts', "import '~/ui/button'"],
  ['domain-tests-need-nothing-but-domain', 'app/domain/b.test.ts', "import 'node:fs'"],
  ['data-knows-no-page', 'app/data/a.server.ts', "import '~/ui/button'"],
  ['data-knows-no-page', 'app/data/b.server.ts', "import '~/routes/login'"],
  ['data-knows-no-page', 'app/data/c.server.ts', "import type { ReactNode } from 'react'\nexport type C = ReactNode"],
  ['data-knows-no-page', 'app/data/d.server.ts', "import { data } from '@remix-run/node'\nexport const d = data"],
  ['ui-asks-nobody', 'app/ui/a.tsx', "import '~/data/programs.server'"],
  ['ui-asks-nobody', 'app/ui/b.tsx', "import '~/database/door.server'"],
  ['ui-asks-nobody', 'app/ui/c.tsx', "import type { guard } from '~/auth/guard.server'\nexport type C = typeof guard"],
  ['ui-asks-nobody', 'app/ui/d.tsx', "import '~/routes/login'"],
  ['ui-asks-nobody', 'app/ui/e.tsx', "export const e = () => import('~/jobs/outbox.server')"],
  ['ui-asks-nobody', 'app/ui/j.ts', "import '~/documents/sheet.server'"],
  ['data-knows-no-page', 'app/data/e.server.ts', "import '~/documents/sheet.server'"],
  ['documents-draw-what-they-are-given', 'app/documents/a.server.ts', "import '~/data/programs.server'"],
  ['documents-draw-what-they-are-given', 'app/documents/b.server.ts', "import '~/routes/login'"],
  ['only-documents-draw-a-pdf', 'app/routes/f.tsx', "import PDFDocument from 'pdfkit'\nexport const f = PDFDocument"],
  ['the-phone-needs-nobody', 'app/phone/a.ts', "import '~/ui/button'"],
  ['the-phone-needs-nobody', 'app/phone/b.ts', "import type { ReactNode } from 'react'\nexport type B = ReactNode"],
  ['the-server-has-no-phone', 'app/data/f.server.ts', "import '~/phone/vault'"],
  ['auth-knows-no-page', 'app/auth/a.server.ts', "import '~/routes/login'"],
  ['auth-knows-no-page', 'app/auth/b.server.ts', "import '~/ui/button'"],
  ['no-route-imports-a-route', 'app/routes/a.tsx', "import { page } from './login'\nexport const a = page"],
  ['only-data-and-database-touch-the-database', 'app/routes/b.tsx', "import pg from 'pg'\nexport const b = pg"],
  [
    'only-data-and-database-touch-the-database',
    'app/jobs/a.server.ts',
    "import { PrismaPg } from '@prisma/adapter-pg'\nexport const a = PrismaPg",
  ],
  [
    'only-data-and-database-touch-the-database',
    'app/routes/c.tsx',
    "import type { client } from '~/data/generated/client'\nexport type C = typeof client",
  ],
  [
    'only-data-and-database-touch-the-database',
    'app/ui/f.tsx',
    "import type { client } from '~/data/generated/client'\nexport type F = typeof client",
  ],
  ['only-auth-imports-lucia', 'app/routes/d.tsx', "import { Lucia } from 'lucia'\nexport const d = Lucia"],
  ['only-charts-import-recharts', 'app/ui/g.tsx', "import { Line } from 'recharts'\nexport const g = Line"],
  [
    'only-the-table-imports-tanstack',
    'app/routes/e.tsx',
    "import { useTable } from '@tanstack/react-table'\nexport const e = useTable",
  ],
  ['zod-stays-on-the-server', 'app/ui/h.ts', "import { z } from 'zod'\nexport const h = z"],
  [
    'zod-stays-on-the-server',
    'app/ui/i.ts',
    "import { parseWithZod } from '@conform-to/zod/v4'\nexport const i = parseWithZod",
  ],
  ['no-cycles', 'app/auth/c.server.ts', "import { device } from './device.server'\nexport const c = device"],
  ['app-stands-alone', 'app/auth/e.server.ts', "import { build } from '../../tests/builders'\nexport const e = build"],
  ['app-runs-without-development-packages', 'app/auth/f.server.ts', "import fc from 'fast-check'\nexport const f = fc"],
  ['every-import-leads-somewhere', 'app/auth/g.server.ts', "import './nowhere'"],
]

const exec = promisify(execFile)
let house: string
let found: string[]

async function put(file: string, text: string) {
  await mkdir(dirname(join(house, file)), { recursive: true })
  await writeFile(join(house, file), text)
}

beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'clearway-house-'))
  for (const [file, text] of Object.entries(standing)) await put(file, text)
  for (const [, file, text] of breaches) await put(file, text)
  for (const file of ['tsconfig.json', 'package.json']) await cp(join(root, file), join(house, file))
  await symlink(join(root, 'node_modules'), join(house, 'node_modules'))
  const args = ['--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', 'app']
  const run = exec(join(root, 'node_modules/.bin/depcruise'), args, { cwd: house, maxBuffer: 50_000_000 })
  const result: ICruiseResult = JSON.parse((await run).stdout)
  found = result.summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`)
}, 60_000)

afterAll(() => rm(house, { recursive: true, force: true }))

describe('the rules of imports', () => {
  it.each(breaches)('%s stops %s', (rule, file) => {
    expect(found).toContain(`${rule}: ${file}`)
  })

  it('leave alone what the rooms are for', () => {
    const innocent = Object.keys(standing)
    expect(found.filter((breach) => innocent.some((file) => breach.endsWith(`: ${file}`)))).toEqual([])
  })

  it('are each broken at least once here', () => {
    const names = config.forbidden.map(({ name }: { name: string }) => name)
    expect(names.filter((name: string) => !breaches.some(([rule]) => rule === name))).toEqual([])
  })
})
