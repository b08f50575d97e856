/** The shell over pages of straw, listening: what a test of it talks to. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type IncomingHttpHeaders, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createApp, type Shell } from '~/server/app.server'
import { build } from './pages-of-straw'

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string }
type Asked = { method?: string; headers?: Record<string, string>; body?: string }

export type Listening = {
  server: Server
  host: string
  /** Every line the shell wrote. */
  lines: Record<string, unknown>[]
  /** Over a socket of its own, with exactly these headers: a browser's fetch would add or forbid some. */
  ask: (path: string, asked?: Asked) => Promise<Answer>
  close: () => Promise<void>
}

export async function listen(given: Partial<Shell> = {}): Promise<Listening> {
  const client = await clientFolder()
  const lines: Record<string, unknown>[] = []
  const settings = { kind: 'test', trustProxy: false, metricsToken: null } as const
  const jobs: Shell['jobs'] = { queue: () => 'running', lastRuns: async () => [], counts: async () => null }
  const shell: Shell = { build, mode: 'production', settings, isReady: async () => undefined, jobs, client, ...given }
  const app = createApp({ ...shell, log: (line) => lines.push(line) })
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  return {
    server,
    host: `127.0.0.1:${port}`,
    lines,
    ask: (path, asked) => ask(port, path, asked),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(client, { recursive: true })
    },
  }
}

async function clientFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'clearway-client-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'assets', 'root-1a2b.css'), 'body { color: black }')
  await writeFile(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  return folder
}

function ask(port: number, path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
  const sized = body === undefined || headers['Transfer-Encoding'] ? {} : { 'Content-Length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, method, agent: false, headers: { ...sized, ...headers } })
    asking.on('error', reject)
    asking.on('response', async (response) => {
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: await text(response) })
    })
    asking.end(body)
  })
}
