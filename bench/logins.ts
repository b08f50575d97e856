/**
 * How long it takes to be refused at the login page, and to be answered about a forgotten password, for an account that
 * exists, for one with a second factor and for one that does not exist: nobody may learn from the time which it is.
 */
import pg from 'pg'
import { openLogin } from '~/auth/login.server'
import { requestReset } from '~/auth/new-own-password.server'
import { useSealKey } from '~/auth/seal.server'
import { closePools, openPools } from '~/database/pools.server'
import { buildClinic } from '../tests/builders'
import { createTestDatabase } from '../tests/database-template'
import { enrolled } from '../tests/second-factor'
import { type Bench, type Figure, median } from './kit/figure'

/** Of each kind of account; a handful of rounds would not tell 5 % from chance. */
const samples = 200
const address = '192.0.2.1'

const questions: Record<string, (email: string) => Promise<void>> = {
  'refused login': async (email) => {
    const request = new Request('http://localhost/login', { method: 'POST' })
    const outcome = await openLogin(request, { email, password: 'not the right password', address })
    if (outcome.ok || outcome.why !== 'wrong-password') throw new Error('A wrong password was to be refused as that.')
  },
  'forgotten password': (email) => requestReset(email, address),
}

export const logins: Bench = {
  says: 'whether a refused login and a forgotten password take as long for an account as for none',
  async run({ rounds }) {
    const database = await createTestDatabase()
    useSealKey('the seal key of the bench, long enough')
    await openPools(database.urls, 2)
    const superuser = new pg.Client({ connectionString: database.urls.superuser })
    await superuser.connect()
    try {
      const clinic = await buildClinic(database)
      await enrolled(clinic, clinic.doctor)
      /** `n` is the sample, so that nobody unknown is asked about twice. */
      const accounts = {
        known: () => clinic.trainer.email,
        'with a second factor': () => clinic.doctor.email,
        unknown: (n: number) => `nobody${n}@nowhere.example`,
      }
      const figures: Figure[] = []
      for (const [question, ask] of Object.entries(questions)) {
        const took = await sampled(superuser, accounts, ask, Math.max(samples, rounds))
        const medians = Object.values(took).map(median)
        const gap = (100 * (Math.max(...medians) - Math.min(...medians))) / Math.min(...medians)
        figures.push({ name: `${question}, between accounts`, unit: '% apart', values: [gap], goal: { most: 5 } })
        for (const [account, values] of Object.entries(took))
          figures.push({ name: `${question}, ${account}`, unit: 'ms', values })
      }
      return figures
    } finally {
      await superuser.end()
      await closePools()
      await database.drop()
    }
  },
}

type Accounts = Record<string, (n: number) => string>

async function sampled(
  superuser: pg.Client,
  accounts: Accounts,
  ask: (email: string) => Promise<void>,
  count: number,
): Promise<Record<string, number[]>> {
  const names = Object.keys(accounts)
  const took = Object.fromEntries(names.map((name) => [name, [] as number[]]))
  for (let n = -1; n < count; n += 1) {
    // Each is first in its turn, and this way round or that, so that none always runs on what another left warm.
    const from = names.map((_name, at) => names[(at + (Math.max(n, 0) >> 1)) % names.length] ?? '')
    for (const name of n % 2 ? from.toReversed() : from) {
      await superuser.query('truncate login_attempts, password_resets')
      const started = performance.now()
      await ask(accounts[name]?.(n) ?? '')
      if (n >= 0) took[name]?.push(performance.now() - started)
    }
  }
  return took
}
