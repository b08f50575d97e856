// @ts-check
/** Other programs, run so that none outlives us: a signal to us reaches them, and everything they started. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of this clone. */
export const root = fileURLToPath(new URL('../..', import.meta.url))
/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()
let isStopping = false

/**
 * Runs a program in a process group of its own. Shows what it says, or keeps it when `isQuiet`.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: Partial<NodeJS.ProcessEnv>, isQuiet?: boolean }} [options]
 * @returns {Promise<{ code: number, said: string }>}
 */
export function run(program, args, { env = {}, isQuiet = false } = {}) {
  return new Promise((resolve, reject) => {
    /** @type {import('node:child_process').StdioOptions} */
    const stdio = isQuiet ? ['ignore', 'pipe', 'pipe'] : 'inherit'
    const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env }, stdio, detached: true })
    running.add(child)
    let said = ''
    child.stdout?.on('data', (text) => (said += text))
    child.stderr?.on('data', (text) => (said += text))
    child.on('error', reject)
    child.on('close', (code) => {
      running.delete(child)
      resolve({ code: code ?? 1, said })
    })
  })
}

/**
 * Starts a program that goes on, and resolves once it says `until`, with what stops it. Rejects when it ends before.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env: Partial<NodeJS.ProcessEnv>, until: string }} options
 * @returns {Promise<() => Promise<void>>}
 */
export function start(program, args, { env, until }) {
  /** @type {['ignore', 'pipe', 'inherit']} */
  const stdio = ['ignore', 'pipe', 'inherit']
  const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env }, stdio, detached: true })
  running.add(child)
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (text) => {
      said += text
      if (said.includes(until)) resolve(stop)
    })
    child.once('error', reject)
    child.once('exit', (code) => {
      running.delete(child)
      reject(new Error(`${args.join(' ')} ended (${code}).\n${said}`))
    })
  })
}

/**
 * Runs npm: the one that runs us, where one does.
 * @param {string[]} args
 * @param {{ isQuiet?: boolean }} [options]
 */
export function npm(args, options) {
  const own = process.env.npm_execpath
  return own ? run(process.execPath, [own, ...args], options) : run('npm', args, options)
}

/**
 * The path of a command of node_modules, for Node to run.
 * @param {string} name
 */
export function command(name) {
  return join(root, 'node_modules', '.bin', name)
}

/**
 * Ends us when we are asked to, or when npm is gone, which passes a signal on to its shell only. `stop` is given
 * the time to end well; without it what runs is ended and so are we.
 * @param {() => Promise<void>} [stop]
 */
export function endWithParent(stop) {
  if (stop) ending = stop
  if (isWatching) return
  isWatching = true
  const parent = process.ppid
  if (process.env.npm_lifecycle_event) {
    setInterval(() => process.ppid !== parent && void end('SIGTERM'), 500).unref()
  }
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => void end(signal))
}

let isWatching = false
/** @type {(() => Promise<void>) | undefined} */
let ending

/** @param {NodeJS.Signals} signal */
async function end(signal) {
  if (isStopping) return
  isStopping = true
  for (const child of running) {
    try {
      process.kill(-(child.pid ?? 0), signal)
    } catch {
      // Gone already.
    }
  }
  await ending?.()
  process.exit(ending ? 0 : 128 + (signal === 'SIGINT' ? 2 : 15))
}
