/** The life of an invitation: who makes it, what its link opens, once, and how it ends. */
import { beforeAll, describe, expect, it } from 'vitest'
import { claimMails } from '~/data/outbox.server'
import { revokeInvitation } from '~/data/invitations.server'
import { acceptInvitation, findInvitationOfLink } from '~/data/invitation-links.server'
import { storePassword } from '~/auth/password.server'
import { acting } from '../acting'
import { Browser } from '../auth/browser'
import { buildClinic, type Clinic, password, type Who } from '../builders'
import { change, inviteTo, newToken, tokenHashOf } from '../changing-members'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let stored: Awaited<ReturnType<typeof storePassword>>
const licence = { number: 'PT-9', state: 'BE', validUntil: '2030-01-01' }
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
const found = (token: string) => findInvitationOfLink(tokenHashOf(token))
const accept = (token: string, name = 'Ines Duarte') => acceptInvitation(tokenHashOf(token), { name, password: stored })
const membersOf = async (email: string) =>
  clinic.owner<{ name: string; roles: string[]; licence: string | null }>(
    'select name, roles_of(id) as roles, licence_number as licence from members where clinic_id = $1 and email = $2',
    [clinic.id, email],
  )

beforeAll(async () => {
  clinic = await buildClinic(database)
  stored = await storePassword(password)
})

describe('an invitation', () => {
  it('makes nobody a member before it is taken, and then exactly who was invited', async () => {
    const { token, email } = await inviteTo(clinic, { roles: ['trainer', 'physical-therapist'], licence })
    expect(await membersOf(email)).toEqual([])
    expect(await found(token)).toEqual({
      email,
      name: 'Ines Duarte',
      roles: ['physical-therapist', 'trainer'],
      clinicName: 'Riverside Clinic',
      invitedBy: clinic.admin.name,
      hasAccount: false,
    })
    expect(await accept(token, 'Inês Duarte')).toBe('accepted')
    expect(await membersOf(email)).toEqual([
      { name: 'Inês Duarte', roles: ['physical-therapist', 'trainer'], licence: 'PT-9' },
    ])
    const browser = new Browser('192.0.2.44')
    expect((await browser.signIn(email, password)).ok).toBe(true)
    expect(await browser.memberOrNull()).toMatchObject({ email, licence, name: 'Inês Duarte' })
  })

  it('is taken once, however many do at once', async () => {
    const { token, email } = await inviteTo(clinic)
    const outcomes = await Promise.all(Array.from({ length: 6 }, (_, n) => accept(token, `Ines ${n}`)))
    expect(outcomes.sort()).toEqual(['accepted', 'over', 'over', 'over', 'over', 'over'])
    expect(await membersOf(email)).toHaveLength(1)
    expect(await accept(token)).toBe('over')
    expect(await found(token)).toBeNull()
  })

  it('is over after seven days', async () => {
    const [late, open] = [
      await inviteTo(clinic, {}, { at: daysAgo(7.001) }),
      await inviteTo(clinic, {}, { at: daysAgo(6.99) }),
    ]
    expect([await found(late.token), await accept(late.token)]).toEqual([null, 'over'])
    expect(await found(open.token)).not.toBeNull()
    // Nobody came: the same address may be invited anew.
    expect((await inviteTo(clinic, { email: late.email })).outcome.ok).toBe(true)
  })

  it('is over once an admin takes it back, and its mail stays here', async () => {
    const { token, id } = await inviteTo(clinic)
    const revoke = async (by: Who) =>
      revokeInvitation(await acting(by), { key: crypto.randomUUID(), at: new Date(), invitationId: id })
    expect(await revoke(clinic.admin)).toEqual({ ok: true })
    expect([await found(token), await accept(token)]).toEqual([null, 'over'])
    expect(await revoke(clinic.admin)).toEqual({ ok: false, why: 'invitation-over' })
    expect(await clinic.owner('select 1 from outbox where subject_id = $1', [id])).toEqual([])
  })

  it('that is taken while it is taken back has one end', async () => {
    const { token, id, email } = await inviteTo(clinic)
    const [taken, back] = await Promise.all([
      accept(token),
      revokeInvitation(await acting(clinic.admin), { key: crypto.randomUUID(), at: new Date(), invitationId: id }),
    ])
    expect((taken === 'accepted') !== back.ok).toBe(true)
    expect(await membersOf(email)).toHaveLength(taken === 'accepted' ? 1 : 0)
  })

  it('sent again has a new link, and the old one is over', async () => {
    const first = await inviteTo(clinic)
    const twice = await inviteTo(clinic, { email: first.email })
    expect(twice.outcome).toEqual({ ok: false, why: 'invited-already' })
    const again = await inviteTo(clinic, { email: first.email }, { replaces: first.id })
    expect(again.outcome.ok).toBe(true)
    expect([await found(first.token), await accept(first.token)]).toEqual([null, 'over'])
    expect(await accept(again.token)).toBe('accepted')
  })

  it('is not made to the address of a member, nor of a clinician without a licence', async () => {
    expect((await inviteTo(clinic, { email: clinic.trainer.email })).outcome).toEqual({
      ok: false,
      why: 'member-already',
    })
    expect((await inviteTo(clinic, { roles: ['doctor'] })).outcome).toEqual({ ok: false, why: 'licence-needed' })
  })

  it('to an address with an account elsewhere says so to the holder of the link alone, and uses nothing up', async () => {
    const elsewhere = await buildClinic(database)
    const { token, outcome, email } = await inviteTo(clinic, { email: elsewhere.trainer.email })
    expect(outcome.ok).toBe(true)
    expect(await found(token)).toMatchObject({ email, hasAccount: true })
    expect([await accept(token), await accept(token)]).toEqual(['has-account', 'has-account'])
    expect(await membersOf(email)).toEqual([])
    expect(await found(token)).not.toBeNull()
  })

  it('taken in two clinics at once makes one account', async () => {
    const elsewhere = await buildClinic(database)
    const first = await inviteTo(clinic)
    const second = await inviteTo(elsewhere, { email: first.email })
    expect((await Promise.all([accept(first.token), accept(second.token)])).sort()).toEqual(['accepted', 'has-account'])
  })

  it('of an admin who is none any more is over', async () => {
    const own = await buildClinic(database)
    await change(own, own.doctor, { kind: 'roles', roles: ['doctor', 'admin'], licence: null })
    const { token } = await inviteTo(own, { roles: ['admin'] }, { by: own.doctor })
    await change(own, own.doctor, { kind: 'roles', roles: ['doctor'], licence: null })
    expect([await found(token), await accept(token)]).toEqual([null, 'over'])
  })

  it('goes by mail to the address that was invited', async () => {
    const own = await buildClinic(database)
    const { email, id } = await inviteTo(own)
    const { mails } = await claimMails(own.id)
    expect(mails).toMatchObject([{ kind: 'invitation', email, clinicName: 'Riverside Clinic' }])
    expect(await own.owner('select subject_id as id from outbox')).toEqual([{ id }])
  })
})

