/** What takes access away holds on every replica from its commit on, while requests come in at both without a pause. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { changeOwnPassword } from '~/auth/new-own-password.server'
import { Browser } from '../auth/browser'
import { buildClinic, type Clinic, password, type Who } from '../builders'
import { change } from '../changing-members'
import { useTestDatabase } from '../use-database'

/** Ten by `npm run test:faults`, for each way. */
const rounds = Number(process.env.CLEARWAY_FAULT_ROUNDS ?? 1)
const loopsEach = 4
const database = useTestDatabase()
let doors: { process: ChildProcess; port: string }[]

beforeAll(async () => {
  doors = await Promise.all([openDoor(), openDoor()])
})
afterAll(async () => {
  for (const { process } of doors) {
    process.kill()
    await once(process, 'close')
  }
})

async function openDoor() {
  const env = { ...process.env, DATABASE_URL: database.urls.app }
  const script = join(import.meta.dirname, 'door.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next()
  if (!value) throw new Error('The door did not open.')
  return { process: child, port: value as string }
}

type Asked = { startedAt: number; status: number }

/** Asks one door over and over until told to stop. */
async function askOn(port: string, { cookie }: Who, answers: Asked[], isOver: () => boolean): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  while (!isOver()) {
    const startedAt = performance.now()
    const status = await new Promise<number>((resolve, reject) => {
      get({ host: '127.0.0.1', port, agent, headers: { cookie } }, (answer) => {
        answer.resume().once('end', () => resolve(answer.statusCode ?? 0))
      }).once('error', reject)
    })
    answers.push({ startedAt, status })
  }
  agent.destroy()
}

const waits = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Two doors full of one member's requests, through the change; its promise resolves once it is committed. */
async function through(who: Who, takeAway: () => Promise<unknown>) {
  const answers: Asked[] = []
  let isOver = false
  const loops = doors.flatMap(({ port }) =>
    Array.from({ length: loopsEach }, () => askOn(port, who, answers, () => isOver)),
  )
  await waits(250)
  const outcome = await takeAway()
  const committedAt = performance.now()
  await waits(250)
  isOver = true
  await Promise.all(loops)
  const before = answers.filter(({ startedAt }) => startedAt < committedAt)
  const after = answers.filter(({ startedAt }) => startedAt >= committedAt)
  return { outcome, before, after, acceptedAfter: after.filter(({ status }) => status === 200).length }
}

type Taken = (clinic: Clinic, who: Who) => Promise<unknown>
const chooseAnother: Taken = async (_clinic, { email }) => {
  const elsewhere = new Browser()
  await elsewhere.signIn(email, password)
  const asked = { key: randomUUID(), password: 'seven quiet lanterns in the yard', old: { password } }
  const outcome = await changeOwnPassword(elsewhere.request(), await elsewhere.member(), asked)
  expect(outcome).toEqual({ ok: true })
}

it.each([
  ['a deactivation', 302, (clinic, who) => change(clinic, who, { kind: 'deactivation', reason: 'Left' })],
  [
    'a role taken away',
    403,
    (clinic, who) => change(clinic, who, { kind: 'roles', roles: ['trainer'], licence: null }),
  ],
  ['a new password, chosen in another browser', 302, chooseAnother],
] as [string, number, Taken][])(
  '%s: 0 requests are accepted on two replicas that began after it was committed',
  async (_says, status, takeAway) => {
    for (let round = 0; round < rounds; round += 1) {
      const clinic = await buildClinic(database)
      const { before, after, acceptedAfter } = await through(clinic.therapist, () => takeAway(clinic, clinic.therapist))
      expect(before.filter((one) => one.status === 200).length).toBeGreaterThan(2 * loopsEach)
      expect(after.length).toBeGreaterThan(2 * loopsEach)
      expect(acceptedAfter).toBe(0)
      expect(new Set(after.map((one) => one.status))).toEqual(new Set([status]))
    }
  },
  rounds * 20_000,
)
