/** What runs without anybody asking, on every replica: each job is safe to run twice, and a failed one runs again. */
import { enforce } from './enforcer.server'
import { sealAccess } from './access-seal.server'
import { forgetKeptForms } from '~/data/kept-forms.server'
import { forgetOldLogins } from '~/data/login.server'
import { auditWitness } from './audit-witness.server'

const everyMinute = 60_000
const everyTenMinutes = 600_000
const everyHour = 3_600_000

export type Schedule = { stop: () => Promise<void> }

/** Starts the jobs; `stop` waits for the ones under way. `onError` is told the job's name, never what it worked on. */
export function startJobs(witnessFile: string, onError: (job: string, error: unknown) => void): Schedule {
  const witness = auditWitness(witnessFile)
  const running = new Set<Promise<void>>()
  const run = (job: string, work: () => Promise<unknown>) => {
    const done = work().then(
      () => undefined,
      (error: unknown) => onError(job, error),
    )
    running.add(done)
    void done.finally(() => running.delete(done))
  }
  const once = (job: string, work: () => Promise<unknown>, everyMs: number) => {
    run(job, work)
    const timer = setInterval(() => run(job, work), everyMs)
    timer.unref()
    return timer
  }
  const timers = [
    once('audit-witness', async () => witness(new Date()), everyMinute),
    once('access-seal', sealAccess, everyMinute),
    once('enforcer', () => enforce(), everyTenMinutes),
    once('old-logins', forgetOldLogins, everyHour),
    once('old-forms', forgetKeptForms, everyHour),
  ]
  return {
    stop: async () => {
      for (const timer of timers) clearInterval(timer)
      await Promise.all(running)
    },
  }
}
