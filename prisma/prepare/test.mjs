// @ts-check
/** `npm test`: the checks, the tests without a browser and those in one, counted together. */
import { mkdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { browserResults, vitestResults } from './results.mjs'
import { command, npm, root, run, start } from './run.mjs'

const checks = ['format', 'lint', 'types', 'rules', 'unused']
const folder = join(root, '.cache', 'test')

/** @typedef {{ passed: number, failed: number, skipped: number, files: { name: string, seconds: number }[] }} Results */

/** Runs everything, says how it went, and resolves with whether nothing failed. */
export async function runTests() {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const starting = startDemo()
  // Heard of below; until then a failure waits.
  starting.catch(() => undefined)
  const results = [await runChecks()]
  const demo = await starting
  try {
    results.push(await runVitest(demo.env), await runBrowser(demo.env))
  } finally {
    await demo.stop()
  }
  const files = results.flatMap((result) => result.files).sort((a, b) => b.seconds - a.seconds)
  console.log('\nThe ten slowest files:')
  for (const { name, seconds } of files.slice(0, 10)) console.log(`  ${seconds.toFixed(1).padStart(6)} s  ${name}`)
  /** @param {'passed' | 'failed' | 'skipped'} kind */
  const total = (kind) => results.reduce((sum, result) => sum + result[kind], 0)
  const skipped = total('skipped')
  console.log(`\n${total('passed')} passed, ${total('failed')} failed${skipped ? `, ${skipped} skipped` : ''}`)
  return total('failed') === 0
}

// Made once, by the command everybody makes it with: first its seed is looked at, then it is walked in a browser.
async function startDemo() {
  const data = join(folder, 'demo')
  const port = await freePort()
  const env = { CLEARWAY_DATA: data, PORT: String(port), NODE_ENV: /** @type {const} */ ('production') }
  const stop = await start(process.execPath, ['prisma/prepare.mjs', 'demo'], { env, until: 'Clearway is up' })
  return { stop, env: { CLEARWAY_E2E_DATA: data, CLEARWAY_E2E_URL: `http://127.0.0.1:${port}` } }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

// Two at a time, one for each of the cores we may count on.
/** @returns {Promise<Results>} */
async function runChecks() {
  const waiting = [...checks]
  const results = { passed: 0, failed: 0, skipped: 0, files: [] }
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const begun = Date.now()
      const { code, said } = await npm(['run', '--silent', `check:${check}`], { isQuiet: true })
      results[code === 0 ? 'passed' : 'failed'] += 1
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${check} (${seconds(begun)} s)`)
      if (code !== 0) console.log(said)
    }
  }
  await Promise.all([lane(), lane()])
  return results
}

/**
 * @param {Partial<NodeJS.ProcessEnv>} env
 * @returns {Promise<Results>}
 */
async function runVitest(env) {
  const file = join(folder, 'vitest.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { code } = await run(process.execPath, [command('vitest'), ...args], { env })
  return orOneFailed(code, vitestResults(await json(file)))
}

/**
 * @param {Partial<NodeJS.ProcessEnv>} demo
 * @returns {Promise<Results>}
 */
async function runBrowser(demo) {
  const without = await ensureChromium()
  if (without) {
    console.error(`\nFAILED browser tests: ${without}`)
    return orOneFailed(1, vitestResults(null))
  }
  const file = join(folder, 'browser.json')
  const env = { ...demo, PLAYWRIGHT_JSON_OUTPUT_FILE: file }
  const { code } = await run(process.execPath, [command('playwright'), 'test', '--reporter=list,json'], { env })
  return orOneFailed(code, browserResults(await json(file)))
}

// A run that ended badly without a failed test to show for it (a broken setup, a crash) is a failure all the same.
/**
 * @param {number} code
 * @param {Results} results
 */
function orOneFailed(code, results) {
  return code !== 0 && results.failed === 0 ? { ...results, failed: 1 } : results
}

/** @param {string} file */
async function json(file) {
  return JSON.parse(await readFile(file, 'utf8').catch(() => 'null'))
}

/** @param {number} begun */
function seconds(begun) {
  return ((Date.now() - begun) / 1000).toFixed(1)
}
