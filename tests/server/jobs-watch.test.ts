/** Whoever watches learns whether the enforcer runs, in words and in numbers, and a stranger learns no numbers. */
import { describe, expect, it } from 'vitest'
import type { LastRun } from '~/data/job-runs.server'
import type { JobsWatch, Queue } from '~/server/jobs-watch.server'
import { listen } from './shell'

const doneAt = new Date('2026-11-23T08:00:00.500Z')
const done = (job: string, secondsAgo: number): LastRun => ({ job, doneAt, secondsAgo, lastOutcome: 'done' })
const never = (job: string): LastRun => ({ job, doneAt: null, secondsAgo: null, lastOutcome: null })

function watching(runs: LastRun[], queue: Queue = 'running'): JobsWatch {
  const counts = { flagsToday: 3, unsentMail: 2, oldestUnsentSeconds: 61 }
  return { queue: () => queue, lastRuns: async () => runs, counts: async () => (queue === 'elsewhere' ? null : counts) }
}

async function asked(path: string, jobs: JobsWatch, metricsToken: string | null = null, headers = {}) {
  const shell = await listen({ jobs, settings: { kind: 'test', trustProxy: false, metricsToken } })
  const answer = await shell.ask(path, { headers })
  await shell.close()
  return answer
}

describe('the health of the jobs', () => {
  it('is fine while the enforcer was done within three ticks, and says when', async () => {
    const answer = await asked('/health/jobs', watching([done('enforcer', 900)]))
    expect(answer).toMatchObject({
      status: 200,
      body: 'enforcer was last done 15 minutes ago.\nThis process works the queue.\n',
    })
  })

  it.each([
    [
      'was last done more than three ticks ago',
      done('enforcer', 961),
      '16 minutes ago. LATE: it is due every 5 minutes.',
    ],
    ['was never done', never('enforcer'), 'enforcer has not been done yet. LATE'],
    ['fails since', { ...done('enforcer', 1200), lastOutcome: 'failed' as const }, 'ago, and failed since. LATE'],
  ])('is not when the enforcer %s', async (_what, run, says) => {
    const answer = await asked('/health/jobs', watching([run]))
    expect(answer.status).toBe(503)
    expect(answer.body).toContain(says)
  })

  it('names another job that is late, and is called bad for the enforcer alone', async () => {
    const answer = await asked('/health/jobs', watching([done('enforcer', 10), done('access-seal', 600)]))
    expect(answer.status).toBe(200)
    expect(answer.body).toContain('access-seal was last done 10 minutes ago. LATE: it is due every 1 minute.')
  })

  it('is bad where the queue could not be started, though the pages are ready', async () => {
    const shell = await listen({ jobs: watching([done('enforcer', 10)], 'not-running') })
    const answer = await shell.ask('/health/jobs')
    expect(answer.status).toBe(503)
    expect(answer.body).toContain('This process could NOT start the queue')
    expect((await shell.ask('/health/ready')).status).toBe(200)
    await shell.close()
  })

  it('is fine where the enforcer is run from elsewhere, by cron', async () => {
    expect((await asked('/health/jobs', watching([done('enforcer', 10)], 'elsewhere'))).status).toBe(200)
  })

  it('is bad while the database does not answer', async () => {
    const gone = { ...watching([]), lastRuns: () => Promise.reject(new Error('ECONNREFUSED')) }
    expect((await asked('/health/jobs', gone)).status).toBe(503)
    expect((await asked('/metrics', gone)).status).toBe(503)
  })
})

describe('the metrics', () => {
  const token = 'a-token-of-more-than-20'

  it('say when each job was last done, what was flagged and what mail waits, as Prometheus reads it', async () => {
    const { status, body, headers } = await asked('/metrics', watching([done('enforcer', 10), never('access-seal')]))
    expect(status).toBe(200)
    expect(headers['content-type']).toContain('text/plain')
    const ofJobs = /^clearway_(job|queue|window|mail)_/
    const numbers = body.split('\n').filter((line) => ofJobs.test(line))
    expect(numbers).toEqual([
      'clearway_job_last_success_timestamp_seconds{job="enforcer"} 1795420800',
      'clearway_job_failing{job="enforcer"} 0',
      'clearway_job_failing{job="access-seal"} 0',
      'clearway_queue_running 1',
      'clearway_window_flags_last_day 3',
      'clearway_mail_unsent 2',
      'clearway_mail_oldest_unsent_seconds 61',
    ])
  })

  it('are for whoever brings the token, where there is one', async () => {
    const jobs = watching([])
    expect((await asked('/metrics', jobs, token, { Authorization: `Bearer ${token}` })).status).toBe(200)
    expect((await asked('/metrics', jobs, token, { Authorization: 'Bearer another' })).status).toBe(401)
    expect((await asked('/metrics', jobs, token)).status).toBe(401)
  })

  it('are not for whom a proxy on this machine lets in', async () => {
    expect((await asked('/metrics', watching([]), null, { 'X-Forwarded-For': '203.0.113.9' })).status).toBe(404)
    const behindProxy = await listen({ settings: { kind: 'test', trustProxy: 1, metricsToken: null } })
    expect((await behindProxy.ask('/metrics')).status).toBe(404)
    await behindProxy.close()
  })
})
