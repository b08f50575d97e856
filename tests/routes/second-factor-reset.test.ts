/** A second factor taken away by an admin: gone at once, with every login, told to its owner, and by nobody else. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findLogin } from '~/data/login.server'
import { resetHash } from '~/data/second-factor-reset.server'
import { action as reset, loader as resetPage } from '~/routes/members.$memberId_.second-factor-reset'
import { ask, sentences } from '../asking'
import { Browser } from '../auth/browser'
import { buildClinic, type Clinic, password, reauthenticate, type Who } from '../builders'
import { awaitNextCode, enrolled, withoutFactor } from '../second-factor'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let other: Clinic
let superuser: pg.Client
let therapist: Who

beforeAll(async () => {
  clinic = await buildClinic(database)
  other = await buildClinic(database)
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  therapist = clinic.therapist
  // Signed in before any of them has a second factor.
  for (const who of [therapist, clinic.admin, other.admin]) await ask(resetPage, who, {})
})
afterAll(() => superuser.end())
beforeEach(async () => {
  await superuser.query("select set_config('clearway.clinic', $1, false)", [clinic.id])
  await withoutFactor(superuser, clinic)
})

describe('an admin', () => {
  const reason = 'Lost the phone; seen in person.'
  const typed = (changes = {}) => ({ key: randomUUID(), reason, password, ...changes })
  const params = () => ({ memberId: clinic.doctor.memberId })

  it('resets a second factor: it is gone, the logins are over, and the member is told', async () => {
    await enrolled(clinic, clinic.doctor)
    const fields = typed()
    const answer = await ask(reset, clinic.admin, params(), fields)
    expect(answer).toMatchObject({ status: 303, to: `/members/${clinic.doctor.memberId}?done=factor-reset` })
    expect((await ask(reset, clinic.admin, params(), fields)).to).toBe(answer.to)
    expect(await findLogin(clinic.doctor.idHash)).toBeNull()
    expect(await new Browser().signIn(clinic.doctor.email, password)).toMatchObject({ ok: true, isCodeDue: false })
    for (const table of ['outbox', 'notifications']) {
      const told = await superuser.query(`select member_id from ${table} where kind = 'second-factor-reset'`)
      expect(told.rows).toEqual([{ member_id: clinic.doctor.memberId }])
    }
    const events = await superuser.query(
      "select kind, actor_member_id as by from audit_events where clinic_id = $1 and kind like 'second_factor%' order by seq desc limit 2",
      [clinic.id],
    )
    const by = clinic.admin.memberId
    expect(events.rows).toEqual([
      { kind: 'second_factors.delete', by },
      { kind: 'second_factor_resets.insert', by },
    ])
  })

  it('gives a reason and their own password, and with a second factor a code', async () => {
    await enrolled(clinic, clinic.trainer)
    const of = { memberId: clinic.trainer.memberId }
    expect(sentences(await ask(reset, clinic.admin, of, typed({ reason: ' ' })))).toEqual([
      ['reason', expect.any(String)],
    ])
    expect(sentences(await ask(reset, clinic.admin, of, typed({ password: 'wrong' })))).toEqual([
      ['password', expect.any(String)],
    ])
    const own = await enrolled(clinic, clinic.admin)
    expect(sentences(await ask(reset, clinic.admin, of, typed()))).toEqual([['code', expect.any(String)]])
    await awaitNextCode(superuser, clinic.admin)
    expect((await ask(reset, clinic.admin, of, typed({ code: own.code() }))).status).toBe(303)
  })

  it('does not reset their own, one that is not there, nor one of another clinic', async () => {
    await enrolled(clinic, clinic.admin)
    await enrolled(clinic, therapist)
    await superuser.query('update logins set factor_used_at = now()')
    expect(sentences(await ask(reset, clinic.admin, { memberId: clinic.admin.memberId }, typed()))).toEqual([
      ['', expect.stringContaining('cannot reset your own')],
    ])
    expect(sentences(await ask(reset, clinic.admin, { memberId: clinic.otherTherapist.memberId }, typed()))).toEqual([
      ['', expect.stringContaining('no second factor')],
    ])
    expect((await ask(resetPage, other.admin, { memberId: therapist.memberId })).status).toBe(404)
    expect((await ask(reset, other.admin, { memberId: therapist.memberId }, typed())).status).toBe(404)
    expect((await ask(reset, therapist, { memberId: clinic.admin.memberId }, typed())).status).toBe(403)
  })
})

describe('straight SQL as the app’s role', () => {
  const text = `insert into second_factor_resets (clinic_id, id, member_id, reset_by, reason, reauthentication_id, occurred_at)
    values (current_clinic(), gen_random_uuid(), $1, $2, $3, $4, now())`
  const reason = 'none'

  it.each<[string, keyof Clinic, keyof Clinic, string, string]>([
    ['a therapist', 'therapist', 'doctor', 'member:second-factor', 'not-your-role'],
    ['an admin, of their own', 'admin', 'admin', 'member:second-factor', 'own-second-factor'],
    ['an admin who confirmed something else', 'admin', 'doctor', 'sign:cleared', 'no-reauthentication'],
    ['an admin, of whoever has none', 'admin', 'otherTherapist', 'member:second-factor', 'no-second-factor'],
  ])('resets nothing for %s', async (_who, by, whose, purpose, why) => {
    const fresh = await buildClinic(database)
    const [who, of] = [fresh[by] as Who, fresh[whose] as Who]
    await superuser.query("select set_config('clearway.clinic', $1, false)", [fresh.id])
    const hash = resetHash({ memberId: of.memberId, reason })
    const id = await reauthenticate(fresh, who, purpose, hash)
    if (whose !== 'otherTherapist') await enrolled(fresh, of)
    await expect(fresh.sql(who, text, [of.memberId, who.memberId, reason, id])).rejects.toThrow(why)
  })
})
