/** The second factor at signing and in the database: used once, never guessed, never stepped around. */
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { confirmMember } from '~/auth/confirm-member.server'
import { findLogin } from '~/data/login.server'
import { isCodeDue } from '~/domain/second-factor'
import { buildClinic, type Clinic, inOne, password, type Who } from '../builders'
import { type Authenticator, awaitNextCode, demand, derivedOf, enrolled, withoutFactor } from '../second-factor'
import { useTestDatabase } from '../use-database'
import { sha256 } from './browser'

const database = useTestDatabase()
const contentHash = 'c'.repeat(64)
let clinic: Clinic
let superuser: pg.Client
let doctor: Who
let phone: Authenticator

beforeAll(async () => {
  clinic = await buildClinic(database)
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  await superuser.query("select set_config('clearway.clinic', $1, false)", [clinic.id])
  doctor = clinic.doctor
})
afterAll(() => superuser.end())
beforeEach(async () => {
  await superuser.query('truncate login_attempts')
  await withoutFactor(superuser, clinic)
  await demand(superuser, clinic, false)
  phone = await enrolled(clinic, doctor)
})

const requestOf = (who: Who) => new Request('http://localhost/', { headers: { Cookie: who.cookie } })
async function sign(typed: { password?: string; code?: string }, who = doctor) {
  const login = await findLogin(who.idHash)
  if (!login) throw new Error('The login is open.')
  const given = { password, ...typed }
  return confirmMember(requestOf(who), login.member, given, 'sign:cleared', contentHash)
}
const whyNot = async (typed: { password?: string; code?: string }, who = doctor) => {
  const confirmed = await sign(typed, who)
  return confirmed.ok ? 'confirmed' : confirmed.why
}
const signedAgo = (minutes: number) =>
  superuser.query("update logins set factor_used_at = now() - $2 * interval '1 minute' where id_hash = $1", [
    doctor.idHash,
    minutes,
  ])

describe('a signature', () => {
  it('asks for a code at the first of a login and after 15 minutes without one, not in between', async () => {
    expect(await whyNot({})).toBe('code-missing')
    expect(await whyNot({ code: phone.code() })).toBe('confirmed')
    expect(await whyNot({})).toBe('confirmed')
    await signedAgo(14)
    expect(await whyNot({})).toBe('confirmed')
    await signedAgo(15)
    expect(await whyNot({})).toBe('code-missing')
  })

  it.each([0, 14.9, 15, 60])('asks as the domain says, %d minutes after the last', async (minutes) => {
    await signedAgo(minutes)
    const login = await findLogin(doctor.idHash)
    const now = new Date()
    const lastAt = new Date(now.getTime() - minutes * 60_000)
    expect(login?.member.isCodeDue).toBe(isCodeDue(true, lastAt, now))
  })

  it('takes a code once', async () => {
    const code = phone.code()
    expect(await whyNot({ code })).toBe('confirmed')
    await signedAgo(20)
    expect(await whyNot({ code })).toBe('code-wrong')
  })

  it('takes a recovery code once, and counts what is left', async () => {
    const [code = ''] = phone.recovery
    expect(await whyNot({ code: code.toLowerCase() })).toBe('confirmed')
    await signedAgo(20)
    expect(await whyNot({ code })).toBe('code-wrong')
    const left = await superuser.query('select codes_left from second_factors where member_id = $1', [doctor.memberId])
    expect(left.rows).toEqual([{ codes_left: 9 }])
  })

  it('says nothing of the code while the password is wrong, and does not use it up', async () => {
    const code = phone.code()
    expect(await whyNot({ password: 'not the right password', code })).toBe('password-wrong')
    expect(await whyNot({ code })).toBe('confirmed')
  })

  it('evaluates ten wrong codes in a quarter of an hour, then none', async () => {
    for (let n = 0; n < 10; n += 1) expect(await whyNot({ code: 'AAAA-AAAA-AAAA-AAAA' })).toBe('code-wrong')
    expect(await whyNot({ code: phone.code() })).toBe('password-wrong')
    await superuser.query("update login_attempts set at = at - interval '15 minutes'")
    expect(await whyNot({ code: phone.code() })).toBe('confirmed')
  })

  it('raced with one code on two connections has one winner', async () => {
    const derived = await derivedOf(doctor)
    const step = phone.step()
    const race = () =>
      clinic.sql<{ outcome: string }>(
        doctor,
        "select reauthenticate($1, $2, 'sign:cleared', $3, $4, $5) ->> 'outcome' as outcome",
        [doctor.idHash, derived, contentHash, phone.secret, step],
      )
    for (let n = 0; n < 5; n += 1) {
      await signedAgo(20)
      await awaitNextCode(superuser, doctor)
      // The one that comes second finds the code used, or that none is due any more: never a second use.
      await Promise.all([race(), race()])
      const used = await superuser.query('select last_step from second_factors where member_id = $1', [doctor.memberId])
      expect(used.rows).toEqual([{ last_step: String(step) }])
    }
  })
})

describe('one code, proven on two connections at once', () => {
  it('opens for one of them', async () => {
    const prove = () =>
      inOne(database.urls.owner, doctor, async (rows) => {
        const [row] = await rows<{ ok: boolean }>(
          'select prove_second_factor(a, $2, $3) as ok from accounts a where member_id = $1',
          [doctor.memberId, phone.secret, phone.step()],
        )
        return row?.ok
      })
    for (let n = 0; n < 10; n += 1) {
      await awaitNextCode(superuser, doctor)
      const won = await Promise.all([prove(), prove(), prove()])
      expect(won.filter(Boolean)).toHaveLength(1)
    }
  })
})

