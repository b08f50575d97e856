/** Mail against a real server: the right people, once, nothing clinical, and nothing lost while it is away. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { markSent } from '~/data/outbox.server'
import { findMailState, listKeptMail, sendAgain } from '~/data/mail-state.server'
import { findLogin } from '~/data/login.server'
import { readClinic } from '~/database/door.server'
import { enforce } from '~/jobs/enforcer.server'
import { sendOutbox, weeklyReviews } from '~/jobs/outbox.server'
import type { MailSettings } from '~/server/mail-settings.server'
import { buildClinic, type Clinic, inOne, type Who } from '../builders'
import { buildCleared, train } from '../builders-program'
import { type MailServer, startMailServer } from '../mail-server'
import { useTestDatabase } from '../use-database'

/** Whether a sender dies after the server's 250, before it marks the mail as sent. */
const marking = vi.hoisted(() => ({ dies: false }))
vi.mock('~/data/outbox.server', async (load) => {
  const real = await load<typeof import('~/data/outbox.server')>()
  const markSent: typeof real.markSent = (...mail) =>
    marking.dies ? Promise.reject(new Error('killed')) : real.markSent(...mail)
  return { ...real, markSent }
})

const database = useTestDatabase()
const dayMs = 86_400_000
const canary = 'Canarywell'

let clinic: Clinic
let server: MailServer

const over = (port: number): MailSettings => ({
  server: { host: '127.0.0.1', port, isSecure: false, isLoopback: true, login: null },
  from: 'rehab@clinic.example',
  url: 'https://clearway.clinic.example',
})

type Kept = {
  id: string
  member_id: string
  kind: string
  sent_at: Date | null
  attempts: number
  last_error: string | null
  skipped_why: string | null
  waits: number
}
const outbox = () =>
  clinic.sql<Kept>(
    clinic.admin,
    'select *, round(extract(epoch from next_attempt_at - attempted_at) / 60)::int as waits from outbox order by id',
  )
/** As the owner of the database would: no page can. */
const set = (text: string, values: unknown[] = []) =>
  inOne(database.urls.owner, { clinicId: clinic.id, memberId: clinic.admin.memberId }, (rows) => rows(text, values))

async function member(who: Who) {
  const login = await findLogin(who.idHash)
  if (!login) throw new Error('The login is open.')
  return login.member
}

/** A breach of today, as the enforcer finds it: a mail for who raised it, and one for who cleared it. */
async function buildBreach(): Promise<void> {
  const start = new Date(Date.now() - 21 * dayMs)
  const built = await buildCleared(clinic, { sessionsPerWeek: 6, at: start })
  await clinic.sql(clinic.trainer, 'update clients set given_name = $2, family_name = $2 where id = $1', [
    built.clientId,
    canary,
  ])
  await train(clinic, built, { at: start })
  await enforce()
}

/** The rows a breach leaves, without its story. */
async function keepMails(): Promise<void> {
  await set(
    `insert into outbox (clinic_id, id, member_id, kind, subject_id, occurred_at)
     select $1, uuidv7(), m, 'window-breach', gen_random_uuid(), now() from unnest($2::uuid[]) as m`,
    [clinic.id, [clinic.trainer.memberId, clinic.therapist.memberId]],
  )
}

beforeAll(async () => {
  server = await startMailServer()
  clinic = await buildClinic(database)
  return () => server.close()
})

beforeEach(async () => {
  await set('delete from outbox')
  server.taken.length = 0
  server.behave({})
  marking.dies = false
})

describe('a breach', () => {
  it('is mailed to who raised it and who cleared it, once, with nothing clinical in it', async () => {
    await buildBreach()
    expect(await sendOutbox(over(server.port))).toEqual({ sent: 2, failed: 0, skipped: 0, busy: 0 })
    expect(server.taken.map(({ to }) => to).sort()).toEqual([[clinic.therapist.email], [clinic.trainer.email]])
    for (const { raw, subject } of server.taken) {
      expect(subject).toBe('Riverside Clinic: 1 rehab window is past its limit')
      const body = raw.slice(raw.indexOf('\r\n\r\n')).trim()
      expect(body.split(/\r\n/)).toEqual([
        'Riverside Clinic',
        '',
        '1 rehab window is past its limit.',
        '',
        'https://clearway.clinic.example/inbox',
      ])
      for (const secret of [canary, 'ACL', 'Knee', 'Maya', 'Lin Chen', 'BFR', 'left-leg', clinic.id.slice(24)]) {
        expect(raw.replaceAll(`@${clinic.id}.example`, ''), secret).not.toContain(secret)
      }
    }
    expect(await sendOutbox(over(server.port))).toMatchObject({ sent: 0 })
    expect(server.taken).toHaveLength(2)
  })

  it('has a Message-ID that is the row’s own', async () => {
    await keepMails()
    await sendOutbox(over(server.port))
    const ids = (await outbox()).map(({ id }) => `<${id}@clinic.example>`)
    expect(server.taken.map(({ messageId }) => messageId).sort()).toEqual(ids.sort())
  })

  it('is sent once by three senders at a time', async () => {
    await keepMails()
    await keepMails()
    server.behave({ afterMail: () => new Promise((resolve) => setTimeout(resolve, 30)) })
    const runs = await Promise.all([1, 2, 3].map(() => sendOutbox(over(server.port))))
    expect(runs.reduce((sum, { sent }) => sum + sent, 0)).toBe(4)
    expect(new Set(server.taken.map(({ messageId }) => messageId)).size).toBe(4)
    expect(server.taken).toHaveLength(4)
  })
})

