/** The repository keeps to the house, and each rule would notice if it did not. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { breachesOf } from './breaches'

const root = join(import.meta.dirname, '../..')

/** What git knows or would add, so that neither a build nor generated code counts. */
function ownFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root })
  const files = listed.toString().split('\n')
  return files.filter(
    (file) => /^(app|prisma|tests|bench)\/.*\.(ts|tsx|mjs)$/.test(file) && existsSync(join(root, file)),
  )
}

describe('the repository', () => {
  const files = ownFiles().filter((file) => !file.startsWith('tests/house/'))

  it('is really read', () => {
    expect(files).toEqual(expect.arrayContaining(['app/root.tsx', 'app/domain/limb.ts', 'app/server/app.server.ts']))
  })

  it('keeps to the house', () => {
    const found = files.flatMap((file) =>
      breachesOf(file, readFileSync(join(root, file), 'utf8')).map((breach) => `${file} ${breach}`),
    )
    expect(found).toEqual([])
  })
})

describe('a file', () => {
  it.each([
    ['app/domain/utils.ts', '', 'is named utils'],
    ['app/ui/helpers/day.ts', '', 'is named helpers'],
    ['app/data/program-service.server.ts', '', 'is named service'],
    ['tests/e2e/common.ts', '', 'is named common'],
    ['app/routes/login.test.tsx', '', 'is a test that would become a route'],
    ['app/domain/index.ts', "export * from './limb'", 'is a barrel'],
    ['app/ui/all.ts', "export { Card } from './card'\nexport type { Tone } from './tone'", 'is a barrel'],
    ['app/domain/a.ts', 'const now = Date.now()', 'reads the clock'],
    ['app/domain/a.ts', "const now = Date['now']()", 'reads the clock'],
    ['app/domain/a.ts', 'const now = new Date()', 'reads the clock'],
    ['app/domain/a.ts', 'const now = Date()', 'reads the clock'],
    ['app/domain/a.ts', 'const read = Date.now', 'reads the clock'],
    ['app/domain/a.ts', 'const chance = Math.random()', 'leaves it to chance'],
    [
      'app/data/a.server.ts',
      'tx.program.findMany({ include: { versions: true } })',
      'says include where select is meant',
    ],
    ['app/data/a.server.ts', 'const client = prisma.$extends({})', 'extends the client'],
    ['app/ui/a.ts', '// @ts-ignore\nconst a = 1', 'silences the types with @ts-ignore'],
    ['app/ui/a.ts', 'const a = 1 as any', 'says any'],
    ['tests/data/a.test.ts', "vi.mock('~/data/clients.server')", 'replaces a module, and is not alone'],
  ])('%s with %j %s', (path, text, breach) => {
    expect(breachesOf(path, text)).toContain(breach)
  })

  it.each([
    ['app/domain/a.ts', "const day = new Date('2026-11-23T00:00:00Z')"],
    ['app/domain/a.ts', 'const shown = new Date(at).toISOString()'],
    ['app/domain/a.ts', 'const upper = Math.max(1, 2)'],
    ['app/domain/a.test.ts', 'const now = Date.now()'],
    ['app/jobs/a.server.ts', 'const now = new Date()'],
    ['app/data/a.server.ts', 'tx.program.findMany({ select: { id: true } })'],
    ['app/domain/library.ts', 'export const company = 1 // any word may stand in a comment'],
    ['app/database/door.server.ts', "export type { Tx } from './tx.server'\nexport const door = 1"],
  ])('%s may say %j', (path, text) => {
    expect(breachesOf(path, text)).toEqual([])
  })
})

describe('the domain', () => {
  const folder = join(root, 'app/domain')
  const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder)

  /** What the compiler says of a file of these words, lying in the domain. */
  function said(text: string): string[] {
    const path = join(folder, 'not-there.ts')
    const host = ts.createCompilerHost(options)
    const { getSourceFile } = host
    host.getSourceFile = (name, target) =>
      name === path ? ts.createSourceFile(name, text, target) : getSourceFile(name, target)
    const program = ts.createProgram([path], options, host)
    return program.getSemanticDiagnostics(program.getSourceFile(path)).map(({ messageText }) => String(messageText))
  }

  const names = ['crypto', 'performance', 'process', 'fetch', 'setTimeout', 'window', 'localStorage', 'console']

  it('knows neither the browser nor Node', () => {
    const answers = said(names.map((name) => `export const of_${name} = ${name}`).join('\n'))
    expect(names.filter((name) => !answers.some((answer) => answer.includes(`'${name}'`)))).toEqual([])
  })

  it('may count on the language itself', () => {
    expect(said("export const shown = new Intl.NumberFormat('en').format(Math.max(1, 2))")).toEqual([])
  })
})
