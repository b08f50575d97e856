/** A sender killed at any of its steps: every mail arrives, and whatever arrives twice has one Message-ID. */
import pg from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { enforce } from '~/jobs/enforcer.server'
import { sendOutbox } from '~/jobs/outbox.server'
import { readMailSettings } from '~/server/mail-settings.server'
import { buildClinic, type Clinic } from '../builders'
import { type MailServer, startMailServer } from '../mail-server'
import { useTestDatabase } from '../use-database'
import { buildBreaches } from './breaches'
import { type CountingProxy, type Moment, startProxy } from './counting-proxy'
import { startReplica } from './replicas'

/** All of them by `npm run test:faults`; else one in the middle, and the one between the server's word and the mark. */
const isEveryStep = Number(process.env.CLEARWAY_FAULT_ROUNDS ?? 0) >= 10

const database = useTestDatabase()
let clinic: Clinic
let mail: MailServer
let proxy: CountingProxy
let superuser: pg.Client

beforeAll(async () => {
  clinic = await buildClinic(database)
  mail = await startMailServer()
  proxy = await startProxy(database.urls.jobs)
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  await superuser.query("select set_config('clearway.clinic', $1, false)", [clinic.id])
  vi.stubEnv('CLEARWAY_SMTP_URL', `smtp://127.0.0.1:${mail.port}`)
  vi.stubEnv('CLEARWAY_MAIL_FROM', 'rehab@clinic.example')
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await proxy.close()
  await mail.close()
  await superuser.end()
})

async function writeMails(): Promise<void> {
  await buildBreaches(clinic, [1])
  expect(await enforce()).toMatchObject({ flags: 1, mails: 2 })
}

async function startSender() {
  return startReplica({ urls: { ...database.urls, jobs: proxy.by(database.urls.jobs) } })
}

/** Kills the sender at the moment; `inTheLetter` at the first mail, taken and not yet answered by the server. */
async function killAt(moment: Moment | 'inTheLetter'): Promise<void> {
  const sender = await startSender()
  const kill = () => sender.process.kill('SIGKILL')
  proxy.arm(moment === 'inTheLetter' ? null : moment, kill)
  if (moment === 'inTheLetter') {
    mail.behave({
      afterMail: async () => {
        kill()
        await sender.gone
      },
    })
  }
  expect(await sender.run('outbox')).toBeNull()
  await sender.gone
  mail.behave({})
}

/** A quarter of an hour later: what the dead sender claimed is anybody's. */
async function sendTheRest(): Promise<void> {
  await superuser.query('select pg_terminate_backend(pid) from pg_stat_activity where client_port = any ($1::int[])', [
    proxy.ports(),
  ])
  await superuser.query('update outbox set claimed_until = null where sent_at is null')
  await sendOutbox(readMailSettings())
}

async function expectEachOnce(): Promise<void> {
  const { rows } = await superuser.query<{ id: string; email: string; sent: boolean }>(
    'select o.id, m.email, o.sent_at is not null as sent from outbox o join members m on m.clinic_id = o.clinic_id and m.id = o.member_id',
  )
  expect(rows.filter(({ sent }) => !sent)).toEqual([])
  const wanted = rows.map(({ id, email }) => `<${id}@clinic.example> ${email}`)
  const arrived = new Set(mail.taken.map(({ messageId, to }) => `${messageId} ${to.join()}`))
  expect([...arrived].sort()).toEqual(wanted.sort())
}

it('leaves one Message-ID for each person and breach, wherever it was killed', async () => {
  await writeMails()
  const counting = await startSender()
  proxy.arm(null, () => undefined)
  expect(await counting.run('outbox')).toMatchObject({ sent: 2 })
  const steps = proxy.sent()
  await counting.end()
  expect(steps).toBeGreaterThan(10)
  const every = Array.from({ length: steps }, (_, n) => n + 1)
  const moments = isEveryStep
    ? every.flatMap((at): Moment[] => [
        { at, side: 'before' },
        { at, side: 'after' },
      ])
    : [{ at: Math.floor(steps / 2), side: 'after' } as const]
  for (const moment of [...moments, 'inTheLetter' as const]) {
    await writeMails()
    await killAt(moment)
    await sendTheRest()
    await expectEachOnce()
  }
}, 1_800_000)
