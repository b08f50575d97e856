/** The built server as a process of its own, started, waited for and ended. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const entry = join(import.meta.dirname, '../../build/server/index.js')
const patienceMs = 15_000

export type ServerProcess = {
  /** Resolves with the exit code. */
  ended: Promise<number>
  /** Resolves with the address once the server can serve; rejects when it ends before that. */
  isReady: () => Promise<string>
  /** Lets the server answer what is under way, and ends it after 15 seconds at most. */
  stop: () => Promise<void>
}

/** Starts `build/server/index.js` with the environment it is given. */
export function startServer(env: NodeJS.ProcessEnv): ServerProcess {
  const child = spawn(process.execPath, [entry], { env, stdio: ['ignore', 'inherit', 'inherit'] })
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
  const address = `http://${env.HOST || '127.0.0.1'}:${env.PORT || '3000'}`
  return {
    ended,
    isReady: async () => {
      while (child.exitCode === null) {
        if (await answers(`${address}/health/ready`)) return address
        await sleep(50)
      }
      throw new Error('The server ended before it was ready.')
    },
    stop: async () => {
      child.kill('SIGTERM')
      const tooLong = setTimeout(() => child.kill('SIGKILL'), patienceMs)
      await ended
      clearTimeout(tooLong)
    },
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  )
}
