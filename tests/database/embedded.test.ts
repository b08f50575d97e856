/** The embedded PostgreSQL: one server in a folder, whoever starts it, and everything answered for is there after a kill -9. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EmbeddedServer, startEmbedded, stopEmbedded } from '~/database/embedded.server'

const starter = join(import.meta.dirname, 'start-embedded.ts')
const children: ChildProcess[] = []
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearway-embedded-'))
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await stopEmbedded(folder)
  // As root it lies where the server's own user may go, and the folder keeps a link to it.
  await rm(await realpath(join(folder, 'cluster')), { recursive: true })
  await rm(folder, { recursive: true, force: true })
})

/** A process of its own that starts the server and stays; resolves with the port it found. */
async function starts(): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, ['--import', 'tsx', starter, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [said] = await once(child.stdout as NodeJS.ReadableStream, 'data')
  return { child, port: Number(said) }
}

async function ask<Row extends pg.QueryResultRow>(server: EmbeddedServer, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: server.superuserUrl() })
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<Row>(sql)
  await client.end()
  return rows
}

const postmasterPid = async () =>
  Number((await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0])
const isRunning = () =>
  stat(join(folder, 'cluster', 'postmaster.pid')).then(
    () => true,
    () => false,
  )

describe('the server of a folder', () => {
  it('is one, when six processes start it at once on an empty folder', async () => {
    const started = await Promise.all(Array.from({ length: 6 }, starts))
    expect(new Set(started.map(({ port }) => port)).size).toBe(1)
    const server = await startEmbedded(folder)
    expect(server.port).toBe(started[0]?.port)
    const [zone] = await ask<{ zone: string; fsync: string; at: string }>(
      server,
      "select current_setting('TimeZone') as zone, current_setting('fsync') as fsync, current_setting('listen_addresses') as at",
    )
    expect(zone).toEqual({ zone: 'UTC', fsync: 'on', at: '127.0.0.1' })
    await server.leave()
  })

  it('goes on when those who started it are killed, and is found again by the next', async () => {
    const pid = await postmasterPid()
    for (const child of children.splice(0)) {
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    const server = await startEmbedded(folder)
    expect(await postmasterPid()).toBe(pid)
    await ask(server, 'create table kept (n integer)')
    await server.leave()
    expect(await isRunning()).toBe(false)
  })

  it('stays while one of its users is left, and stops with the last', async () => {
    const [first, second] = [await startEmbedded(folder), await startEmbedded(folder)]
    await first.leave()
    expect(await ask(second, 'select count(*)::int as n from kept')).toEqual([{ n: 0 }])
    await second.leave()
    expect(await isRunning()).toBe(false)
  })

  it('comes back on the same port with all it answered for, after a kill -9 of its own', async () => {
    const server = await startEmbedded(folder)
    await ask(server, 'insert into kept values (1)')
    process.kill(await postmasterPid(), 'SIGKILL')
    const again = await startEmbedded(folder)
    expect(again.port).toBe(server.port)
    expect(await ask(again, 'select n from kept')).toEqual([{ n: 1 }])
    await again.leave()
    await server.leave()
  })
})

describe('its secrets', () => {
  it('are readable by their owner alone', async () => {
    expect((await stat(join(folder, 'secrets'))).mode & 0o777).toBe(0o700)
    expect((await stat(join(folder, 'secrets', 'postgres'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(folder, 'cluster'))).mode & 0o777).toBe(0o700)
  })

  it('are asked for: without the password nobody comes in', async () => {
    const server = await startEmbedded(folder)
    const client = new pg.Client({
      host: '127.0.0.1',
      port: server.port,
      user: 'postgres',
      password: 'guess',
      database: 'postgres',
    })
    await expect(client.connect()).rejects.toThrow('password authentication failed')
    await server.leave()
  })

  it('never reach its log, and neither do values or statements', async () => {
    const server = await startEmbedded(folder)
    await expect(ask(server, "select 'canary-4711'::uuid")).rejects.toThrow('canary-4711')
    await expect(ask(server, "insert into kept values (1, 'canary-4711')")).rejects.toThrow()
    const day = new Date().toLocaleDateString('en-US', { weekday: 'short', timeZone: 'UTC' })
    const log = await readFile(join(folder, 'cluster', 'log', `postgresql-${day}.log`), 'utf8')
    expect(log).toContain('ready to accept connections')
    expect(log).not.toContain('canary')
    await server.leave()
  })
})
