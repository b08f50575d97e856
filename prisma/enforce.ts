/** `npm run enforce [-- --dry-run] [--at 2026-11-23T08:00:00Z [--i-know]] [--demo]`: one run of the rehab window enforcer. */
import { parseArgs } from 'node:util'
import { installationKind } from '~/data/installation.server'
import { findDatabase } from '~/database/location.server'
import { closePools, openPools } from '~/database/pools.server'
import { enforce, rehearse } from '~/jobs/enforcer.server'
import { inWords, printCounts, runEnforcer } from './enforcer-run'

const { values } = parseArgs({
  options: {
    'dry-run': { type: 'boolean' },
    at: { type: 'string' },
    'i-know': { type: 'boolean' },
    demo: { type: 'boolean' },
  },
})

const data = process.env.CLEARWAY_DATA || (values.demo ? 'data/demo' : 'data')
const { urls, leave } = await findDatabase({
  ...process.env,
  CLEARWAY_DATA: data,
  ...(values.demo ? { DATABASE_URL: '' } : {}),
})
try {
  if (!urls.jobs) throw new Error('Set CLEARWAY_JOBS_URL: the enforcer works as clearway_jobs.')
  await openPools({ app: urls.app, jobs: urls.jobs }, 2)
  const at = await readTime()
  if (values['dry-run']) await printDue(at)
  else await printRun(at)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
} finally {
  await closePools()
  await leave()
}

async function readTime(): Promise<Date | null> {
  if (!values.at) return null
  const at = new Date(values.at)
  if (Number.isNaN(at.getTime())) throw new Error(`--at wants a time such as 2026-11-23T08:00:00Z, not "${values.at}".`)
  if ((await installationKind()) === 'real' && !values['i-know']) {
    throw new Error('--at writes flags as of another time than now: on a real clinic say --i-know as well.')
  }
  return at
}

async function printDue(at: Date | null): Promise<void> {
  const due = await rehearse(at)
  for (const { clinicId, slug, ...counts } of due) console.log(`${slug}: ${inWords(counts)}`)
  console.log(`Nothing was written. ${due.length} clinics have something due.`)
}

// A run as of another time says nothing about what is due now: whoever watches is told of the others alone.
async function printRun(at: Date | null): Promise<void> {
  if (at) printCounts(await enforce(at))
  else await runEnforcer()
}
