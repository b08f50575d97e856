/** A forgotten password: one answer whoever asks, a link that works once, and nobody signed in by it. */
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { action as forget, loader as forgottenPage } from '~/routes/forgotten-password'
import { action as reset, loader as resetPage } from '~/routes/password-reset.$token'
import { forgetPasswordResets } from '~/data/passwords.server'
import { sendOutbox } from '~/jobs/outbox.server'
import { passwordLink } from '../../prisma/owner-link'
import { answerOf, sentences } from '../asking'
import { buildClinic, type Clinic, password, type Who } from '../builders'
import { type MailServer, startMailServer } from '../mail-server'
import { useTestDatabase } from '../use-database'
import { Browser } from './browser'

const database = useTestDatabase()
const url = 'https://clearway.clinic.example'
const fresh = 'seven quiet lanterns in the yard'

let clinic: Clinic
let superuser: pg.Client
let server: MailServer

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  server = await startMailServer()
  clinic = await buildClinic(database)
  await superuser.query("select set_config('clearway.clinic', $1, false)", [clinic.id])
})
afterAll(async () => {
  for (const name of Object.keys(mailEnvironment())) delete process.env[name]
  await Promise.all([superuser.end(), server.close()])
})
beforeEach(async () => {
  Object.assign(process.env, mailEnvironment())
  await superuser.query('truncate login_attempts, password_resets')
  await superuser.query('delete from outbox')
  server.taken.length = 0
})

function mailEnvironment() {
  return {
    CLEARWAY_SMTP_URL: `smtp://127.0.0.1:${server.port}`,
    CLEARWAY_MAIL_FROM: 'rehab@clinic.example',
    CLEARWAY_URL: url,
  }
}

function asks(email: string, clientAddress = '203.0.113.7') {
  const request = new Browser().request('/forgotten-password', { method: 'POST', body: new URLSearchParams({ email }) })
  return answerOf(forget, request, {}, { clientAddress })
}

const readLink = () => answerOf(forgottenPage as never, new Browser().request('/forgotten-password?asked'), {})
const open = (token: string) => answerOf(resetPage, new Browser().request(`/password-reset/${token}`), { token })
function choose(token: string, fields: Record<string, string> = {}) {
  const body = new URLSearchParams({ password: fresh, passwordAgain: fresh, ...fields })
  return answerOf(reset, new Browser().request(`/password-reset/${token}`, { method: 'POST', body }), { token })
}

/** Soft breaks of quoted-printable taken out, as a mail program does. */
const plain = (raw: string) => raw.replaceAll('=\r\n', '').replaceAll('=3D', '=')
const tokensSent = () =>
  server.taken.flatMap(({ raw }) => new RegExp(`${url}/password-reset/([\\w-]{43})\\s`).exec(plain(raw))?.[1] ?? [])

/** The link as it comes by mail. */
async function linkFor(who: Who): Promise<string> {
  const known = new Set(tokensSent())
  await asks(who.email)
  await sendOutbox()
  const [token] = tokensSent().filter((one) => !known.has(one))
  if (!token) throw new Error('No link was sent.')
  return token
}

const rows = async (text: string) => (await superuser.query(text)).rows

describe('asking for a link', () => {
  it('answers alike for an account, for none, for a deactivated member and for one who asked too often', async () => {
    await superuser.query('update members set deactivated_at = now() where id = $1', [clinic.otherTrainer.memberId])
    const fiveTimes = Array<string>(5).fill(clinic.trainer.email)
    const answers = await Promise.all(
      ['nobody@nowhere.example', clinic.otherTrainer.email, ...fiveTimes].map((email) => asks(email)),
    )
    for (const answer of answers) expect(answer).toEqual({ ...answers[0], to: '/forgotten-password?asked' })
    await sendOutbox()
    // Three of the five; none to who is deactivated.
    expect(server.taken.map(({ to }) => to)).toEqual(Array(3).fill([clinic.trainer.email]))
    expect(await rows('select count(*)::int as n from password_resets')).toEqual([{ n: 7 }])
  })

  it('leads anywhere for twenty of an address in an hour, and fills nothing beyond', async () => {
    await Promise.all(Array.from({ length: 24 }, (_, n) => asks(`nobody${n}@nowhere.example`)))
    await asks(clinic.doctor.email)
    expect(await rows('select count(*)::int as n, count(account_id)::int as real from password_resets')).toEqual([
      { n: 20, real: 0 },
    ])
    await asks(clinic.doctor.email, '203.0.113.8')
    expect(await rows('select count(account_id)::int as real from password_resets')).toEqual([{ real: 1 }])
  })

  it('refuses what is no address, beside it, before it is asked whether anybody has it', async () => {
    const answer = await asks('not an address')
    expect([answer.status, sentences(answer)]).toEqual([400, [['email', 'That is not an email address.']]])
    expect(await rows('select 1 from password_resets')).toEqual([])
  })

  it.each(['CLEARWAY_SMTP_URL', 'CLEARWAY_URL'])(
    'without %s says whom to ask instead, and keeps nothing',
    async (name) => {
      delete process.env[name]
      if (name === 'CLEARWAY_SMTP_URL') delete process.env.CLEARWAY_MAIL_FROM
      expect((await readLink()).data).toEqual({ step: 'no-mail' })
      await asks(clinic.trainer.email)
      expect(await rows('select 1 from password_resets')).toEqual([])
    },
  )

  it('is forgotten after a day', async () => {
    await asks(clinic.trainer.email)
    await superuser.query(
      "update password_resets set made_at = now() - interval '25 hours', expires_at = now() - interval '24 hours'",
    )
    await forgetPasswordResets()
    expect(await rows('select 1 from password_resets')).toEqual([])
  })
})

