// @ts-check
/** `npm run demo`, `npm start`, `npm test`: whatever is missing is made first, with nothing but Node to begin with. */
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { claim, release } from './prepare/claim.mjs'
import { build, generate, install } from './prepare/fresh.mjs'
import { endWithParent, root } from './prepare/run.mjs'

const mode = process.argv[2] ?? ''
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

try {
  if (major < 20 || (major === 20 && minor < 19))
    throw new Error(`Clearway needs Node 20.19 or later; this is ${process.version}.`)
  process.chdir(root)
  endWithParent()
  if (mode === 'demo') await serve('demo', process.env.CLEARWAY_DATA || 'data/demo')
  else if (mode === 'start') await serve('real', process.env.CLEARWAY_DATA || 'data')
  else if (mode === 'test') await test()
  else throw new Error('Say what to prepare for: demo, start or test.')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

/**
 * @param {'demo' | 'real'} kind
 * @param {string} data
 */
async function serve(kind, data) {
  const folder = resolve(data)
  await mkdir(folder, { recursive: true })
  // On a database of somebody else's there may be any number of us.
  const isEmbedded = kind === 'demo' || !process.env.DATABASE_URL
  const holder = isEmbedded ? await claim(join(folder, 'running')) : null
  if (holder) {
    throw new Error(`Clearway is already running on ${data} (process ${holder}). Use that one, or stop it first.`)
  }
  await prepared()
  const { register } = await import('tsx/esm/api')
  register()
  const { serve } = await import('./prepare/serve')
  await serve(kind, folder)
}

async function test() {
  await prepared()
  const { runTests } = await import('./prepare/test.mjs')
  process.exit((await runTests()) ? 0 : 1)
}

// One at a time in a clone: two that install or build at once would undo each other.
async function prepared() {
  const cache = join(root, '.cache')
  await mkdir(cache, { recursive: true })
  const preparing = join(cache, 'preparing')
  for (let said = false; await claim(preparing); said = true) {
    if (!said) console.log('Another command is preparing here; waiting for it …')
    await new Promise((done) => setTimeout(done, 500))
  }
  await install()
  await generate()
  await build()
  await release(preparing)
}
