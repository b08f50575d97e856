/** The server's process loads ahead, but opens nothing before it is told where; and does not outlive who would have told. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'

let root: string
let child: ChildProcess
let said = ''

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'server-child-'))
  await mkdir(join(root, 'prisma/prepare'), { recursive: true })
  await mkdir(join(root, 'build/server/assets'), { recursive: true })
  await cp(join(import.meta.dirname, 'server-child.mjs'), join(root, 'prisma/prepare/server-child.mjs'))
  // As the build writes them.
  const files = {
    'index.js': 'const { start } = await import("./assets/start.server-BcF0zkUe.js");\nawait start();\n',
    'assets/start.server-BcF0zkUe.js':
      'console.log("loaded");\nexport const start = () => console.log("open " + process.env.DATABASE_URL);\n',
    'package.json': '{ "type": "module" }',
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, 'build/server', name), text)
})
afterAll(() => rm(root, { recursive: true }))
afterEach(() => child.kill('SIGKILL'))

async function loaded(): Promise<void> {
  const { DATABASE_URL, ...env } = process.env
  said = ''
  child = spawn(process.execPath, [join(root, 'prisma/prepare/server-child.mjs')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  child.stdout?.on('data', (text) => (said += text))
  await expect.poll(() => said, { timeout: 10_000 }).toBe('loaded\n')
}

it('is loaded, and opens its database when it is told where that is', async () => {
  await loaded()
  child.send({ DATABASE_URL: 'postgres://here' })
  await once(child, 'close')
  expect(said).toBe('loaded\nopen postgres://here\n')
})

it('ends, with nothing opened, when whoever would have told it is gone', async () => {
  await loaded()
  child.disconnect()
  const [code] = await once(child, 'exit')
  expect([code, said]).toEqual([1, 'loaded\n'])
})
