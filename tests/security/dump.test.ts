/** A dump of the database: whoever holds one finds nothing in it that opens anything, in no table and in no writing. */
import { randomUUID } from 'node:crypto'
import { Secret } from 'otpauth'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { confirmMember } from '~/auth/confirm-member.server'
import { requireMember } from '~/auth/guard.server'
import { findInvitation, invitationLink, inviteAsConfirmed } from '~/auth/invitation.server'
import { requestReset, resetFor } from '~/auth/new-own-password.server'
import { makeCodesAnew, setUpFactor } from '~/auth/own-second-factor.server'
import { derivePassword } from '~/auth/password.server'
import { isLoginPending } from '~/auth/pending-login.server'
import { linkToken } from '~/auth/seal.server'
import { newOffer, openOffer } from '~/auth/second-factor-offer.server'
import { isSetupOpen, setupLink } from '~/auth/setup.server'
import { passwordChallenge } from '~/data/login.server'
import { listClinicsAwaitingResets, writeResetMails } from '~/data/passwords.server'
import { Browser, origin, thrownResponse } from '../auth/browser'
import { buildClinic, password, type Who } from '../builders'
import { authenticatorOf } from '../second-factor'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let superuser: pg.Client

/** What opens something, by what it is. */
const held: Record<string, string | Buffer> = { password, 'the typed form’s password': 'an orchard of quiet machines' }
const typed = 'Canarywell, numb below the left knee'

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  const setup = (await setupLink(origin)) ?? ''
  held['setup token'] = setup.split('/').at(-1) ?? ''
  expect(await isSetupOpen(held['setup token'] as string)).toBe(true)
  const { doctor, admin, trainer, otherTrainer } = await buildClinic(database)

  const browser = await signedIn(doctor)
  await enrol(browser, doctor)
  await openAndPending(browser, doctor)
  await interruptAForm(trainer)
  await askForLinks(otherTrainer, await signedIn(admin))
})
afterAll(() => superuser.end())

async function signedIn(who: Who): Promise<Browser> {
  const browser = new Browser()
  expect((await browser.signIn(who.email, password)).ok).toBe(true)
  return browser
}

async function enrol(browser: Browser, who: Who): Promise<void> {
  const now = new Date()
  const { offer } = newOffer(who, now)
  const secret = openOffer(who, offer, now)?.secret ?? Buffer.alloc(0)
  const phone = authenticatorOf(secret)
  const member = await browser.member()
  const made = await setUpFactor(browser.request(), member, { offer, newCode: phone.code(), password }, now)
  if (!made.ok) throw new Error(made.why)
  const anew = await makeCodesAnew(browser.request(), member, { password, code: made.codes[0] }, now)
  if (!anew.ok) throw new Error(anew.why)
  held['secret of the second factor'] = secret
  held['secret as it was offered'] = offer
  held['recovery code as it is compared'] = anew.codes[1]?.replaceAll('-', '') ?? ''
  held['recovery code as it is shown'] = anew.codes[1] ?? ''
  held['recovery code that was used'] = made.codes[0] ?? ''
  held['recovery code that was typed'] = anew.codes[2] ?? ''
  held['derived password'] = await derivePassword(password, await passwordChallenge(who.email))
  const confirmed = await confirmMember(
    browser.request(),
    await browser.member(),
    { password, code: anew.codes[2] },
    'sign:cleared',
    'x',
  )
  expect(confirmed.ok).toBe(true)
}

async function openAndPending(open: Browser, who: Who): Promise<void> {
  held['id of an open login'] = open.cookie('clearway') ?? ''
  held['cookie of a known browser'] = open.cookie('clearway-device') ?? ''
  expect(await open.memberOrNull()).not.toBeNull()
  const waiting = await signedIn(who)
  held['token of a login that waits for its code'] = waiting.cookie('clearway-pending') ?? ''
  expect(await isLoginPending(waiting.request())).toBe(true)
}

async function interruptAForm(who: Who): Promise<void> {
  const browser = await signedIn(who)
  await superuser.query("update logins set last_active_at = last_active_at - interval '1 hour' where id_hash = $1", [
    browser.idHash(),
  ])
  const body = new URLSearchParams({
    note: typed,
    password: held['the typed form’s password'] as string,
    code: '123456',
  })
  const request = browser.request(`/clients/${randomUUID()}/screening/new`, { method: 'POST', body })
  browser.keep((await thrownResponse(requireMember(request))).headers)
  held['mark of the browser a form was typed in'] = browser.cookie('clearway-typed') ?? ''
}

