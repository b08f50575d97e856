/** Guessing is slow, and never keeps the owner of an account out for good. */
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { afterLogout, keptDevice } from '~/auth/device.server'
import { buildClinic, type Clinic, password } from '../builders'
import { useTestDatabase } from '../use-database'
import { Browser } from './browser'

const database = useTestDatabase()
let clinic: Clinic
let superuser: pg.Client

beforeAll(async () => {
  clinic = await buildClinic(database)
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
})
afterAll(() => superuser.end())
beforeEach(() => superuser.query('truncate login_attempts'))

const evaluated = async (kind: string) => {
  const { rows } = await superuser.query(
    'select count(*)::int as n from login_attempts where starts_with(budget, $1)',
    [kind],
  )
  return rows[0].n
}
const quarterLater = () => superuser.query("update login_attempts set at = at - interval '15 minutes'")

/** Wrong passwords from as many addresses as tries, 20 at a time. */
async function attack(email: string, tries: number): Promise<Record<string, number>> {
  const answers: Record<string, number> = {}
  for (let at = 0; at < tries; at += 20) {
    const batch = Array.from({ length: Math.min(20, tries - at) }, (_, n) =>
      new Browser(`198.51.${(at + n) >> 8}.${(at + n) & 255}`).signIn(email, `a wrong password, number ${at + n}`),
    )
    for (const outcome of await Promise.all(batch)) {
      const answer = outcome.ok ? 'opened' : outcome.why
      answers[answer] = (answers[answer] ?? 0) + 1
    }
  }
  return answers
}

describe('an account', () => {
  it('has at most 10 wrong passwords evaluated in 15 minutes, of 1,000 from rotating addresses', async () => {
    expect(await attack(clinic.trainer.email, 1000)).toEqual({ 'wrong-password': 10, 'too-many-tries': 990 })
    expect(await evaluated('account:')).toBe(10)
  })

  it('is throttled alike when there is no such account', async () => {
    expect(await attack('nobody@nowhere.example', 30)).toEqual({ 'wrong-password': 10, 'too-many-tries': 20 })
  })

  it('is open again after a quarter of an hour', async () => {
    await attack(clinic.trainer.email, 11)
    expect(await new Browser().signIn(clinic.trainer.email, password)).toEqual({ ok: false, why: 'too-many-tries' })
    await quarterLater()
    expect(await new Browser().signIn(clinic.trainer.email, password)).toMatchObject({ ok: true })
  })

  it('is never used up by right passwords', async () => {
    for (let n = 0; n < 12; n += 1) {
      expect(await new Browser().signIn(clinic.trainer.email, password)).toMatchObject({ ok: true })
    }
  })
})

describe('a browser that logged in before', () => {
  const known = async () => {
    const browser = new Browser()
    await browser.signIn(clinic.trainer.email, password)
    return browser
  }

  it('gets in while strangers have used up the account', async () => {
    const browser = await known()
    await attack(clinic.trainer.email, 30)
    expect(await browser.signIn(clinic.trainer.email, password)).toMatchObject({ ok: true })
  })

  it('has 10 wrong tries of its own and no more', async () => {
    const browser = await known()
    const answers: string[] = []
    for (let n = 0; n < 12; n += 1) {
      const outcome = await browser.signIn(clinic.trainer.email, 'a wrong password')
      answers.push(outcome.ok ? 'opened' : outcome.why)
    }
    expect(answers).toEqual([...Array(10).fill('wrong-password'), ...Array(2).fill('too-many-tries')])
    expect(await new Browser().signIn(clinic.trainer.email, password)).toMatchObject({ ok: true })
  })

  it('is known for its own account only, and not by a token it made up', async () => {
    const browser = await known()
    await attack(clinic.doctor.email, 10)
    expect(await browser.signIn(clinic.doctor.email, password)).toEqual({ ok: false, why: 'too-many-tries' })

    await attack(clinic.trainer.email, 10)
    const [issued = '', nonce = ''] = (browser.device() ?? '').split('.')
    for (const forged of [
      `${issued}.${nonce}.${'0'.repeat(64)}`,
      `${Number(issued) + 1}.${browser.device()?.slice(11)}`,
    ]) {
      const headers = new Headers({ 'Set-Cookie': `clearway-device=${forged}` })
      const forger = new Browser()
      forger.keep(headers)
      expect(await forger.signIn(clinic.trainer.email, password)).toEqual({ ok: false, why: 'too-many-tries' })
    }
  })

  it('is still known after a logout, which clears every cookie it has', async () => {
    const browser = await known()
    const way = afterLogout(browser.request('/logout'))
    const emptied = new Browser()
    emptied.keep(keptDevice(emptied.request(way)) ?? new Headers())
    expect(emptied.device()).toBe(browser.device())
    await attack(clinic.trainer.email, 10)
    expect(await emptied.signIn(clinic.trainer.email, password)).toMatchObject({ ok: true })
  })

  it('does not take over the mark of another browser from a link', async () => {
    const browser = await known()
    const other = await known()
    expect(keptDevice(other.request(afterLogout(browser.request())))).toBeNull()
    expect(keptDevice(new Browser().request('/login?kept=anything'))).toBeNull()
  })
})

describe('an address', () => {
  it('has at most 100 wrong passwords evaluated in 15 minutes, over all accounts', async () => {
    const failing = new Browser('203.0.113.7')
    await failing.signIn('nobody@nowhere.example', 'wrong')
    await superuser.query(
      "insert into login_attempts (budget, at) select budget, at from login_attempts, generate_series(1, 98) where starts_with(budget, 'address:')",
    )
    const wrong = (who: string) => failing.signIn(`${who}@nowhere.example`, 'wrong')
    expect(await wrong('somebody')).toEqual({ ok: false, why: 'wrong-password' })
    expect(await wrong('anybody')).toEqual({ ok: false, why: 'too-many-tries' })
    expect(await failing.signIn(clinic.trainer.email, password)).toEqual({ ok: false, why: 'too-many-tries' })
    expect(await new Browser('203.0.113.8').signIn(clinic.trainer.email, password)).toMatchObject({ ok: true })
  })

  it('counts a /64 of IPv6 as one, and an IPv4 address as itself in either writing', async () => {
    await new Browser('2001:db8:1:2::1').signIn('a@nowhere.example', 'wrong')
    await new Browser('2001:db8:1:2:ffff::9').signIn('b@nowhere.example', 'wrong')
    await new Browser('2001:db8:1:3::1').signIn('c@nowhere.example', 'wrong')
    await new Browser('::ffff:192.0.2.9').signIn('d@nowhere.example', 'wrong')
    await new Browser('192.0.2.9').signIn('e@nowhere.example', 'wrong')
    await new Browser('::ffff:192.0.2.10').signIn('f@nowhere.example', 'wrong')
    const { rows } = await superuser.query(
      "select count(*)::int as n from login_attempts where starts_with(budget, 'address:') group by budget order by n",
    )
    expect(rows.map(({ n }) => n)).toEqual([1, 1, 2, 2])
  })

  it('is kept as a digest, as the email is', async () => {
    await new Browser('192.0.2.77').signIn('a.name@nowhere.example', 'wrong')
    const { rows } = await superuser.query("select string_agg(budget, ' ') as all from login_attempts")
    expect(rows[0].all).toMatch(/^(account|address):[0-9a-f]{64} (account|address):[0-9a-f]{64}$/)
  })
})
