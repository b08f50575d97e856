/** Nobody enforced for three days; then five processes begin at once, and their clocks are ten minutes apart. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyAudit } from '~/data/audit-verify.server'
import type { Counts } from '~/data/job-runs.server'
import { buildClinic, type Clinic } from '../builders'
import { useTestDatabase } from '../use-database'
import { buildBreaches, once, readWritten } from './breaches'
import { type Replica, startReplica } from './replicas'

/** Ten by `npm run test:faults`. */
const rounds = Number(process.env.CLEARWAY_FAULT_ROUNDS ?? 2)
const daysPast = rounds < 10 ? [3, 0] : [3, 2, 1, 0]
const minuteMs = 60_000
const skews = [-10, -5, 0, 5, 10].map((minutes) => minutes * minuteMs)

const database = useTestDatabase()
let clinics: Clinic[]
let replicas: Replica[]

beforeAll(async () => {
  clinics = [await buildClinic(database), await buildClinic(database)]
  replicas = await Promise.all(skews.map((skewMs) => startReplica({ urls: database.urls, skewMs })))
})
afterAll(() => Promise.all(replicas.map((replica) => replica.end())))

it.each(Array.from({ length: rounds }, (_, n) => n + 1))(
  'round %i writes exactly one flag a breach, and one notice and mail for each who is told',
  async () => {
    const built = await Promise.all(
      clinics.map(async (clinic) => ({ clinic, breaches: await buildBreaches(clinic, daysPast) })),
    )
    const runs: (Counts | null)[] = await Promise.all(replicas.map((replica) => replica.run()))
    expect(runs.every((run) => run !== null)).toBe(true)
    // A clinic that was busy for all of them would wait for the next tick.
    runs.push((await replicas[0]?.run()) ?? null)
    for (const { clinic, breaches } of built) expect(await readWritten(clinic, breaches)).toEqual(once(breaches))
    expect(runs.reduce((sum, run) => sum + (run?.flags ?? 0), 0)).toBe(2 * daysPast.length)
  },
  60_000,
)

it('leaves the chain of the audit whole', async () => {
  const report = await verifyAudit(database.urls.backup, '/dev/null')
  expect(report.chains.flatMap(({ fault }) => fault ?? [])).toEqual([])
  expect(report.chains.length).toBeGreaterThan(2)
}, 60_000)
