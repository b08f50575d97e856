/** One run of the enforcer, said and kept as the timetable's own are. */
import type { Counts } from '~/data/job-runs.server'
import { enforce } from '~/jobs/enforcer.server'
import { runJob } from '~/jobs/run.server'

/** As of now, by the open pools. Throws what ended it. */
export async function runEnforcer(): Promise<void> {
  let failure: unknown = null
  await runJob('enforcer', () => enforce(), {
    onRun: (_job, counts) => printCounts(counts),
    onError: (_job, error) => (failure = error),
  })
  if (failure) throw failure
}

export function printCounts(counts: Counts): void {
  console.log(`The enforcer is done: ${inWords(counts)}.`)
}

export function inWords(counts: Counts): string {
  return Object.entries(counts)
    .map(([what, count]) => `${what} ${count}`)
    .join(', ')
}
