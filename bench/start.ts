/** How long `npm start` takes until it answers where all is made already, and what memory it holds at rest and after work. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbedded } from '~/database/embedded.server'
import type { Bench, Figure } from './kit/figure'
import { load } from './kit/load'
import { familyMiB, postgresMiB } from './kit/memory'
import { interleaved, inTurn } from './kit/rounds'
import { keptAt, startClearway, useScaleClinic } from './kit/scale-clinic'

const requests = 20_000

export const start: Bench = {
  says: 'warm npm start to the first answer, beside node and PostgreSQL alone; memory at rest and after 20,000 requests',
  async run({ rounds, programs }) {
    const data = join(keptAt, 'start')
    const found = await interleaved(
      { npm: () => started(data), node: bareNode, postgres: () => barePostgres(join(data, 'postgres')) },
      rounds,
    )
    const seconds = found.npm.map(({ page }) => page / 1_000)
    const bare = found.npm.map((_each, round) => (found.node[round] ?? 0) + (found.postgres[round] ?? 0))
    return [
      { name: 'npm start to the first page', unit: 's', values: seconds, goal: { most: 3 } },
      { name: 'npm start to ready', unit: 's', values: found.npm.map(({ ready }) => ready / 1_000) },
      { name: 'node -e "" alone', unit: 'ms', values: found.node },
      { name: 'PostgreSQL alone', unit: 'ms', values: found.postgres },
      {
        name: 'npm start',
        unit: 'times both alone',
        values: found.npm.map(({ page }, round) => page / (bare[round] ?? 0)),
      },
      ...(await memory(programs ?? 100_000)),
    ]
  },
}

/** Milliseconds until it says that it can serve, and until its first page is there. */
async function started(data: string): Promise<{ ready: number; page: number }> {
  const port = await freePort()
  const { DATABASE_URL, CLEARWAY_JOBS_URL, CLEARWAY_OWNER_URL, ...env } = process.env
  const began = performance.now()
  const child = spawn('npm', ['start'], {
    env: { ...env, NODE_ENV: 'production', CLEARWAY_DATA: data, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // Everything it started has its output: once that is closed, nothing of it runs any more.
  const closed = once(child, 'close')
  let said = ''
  for (const output of [child.stdout, child.stderr]) output.on('data', (text) => (said += text))
  try {
    const answered = async (path: string) => {
      while (!(await isAnswered(`http://127.0.0.1:${port}${path}`))) {
        if (child.exitCode !== null) throw new Error(`npm start ended: ${said}`)
        await sleep(10)
      }
      return performance.now() - began
    }
    return { ready: await answered('/health/ready'), page: await answered('/login') }
  } finally {
    child.kill('SIGTERM')
    await closed
  }
}

function isAnswered(url: string): Promise<boolean> {
  return fetch(url).then(
    async (answer) => (await answer.text()).length > 0 && answer.status === 200,
    () => false,
  )
}

async function bareNode(): Promise<number> {
  const began = performance.now()
  await once(spawn(process.execPath, ['-e', '']), 'exit')
  return performance.now() - began
}

async function barePostgres(folder: string): Promise<number> {
  const began = performance.now()
  const server = await startEmbedded(folder)
  const took = performance.now() - began
  await server.leave()
  return took
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

/** Of a clinician who leafs through what there is, with the files the pages name. */
async function memory(programs: number): Promise<Figure[]> {
  const clinic = await useScaleClinic(programs)
  const { cookie } = await clinic.logIn('Lin Chen')
  const { port, pid, stop } = await startClearway(clinic)
  const headers = { cookie }
  try {
    const page = await (await fetch(`http://127.0.0.1:${port}/worklist`, { headers })).text()
    const assets = [...new Set(page.match(/\/assets\/[\w.-]+\.(?:js|css)/g))]
    const lists = ['/worklist', '/programs', '/clients']
    const paths = [...lists, ...lists.map((path) => `${path}.data`), ...assets.slice(0, 6)]
    const next = inTurn(paths.map((path) => ({ path, headers })))
    const isRight = (body: string, { path }: { path: string }) =>
      path.startsWith('/assets/') || (body.length > 2_000 && body.includes('Lin Chen'))
    await load({ port, ask: next, isRight, requests: 200 })
    await sleep(2_000)
    const rest = [familyMiB(pid), await postgresMiB(clinic.superuser)]
    const { perSecond } = await load({ port, ask: next, isRight, requests })
    await sleep(2_000)
    const after = [familyMiB(pid), await postgresMiB(clinic.superuser)]
    const figure = (name: string, value = Number.NaN): Figure => ({ name, unit: 'MiB', values: [value] })
    return [
      figure('server at rest, all its processes', rest[0]),
      figure('PostgreSQL at rest', rest[1]),
      figure(`server after ${requests} requests, all its processes`, after[0]),
      figure(`PostgreSQL after ${requests} requests`, after[1]),
      { name: 'pages, .data and files in turn', unit: 'requests/s', values: [perSecond] },
    ]
  } finally {
    await stop()
    await clinic.leave()
  }
}
