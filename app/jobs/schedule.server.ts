/** What runs without anybody asking: the queue's jobs once a tick among all replicas, the witness on every machine of them. */
import { forgetHistoryFiles } from '~/data/history-files.server'
import { forgetInterruptedForms } from '~/data/interrupted-forms.server'
import { type Counts, forgetOldRuns } from '~/data/job-runs.server'
import { forgetKeptForms } from '~/data/kept-forms.server'
import { forgetOldLogins } from '~/data/login.server'
import { forgetPasswordResets } from '~/data/passwords.server'
import { forgetRosters } from '~/data/rosters.server'
import { pools } from '~/database/pools.server'
import { type Queue, startQueue } from '~/database/queue.server'
import { sealAccess } from './access-seal.server'
import { auditWitness } from './audit-witness.server'
import { tellMissedCheckIns } from './check-ins.server'
import { enforce } from './enforcer.server'
import { tellLapses } from './lapses.server'
import { sendOutbox, weeklyReviews } from './outbox.server'
import { escalateRedFlags } from './red-flags.server'
import { runJob, type Told } from './run.server'
import { everyMinutes, type JobName, jobNames } from './timetable'

const minuteMs = 60_000

/** A job of the timetable and what it does: safe to run twice, and at any time to be killed. */
const work: Record<JobName, () => Promise<Counts>> = {
  enforcer: () => enforce(),
  'access-seal': async () => ({ sealed: await sealAccess() }),
  outbox: () => sendOutbox(),
  'check-ins': async () => ({ missed: await tellMissedCheckIns() }),
  'red-flags': () => escalateRedFlags(),
  'weekly-reviews': async () => ({ mails: await weeklyReviews() }),
  lapses: async () => ({ told: await tellLapses() }),
  forgetting: async () => {
    await forgetOldLogins()
    await forgetPasswordResets()
    await forgetKeptForms()
    await forgetInterruptedForms()
    await forgetRosters()
    await forgetHistoryFiles()
    return { runs: await forgetOldRuns() }
  },
}

export type Schedule = {
  /** Whether the queue is worked here; where it could not be started, that is tried again every minute. */
  isRunning: () => boolean
  /** Waits for what is under way. */
  stop: () => Promise<void>
}

/** Starts the jobs; needs the jobs' pool to be open. Without a `witnessFile` another process of this machine writes it. */
export function startJobs(witnessFile: string | null, told: Told): Schedule {
  const running = new Set<Promise<void>>()
  const run = (job: string, what: () => Promise<Counts>) => {
    const done = runJob(job, what, told)
    running.add(done)
    return done.finally(() => running.delete(done))
  }
  const stopWitness = witnessFile === null ? () => {} : startWitness(witnessFile, run)
  const queue = keepQueue((job) => run(job, work[job as JobName]), told)
  return {
    isRunning: queue.isRunning,
    stop: async () => {
      stopWitness()
      await queue.stop()
      await Promise.all(running)
    },
  }
}

// Not by the queue: each machine writes to a disk of its own, and nobody who owns the database can call it off.
function startWitness(file: string, run: (job: string, what: () => Promise<Counts>) => Promise<void>): () => void {
  const witness = auditWitness(file)
  const tick = () => void run('audit-witness', async () => ({ heads: await witness(new Date()) }))
  tick()
  const timer = setInterval(tick, minuteMs)
  timer.unref()
  return () => clearInterval(timer)
}

function keepQueue(runOne: (job: string) => Promise<void>, { onError }: Told) {
  const ticking = jobNames.map((name) => ({ name, everySeconds: everyMinutes[name] * 60 }))
  let queue: Queue | null = null
  let retry: NodeJS.Timeout | undefined
  const begin = async () => {
    try {
      const { queue: pool } = pools().jobs ?? {}
      if (!pool) throw new Error('The jobs pool is not open.')
      queue = await startQueue(pool, ticking, runOne, (error) => onError('queue', error))
    } catch (error) {
      onError('queue', error)
      retry = setTimeout(() => (starting = begin()), minuteMs).unref()
    }
  }
  let starting = begin()
  return {
    isRunning: () => queue !== null,
    stop: async () => {
      await starting
      clearTimeout(retry)
      await queue?.stop()
    },
  }
}
