/** The pages of one's own second factor: set up, demanded, moved, turned off. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openOffer } from '~/auth/second-factor-offer.server'
import { findLogin } from '~/data/login.server'
import { action as setUp, loader as page } from '~/routes/account.second-factor'
import { action as renew, loader as codesPage } from '~/routes/account.second-factor_.recovery-codes'
import { action as turnOff, loader as offPage } from '~/routes/account.second-factor_.removal'
import { action as move, loader as movePage } from '~/routes/account.second-factor_.replacement'
import { loader as inbox } from '~/routes/inbox._index'
import { loader as inboxCount } from '~/routes/inbox_.count'
import { action as logout } from '~/routes/logout'
import { loader as resetPage } from '~/routes/members.$memberId_.second-factor-reset'
import { loader as live } from '~/routes/sessions.$sessionId._index'
import { action as decide } from '~/routes/programs.$programId_.versions.$versionId_.clearance'
import { loader as today } from '~/routes/today'
import { loader as worklist } from '~/routes/worklist'
import { type Answer, ask, sentences } from '../asking'
import { Browser } from '../auth/browser'
import { buildClinic, type Clinic, password, type Who } from '../builders'
import { buildCleared, buildClient, buildDraft, buildScreening, submit, train } from '../builders-program'
import { type Authenticator, authenticatorOf, demand, enrolled, withoutFactor } from '../second-factor'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let superuser: pg.Client
let therapist: Who

beforeAll(async () => {
  clinic = await buildClinic(database)
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  therapist = clinic.therapist
  // Signed in before any of them has a second factor.
  for (const who of [therapist, clinic.admin, clinic.trainerAndTherapist, clinic.trainer]) await ask(page, who, {})
})
afterAll(() => superuser.end())
beforeEach(async () => {
  await superuser.query('truncate login_attempts')
  await superuser.query("select set_config('clearway.clinic', $1, false)", [clinic.id])
  await withoutFactor(superuser, clinic)
  await demand(superuser, clinic, false)
})

const login = async (who: Who) => (await findLogin(who.idHash))?.member
/** The secret as somebody reads it off the page. */
async function offered(who: Who, { data }: Answer): Promise<{ offer: string; phone: Authenticator }> {
  const { offer } = (data as { offer: { offer: string } }).offer
  const opened = openOffer({ memberId: who.memberId, email: who.email }, offer, new Date())
  return { offer, phone: authenticatorOf(opened?.secret ?? Buffer.alloc(0)) }
}
const codesOf = ({ data }: Answer) => (data as { codes: string[] | null }).codes
const beside = ({ data }: Answer) =>
  sentences({ refused: (data as { lastResult: Answer['refused'] }).lastResult } as Answer)
const mails = async () =>
  (await superuser.query('select kind from outbox where clinic_id = $1 order by id', [clinic.id])).rows.map(
    ({ kind }) => kind,
  )

async function submitted() {
  const clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId, {})
  return submit(clinic, await buildDraft(clinic, clientId, {}))
}

describe('setting a second factor up', () => {
  it('takes the code and the password, shows ten codes once, and tells the person by mail', async () => {
    const { offer, phone } = await offered(therapist, await ask(page, therapist, {}))
    const made = await ask(setUp, therapist, {}, { offer, newCode: phone.code(), password, next: '/worklist' })
    expect(made).toMatchObject({ status: 200, data: { next: '/worklist' } })
    expect(codesOf(made)).toHaveLength(10)
    expect(await login(therapist)).toMatchObject({ hasSecondFactor: true, isCodeDue: true, isFactorMissing: false })
    expect(await mails()).toContain('second-factor-changed')
    const again = await ask(setUp, therapist, {}, { offer, newCode: phone.code(), password })
    expect(again.to).toBe('/account/second-factor?done=factor-on')
    const after = await ask(page, therapist, {})
    expect(after.data).toMatchObject({ offer: null, factor: { codesLeft: 10 }, isDemanded: false })
    for (const code of codesOf(made) ?? []) expect(after.text).not.toContain(code)
  })

  it('keeps the secret through a mistake, and gives neither code nor password back', async () => {
    const { offer } = await offered(therapist, await ask(page, therapist, {}))
    const wrong = await ask(setUp, therapist, {}, { offer, newCode: '000000', password })
    expect(wrong).toMatchObject({ status: 409, data: { offer: { offer }, codes: null } })
    expect(beside(wrong)).toEqual([['newCode', expect.stringContaining('not the code of this secret')]])
    expect(wrong.text).not.toMatch(/000000|correct horse/)
    const { phone } = await offered(therapist, wrong)
    const mistyped = await ask(setUp, therapist, {}, { offer, newCode: phone.code(), password: 'not my password' })
    expect(beside(mistyped)).toEqual([['password', expect.any(String)]])
    const forgotten = await ask(setUp, therapist, {}, { offer, newCode: phone.code(), next: '/programs' })
    expect(forgotten).toMatchObject({ status: 400, data: { offer: { offer }, next: '/programs' } })
    expect(beside(forgotten)).toEqual([['password', 'Type your password.']])
    expect(await login(therapist)).toMatchObject({ hasSecondFactor: false })
  })

  it('takes no secret that was offered to somebody else', async () => {
    const { offer, phone } = await offered(clinic.admin, await ask(page, clinic.admin, {}))
    const answer = await ask(setUp, therapist, {}, { offer, newCode: phone.code(), password })
    expect(answer).toMatchObject({ status: 409, data: { offer: null, codes: null } })
  })
})

