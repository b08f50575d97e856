/** `npm run enforce`, as whoever has cron runs it. */
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildClinic, type Clinic } from '../builders'
import { buildCleared, train } from '../builders-program'
import { useTestDatabase } from '../use-database'
import { ended, startEnforcer } from './enforce-process'

const database = useTestDatabase()
const dayMs = 86_400_000
const in25Days = new Date(Date.now() + 25 * dayMs).toISOString()
let clinic: Clinic
let superuser: pg.Client

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  clinic = await buildClinic(database)
  for (const daysAgo of [22, 3]) {
    const at = new Date(Date.now() - daysAgo * dayMs)
    await train(clinic, await buildCleared(clinic, { sessionsPerWeek: 5, at }), { at })
  }
})
afterAll(() => superuser.end())

const run = (args: string[] = [], env = {}) => ended(startEnforcer(database.urls, args, env))
const count = async (text: string) =>
  (await superuser.query<{ n: number }>(`select count(*)::int as n from ${text}`)).rows[0]?.n
const markAs = (kind: string) => superuser.query('update installation set kind = $1', [kind])

it('with --dry-run says what is due by clinic, writes nothing, and is no run', async () => {
  const { code, said } = await run(['--dry-run'])
  expect({ code, said }).toEqual({ code: 0, said: expect.stringMatching(/^clinic-\S+: windows 1, .*clearances 0\n/) })
  expect(said).toContain('Nothing was written. 1 clinics have something due.')
  expect(await count('window_flags')).toBe(0)
  expect(await count('job_runs')).toBe(0)
})

it('refuses what it cannot do safely, in words, and writes nothing', async () => {
  const refusals = await Promise.all([run(['--at', 'tomorrow']), run([], { CLEARWAY_JOBS_URL: '' })])
  expect(refusals.map(({ code }) => code)).toEqual([1, 1])
  expect(refusals[0]?.said).toContain('--at wants a time such as')
  expect(refusals[1]?.said).toContain('Set CLEARWAY_JOBS_URL')
  await markAs('real')
  const another = await run(['--at', in25Days])
  await markAs('test')
  expect(another).toEqual({ code: 1, said: expect.stringContaining('on a real clinic say --i-know as well') })
  expect(await count('window_flags')).toBe(0)
})

it('flags what is past, prints counts and no name, and writes down that it ran', async () => {
  const { code, said } = await run()
  expect(code).toBe(0)
  expect(said).toMatch(/^The enforcer is done: clinics 1, flags 1, .*busy 0\.\n$/)
  const { rows } = await superuser.query('select job, outcome, counts from job_runs')
  expect(rows).toEqual([{ job: 'enforcer', outcome: 'done', counts: expect.objectContaining({ flags: 1 }) }])
})

it('with --at and --i-know works as of another time, which is no sign that it runs', async () => {
  await markAs('real')
  const { code, said } = await run(['--at', in25Days, '--i-know'])
  await markAs('test')
  expect(code).toBe(0)
  expect(said).toContain('flags 1')
  expect(await count('window_flags')).toBe(2)
  expect(await count('job_runs')).toBe(1)
})
