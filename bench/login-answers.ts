/**
 * How long a refused login takes for an account that exists and for one that does not: the medians of 200 each,
 * interleaved, must lie within 5 % of each other. Run it by `npx tsx bench/login-answers.ts`.
 */
import pg from 'pg'
import { openLogin } from '~/auth/login.server'
import { closePools, openPools } from '~/database/pools.server'
import { buildClinic } from '../tests/builders'
import { createTestDatabase } from '../tests/database-template'

const samples = 200
const allowedGap = 0.05

const database = await createTestDatabase()
await openPools(database.urls, 2)
const superuser = new pg.Client({ connectionString: database.urls.superuser })
await superuser.connect()
const { trainer } = await buildClinic(database)

async function milliseconds(email: string): Promise<number> {
  await superuser.query('truncate login_attempts')
  const started = performance.now()
  const request = new Request('http://localhost/login', { method: 'POST' })
  const outcome = await openLogin(request, { email, password: 'not the right password', address: '192.0.2.1' })
  const took = performance.now() - started
  if (outcome.ok || outcome.why !== 'wrong-password')
    throw new Error('A login that was to be refused as wrong was not.')
  return took
}

const median = (all: number[]) => all.sort((a, b) => a - b)[all.length >> 1] ?? 0

await milliseconds(trainer.email)
const known: number[] = []
const unknown: number[] = []
for (let n = 0; n < samples; n += 1) {
  // Each is first every other time, so that neither always runs on what the other left warm.
  const turns = [() => milliseconds(trainer.email).then((ms) => known.push(ms))]
  turns.push(() => milliseconds(`nobody${n}@nowhere.example`).then((ms) => unknown.push(ms)))
  for (const turn of n % 2 ? turns.reverse() : turns) await turn()
}
const [ofKnown, ofUnknown] = [median(known), median(unknown)]
const gap = Math.abs(ofKnown - ofUnknown) / ofKnown
console.log(
  `known ${ofKnown.toFixed(2)} ms, unknown ${ofUnknown.toFixed(2)} ms, gap ${(gap * 100).toFixed(1)} % (at most ${allowedGap * 100} %)`,
)

await superuser.end()
await closePools()
await database.drop()
process.exitCode = gap < allowedGap ? 0 : 1
