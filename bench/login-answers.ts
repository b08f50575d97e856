/**
 * How long it takes to be refused at the login page, and to be answered about a forgotten password, for an account that
 * exists, for one with a second factor and for one that does not exist: the medians of 200 each, interleaved, lie within
 * 5 % of each other.
 */
import pg from 'pg'
import { openLogin } from '~/auth/login.server'
import { requestReset } from '~/auth/new-own-password.server'
import { useSealKey } from '~/auth/seal.server'
import { closePools, openPools } from '~/database/pools.server'
import { buildClinic } from '../tests/builders'
import { createTestDatabase } from '../tests/database-template'
import { enrolled } from '../tests/second-factor'

const samples = 200
const allowedGap = 0.05
const address = '192.0.2.1'

const database = await createTestDatabase()
useSealKey('the seal key of the bench, long enough')
await openPools(database.urls, 2)
const superuser = new pg.Client({ connectionString: database.urls.superuser })
await superuser.connect()
const clinic = await buildClinic(database)
await enrolled(clinic, clinic.doctor)

/** Whom a question is asked about; `n` is the sample, so that nobody unknown is asked about twice. */
const accounts = {
  known: () => clinic.trainer.email,
  'with a second factor': () => clinic.doctor.email,
  unknown: (n: number) => `nobody${n}@nowhere.example`,
}
type Account = keyof typeof accounts

const questions: Record<string, (email: string) => Promise<void>> = {
  login: async (email) => {
    const request = new Request('http://localhost/login', { method: 'POST' })
    const outcome = await openLogin(request, { email, password: 'not the right password', address })
    if (outcome.ok || outcome.why !== 'wrong-password') throw new Error('A wrong password was to be refused as that.')
  },
  'forgotten password': (email) => requestReset(email, address),
}

async function milliseconds(ask: () => Promise<void>): Promise<number> {
  await superuser.query('truncate login_attempts, password_resets')
  const started = performance.now()
  await ask()
  return performance.now() - started
}

const median = (all: number[]) => all.sort((a, b) => a - b)[all.length >> 1] ?? 0

async function medians(ask: (email: string) => Promise<void>): Promise<Record<Account, number>> {
  const names = Object.keys(accounts) as Account[]
  const took = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Account, number[]>
  await milliseconds(() => ask(accounts.known()))
  for (let n = 0; n < samples; n += 1) {
    // Each is first in its turn, and this way round or that, so that none always runs on what another left warm.
    const from = names.map((_name, at) => names[(at + (n >> 1)) % names.length] as Account)
    const turns = n % 2 ? from.toReversed() : from
    for (const name of turns) took[name].push(await milliseconds(() => ask(accounts[name](n))))
  }
  return Object.fromEntries(names.map((name) => [name, median(took[name])])) as Record<Account, number>
}

for (const [question, ask] of Object.entries(questions)) {
  const found = Object.entries(await medians(ask))
  const values = found.map(([, ms]) => ms)
  const gap = (Math.max(...values) - Math.min(...values)) / Math.min(...values)
  const each = found.map(([name, ms]) => `${name} ${ms.toFixed(2)} ms`).join(', ')
  console.log(`${question}: ${each}, gap ${(gap * 100).toFixed(1)} % (at most ${allowedGap * 100} %)`)
  if (gap >= allowedGap) process.exitCode = 1
}

await superuser.end()
await closePools()
await database.drop()