describe('the link in the mail', () => {
  it('sets a new password once, ends every login, signs nobody in, and the person is told', async () => {
    const { doctor } = clinic
    const before = new Browser()
    await before.signIn(doctor.email, password)
    const token = await linkFor(doctor)
    expect((await open(token)).data).toEqual({ email: doctor.email })
    const done = await choose(token)
    expect(done).toMatchObject({ status: 303, to: '/login?done=password-reset' })
    expect(await before.memberOrNull()).toBeNull()
    expect(
      await rows(`select 1 from logins l join accounts a on a.id = l.account_id
      where a.member_id = '${doctor.memberId}' and l.ended_at is null`),
    ).toEqual([])

    expect((await open(token)).status).toBe(404)
    expect(await choose(token, { password: 'nine quiet lanterns in the yard' })).toMatchObject({
      to: `/password-reset/${token}`,
    })
    expect(await new Browser().signIn(doctor.email, password)).toEqual({ ok: false, why: 'wrong-password' })
    expect(await new Browser().signIn(doctor.email, fresh)).toMatchObject({ ok: true })

    await sendOutbox()
    const told = server.taken.at(-1)
    expect([told?.to, told?.subject]).toEqual([
      [doctor.email],
      'Riverside Clinic: The password of your account was changed',
    ])
    expect(plain(told?.raw ?? '')).toContain(`${url}/forgotten-password`)
    const [event] = await rows(
      `select actor_member_id as actor from audit_events where clinic_id = '${clinic.id}' and kind = 'password.reset'`,
    )
    expect(event).toEqual({ actor: doctor.memberId })
  })

  it('is used by one of two who send it at the same instant', async () => {
    const token = await linkFor(clinic.therapist)
    const answers = await Promise.all([choose(token), choose(token)])
    expect(answers.map(({ to }) => to).sort()).toEqual(['/login?done=password-reset', `/password-reset/${token}`])
    expect(await rows("select count(*)::int as n from outbox where kind = 'password-changed'")).toEqual([{ n: 1 }])
  })

  it('gives a password that will not do back beside it, and works still', async () => {
    const token = await linkFor(clinic.admin)
    const short = await choose(token, { password: 'too short', passwordAgain: 'too short' })
    expect([short.status, sentences(short).map(([field]) => field)]).toEqual([400, ['password']])
    expect(short.text).not.toContain('too short')
    expect(await choose(token)).toMatchObject({ status: 303, to: '/login?done=password-reset' })
  })

  it('is over once a newer one was sent, after an hour, for a deactivated member, and when the password changed', async () => {
    const { otherTherapist: who } = clinic
    const older = await linkFor(who)
    const newest = await linkFor(who)
    expect([(await open(older)).status, (await open(newest)).status]).toEqual([404, 200])
    const deactivate = 'update members set deactivated_at = $2 where id = $1'
    await superuser.query(deactivate, [who.memberId, new Date()])
    expect((await open(newest)).status).toBe(404)
    await superuser.query(deactivate, [who.memberId, null])
    await superuser.query(
      "update password_resets set made_at = made_at - interval '1 hour', expires_at = expires_at - interval '1 hour'",
    )
    expect((await open(newest)).status).toBe(404)
    expect(await choose(newest)).toMatchObject({ status: 302, to: `/password-reset/${newest}` })
    await superuser.query('truncate password_resets')

    const [one, other] = [await linkFor(who), await linkFor(who)]
    await choose(other)
    expect([(await open(one)).status, (await open(other)).status]).toEqual([404, 404])
  })

  it('comes from the owner of the database as well, where no mail does, and from nobody else', async () => {
    const path = (await passwordLink(database.urls.owner, ` ${clinic.therapist.email.toUpperCase()}`)) ?? ''
    await sendOutbox()
    expect(server.taken).toEqual([])
    expect(await open(path.split('/').at(-1) ?? '')).toMatchObject({ status: 200 })
    expect(await passwordLink(database.urls.owner, 'nobody@nowhere.example')).toBeNull()
    const asApp = clinic.sql(clinic.admin, 'select issue_password_reset($1, $2, $3)', ['', clinic.id, ''])
    await expect(asApp).rejects.toMatchObject({ code: '42501' })
  })

  it('stands in no table, not even in the mail that waits', async () => {
    const token = await linkFor(clinic.trainerAndTherapist)
    const tables = await rows(
      "select oid::regclass::text as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
    )
    for (const { name } of tables) {
      const { rowCount } = await superuser.query(`select 1 from ${name} t where t::text like '%' || $1 || '%'`, [token])
      expect(rowCount, name).toBe(0)
    }
  })

  it.each(['', 'x', 'a'.repeat(43), "' or 1=1 --", '%00'])('made up as "%s" opens nothing', async (token) => {
    expect((await open(token)).status).toBe(404)
    expect(await choose(token)).toMatchObject({ status: 302 })
  })
})
