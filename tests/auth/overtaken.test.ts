/** Who is thrown out of a login while they use it: what they had begun with the old password comes to nothing. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { confirmMember } from '~/auth/confirm-member.server'
import { derivePassword, storePassword } from '~/auth/password.server'
import { isLoginPending } from '~/auth/pending-login.server'
import { seal } from '~/auth/seal.server'
import { makeRecoveryCodes } from '~/auth/totp.server'
import { passwordChallenge } from '~/data/login.server'
import { buildClinic, type Clinic, password, reauthenticate, type Who } from '../builders'
import { type Authenticator, authenticatorOf, awaitNextCode, derivedOf, enrolled } from '../second-factor'
import { useTestDatabase } from '../use-database'
import { Browser, sha256 } from './browser'

const database = useTestDatabase()
const fresh = 'seven quiet lanterns in the yard'
let clinic: Clinic
let superuser: pg.Client
let stored: Awaited<ReturnType<typeof storePassword>>

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  stored = await storePassword(fresh)
})
afterAll(() => superuser.end())
beforeEach(async () => {
  clinic = await buildClinic(database)
  await superuser.query("select set_config('clearway.clinic', $1, false)", [clinic.id])
})

const replaced = (who: Who, keptLogin: string | null = null) =>
  superuser.query(
    "select replace_password(a, uuidv7(), 'reset', $2, $3, $4, $5) from accounts a where member_id = $1",
    [who.memberId, stored.salt, stored.params, stored.verifier, keptLogin],
  )

/** What `act` came to, which waits for the clinic while the owner of the account replaces their password. */
async function overtaken<T>(who: Who, act: () => Promise<T>): Promise<T> {
  await superuser.query('begin')
  await superuser.query('select lock_clinic($1)', [clinic.id])
  const acting = act()
  acting.catch(() => undefined)
  const waiting = "select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted"
  for (let tries = 0; tries < 200; tries += 1) {
    const { rows } = await superuser.query(waiting)
    if (rows[0].n > 0) break
    await new Promise((done) => setTimeout(done, 10))
  }
  await replaced(who)
  await superuser.query('commit')
  return acting
}

const why = async (text: string, who: Who, values: unknown[]) =>
  (await clinic.sql<{ why: unknown }>(who, `select ${text} as why`, values))[0]?.why

it('a password is not changed by a login that was ended meanwhile', async () => {
  const { trainer } = clinic
  const mine = await storePassword('the thief’s own quiet words')
  const hash = sha256(Buffer.concat([mine.salt, mine.verifier, Buffer.from(mine.params)])).toString('hex')
  const given = await reauthenticate(clinic, trainer, 'account:password', hash)
  const values = [trainer.idHash, randomUUID(), given, mine.salt, mine.params, mine.verifier]
  expect(await overtaken(trainer, () => why('change_password($1, $2, $3, $4, $5, $6)', trainer, values))).toBe(false)
  expect((await new Browser().signIn(trainer.email, fresh)).ok).toBe(true)
})

it('no second factor is set up by a login that was ended meanwhile', async () => {
  const { doctor } = clinic
  const phone = authenticatorOf(Buffer.alloc(20, 7))
  const { hashes } = makeRecoveryCodes()
  const sealed = seal('second-factor', phone.secret)
  const values = [doctor.idHash, await derivedOf(doctor), sealed, phone.secret, phone.step(), hashes]
  const enrol = () => why('enrol_second_factor($1, $2, $3, $4, $5, $6, null, null)', doctor, values)
  expect(await overtaken(doctor, enrol)).toBe('password-wrong')
  expect(await superuser.query('select 1 from second_factors where clinic_id = $1', [clinic.id])).toMatchObject({
    rowCount: 0,
  })
})

it.each([
  ['the second factor is not turned off', 'end_second_factor($1, $2, $3, $4)', []],
  ['recovery codes are not made anew', 'renew_recovery_codes($1, $2, $3, $4, $5)', [makeRecoveryCodes().hashes]],
  ['nothing is signed', "reauthenticate($1, $2, 'sign:cleared', 'x', $3, $4) ->> 'outcome'", []],
] as [string, string, unknown[]][])('%s by a login that was ended meanwhile', async (_says, call, more) => {
  const { doctor } = clinic
  const phone: Authenticator = await enrolled(clinic, doctor)
  await awaitNextCode(superuser, doctor)
  const values = [doctor.idHash, await derivedOf(doctor), phone.secret, phone.step(), ...more]
  expect(await overtaken(doctor, () => why(call, doctor, values))).toBe('password-wrong')
})

it('nor is anything signed where the login needs no code', async () => {
  const { therapist } = clinic
  const values = [therapist.idHash, await derivedOf(therapist)]
  const sign = () => why("reauthenticate($1, $2, 'sign:cleared', 'x') ->> 'outcome'", therapist, values)
  expect(await overtaken(therapist, sign)).toBe('password-wrong')
})

it('the old password, given a moment before it was replaced, signs nothing any more', async () => {
  const browser = new Browser()
  await browser.signIn(clinic.doctor.email, password)
  const given = await confirmMember(browser.request(), await browser.member(), { password }, 'sign:cleared', 'x')
  if (!given.ok) throw new Error(given.why)
  const consume = "consume_reauthentication($1, $2, 'sign:cleared', 'x')"
  await replaced(clinic.doctor, browser.idHash())
  const [row] = await clinic.owner<{ yes: boolean }>(`select ${consume} as yes`, [
    given.reauthenticationId,
    clinic.doctor.memberId,
  ])
  expect(row?.yes).toBe(false)
  expect(await browser.memberOrNull()).not.toBeNull()
  // The new one does.
  const derived = await derivePassword(fresh, await passwordChallenge(clinic.doctor.email))
  expect(
    await why("reauthenticate($1, $2, 'sign:cleared', 'x') ->> 'outcome'", clinic.doctor, [browser.idHash(), derived]),
  ).toBe('confirmed')
})

it.each([
  ['with a second factor', true],
  ['without one', false],
])('a login %s that opens with the old password while it is replaced does not open', async (_says, hasFactor) => {
  const { doctor } = clinic
  if (hasFactor) await enrolled(clinic, doctor)
  const thief = new Browser()
  await superuser.query('begin')
  await replaced(doctor)
  const opening = thief.signIn(doctor.email, password)
  await Promise.race([opening, new Promise((done) => setTimeout(done, 300))])
  await superuser.query('commit')
  expect(await opening).toEqual({ ok: false, why: 'wrong-password' })
  expect(await isLoginPending(thief.request())).toBe(false)
  expect(await superuser.query('select 1 from pending_logins')).toMatchObject({ rowCount: 0 })
})

it('a confirmation that waits for the clinic too long is refused in a word, and not by an error', async () => {
  const browser = new Browser()
  await browser.signIn(clinic.doctor.email, password)
  const member = await browser.member()
  await superuser.query('begin')
  await superuser.query('select lock_clinic($1)', [clinic.id])
  const outcome = await confirmMember(browser.request(), member, { password }, 'sign:cleared', 'x').catch(String)
  await superuser.query('rollback')
  expect(outcome).toEqual({ ok: false, why: 'somebody-else-saving' })
})
