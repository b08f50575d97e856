/** A signature needs the signer's password, given for exactly this: nothing else can stand in for it. */
import pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { confirmMember } from '~/auth/confirm-member.server'
import type { Member } from '~/auth/member.server'
import { derivePassword } from '~/auth/password.server'
import { passwordChallenge } from '~/data/login.server'
import { buildClinic, type Clinic, password, type Who } from '../builders'
import { useTestDatabase } from '../use-database'
import { Browser } from './browser'

const database = useTestDatabase()
const contentHash = 'c'.repeat(64)
let clinic: Clinic
let second: Clinic
let superuser: pg.Client
let owner: pg.Client
let app: pg.Client
let browser: Browser

beforeAll(async () => {
  clinic = await buildClinic(database)
  second = await buildClinic(database)
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  owner = new pg.Client({ connectionString: database.urls.owner })
  app = new pg.Client({ connectionString: database.urls.app })
  await Promise.all([superuser.connect(), owner.connect(), app.connect()])
  await superuser.query("select set_config('clearway.clinic', $1, false)", [clinic.id])
})
afterAll(() => Promise.all([superuser.end(), owner.end(), app.end()]))
beforeEach(async () => {
  await superuser.query('truncate login_attempts')
  browser = new Browser()
  await browser.signIn(clinic.doctor.email, password)
})

const confirm = async (given = password, purpose = 'sign:cleared') =>
  confirmed(browser.request(), await browser.member(), given, purpose)

/** The id of the re-authentication; null when it was refused. */
async function confirmed(request: Request, member: Member, given = password, purpose = 'sign:cleared') {
  const answer = await confirmMember(request, member, { password: given }, purpose, contentHash)
  return answer.ok ? answer.reauthenticationId : null
}

/** As the trigger of a signature consumes it: as the owner, in the context of a clinic. */
async function consume(
  id: string | null,
  as: Partial<{ who: Who; clinicId: string; purpose: string; hash: string }> = {},
): Promise<boolean> {
  const { who = clinic.doctor, clinicId = clinic.id, purpose = 'sign:cleared', hash = contentHash } = as
  await owner.query('begin')
  await owner.query("select set_config('clearway.clinic', $1, true)", [clinicId])
  const { rows } = await owner.query('select consume_reauthentication($1, $2, $3, $4) as yes', [
    id,
    who.memberId,
    purpose,
    hash,
  ])
  await owner.query('commit')
  return rows[0].yes
}

