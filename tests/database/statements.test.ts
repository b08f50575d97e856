/** What is counted of statements, on real connections: the pages' by pg and the commands' by Prisma. */
import { afterEach, expect, it } from 'vitest'
import { Registry } from 'prom-client'
import { inClinic, readClinic } from '~/database/door.server'
import { type Asked, countStatements, type Statement, watchStatements } from '~/database/statements.server'
import { countConnections } from '~/database/pools.server'
import { measureProcess, metricsText } from '~/server/metrics.server'
import { buildClinic } from '../builders'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let stop = () => {}
afterEach(() => stop())

const sleep = (seconds: number) => ({ name: 'sleeping', text: 'select pg_sleep($1)', values: [seconds] })

it('each statement of a page is told by its name with its time, and a refused one as well', async () => {
  const { trainer } = await buildClinic(database)
  const told: Statement[] = []
  stop = watchStatements((statement) => told.push(statement))
  await readClinic(trainer, (query) => query(sleep(0.02)))
  expect(told.map(({ name }) => name)).toEqual(['begin', 'sleeping', 'commit'])
  expect(told[1]?.milliseconds).toBeGreaterThan(15)
  await expect(
    readClinic(trainer, (query) => query({ name: 'refused', text: 'select 1 / $1::int', values: [0] })),
  ).rejects.toThrow()
  expect(told.map(({ name }) => name).slice(3)).toEqual(['begin', 'refused', 'rollback'])
})

it('a request has its own count, over pages and commands, and two at once do not mix', async () => {
  const { trainer } = await buildClinic(database)
  const page: Asked = { request: 'a', statements: 0, milliseconds: 0 }
  const command: Asked = { request: 'b', statements: 0, milliseconds: 0 }
  await Promise.all([
    countStatements(page, () => readClinic(trainer, (query) => query(sleep(0.02)))),
    countStatements(command, () =>
      inClinic(trainer, (tx) => tx.client.count({ where: { clinicId: trainer.clinicId } })),
    ),
  ])
  expect(page).toMatchObject({ statements: 3 })
  expect(page.milliseconds).toBeGreaterThan(15)
  // BEGIN, the context, the lock, the question, COMMIT.
  expect(command).toMatchObject({ statements: 5 })
})

it('a slow one is written down by its name and its request, and nothing of what it was asked with', async () => {
  const { trainer } = await buildClinic(database)
  const lines: Record<string, unknown>[] = []
  measureProcess({ log: (line) => lines.push(line), slowMs: 20 })
  const text = `select pg_sleep($1), 'Falk' = $2 as "isFalk"`
  const asked: Asked = { request: 'c0ffee', statements: 0, milliseconds: 0 }
  await countStatements(asked, () =>
    readClinic(trainer, (query) => query({ name: 'slow', text, values: [0.03, 'Greta Falk'] })),
  )
  expect(lines).toEqual([
    { level: 'info', kind: 'slow-statement', name: 'slow', milliseconds: expect.any(Number), request: 'c0ffee' },
  ])
  const metrics = await metricsText(new Registry())
  expect(metrics).toContain('clearway_statements_total{name="slow"} 1')
  expect(metrics).toMatch(/clearway_connections\{pool="clearway reads",state="idle"\} [1-9]/)
  expect(metrics).toContain('nodejs_eventloop_lag_seconds')
  expect(metrics).not.toMatch(/falk/i)
  expect(countConnections().map(({ pool }) => pool)).toContain('clearway')
})
