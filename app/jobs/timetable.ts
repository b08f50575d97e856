/** Which jobs the queue runs and how often: a migration makes their queues from it, and the app works them. */

/** Minutes between two ticks; a divisor of 60. */
export const everyMinutes = {
  enforcer: 5,
  'access-seal': 1,
  outbox: 1,
  'check-ins': 15,
  'red-flags': 1,
  'weekly-reviews': 60,
  lapses: 60,
  forgetting: 60,
} as const

export type JobName = keyof typeof everyMinutes
export const jobNames = Object.keys(everyMinutes) as JobName[]

/** The same for pg-boss, in UTC. */
export function cronOf(job: JobName): string {
  const minutes = everyMinutes[job]
  return minutes === 60 ? '0 * * * *' : `*/${minutes} * * * *`
}

/** A job that has not been done for longer than this is late. */
export function lateAfterMinutes(job: JobName): number {
  return 3 * everyMinutes[job]
}