describe('the password given again', () => {
  it('is consumed once', async () => {
    const id = await confirm()
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    expect(await consume(id)).toBe(true)
    expect(await consume(id)).toBe(false)
  })

  it('counts for one of two signatures at the same instant', async () => {
    const id = await confirm()
    const other = new pg.Client({ connectionString: database.urls.owner })
    await other.connect()
    const statement = `do $$ begin perform set_config('clearway.clinic', '${clinic.id}', true);
      if not consume_reauthentication('${id}', '${clinic.doctor.memberId}', 'sign:cleared', '${contentHash}')
      then raise exception 'refused'; end if; end $$`
    const outcomes = await Promise.allSettled([owner.query(statement), other.query(statement)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await other.end()
  })

  it('is bound to the member, the clinic, the purpose and the content', async () => {
    const id = await confirm()
    expect(await consume(id, { who: clinic.therapist })).toBe(false)
    expect(await consume(id, { clinicId: second.id })).toBe(false)
    expect(await consume(id, { purpose: 'sign:declined' })).toBe(false)
    expect(await consume(id, { hash: 'd'.repeat(64) })).toBe(false)
    expect(await consume(null)).toBe(false)
    expect(await consume(v7())).toBe(false)
    expect(await consume(id)).toBe(true)
  })

  it('is good for two minutes', async () => {
    const { rows } = await superuser.query('select expires_at - made_at as life from reauthentications where id = $1', [
      await confirm(),
    ])
    expect(rows[0].life).toMatchObject({ minutes: 2 })
    const late = await confirm()
    await superuser.query('update reauthentications set expires_at = clock_timestamp() where id = $1', [late])
    expect(await consume(late)).toBe(false)
    const longer = superuser.query(
      "update reauthentications set expires_at = made_at + interval '3 minutes' where id = $1",
      [late],
    )
    await expect(longer).rejects.toMatchObject({ code: '23514' })
  })

  it('is refused when it is wrong, and after ten wrong ones even when it is right', async () => {
    for (let n = 0; n < 10; n += 1) expect(await confirm('not the right password')).toBeNull()
    expect(await confirm()).toBeNull()
    await superuser.query("update login_attempts set at = at - interval '15 minutes'")
    expect(await confirm()).not.toBeNull()
  })

  it('is not kept from its owner by strangers at the login page', async () => {
    await Promise.all(
      Array.from({ length: 15 }, () => new Browser('198.51.100.1').signIn(clinic.doctor.email, 'wrong')),
    )
    expect(await confirm()).not.toBeNull()
  })

  it('is refused once the login is over, idle, or its member deactivated', async () => {
    const member = await browser.member()
    const again = () => confirmed(browser.request(), member)
    const deactivate = 'update members set deactivated_at = $2 where id = $1'
    await superuser.query(deactivate, [member.memberId, new Date()])
    expect(await again()).toBeNull()
    await superuser.query(deactivate, [member.memberId, null])
    expect(await again()).not.toBeNull()
    await superuser.query("update logins set last_active_at = now() - interval '16 minutes' where id_hash = $1", [
      browser.idHash(),
    ])
    expect(await again()).toBeNull()
    expect(await confirmed(new Request('http://localhost/'), member)).toBeNull()
  })
})

describe('a forged context', () => {
  beforeEach(() =>
    app.query("select set_config('clearway.clinic', $1, false), set_config('clearway.member', $2, false)", [
      clinic.id,
      clinic.doctor.memberId,
    ]),
  )
  const reauthenticated = async (idHash: string, derived: Buffer): Promise<string | null> => {
    const values = [idHash, derived, 'sign:cleared', contentHash]
    const { rows } = await app.query("select reauthenticate($1, $2, $3, $4) ->> 'id' as id", values)
    return rows[0].id
  }

  it('re-authenticates the member of the login and no other', async () => {
    const trainers = new Browser()
    await trainers.signIn(clinic.trainer.email, password)
    const derived = await derivePassword(password, await passwordChallenge(clinic.trainer.email))
    const id = await reauthenticated(trainers.idHash(), derived)
    expect(await consume(id, { who: clinic.doctor })).toBe(false)
    expect(await consume(id, { who: clinic.trainer })).toBe(true)
  })

  it('needs the password, and a login that is open', async () => {
    const { salt, params } = await passwordChallenge(clinic.doctor.email)
    expect(
      await reauthenticated(browser.idHash(), await derivePassword('not the right password', { salt, params })),
    ).toBeNull()
    expect(await reauthenticated('0'.repeat(64), await derivePassword(password, { salt, params }))).toBeNull()
  })

  it('is given back as it was by functions that enter another clinic', async () => {
    await app.query("select set_config('clearway.clinic', $1, false)", [second.id])
    for (const call of ['login_member($1)', 'touch_login($1)', "reauthenticate($1, '', 'sign:cleared', 'x')"]) {
      const { rows } = await app.query(
        `with called as materialized (select ${call}) select current_setting('clearway.clinic') as clinic from called`,
        [browser.idHash()],
      )
      expect(rows, call).toEqual([{ clinic: second.id }])
    }
  })

  it.each([
    ['reads no verifier', 'select password_verifier from accounts'],
    ['reads no login', 'select id_hash from logins'],
    ['reads no re-authentication', 'select id from reauthentications'],
    ['reads no secret', 'select secret from login_secret'],
    ['reads no tries', 'select budget from login_attempts'],
    ['reads no setup link', 'select token_hash from setup_tokens'],
    ['writes no account', "update accounts set password_verifier = sha256('x')"],
    ['writes no login', 'update logins set last_active_at = now()'],
    ['writes no re-authentication', 'update reauthentications set consumed_at = null'],
    ['deletes no tries', 'delete from login_attempts'],
    ['consumes no re-authentication', "select consume_reauthentication(null, null, 'sign:cleared', 'x')"],
    ['makes no account', 'select create_account(null, null, null, null, null)'],
    ['signs no device', "select new_device('a@b.example')"],
    ['digests nothing', "select login_digest('salt', 'a@b.example')"],
  ])('%s', async (_what, statement) => {
    await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' })
  })
})
