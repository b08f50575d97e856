/** The queue's schema, made and kept by clearway_owner: the jobs' role works in it, and the pages' cannot see it. */
import pg from 'pg'
import PgBoss from 'pg-boss'
import { queueSchema as schema, relayQueue } from '~/database/queue.server'
import { cronOf, everyMinutes, jobNames } from '~/jobs/timetable'

// A run that is killed blocks nothing: the next tick is the retry, and its own place in the queue is given up.
const queue = { policy: 'short', retryLimit: 0, expireInSeconds: 240 } as const

const grants = `
grant usage on schema ${schema} to clearway_jobs;
grant select on all tables in schema ${schema} to clearway_jobs;
grant update (maintained_on, cron_on, monitored_on) on ${schema}.version to clearway_jobs;
grant insert, update, delete on ${schema}.job to clearway_jobs;
grant insert, delete on ${schema}.archive to clearway_jobs`

/** Makes the queue at `url` (of clearway_owner) what the timetable says; does nothing more the second time. */
export async function makeQueues(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, max: 1, schema, supervise: false, schedule: false })
  await boss.start()
  try {
    await boss.createQueue(relayQueue, { name: relayQueue, retryLimit: 0, expireInSeconds: 60 })
    for (const job of jobNames) {
      await boss.createQueue(job, { name: job, ...queue })
      await boss.updateQueue(job, { name: job, ...queue })
      await boss.schedule(job, cronOf(job), {}, { singletonSeconds: everyMinutes[job] * 60 })
    }
    await withdrawOthers(boss)
  } finally {
    await boss.stop({ graceful: false })
  }
  await grantToJobs(url)
}

// A job that is no more: nobody would work what its schedule sends.
async function withdrawOthers(boss: PgBoss): Promise<void> {
  const known = new Set<string>(jobNames)
  for (const { name } of await boss.getSchedules()) if (!known.has(name)) await boss.unschedule(name)
}

async function grantToJobs(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(grants)
  } finally {
    await client.end()
  }
}
