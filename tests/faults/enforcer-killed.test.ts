/** A run killed at any of its steps leaves whole clinics or nothing, and the next run completes it. */
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyAudit } from '~/data/audit-verify.server'
import { enforce } from '~/jobs/enforcer.server'
import { buildClinic, type Clinic } from '../builders'
import type { Built } from '../builders-program'
import { useTestDatabase } from '../use-database'
import { buildBreaches, once, readWritten } from './breaches'
import { type CountingProxy, type Moment, startProxy } from './counting-proxy'
import { startReplica } from './replicas'

/** All of them by `npm run test:faults`; else one in the middle. */
const isEveryStep = Number(process.env.CLEARWAY_FAULT_ROUNDS ?? 0) >= 10

const database = useTestDatabase()
let clinics: Clinic[]
let proxy: CountingProxy
let superuser: pg.Client

beforeAll(async () => {
  clinics = [await buildClinic(database), await buildClinic(database)]
  proxy = await startProxy(database.urls.jobs)
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
})
afterAll(async () => {
  await proxy.close()
  await superuser.end()
})

const startBehindProxy = () => startReplica({ urls: { ...database.urls, jobs: proxy.by(database.urls.jobs) } })
const buildAll = () =>
  Promise.all(clinics.map(async (clinic) => ({ clinic, breaches: await buildBreaches(clinic, [1]) })))

/** How many messages a whole run sends, with one breach in each of two clinics. */
async function countSteps(): Promise<number> {
  await buildAll()
  const replica = await startBehindProxy()
  proxy.arm(null, () => undefined)
  expect(await replica.run()).toMatchObject({ flags: 2, clinics: 2 })
  await replica.end()
  return proxy.sent()
}

/** Starts a run, kills its process at the moment, and waits until the server has noticed. */
async function killAt(moment: Moment): Promise<void> {
  const replica = await startBehindProxy()
  proxy.arm(moment, () => replica.process.kill('SIGKILL'))
  expect(await replica.run()).toBeNull()
  await replica.gone
  expect(replica.process.signalCode).toBe('SIGKILL')
  const text = 'select from pg_stat_activity where client_port = any ($1::int[])'
  for (let tries = 0; (await superuser.query(text, [proxy.ports()])).rowCount; tries += 1) {
    if (tries > 200) throw new Error('The connections of a dead process are still there.')
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

async function expectWholeOrNothing(built: { clinic: Clinic; breaches: Built[] }[]): Promise<void> {
  for (const { clinic, breaches } of built) {
    const [written] = await readWritten(clinic, breaches)
    if (written?.flags !== 0) expect([written]).toEqual(once(breaches))
  }
}

it('is completed by the next run, wherever it was killed, with one flag, notice, mail and event of each', async () => {
  const steps = await countSteps()
  expect(steps).toBeGreaterThan(10)
  const all = Array.from({ length: steps }, (_, n) => n + 1)
  for (const at of isEveryStep ? all : [Math.floor(steps / 2)]) {
    for (const side of isEveryStep ? (['before', 'after'] as const) : (['after'] as const)) {
      const built = await buildAll()
      await killAt({ at, side })
      await expectWholeOrNothing(built)
      await enforce()
      for (const { clinic, breaches } of built) expect(await readWritten(clinic, breaches)).toEqual(once(breaches))
    }
  }
  const report = await verifyAudit(database.urls.backup, '/dev/null')
  expect(report.chains.flatMap(({ fault }) => fault ?? [])).toEqual([])
}, 1_800_000)
