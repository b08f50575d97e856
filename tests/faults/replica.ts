/**
 * A replica as a process of its own, whose clock is CLEARWAY_SKEW_MS ahead. At each line, which names the enforcer or
 * the outbox, it runs that once and answers with the counts as JSON, or with null where the run failed.
 */
import { createInterface } from 'node:readline'
import type { Counts } from '~/data/job-runs.server'
import { openPools } from '~/database/pools.server'

const skew = Number(process.env.CLEARWAY_SKEW_MS ?? 0)
const RealDate = Date
globalThis.Date = class extends RealDate {
  constructor(...given: [] | [number | string | Date]) {
    super(given.length === 0 ? RealDate.now() + skew : given[0])
  }
  static override now() {
    return RealDate.now() + skew
  }
} as DateConstructor

const { enforce } = await import('~/jobs/enforcer.server')
const { sendOutbox } = await import('~/jobs/outbox.server')
const { runJob } = await import('~/jobs/run.server')
await openPools({ app: process.env.DATABASE_URL ?? '', jobs: process.env.CLEARWAY_JOBS_URL }, 2)
console.log('ready')

for await (const job of createInterface({ input: process.stdin })) {
  let done: Counts | null = null
  await runJob(job, () => (job === 'outbox' ? sendOutbox() : enforce()), {
    onRun: (_job, counts) => (done = counts),
    onError: (_job, error) => console.error(error),
  })
  console.log(JSON.stringify(done))
}
process.exit(0)
