/** The queue: one run a tick among any number of replicas, made by the owner, worked by the jobs' role, seen by no page. */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listLastRuns } from '~/data/job-runs.server'
import { pools } from '~/database/pools.server'
import { type Queue, startQueue } from '~/database/queue.server'
import { startJobs } from '~/jobs/schedule.server'
import { jobNames } from '~/jobs/timetable'
import { makeQueues } from '../../prisma/queues'
import { buildClinic } from '../builders'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
const running: { stop: () => Promise<void> }[] = []
// What ticks by the clock would come between what the tests start.
beforeEach(async () => void (await asSuperuser('delete from pgboss.schedule')))
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()))
  await asSuperuser('delete from pgboss.job')
})

async function asSuperuser(text: string, url = database.urls.superuser): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client.query(text).finally(() => client.end())
}

async function eventually(what: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; !(await what()); tries += 1) {
    if (tries > 200) throw new Error('It never came to be.')
    await sleep(50)
  }
}

function queuePool(): pg.Pool {
  const { queue } = pools().jobs ?? {}
  if (!queue) throw new Error('The jobs pool is open in tests.')
  return queue
}

async function replica(work: (name: string) => Promise<void>, onError: (error: unknown) => void): Promise<Queue> {
  const ticking = jobNames.map((name) => ({ name, everySeconds: 3600 }))
  const queue = await startQueue(queuePool(), ticking, work, onError)
  running.push(queue)
  return queue
}

it('runs each job once a tick, though five replicas start at the same time', async () => {
  const ran: string[] = []
  const errors: unknown[] = []
  const work = async (name: string) => void ran.push(name)
  await Promise.all([1, 2, 3, 4, 5].map(() => replica(work, (error) => errors.push(error))))
  await eventually(() => ran.length >= jobNames.length)
  await sleep(300)
  expect(ran.sort()).toEqual([...jobNames].sort())
  expect(errors).toEqual([])
})

it('lets a run that is under way finish when it is stopped', async () => {
  let isDone = false
  const queue = await replica(
    async () => {
      await sleep(700)
      isDone = true
    },
    () => undefined,
  )
  await eventually(async () => (await asSuperuser("select from pgboss.job where state = 'active'")).rowCount !== 0)
  await queue.stop()
  expect(isDone).toBe(true)
})

it('has a tick for every job of the timetable, and keeps none that is no more', async () => {
  const goneNow = `select pgboss.create_queue('gone', '{"policy": "short"}');
    insert into pgboss.schedule (name, cron, timezone) values ('gone', '* * * * *', 'UTC')`
  await asSuperuser(goneNow, database.urls.owner)
  await makeQueues(database.urls.owner)
  const { rows } = await asSuperuser('select name, cron, options from pgboss.schedule order by name')
  expect(rows).toEqual([
    { name: 'access-seal', cron: '*/1 * * * *', options: { singletonSeconds: 60 } },
    { name: 'check-ins', cron: '*/15 * * * *', options: { singletonSeconds: 900 } },
    { name: 'enforcer', cron: '*/5 * * * *', options: { singletonSeconds: 300 } },
    { name: 'forgetting', cron: '0 * * * *', options: { singletonSeconds: 3600 } },
    { name: 'lapses', cron: '0 * * * *', options: { singletonSeconds: 3600 } },
    { name: 'outbox', cron: '*/1 * * * *', options: { singletonSeconds: 60 } },
    { name: 'red-flags', cron: '*/1 * * * *', options: { singletonSeconds: 60 } },
    { name: 'weekly-reviews', cron: '0 * * * *', options: { singletonSeconds: 3600 } },
  ])
})

it('is out of reach of the pages, and its making of the jobs', async () => {
  await expect(asSuperuser('select from pgboss.job', database.urls.app)).rejects.toThrow('permission denied for schema')
  const { jobs } = database.urls
  await expect(asSuperuser(`select pgboss.create_queue('mine', '{}')`, jobs)).rejects.toThrow('permission denied')
  await expect(asSuperuser('drop table pgboss.job', jobs)).rejects.toThrow('must be owner')
  await expect(asSuperuser(`update pgboss.schedule set cron = '0 0 1 1 *'`, jobs)).rejects.toThrow('permission denied')
})

it('keeps nothing of a failure but that it happened: an error may name a client', async () => {
  const told: string[] = []
  const jobs = startJobs(join(import.meta.filename, 'witness'), {
    onRun: () => undefined,
    onError: (job) => told.push(job),
  })
  running.push(jobs)
  await eventually(() => told.includes('audit-witness'))
  const { rows } = await asSuperuser("select counts from job_runs where job = 'audit-witness' and outcome = 'failed'")
  expect(rows).toEqual([{ counts: {} }])
})

it('writes down when each job was done and what it counted', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'clearway-witness-'))
  await asSuperuser('delete from job_runs')
  await buildClinic(database)
  const jobs = startJobs(join(folder, 'witness'), { onRun: () => undefined, onError: () => undefined })
  running.push(jobs)
  const last = () => listLastRuns(jobNames)
  await eventually(async () => (await last()).every(({ lastOutcome }) => lastOutcome === 'done'))
  expect(jobs.isRunning()).toBe(true)
  expect((await last()).map(({ secondsAgo }) => (secondsAgo ?? 99) < 10)).toEqual(jobNames.map(() => true))
  const { rows } = await asSuperuser("select counts from job_runs where job = 'enforcer'")
  expect(rows).toEqual([{ counts: expect.objectContaining({ flags: 0, mails: 0, busy: 0 }) }])
  expect(await readFile(join(folder, 'witness'), 'utf8')).toContain('"seq"')
  await rm(folder, { recursive: true })
})

it('could not be started: the schedule says so and the pages are none the wiser', async () => {
  await asSuperuser('alter schema pgboss rename to pgboss_away')
  const told: string[] = []
  const folder = await mkdtemp(join(tmpdir(), 'clearway-witness-'))
  const jobs = startJobs(join(folder, 'witness'), { onRun: () => undefined, onError: (job) => told.push(job) })
  await eventually(() => told.includes('queue'))
  expect(jobs.isRunning()).toBe(false)
  await jobs.stop()
  await asSuperuser('alter schema pgboss_away rename to pgboss')
  await rm(folder, { recursive: true })
})

it('only the jobs write down a run, and not when it ended', async () => {
  const values = "values ('enforcer', now(), 'done')"
  const insert = `insert into job_runs (job, started_at, outcome) ${values}`
  await expect(asSuperuser(insert, database.urls.app)).rejects.toThrow('permission denied')
  const forged =
    "insert into job_runs (job, started_at, finished_at, outcome) values ('enforcer', now(), '2099-01-01', 'done')"
  await expect(asSuperuser(forged, database.urls.jobs)).rejects.toThrow('permission denied')
})
