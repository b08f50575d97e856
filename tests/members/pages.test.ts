/** The members pages as a browser sends them: what is said beside which field, what is kept, and where it leads. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { action as takeBack } from '~/routes/invitations.$invitationId_.revocation'
import { action as resend } from '~/routes/invitations.$invitationId_.resend'
import { loader as invitationPage } from '~/routes/invitations.$invitationId._index'
import { action as accept, loader as linkPage } from '~/routes/invitation.$token'
import { loader as memberPage } from '~/routes/members.$memberId._index'
import { action as deactivate, loader as deactivationPage } from '~/routes/members.$memberId_.deactivation'
import { action as changeLicence } from '~/routes/members.$memberId_.licence'
import { action as changeRoles } from '~/routes/members.$memberId_.roles'
import { loader as membersPage } from '~/routes/members._index'
import { action as invite } from '~/routes/members.new'
import { type Answer, ask, sentences } from '../asking'
import { buildClinic, type Clinic, password, type Who } from '../builders'
import { buildCleared } from '../builders-program'
import { inviteTo, standingOf } from '../changing-members'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
const fieldsOf = (answer: Answer) => sentences(answer).map(([field]) => field)
const invited = (changes: object = {}) => ({
  key: randomUUID(),
  name: 'Ines Duarte',
  email: `${randomUUID()}@invited.example`,
  roles: 'trainer',
  password,
  ...changes,
})

beforeAll(async () => {
  clinic = await buildClinic(database)
})

describe('an invitation in a form', () => {
  it.each([
    ['without anything', { name: '', email: '' }, 400, ['email']],
    ['without a name', { name: ' ' }, 409, ['name']],
    ['without a role', { roles: '' }, 409, ['roles']],
    ['to no address', { email: 'ines' }, 400, ['email']],
    ['of a doctor without a licence', { roles: 'doctor' }, 409, ['licenceNumber']],
    ['with half a licence', { licenceNumber: 'MD-1' }, 400, ['licenceState', 'licenceValidUntil']],
    ['with a day that is none', { bfrCredentialValidUntil: '2027-02-30' }, 400, ['bfrCredentialValidUntil']],
    ['with a year that is half typed', { bfrCredentialValidUntil: '0002-01-01' }, 400, ['bfrCredentialValidUntil']],
    ['with the wrong password', { password: 'not the right password' }, 400, ['password']],
  ] as [string, Record<string, string>, number, string[]][])(
    '%s says so beside the field, and keeps what was typed',
    async (_says, changes, status, fields) => {
      const typed = invited(changes)
      const answer = await ask(invite, clinic.admin, {}, typed)
      expect([answer.status, fieldsOf(answer)]).toEqual([status, fields])
      expect(answer.refused.initialValue).not.toHaveProperty('password')
      if (typed.name.trim()) expect(answer.refused.initialValue).toMatchObject({ name: typed.name })
    },
  )

  it('takes no field that is none of its own', async () => {
    const typed = invited({ clinicId: randomUUID(), invitedBy: clinic.trainer.memberId, expiresAt: '2099-01-01' })
    const { to } = await ask(invite, clinic.admin, {}, typed)
    const [row] = await clinic.sql<{ by: string; days: number }>(
      clinic.admin,
      'select invited_by as by, extract(day from expires_at - occurred_at)::int as days from invitations where id = $1',
      [to?.split('/')[2]?.split('?')[0]],
    )
    expect(row).toEqual({ by: clinic.admin.memberId, days: 7 })
  })

  it('sent twice invites once; and its link leads in, once', async () => {
    const typed = invited()
    const [once, twice] = [await ask(invite, clinic.admin, {}, typed), await ask(invite, clinic.admin, {}, typed)]
    expect([once.status, twice.to]).toEqual([303, once.to])
    const invitationId = once.to?.split('/')[2]?.split('?')[0]
    const page = await ask(invitationPage, clinic.admin, { invitationId })
    const token = String(page.data?.link).split('/').at(-1)
    const asHolder = (fields: Record<string, string> | null) =>
      ask(fields ? accept : linkPage, clinic.otherTrainer, { token }, fields)
    expect((await asHolder(null)).data?.invitation).toMatchObject({
      email: typed.email,
      clinicName: 'Riverside Clinic',
    })
    const chosen = {
      name: 'Ines Duarte',
      password: 'seven brown herons wade',
      passwordAgain: 'seven brown herons wade',
    }
    for (const [wrong, field] of [
      [{ password: 'short', passwordAgain: 'short' }, 'password'],
      [{ passwordAgain: 'something else entirely' }, 'passwordAgain'],
      [{ name: '' }, 'name'],
    ] as const) {
      const answer = await asHolder({ ...chosen, ...wrong })
      expect([answer.status, fieldsOf(answer)]).toEqual([400, [field]])
      expect(answer.text).not.toContain('herons')
    }
    expect(await asHolder({ ...chosen, email: 'other@x.example', roles: 'admin' })).toMatchObject({
      status: 303,
      to: '/login?done=joined',
    })
    const [member] = await clinic.owner<{ roles: string[] }>(
      'select roles_of(id) as roles from members where email = $1',
      [typed.email],
    )
    expect(member?.roles).toEqual(['trainer'])
    expect((await asHolder(null)).status).toBe(404)
    expect((await asHolder(chosen)).status).toBe(302)
  })

  it('shows its link to who made it alone, and for ten minutes', async () => {
    const [fresh, older] = [
      await inviteTo(clinic),
      await inviteTo(clinic, {}, { at: new Date(Date.now() - 11 * 60_000) }),
    ]
    await clinic.owner(`insert into member_roles (clinic_id, member_id, role) values ($1, $2, 'admin')`, [
      clinic.id,
      clinic.otherTherapist.memberId,
    ])
    const link = async (who: Who, id: string) =>
      (await ask(invitationPage, who, { invitationId: id })).data?.link ?? null
    expect(await link(clinic.admin, fresh.id)).toContain('/invitation/')
    expect(await link(clinic.admin, older.id)).toBeNull()
    expect(await link(clinic.otherTherapist, fresh.id)).toBeNull()
  })

  it('is sent again and taken back by its pages', async () => {
    const { id } = await inviteTo(clinic)
    expect(
      (await ask(resend, clinic.admin, { invitationId: id }, { key: randomUUID(), password: 'wrong' })).status,
    ).toBe(400)
    const again = await ask(resend, clinic.admin, { invitationId: id }, { key: randomUUID(), password })
    expect(again.status).toBe(303)
    const invitationId = again.to?.split('/')[2]?.split('?')[0]
    expect((await ask(takeBack, clinic.admin, { invitationId }, { key: randomUUID() })).to).toBe(
      `/invitations/${invitationId}?done=uninvited`,
    )
    expect((await ask(takeBack, clinic.admin, { invitationId }, { key: randomUUID() })).status).toBe(409)
  })
})

describe('a change in a form', () => {
  const change = async (changes: Record<string, string>) => ({
    key: randomUUID(),
    standing: await standingOf(clinic, clinic.otherTrainer),
    password,
    ...changes,
  })

  it('of roles asks for the licence beside its field, and is saved with it', async () => {
    const params = { memberId: clinic.otherTrainer.memberId }
    const without = await ask(changeRoles, clinic.admin, params, await change({ roles: 'doctor' }))
    expect([without.status, fieldsOf(without)]).toEqual([409, ['licenceNumber']])
    const licence = { licenceNumber: 'MD-2', licenceState: 'BE', licenceValidUntil: '2030-01-01' }
    const saved = await ask(changeRoles, clinic.admin, params, await change({ roles: 'doctor', ...licence }))
    expect(saved).toMatchObject({ status: 303, to: `/members/${params.memberId}?done=member-roles` })
    const taken = await ask(changeLicence, clinic.admin, params, await change({}))
    expect([taken.status, fieldsOf(taken)]).toEqual([409, ['licenceNumber']])
  })

  it('of a member who changed meanwhile is refused', async () => {
    const stale = await ask(
      changeRoles,
      clinic.admin,
      { memberId: clinic.otherTrainer.memberId },
      await change({ roles: 'trainer', standing: 'a'.repeat(64) }),
    )
    expect([stale.status, sentences(stale)[0]?.[1]]).toEqual([
      409,
      expect.stringContaining('Somebody else changed this member'),
    ])
  })

  it('is no form of a member of another clinic, nor anybody’s but an admin’s', async () => {
    const elsewhere = await buildClinic(database)
    const fields = await change({ reason: 'x' })
    expect((await ask(deactivate, clinic.admin, { memberId: elsewhere.trainer.memberId }, fields)).status).toBe(404)
    expect((await ask(memberPage, clinic.admin, { memberId: elsewhere.trainer.memberId })).status).toBe(404)
    expect((await ask(memberPage, clinic.admin, { memberId: 'none' })).status).toBe(404)
    for (const who of [clinic.trainer, clinic.therapist, clinic.doctor])
      expect((await ask(deactivate, who, { memberId: clinic.otherTrainer.memberId }, fields)).status).toBe(403)
  })
})

it('before somebody goes, the page says what hangs on them', async () => {
  const built = await buildCleared(clinic)
  await clinic.owner('delete from care_team where client_id = $1 and member_id <> $2', [
    built.clientId,
    clinic.trainer.memberId,
  ])
  const { data } = await ask(deactivationPage, clinic.admin, { memberId: clinic.trainer.memberId })
  expect(data?.left).toEqual({ onlyTheirs: 1, submissions: 0, standsIn: 0, invitations: 0 })
})

describe('the list', () => {
  type Listed = { people: { name: string; state: string }[]; next: string | null }
  const list = async (search: string, of: Clinic = clinic) =>
    (await ask(membersPage, of.admin, {}, null, search)).data as unknown as Listed

  it('has members and who is invited, and is filtered by its address', async () => {
    const own = await buildClinic(database)
    await inviteTo(own, { name: 'Ines Duarte' })
    await inviteTo(own, { name: 'Ola Late' }, { at: new Date(Date.now() - 8 * 86_400_000) })
    const names = async (search: string) => (await list(search, own)).people.map(({ name }) => name)
    expect(await names('')).toHaveLength(9)
    expect(await names('?state=invited')).toEqual(['Ines Duarte'])
    expect(await names('?state=expired')).toEqual(['Ola Late'])
    expect(await names('?role=doctor')).toEqual(['Dr. Amara Osei'])
    expect(await names('?state=nonsense&role=%27&after=x')).toHaveLength(9)
    await own.owner('update members set licence_valid_until = current_date + 5 where id = $1', [own.doctor.memberId])
    expect(await names('?lapses=soon')).toEqual(['Dr. Amara Osei'])
  })

  it('goes on after fifty, with nobody twice and nobody left out', async () => {
    const own = await buildClinic(database)
    await own.owner(
      `insert into members (clinic_id, id, name, email) select $1, gen_random_uuid(), 'Same Name', 'm' || n || '@x.example' from generate_series(1, 60) n`,
      [own.id],
    )
    const first = await list('', own)
    const second = await list(`?after=${first.next}`, own)
    expect([first.people.length, second.people.length, second.next]).toEqual([50, 17, null])
  })
})
