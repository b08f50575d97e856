/** Several processes on one port: one server to whoever asks, and none of them is missed when it ends. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { isAlive } from '~/database/folder-lock.server'
import { useTestDatabase } from '../use-database'
import { type ServerReplica, startServerReplica } from './server-replica'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const database = useTestDatabase()
let server: ServerReplica
let ended: Promise<number> | undefined

beforeAll(async () => {
  server = await startServerReplica(database.urls, 2)
})
afterAll(() => end())

const end = () => (ended ??= server.end())

/** Of those that serve. */
const pids = () =>
  readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)

async function number(name: string): Promise<number> {
  const lines = (await server.metrics()).split('\n').filter((line) => line.startsWith(name))
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}

const bothServe = () => expect.poll(() => number('clearway_processes '), { timeout: 15_000, interval: 100 }).toBe(2)

const pagesAsked = () => number('clearway_http_request_seconds_count{kind="page"')

async function logInPages(count: number): Promise<number[]> {
  const answers = await Promise.all(Array.from({ length: count }, () => server.get('/login', '')))
  return answers.map(({ status }) => status)
}

it('counts for all of them, whichever is asked', async () => {
  await bothServe()
  const before = await pagesAsked()
  await logInPages(12)
  expect(await pagesAsked()).toBe(before + 12)
})

/** What anybody may read who may list the processes of its user. */
const environments = () => [server.pid, ...pids()].map((pid) => readFileSync(`/proc/${pid}/environ`, 'utf8'))

it('serves on when one is killed, and has another in its place', async () => {
  await bothServe()
  const [first, second] = pids()
  process.kill(first ?? 0, 'SIGKILL')
  await expect.poll(() => pids()).toEqual([second])
  expect(await logInPages(4)).toEqual([200, 200, 200, 200])
  await bothServe()
  expect(pids()).toHaveLength(2)
  expect(environments().filter((environment) => environment.includes('postgres'))).toEqual([])
})

it('ends all of them when it is asked to', async () => {
  const all = pids()
  expect(await end()).toBe(0)
  expect(all.filter(isAlive)).toEqual([])
})
