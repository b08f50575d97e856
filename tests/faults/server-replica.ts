/** The built server as a replica: a process of its own on a port of its own, asked over HTTP as a browser asks. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { TestDatabase } from '../database-template'

const entry = join(import.meta.dirname, '../../build/server/index.js')
const token = 'the-token-of-the-tests'

type Posted = { path: string; fields: Record<string, string>; cookie?: string; from?: string }
export type Answered = { status: number; to: string | null; text: string; cookies: string[] }

export type ServerReplica = {
  get: (path: string, cookie: string) => Promise<Answered>
  /** What Prometheus reads. */
  metrics: () => Promise<string>
  /** `from` is the address the proxy before it says the browser has. */
  post: (posted: Posted) => Promise<Answered>
  /** Of the process that was started. */
  pid: number
  /** Resolves with its exit code. */
  end: () => Promise<number>
}

/** Resolves when it listens. Behind one proxy, whose word about an address it takes. */
export async function startServerReplica(
  { app }: Pick<TestDatabase['urls'], 'app'>,
  processes = 1,
): Promise<ServerReplica> {
  const { DATABASE_URL, ...own } = process.env
  const env = {
    ...own,
    NODE_ENV: 'production' as const,
    CLEARWAY_KIND: 'test',
    CLEARWAY_PROCESSES: String(processes),
    CLEARWAY_TRUST_PROXY: '1',
    CLEARWAY_METRICS_TOKEN: token,
    CLEARWAY_SEAL_KEY: 'the-seal-key-of-the-tests-long-enough',
    CLEARWAY_TOLD_LATER: 'true',
    HOST: '127.0.0.1',
    PORT: '0',
  }
  const child = spawn(process.execPath, [entry], { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  child.send({ DATABASE_URL: app })
  const closed = once(child, 'close')
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const found = /listening on (http:\S+)/.exec(text)?.[1]
      if (found) resolve(found)
    })
    void closed.then(() => reject(new Error('The replica ended before it listened. Build first: npm run build.')))
  })
  const ask = async (path: string, init: RequestInit): Promise<Answered> => {
    const answer = await fetch(new URL(path, origin), { ...init, redirect: 'manual' })
    const { status, headers } = answer
    return { status, to: headers.get('Location'), text: await answer.text(), cookies: headers.getSetCookie() }
  }
  return {
    get: (path, Cookie) => ask(path, { headers: { Cookie } }),
    metrics: async () => (await ask('/metrics', { headers: { Authorization: `Bearer ${token}` } })).text,
    post: ({ path, fields, cookie = '', from = '192.0.2.1' }) => {
      const headers = { Origin: origin, Cookie: cookie, 'X-Forwarded-For': from }
      return ask(path, { method: 'POST', body: new URLSearchParams(fields), headers })
    },
    pid: child.pid ?? 0,
    end: async () => {
      child.kill('SIGTERM')
      const [code] = await closed
      return code
    },
  }
}

/** What the answer set, as the browser sends it from then on. */
export function cookieOf({ cookies }: Answered): string {
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ')
}
