/** Guessing, and a password that is replaced, over two servers on one database. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { buildClinic, type Clinic, password } from '../builders'
import { useTestDatabase } from '../use-database'
import { type Answered, cookieOf, type ServerReplica, startServerReplica } from './server-replica'

// 1,000 by npm run test:logins.
const tries = Number(process.env.CLEARWAY_LOGIN_TRIES ?? 60)
const atATime = 20
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const database = useTestDatabase()
let superuser: pg.Client
let replicas: ServerReplica[]
let clinic: Clinic

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  clinic = await buildClinic(database)
  replicas = await Promise.all([startServerReplica(database.urls), startServerReplica(database.urls)])
})
afterAll(() => Promise.all([superuser.end(), ...replicas.map((replica) => replica.end())]))
beforeEach(() => superuser.query('truncate login_attempts'))

/** The replica whose turn it is. */
const replicaAt = (n: number) => replicas[n % replicas.length] as ServerReplica
const addressAt = (n: number) => `198.51.${n >> 8}.${n & 255}`

function signIn(n: number, fields: { email: string; password: string }, cookie = ''): Promise<Answered> {
  return replicaAt(n).post({ path: '/login', fields, cookie, from: addressAt(n) })
}

/** How many tries were answered with each status. */
async function attack(email: string): Promise<Record<number, number>> {
  const answers: Record<number, number> = {}
  for (let at = 0; at < tries; at += atATime) {
    const batch = Array.from({ length: Math.min(atATime, tries - at) }, (_, n) =>
      signIn(at + n, { email, password: `a wrong password, number ${at + n}` }),
    )
    for (const { status } of await Promise.all(batch)) answers[status] = (answers[status] ?? 0) + 1
  }
  return answers
}

describe('wrong passwords from rotating addresses, over two replicas,', () => {
  it('are evaluated ten times an account, and keep its owner out of no browser that knows them', async () => {
    const right = { email: clinic.doctor.email, password }
    const known = cookieOf(await signIn(0, right))
    expect(await attack(clinic.doctor.email)).toEqual({ 400: 10, 429: tries - 10 })
    const { rows } = await superuser.query(
      "select count(*)::int as n from login_attempts where starts_with(budget, 'account:')",
    )
    expect(rows).toEqual([{ n: 10 }])

    for (const n of [0, 1]) {
      expect(await signIn(n, right, known)).toMatchObject({ status: 302, to: '/' })
      expect(await signIn(n, right)).toMatchObject({ status: 429 })
    }
    await superuser.query("update login_attempts set at = at - interval '15 minutes'")
    for (const n of [0, 1]) expect(await signIn(n, right)).toMatchObject({ status: 302, to: '/' })
  })
})

describe('a password that is changed on one replica', () => {
  it('lets no request of another login through on either, from the moment of the answer', async () => {
    const right = { email: clinic.therapist.email, password }
    const there = cookieOf(await signIn(0, right))
    const here = cookieOf(await signIn(1, right))
    let isChanged = false
    const acceptedAfter: number[] = []
    const acceptedBefore: number[] = []
    const loop = async (replica: ServerReplica) => {
      for (let after = 0; after < 20; ) {
        const sentAfter = isChanged
        const { status } = await replica.get('/inbox/count', there)
        if (status === 200) (sentAfter ? acceptedAfter : acceptedBefore).push(status)
        if (sentAfter) after += 1
      }
    }
    const loops = replicas.map(loop)
    await vi.waitUntil(() => acceptedBefore.length > 10, { timeout: 20_000 })
    const fresh = 'seven quiet lanterns in the yard'
    const fields = { key: randomUUID(), currentPassword: password, password: fresh, passwordAgain: fresh }
    expect(await replicaAt(0).post({ path: '/account/password', fields, cookie: here })).toMatchObject({ status: 303 })
    isChanged = true
    await Promise.all(loops)
    expect(acceptedAfter).toEqual([])
    for (const replica of replicas) expect((await replica.get('/inbox/count', here)).status).toBe(200)
  })
})