describe('a clinic that demands a second factor', () => {
  it('lets nobody who lacks it sign, in straight SQL neither, and trainers as before', async () => {
    await demand(superuser, clinic, true)
    expect(await whyNot({}, clinic.therapist)).toBe('second-factor-missing')
    expect(await whyNot({}, clinic.admin)).toBe('second-factor-missing')
    expect(await whyNot({}, clinic.trainer)).toBe('confirmed')
    const [row] = await clinic.sql(
      clinic.therapist,
      "select reauthenticate($1, $2, 'sign:cleared', 'x', sha256('x'), 1) as answer",
      [clinic.therapist.idHash, await derivedOf(clinic.therapist)],
    )
    expect(row).toEqual({ answer: { outcome: 'second-factor-missing', id: null } })
  })
})

describe('the app’s role with straight SQL, and without the seal key', () => {
  const reauthenticated = async (proof: Buffer | null, step: number | null) => {
    const values = [doctor.idHash, await derivedOf(doctor), contentHash, proof, step]
    const text = "select reauthenticate($1, $2, 'sign:cleared', $3, $4, $5) ->> 'outcome' as outcome"
    const [row] = await clinic.sql<{ outcome: string }>(doctor, text, values)
    return row?.outcome
  }

  it('passes with neither a digest, the sealed secret, nothing, nor a step of another time', async () => {
    const step = phone.step()
    const sealed = await clinic.sql<{ sealed: Buffer }>(doctor, 'select sealed_factor_of_login($1) as sealed', [
      doctor.idHash,
    ])
    expect(await reauthenticated(null, step)).toBe('code-missing')
    for (const proof of [sha256(phone.secret), sealed[0]?.sealed ?? null, Buffer.alloc(0), Buffer.alloc(20)]) {
      expect(await reauthenticated(proof, step)).toBe('code-wrong')
    }
    for (const other of [step - 4, step + 4, 0]) expect(await reauthenticated(phone.secret, other)).toBe('code-wrong')
    const hash = sha256(phone.recovery[0]?.replaceAll('-', '') ?? '')
    expect(await reauthenticated(hash, null)).toBe('code-wrong')
  })

  it.each([
    ['reads no sealed secret', 'select sealed from second_factors'],
    ['reads no digest of one', 'select secret_hash from second_factors'],
    ['reads no used step', 'select last_step from second_factors'],
    ['reads no recovery code', 'select code_hash from recovery_codes'],
    ['reads no waiting login', 'select token_hash from pending_logins'],
    ['writes no step', 'update second_factors set last_step = 0'],
    ['takes no factor away', 'delete from second_factors'],
    ['makes no recovery code', "insert into recovery_codes values (current_clinic(), current_member(), sha256('x'))"],
    ['makes no waiting login', "insert into pending_logins values (repeat('a', 64), null, now(), now())"],
    ['marks no login as proven', 'update logins set factor_used_at = now()'],
    ['proves nothing by itself', 'select prove_second_factor(null, null, null)'],
    ['acts as nobody', 'select act_as(null)'],
  ])('%s', async (_what, statement) => {
    await expect(clinic.sql(doctor, statement)).rejects.toMatchObject({ code: '42501' })
  })

  it('sets no factor in place of one that stands, and turns none off, without its code', async () => {
    const derived = await derivedOf(doctor)
    const hashes = Array.from({ length: 10 }, (_, n) => sha256(`${n}`))
    const own = [doctor.idHash, derived, Buffer.alloc(48), Buffer.alloc(20), phone.step(), hashes]
    const enrol = 'select enrol_second_factor($1, $2, $3, $4, $5, $6, null, null) as why'
    expect(await clinic.sql(doctor, enrol, own)).toEqual([{ why: 'code-missing' }])
    const end = 'select end_second_factor($1, $2, null, null) as why'
    expect(await clinic.sql(doctor, end, [doctor.idHash, derived])).toEqual([{ why: 'code-missing' }])
    const renew = 'select renew_recovery_codes($1, $2, $3, $4, $5) as why'
    expect(await clinic.sql(doctor, renew, [doctor.idHash, derived, Buffer.alloc(20), phone.step(), hashes])).toEqual([
      { why: 'code-wrong' },
    ])
  })
})

it('a copy of the tables and of the audit holds neither secret nor code, in any writing', async () => {
  await sign({ code: phone.recovery[0] })
  const { rows } = await superuser.query<{ all: string }>(
    `select string_agg(t, ' ') as all from (
       select s::text as t from second_factors s union all select r::text from recovery_codes r
       union all select p::text from pending_logins p union all select l::text from logins l
       union all select d::text from audit_details d union all select o::text from outbox o) as copy`,
  )
  const copy = rows[0]?.all ?? ''
  expect(copy).toContain(sha256(phone.secret).toString('hex'))
  const { base32, hex } = {
    base32: phone.recovery.map((code) => code.replaceAll('-', '')),
    hex: phone.secret.toString('hex'),
  }
  for (const plain of [hex, phone.secret.toString('base64'), ...phone.recovery, ...base32])
    expect(copy).not.toContain(plain)
  for (const code of base32) expect(copy).not.toContain(Buffer.from(code).toString('hex'))
})
