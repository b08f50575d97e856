/** The built server as a process of its own, started, waited for and ended. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const entry = join(import.meta.dirname, '../../build/server/index.js')
const patienceMs = 15_000

export type ServerProcess = {
  /** Lets it open its database, where `env` says it is. */
  serve: (env: Record<string, string>) => void
  /** Resolves with the exit code. */
  ended: Promise<number>
  /** Resolves with the address once the server can serve; with null when it ends before that. */
  isReady: () => Promise<string | null>
  /** Lets the server answer what is under way, and ends it after 15 seconds at most. */
  stop: () => Promise<void>
}

/** Starts `build/server/index.js` with the environment it is given, as far as it comes without its database. */
export function startServer(env: NodeJS.ProcessEnv): ServerProcess {
  const child = spawn(process.execPath, [entry], {
    env: { ...env, CLEARWAY_TOLD_LATER: 'true' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
  // Asked of the server itself: on its port another program may be answering.
  const listening = new Promise<string>((resolve) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      process.stdout.write(text)
      const address = text.match(/listening on (http:\S+)/)?.[1]
      if (address) resolve(address)
    })
  })
  return {
    // One that ended meanwhile is heard of by `ended`.
    serve: (own) => void child.send(own, () => undefined),
    ended,
    isReady: async () => {
      const address = await Promise.race([listening, ended])
      while (typeof address === 'string' && child.exitCode === null) {
        if (await answers(`${address}/health/ready`)) return address
        await sleep(50)
      }
      return null
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
