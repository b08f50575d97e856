/** The browser tests walk the demo as anybody starts it: `npm run demo`, on a data folder and a port of its own; or the one a whole run has made. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const patienceMs = 240_000

export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.CLEARWAY_E2E_URL) return async () => undefined
  const data = await mkdtemp(join(tmpdir(), 'clearway-e2e-'))
  const port = await freePort()
  process.env.CLEARWAY_E2E_DATA = data
  process.env.CLEARWAY_E2E_URL = `http://127.0.0.1:${port}`
  const demo = spawn(process.execPath, ['prisma/prepare.mjs', 'demo'], {
    env: { ...process.env, CLEARWAY_DATA: data, PORT: String(port), NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await saysUp(demo)
  return async () => {
    const ended = new Promise((done) => demo.once('exit', done))
    demo.kill('SIGTERM')
    await ended
    await rm(data, { recursive: true, force: true })
  }
}

/** Resolves when the demo says that it is up, and prints what it said when it never does. */
function saysUp(demo: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => reject(new Error(`The demo did not come up.\n${said}`)), patienceMs)
    demo.once('exit', (code) => reject(new Error(`The demo ended (${code}).\n${said}`)))
    demo.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (!said.includes('Clearway is up')) return
      clearTimeout(timer)
      resolve()
    })
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