async function askForLinks(forgetful: Who, admin: Browser): Promise<void> {
  await requestReset(forgetful.email, '192.0.2.9')
  for (const clinic of await listClinicsAwaitingResets()) await writeResetMails(clinic)
  const [reset] = (await superuser.query('select id from password_resets where account_id is not null')).rows
  held['token of a link for a new password'] = linkToken('password-reset', reset.id)
  expect(await resetFor(held['token of a link for a new password'] as string)).toMatchObject({ email: forgetful.email })

  const asked = { key: randomUUID(), replaces: null, password }
  const ines = {
    email: 'ines@example.org',
    name: 'Ines Duarte',
    roles: ['trainer' as const],
    licence: null,
    bfrCredentialValidUntil: null,
  }
  const invited = await inviteAsConfirmed(admin.request(), await admin.member(), asked, ines)
  if (!invited.ok) throw new Error(invited.why)
  const token = invitationLink(origin, invited.invitationId).split('/').at(-1) ?? ''
  expect(await findInvitation(token)).toMatchObject({ email: ines.email })
  held['token of an invitation'] = token
}

/** A secret in each way it may be written down; letters of one size, as the dump is read. */
function writings(secret: string | Buffer): string[] {
  const bytes = Buffer.from(secret)
  const base32 = new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32
  const clear = typeof secret === 'string' ? [secret] : []
  const written = [...clear, bytes.toString('hex'), bytes.toString('base64'), bytes.toString('base64url'), base32]
  return written.map((one) => one.replace(/=+$/, '').toLowerCase())
}

type Column = { name: string; text: string }

/** Every column of every table, as one text each; bytes in hex, as pg_dump writes them. */
async function dump(table: string | null = null): Promise<Column[]> {
  const { rows: columns } = await superuser.query<{ place: string; column: string }>(
    `select c.oid::regclass::text as place, quote_ident(a.attname) as column
     from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm') and a.attnum > 0 and not a.attisdropped
       and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and ($1::text is null or c.relname = $1)
     order by 1, a.attnum`,
    [table],
  )
  const texts: Column[] = []
  for (const { place, column } of columns) {
    const { rows } = await superuser.query(`select string_agg(${column}::text, ' ') as text from ${place}`)
    texts.push({ name: `${place}.${column}`, text: (rows[0].text ?? '').toLowerCase() })
  }
  return texts
}

/** "what it is, in which column", for whatever of it is there. */
function foundIn(secrets: [string, string | Buffer][], columns: Column[]): string[] {
  return secrets.flatMap(([what, secret]) =>
    columns
      .filter(({ text }) => writings(secret).some((writing) => text.includes(writing)))
      .map(({ name }) => `${what} in ${name}`),
  )
}

describe('a dump of the database', () => {
  it('is of one in which each of them is there to be stolen', async () => {
    expect(Object.values(held).filter((secret) => secret.length < 16)).toEqual([])
    const kept = [
      'logins',
      'pending_logins',
      'second_factors',
      'recovery_codes',
      'password_resets',
      'setup_tokens',
      'invitations',
      'interrupted_forms',
      'reauthentications',
      'outbox',
      'audit_details',
      'commands',
    ]
    for (const table of kept) {
      expect([table, (await superuser.query(`select 1 from ${table}`)).rowCount]).not.toEqual([table, 0])
    }
    expect((await dump()).length).toBeGreaterThan(300)
  })

  it('holds no id, token, code, secret, password or typed form that could be used', async () => {
    expect(foundIn([...Object.entries(held), ['what was typed', typed]], await dump())).toEqual([])
  })

  it('would be found to hold any of them, in whichever writing and kind of column', async () => {
    await superuser.query('begin; create table notes (a text, b bytea, c jsonb)')
    for (const [what, secret] of Object.entries(held)) {
      const bytes = Buffer.from(secret)
      const { base32 } = new Secret({ buffer: Uint8Array.from(bytes).buffer })
      const texts = [bytes.toString('hex'), bytes.toString('base64'), bytes.toString('base64url'), base32]
      if (typeof secret === 'string') texts.push(secret)
      for (const text of texts) {
        await superuser.query('insert into notes (a) values ($1)', [text])
        expect(foundIn([[what, secret]], await dump('notes'))).toEqual([`${what} in notes.a`])
        await superuser.query('delete from notes')
        await superuser.query('insert into notes (c) values ($1)', [JSON.stringify({ deep: [`in ${text}.`] })])
        expect(foundIn([[what, secret]], await dump('notes'))).toEqual([`${what} in notes.c`])
        await superuser.query('delete from notes')
      }
      await superuser.query('insert into notes (b) values ($1)', [Buffer.concat([Buffer.alloc(5, 1), bytes])])
      expect(foundIn([[what, secret]], await dump('notes'))).toEqual([`${what} in notes.b`])
      await superuser.query('delete from notes')
    }
    await superuser.query('rollback')
  })
})