it('the week’s reviews are one mail with their count alone, and no link where the product has no address', async () => {
  const start = new Date(Date.now() - 40 * dayMs)
  for (const _ of [1, 2]) {
    const built = await buildCleared(clinic, { sessionsPerWeek: 2, at: start })
    await train(clinic, built, { at: start })
  }
  await weeklyReviews()
  await sendOutbox({ ...over(server.port), url: null })
  expect(server.taken.map(({ subject }) => subject)).toEqual(Array(2).fill('Riverside Clinic: 2 reviews are due'))
  expect(server.taken[0]?.raw).not.toContain('http')
})

describe('while no server takes mail', () => {
  it('without one in the settings all is kept and nothing is tried', async () => {
    await keepMails()
    expect(await sendOutbox({ server: null, from: '', url: null })).toMatchObject({ sent: 0, failed: 0 })
    expect((await outbox()).map(({ attempts, sent_at }) => [attempts, sent_at])).toEqual([
      [0, null],
      [0, null],
    ])
  })

  it('with one that is down, one try is made, the rest waits, and all goes out once it is back', async () => {
    await keepMails()
    const gone = await startMailServer()
    await gone.close()
    expect(await sendOutbox(over(gone.port))).toMatchObject({ sent: 0, failed: 1 })
    const kept = await outbox()
    expect(kept.map(({ last_error }) => last_error).sort()).toEqual(['no-connection', null])
    const admin = await member(clinic.admin)
    expect(await readClinic(admin, (query) => findMailState(query))).toMatchObject({
      unsent: 2,
      lastError: 'no-connection',
    })
    expect(await sendAgain(admin, { key: crypto.randomUUID(), at: new Date() })).toEqual({ ok: true, mails: 1 })
    const back = await startMailServer({ port: gone.port })
    expect(await sendOutbox(over(back.port))).toMatchObject({ sent: 2 })
    expect(back.taken.map(({ messageId }) => messageId).sort()).toEqual(
      kept.map(({ id }) => `<${id}@clinic.example>`).sort(),
    )
    await back.close()
  })

  it.each([
    [450, 'smtp-450'],
    [550, 'smtp-550'],
  ])('an answer of %i to one is kept as a code alone, and the other goes out', async (code, expected) => {
    await keepMails()
    server.behave({ refuse: (to) => (to === clinic.trainer.email ? code : null) })
    expect(await sendOutbox(over(server.port))).toMatchObject({ sent: 1, failed: 1 })
    const refused = (await outbox()).find(({ member_id }) => member_id === clinic.trainer.memberId)
    expect(refused).toMatchObject({ sent_at: null, attempts: 1, last_error: expected, waits: 1 })
    expect(JSON.stringify(await outbox())).not.toContain(canary)
    await set('update outbox set next_attempt_at = now(), attempts = 11 where sent_at is null')
    await sendOutbox(over(server.port))
    expect((await outbox()).find(({ sent_at }) => sent_at === null)).toMatchObject({ attempts: 12, waits: 1440 })
  })

  it('a server off this machine that offers no safe connection is told nothing', async () => {
    await keepMails()
    const plain = over(server.port)
    await sendOutbox({ ...plain, server: plain.server && { ...plain.server, isLoopback: false } })
    expect(server.taken).toEqual([])
    expect((await outbox()).map(({ last_error }) => last_error)).toContain('no-tls')
  })
})

describe('a sender that dies', () => {
  it('after the server’s 250 and before the mark leaves a mail that comes again under the same Message-ID', async () => {
    await keepMails()
    marking.dies = true
    await expect(sendOutbox(over(server.port))).rejects.toThrow('killed')
    expect(server.taken).toHaveLength(1)
    marking.dies = false
    // What the dead one had claimed nobody else sends, until its quarter of an hour is over.
    expect(await sendOutbox(over(server.port))).toMatchObject({ sent: 0 })
    await set('update outbox set claimed_until = now()')
    expect(await sendOutbox(over(server.port))).toMatchObject({ sent: 2 })
    expect(server.taken).toHaveLength(3)
    const ids = (await outbox()).map(({ id }) => `<${id}@clinic.example>`)
    expect(new Set(server.taken.map(({ messageId }) => messageId))).toEqual(new Set(ids))
  })

  it('marks nothing twice that another has marked', async () => {
    await keepMails()
    await sendOutbox(over(server.port))
    const [mail] = await outbox()
    await markSent(clinic.id, mail?.id ?? '')
    expect((await outbox())[0]).toMatchObject({ attempts: 1, sent_at: mail?.sent_at })
  })
})

describe('a member', () => {
  it('who is deactivated is sent nothing, and the admin’s page says so', async () => {
    await keepMails()
    await clinic.owner('update members set deactivated_at = now() where id = $1', [clinic.trainer.memberId])
    expect(await sendOutbox(over(server.port))).toMatchObject({ sent: 1, skipped: 1 })
    const { mails } = await readClinic(await member(clinic.admin), (query) => listKeptMail(query, null))
    await set('update members set deactivated_at = null')
    expect(mails).toMatchObject([
      { memberName: 'Maya Ruiz', skippedWhy: 'deactivated', nextAttemptAt: null, attempts: 0 },
    ])
  })

  it('whose address is none is said to have none', async () => {
    await keepMails()
    await clinic.owner("update members set email = 'maya' where id = $1", [clinic.trainer.memberId])
    expect(await sendOutbox(over(server.port))).toMatchObject({ sent: 1, skipped: 1 })
    expect((await outbox()).map(({ skipped_why }) => skipped_why)).toContain('no-address')
  })
})
