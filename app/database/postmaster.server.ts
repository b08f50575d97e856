/** The server process of a cluster: found by its postmaster.pid, started and stopped by pg_ctl. */
import { readdir, readFile, readlink, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { isAlive } from './folder-lock.server'
import { type RunUser, runProgram } from './native.server'

export type Cluster = { data: string; native: string; user: RunUser }

/**
 * The port on which the cluster's server answers, or null when none runs. One that is still starting or
 * recovering is waited for, a minute at most.
 */
export async function answeringPort(cluster: Cluster, url: (port: number) => string): Promise<number | null> {
  for (let tries = 0; tries < 300; tries += 1) {
    const running = await postmaster(cluster.data)
    if (!running) return null
    if (running.port && (await answers(url(running.port)))) return running.port
    await sleep(200)
  }
  throw new Error(`PostgreSQL runs in ${cluster.data} but does not answer.`)
}

/** Starts the server on `wantedPort` of 127.0.0.1, or on another that is free, and waits until it takes connections. */
export async function startPostmaster(cluster: Cluster, wantedPort: number): Promise<number> {
  await dropStrangersPid(cluster.data)
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(attempt === 1 ? wantedPort : 0)
    const log = join(cluster.data, 'start.log')
    try {
      await pgCtl(cluster, ['start', '-l', log, '-o', `-p ${port}`])
      return port
    } catch (error) {
      // Another program may have taken the port; children of a killed server may hold its memory for a moment.
      if (attempt === 5) throw new Error(`${(error as Error).message}\nSee ${log} and ${join(cluster.data, 'log')}.`)
      await sleep(attempt * 300)
    }
  }
}

/** Ends all connections and stops the server, everything written; nothing to do when none runs. */
export async function stopPostmaster(cluster: Cluster): Promise<void> {
  if (await postmaster(cluster.data)) await pgCtl(cluster, ['stop', '-m', 'fast'])
}

/** Whether the cluster's server process lives; it may be starting, and not answer yet. */
export async function isUp(cluster: Cluster): Promise<boolean> {
  return (await postmaster(cluster.data)) !== null
}

async function pgCtl({ data, native, user }: Cluster, [verb = 'status', ...rest]: string[]): Promise<void> {
  await runProgram(join(native, 'bin', 'pg_ctl'), [verb, '-D', data, '-w', '-t', '60', ...rest], user)
}

async function postmaster(data: string): Promise<{ port: number } | null> {
  const { pid, port } = await pidFile(data)
  return pid > 0 && isAlive(pid) && (await isPostgres(pid)) ? { port } : null
}

async function pidFile(data: string): Promise<{ pid: number; port: number }> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  return { pid: Number(lines[0]), port: Number(lines[3]) }
}

// After a restart of the machine another program may carry the process id that is written down, and PostgreSQL
// would refuse to start. The note is dropped only when no process of the cluster is left.
async function dropStrangersPid(data: string): Promise<void> {
  const { pid } = await pidFile(data)
  if (process.platform !== 'linux' || !pid || (await postmaster(data))) return
  for (let tries = 0; tries < 100 && (await hasProcesses(data)); tries += 1) await sleep(100)
  if (!(await hasProcesses(data))) await rm(join(data, 'postmaster.pid'), { force: true })
}

// PostgreSQL's processes stand in their data folder.
async function hasProcesses(data: string): Promise<boolean> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const places = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')))
  return places.includes(data)
}

async function isPostgres(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return true
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes('postgres')
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') {
      throw new Error('The password kept in the data folder is not the one this database was made with.')
    }
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

function freePort(wanted: number): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer()
    probe.once('error', () => (wanted ? freePort(0).then(done, failed) : failed(new Error('No free port.'))))
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}