describe('no link', () => {
  it('is opened by another token, or by the hash of one', async () => {
    const { token } = await inviteTo(clinic)
    for (const other of [newToken(), tokenHashOf(token), token.slice(0, -1), '']) expect(await found(other)).toBeNull()
  })
})

describe('straight SQL as the app’s role', () => {
  const columns =
    '(clinic_id, id, email, name, roles, token_hash, invited_by, reauthentication_id, expires_at, occurred_at)'
  const values = `values (current_clinic(), gen_random_uuid(), gen_random_uuid() || '@x.example', 'X', '{admin}', $1, $2, gen_random_uuid(), now(), now())`
  const insert = (who: Who, invitedBy = who) =>
    clinic.sql(who, `insert into invitations ${columns} ${values}`, [tokenHashOf(newToken()), invitedBy.memberId])

  it('invites nobody without the password, and in nobody else’s name', async () => {
    await expect(insert(clinic.admin)).rejects.toThrow('no-reauthentication')
    await expect(insert(clinic.trainer)).rejects.toThrow('not-your-role')
    await expect(insert(clinic.trainer, clinic.admin)).rejects.toThrow('not-your-role')
  })

  it('neither changes one nor takes it, nor gives it a longer life', async () => {
    const { id } = await inviteTo(clinic)
    for (const set of [
      `roles = '{admin}'`,
      `token_hash = '${'0'.repeat(64)}'`,
      `expires_at = now() + interval '1 year'`,
      `member_id = invited_by, accepted_at = now()`,
    ])
      await expect(clinic.sql(clinic.admin, `update invitations set ${set} where id = $1`, [id]), set).rejects.toThrow(
        'permission denied',
      )
    const revoke = (who: Who, by = who) =>
      clinic.sql(who, 'update invitations set revoked_at = now(), revoked_by = $2 where id = $1', [id, by.memberId])
    await expect(revoke(clinic.trainer)).rejects.toThrow('not-your-role')
    await expect(revoke(clinic.trainer, clinic.admin)).rejects.toThrow('not-your-role')
    await expect(clinic.sql(clinic.admin, 'delete from invitations where id = $1', [id])).rejects.toThrow(
      'permission denied',
    )
  })

  it('is shown the invitations of its own clinic alone, and without one none', async () => {
    const elsewhere = await buildClinic(database)
    await inviteTo(elsewhere)
    const seen = await clinic.sql<{ clinic: string }>(
      clinic.admin,
      'select distinct clinic_id as clinic from invitations',
    )
    expect(seen).toEqual([{ clinic: clinic.id }])
    expect(await clinic.sql({ ...clinic.admin, clinicId: '' }, 'select 1 from invitations')).toEqual([])
  })

  it('learns who has a second factor as an admin only, of its own clinic', async () => {
    const elsewhere = await buildClinic(database)
    const asked = [[clinic.trainer.memberId, elsewhere.trainer.memberId]]
    const text = 'select member_id as id from access_of_members($1)'
    expect(await clinic.sql(clinic.admin, text, asked)).toEqual([{ id: clinic.trainer.memberId }])
    expect(await clinic.sql(clinic.doctor, text, asked)).toEqual([])
  })
})