describe('a clinic that demands it', () => {
  const toEnrol = (path: string) => `/account/second-factor?${new URLSearchParams({ next: path })}`

  it('leads clinicians and admins to set it up, from pages and from what pages ask by themselves', async () => {
    await demand(superuser, clinic, true)
    for (const route of [worklist, inbox, inboxCount, offPage, movePage, codesPage]) {
      expect(await ask(route, therapist, {}, null, 'x?q=1')).toMatchObject({ status: 302, to: toEnrol('/x?q=1') })
    }
    expect(await ask(resetPage, clinic.admin, { memberId: therapist.memberId })).toMatchObject({
      status: 302,
      to: '/account/second-factor',
    })
    expect(await ask(page, therapist, {}, null, '?next=/worklist')).toMatchObject({
      status: 200,
      data: { isMissing: true, next: '/worklist' },
    })
    expect((await ask(today, clinic.trainer, {})).status).toBe(200)
  })

  it('lets them on once it is set up, and turns none off', async () => {
    await demand(superuser, clinic, true)
    const phone = await enrolled(clinic, therapist)
    expect((await ask(worklist, therapist, {})).status).toBe(200)
    const answer = await ask(turnOff, therapist, {}, { password, code: phone.code() })
    expect(sentences(answer)).toEqual([['', expect.stringContaining('Your clinic asks for a second factor')]])
    expect(await login(therapist)).toMatchObject({ hasSecondFactor: true })
  })

  it('lets them sign out', async () => {
    await demand(superuser, clinic, true)
    const browser = new Browser()
    await browser.signIn(clinic.doctor.email, password)
    const answer = await logout({
      request: browser.request('/logout', { method: 'POST' }),
      params: {},
      context: {},
    } as never)
    expect(answer.headers.get('Location')).toMatch(/^\/login/)
    expect(await browser.memberOrNull()).toBeNull()
  })

  it('leaves nobody under a cuff: the session that was begun goes on, covered, and no other page', async () => {
    const both = clinic.trainerAndTherapist
    const cleared = await buildCleared(clinic)
    const values = [clinic.id, cleared.clientId, both.memberId, clinic.trainer.memberId]
    await clinic.sql(
      clinic.trainer,
      'insert into care_team (clinic_id, client_id, member_id, added_by) values ($1, $2, $3, $4)',
      values,
    )
    const sessionId = await train(clinic, cleared, { by: both })
    const others = await train(clinic, await buildCleared(clinic))
    await demand(superuser, clinic, true)
    const covered = await ask(live, both, { sessionId })
    expect(covered).toMatchObject({ status: 200, data: { session: { isCovered: true, canLog: true } } })
    expect(await ask(live, both, { sessionId: others })).toMatchObject({ status: 302, to: '/account/second-factor' })
  })
})

describe('with a second factor', () => {
  it('a decision is signed with its code, at the first signature, and the next one without', async () => {
    const [first, second] = [await submitted(), await submitted()]
    const phone = await enrolled(clinic, therapist)
    const sign = ({ programId, versionId, contentHash, screeningId }: typeof first, code?: string) => {
      const fields = { key: randomUUID(), contentHash, outcome: 'cleared', readScreening: screeningId, password }
      return ask(
        decide,
        therapist,
        { programId, versionId },
        { ...fields, next: '', list: '', ...(code ? { code } : {}) },
      )
    }
    expect(sentences(await sign(first))).toEqual([['code', expect.stringContaining('Type the code')]])
    const wrong = await sign(first, '000000')
    expect(sentences(wrong)).toEqual([['code', expect.stringContaining('That code is not right')]])
    expect(wrong.text).not.toContain('000000')
    expect((await sign(first, phone.code())).status).toBe(303)
    expect((await sign(second)).status).toBe(303)
  })

  it('another one takes its place for a code of each', async () => {
    const old = await enrolled(clinic, therapist)
    const { offer, phone } = await offered(therapist, await ask(movePage, therapist, {}))
    const without = await ask(move, therapist, {}, { offer, newCode: phone.code(), password })
    expect(beside(without)).toEqual([['code', expect.any(String)]])
    const moved = await ask(move, therapist, {}, { offer, newCode: phone.code(), code: old.code(), password })
    expect(codesOf(moved)).toHaveLength(10)
    expect(sentences(await ask(turnOff, therapist, {}, { password, code: old.recovery[0] ?? '' }))).toEqual([
      ['code', expect.any(String)],
    ])
  })

  it('recovery codes are made anew, and those before count no more', async () => {
    const phone = await enrolled(clinic, therapist)
    const made = await ask(renew, therapist, {}, { password, code: phone.recovery[0] ?? '' })
    const codes = codesOf(made) ?? []
    expect(codes).toHaveLength(10)
    expect(beside(await ask(renew, therapist, {}, { password, code: phone.recovery[1] ?? '' }))).toEqual([
      ['code', expect.any(String)],
    ])
    expect((await ask(turnOff, therapist, {}, { password, code: codes[9] ?? '' })).to).toBe(
      '/account/second-factor?done=factor-off',
    )
    expect(await login(therapist)).toMatchObject({ hasSecondFactor: false })
  })

  it('it is turned off with the password and a code, never with one of them', async () => {
    const phone = await enrolled(clinic, therapist)
    expect(sentences(await ask(turnOff, therapist, {}, { password }))).toEqual([['code', expect.any(String)]])
    expect(sentences(await ask(turnOff, therapist, {}, { password: 'not mine', code: phone.code() }))).toEqual([
      ['password', expect.any(String)],
    ])
    expect((await ask(turnOff, therapist, {}, { password, code: phone.code() })).status).toBe(303)
  })
})
