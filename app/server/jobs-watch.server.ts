/** What the jobs did lately: a page in words for whoever is called, and numbers for whoever draws lines. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import { Gauge, Registry } from 'prom-client'
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { type LastRun, listLastRuns, readWatched, type Watched } from '~/data/job-runs.server'
import { everyMinutes, type JobName, jobNames, lateAfterMinutes } from '~/jobs/timetable'
import { ProcessSilent } from './metrics-of-all.server'
import { metricsText } from './metrics.server'
import type { Settings } from './settings.server'

/** `elsewhere`: this process was given no address for the jobs, so that they are somebody else's. */
export type Queue = 'running' | 'not-running' | 'elsewhere'

export type JobsWatch = {
  queue: () => Queue
  lastRuns: () => Promise<LastRun[]>
  /** Null where this process may not count across clinics. */
  counts: () => Promise<Watched | null>
}

/** As the database tells it. */
export function databaseWatch(queue: () => Queue): JobsWatch {
  return {
    queue,
    lastRuns: () => listLastRuns(jobNames),
    counts: async () => (queue() === 'elsewhere' ? null : readWatched()),
  }
}

type Guard = Pick<Settings, 'metricsToken' | 'trustProxy'>

export function watchJobs(watch: JobsWatch, guard: Guard): Router {
  const router = Router()
  router.get('/health/jobs', answerJobs(watch))
  router.get('/metrics', refuseStrangers(guard), answerMetrics(watch))
  return router
}

function answerJobs(watch: JobsWatch): RequestHandler {
  return async (_request, response) => {
    try {
      const runs = await watch.lastRuns()
      const isFine = watch.queue() !== 'not-running' && runs.every((run) => run.job !== 'enforcer' || !isLate(run))
      const lines = [...runs.map(sayRun), sayQueue[watch.queue()]]
      answer(response, isFine ? 200 : 503, lines)
    } catch {
      answer(response, 503, ['Nothing is known of the jobs: the database does not answer.'])
    }
  }
}

function isLate({ job, secondsAgo }: LastRun): boolean {
  return secondsAgo === null || secondsAgo > lateAfterMinutes(job as JobName) * 60
}

function sayRun(run: LastRun): string {
  const { job, secondsAgo, lastOutcome } = run
  const done =
    secondsAgo === null ? 'has not been done yet' : `was last done ${minutes(Math.floor(secondsAgo / 60))} ago`
  const failed = lastOutcome === 'failed' ? ', and failed since' : ''
  const late = isLate(run) ? `. LATE: it is due every ${minutes(everyMinutes[job as JobName])}` : ''
  return `${job} ${done}${failed}${late}.`
}

const sayQueue: Record<Queue, string> = {
  running: 'This process works the queue.',
  'not-running': 'This process could NOT start the queue, and tries again every minute. Pages are served all the same.',
  elsewhere: 'This process works no queue: it was given no address for the jobs.',
}

function minutes(count: number): string {
  return `${count} minute${count === 1 ? '' : 's'}`
}

function answerMetrics(watch: JobsWatch): RequestHandler {
  return async (_request, response) => {
    try {
      const [runs, counts] = await Promise.all([watch.lastRuns(), watch.counts()])
      answer(response, 200, [await metricsText(ofJobs(runs, watch.queue(), counts))])
    } catch (error) {
      answer(response, 503, [`${error instanceof ProcessSilent ? 'A process' : 'The database'} does not answer.`])
    }
  }
}

/** Asked anew each time: a job that was never done has no line, and a missing line is what an alert is made of. */
function ofJobs(runs: LastRun[], queue: Queue, counts: Watched | null): Registry {
  const registry = new Registry()
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] })
  const byJob = (name: string, help: string) => new Gauge({ name, help, labelNames: ['job'], registers: [registry] })
  const done = byJob(
    'clearway_job_last_success_timestamp_seconds',
    'When the job was last done, in seconds since 1970.',
  )
  const failing = byJob('clearway_job_failing', 'Whether the newest run of the job failed.')
  for (const { job, doneAt, lastOutcome } of runs) {
    if (doneAt) done.set({ job }, Math.floor(doneAt.getTime() / 1000))
    failing.set({ job }, lastOutcome === 'failed' ? 1 : 0)
  }
  gauge('clearway_queue_running', 'Whether this process works the queue of jobs.').set(queue === 'running' ? 1 : 0)
  if (!counts) return registry
  gauge('clearway_window_flags_last_day', 'Rehab windows flagged in the last 24 hours.').set(counts.flagsToday)
  gauge('clearway_mail_unsent', 'Mails that wait to be sent.').set(counts.unsentMail)
  gauge('clearway_mail_oldest_unsent_seconds', 'How long the oldest of them waits.').set(counts.oldestUnsentSeconds)
  return registry
}

// With a token, for whoever brings it; without one, for this machine alone, and not for whom a proxy on it lets in.
function refuseStrangers({ metricsToken, trustProxy }: Guard): RequestHandler {
  return (request, response, next) => {
    if (metricsToken ? bringsToken(request, metricsToken) : trustProxy === false && isFromHere(request)) return next()
    if (metricsToken) response.setHeader('WWW-Authenticate', 'Bearer')
    answer(response, metricsToken ? 401 : 404, [metricsToken ? 'Bring the token.' : 'Not found.'])
  }
}

function bringsToken(request: Request, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(request.get('Authorization') ?? ''), digest(`Bearer ${token}`))
}

const forwarding = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip']

function isFromHere(request: Request): boolean {
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  const isLoopback = address === '::1' || (isIP(address) === 4 && address.startsWith('127.'))
  return isLoopback && !forwarding.some((name) => name in request.headers)
}

function answer(response: Response, status: number, lines: string[]): void {
  response
    .status(status)
    .type('text/plain')
    .send(`${lines.join('\n')}\n`)
}
