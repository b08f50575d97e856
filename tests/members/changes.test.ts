/** Changes of members: what an admin may do with their password, what nobody may without, and who is left in charge. */
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { findLogin } from '~/data/login.server'
import { changeMember, memberChangeHash, purposeOf } from '~/data/member-changes.server'
import type { MemberChange } from '~/domain/membership'
import { acting } from '../acting'
import { buildClinic, type Clinic, reauthenticate, type Who } from '../builders'
import { buildCleared } from '../builders-program'
import { change, insertChange, inviteTo, standingOf } from '../changing-members'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
const made = '00000000-0000-7000-8000-000000000000'
const leaves: MemberChange = { kind: 'deactivation', reason: 'Moved to another clinic' }
const roles = (...given: ('admin' | 'trainer' | 'doctor' | 'physical-therapist')[]): MemberChange => ({
  kind: 'roles',
  roles: given,
  licence: null,
})
const stands = async ({ memberId }: Who) =>
  (
    await clinic.sql<{ name: string; roles: string[]; licence: string | null; until: string | null; active: boolean }>(
      clinic.admin,
      `select m.name, roles_of(m.id) as roles, m.licence_number as licence, m.licence_valid_until::text as until,
         m.deactivated_at is null as active from members m where id = $1`,
      [memberId],
    )
  )[0]

beforeEach(async () => {
  clinic = await buildClinic(database)
})

describe('an admin with their password', () => {
  it('changes name, roles, licence and credential, and the audit log has the old and the new', async () => {
    const { trainer } = clinic
    const licence = { number: 'PT-77', state: 'BE', validUntil: '2030-06-30' }
    expect(await change(clinic, trainer, { kind: 'name', name: 'Maya Berg' })).toEqual({ ok: true })
    expect(await change(clinic, trainer, { kind: 'roles', roles: ['trainer', 'physical-therapist'], licence })).toEqual(
      { ok: true },
    )
    expect(await change(clinic, trainer, { kind: 'credential', validUntil: '2031-01-01' })).toEqual({ ok: true })
    expect(await stands(trainer)).toEqual({
      name: 'Maya Berg',
      roles: ['physical-therapist', 'trainer'],
      licence: 'PT-77',
      until: '2030-06-30',
      active: true,
    })
    const events = await clinic.owner<{ kind: string; actor: string; detail: string }>(
      `select e.kind, e.actor_member_id as actor, d.detail from audit_events e join audit_details d using (clinic_id, seq)
       where e.clinic_id = $1 and e.kind ~ '^member' and e.actor_member_id = $2 order by e.seq`,
      [clinic.id, clinic.admin.memberId],
    )
    const said = events
      .filter(({ actor }) => actor === clinic.admin.memberId)
      .map(({ kind, detail }) => `${kind} ${detail}`)
      .join('\n')
    for (const words of [
      '"Maya Ruiz"',
      '"Maya Berg"',
      'member_roles.insert',
      '"PT-77"',
      '"2099-12-31"',
      '"2031-01-01"',
    ])
      expect(said).toContain(words)
  })

  it('is told when somebody else was faster, and nothing is overwritten', async () => {
    const { trainer, admin } = clinic
    const standing = await standingOf(clinic, trainer)
    await change(clinic, trainer, { kind: 'name', name: 'Maya Berg' })
    const asked = { memberId: trainer.memberId, standing, key: randomUUID(), at: new Date(), reauthenticationId: made }
    const outcome = await changeMember(await acting(admin), asked, { kind: 'name', name: 'Maya Ott' })
    expect(outcome).toEqual({ ok: false, why: 'member-changed' })
    await expect(
      insertChange(clinic, admin, trainer, { kind: 'deactivation', reason: 'x', standing, reauthenticationId: made }),
    ).rejects.toThrow('member-changed')
  })

  it('ends every login of who is deactivated, and takes their invitations back', async () => {
    const { otherTrainer, admin } = clinic
    await change(clinic, otherTrainer, roles('trainer', 'admin'))
    const { token: _, id } = await inviteTo(clinic, {}, { by: otherTrainer })
    expect(await findLogin(otherTrainer.idHash)).not.toBeNull()
    expect(await change(clinic, otherTrainer, leaves)).toEqual({ ok: true })
    expect(await findLogin(otherTrainer.idHash)).toBeNull()
    const [invitation] = await clinic.sql<{ by: string }>(
      admin,
      'select revoked_by as by from invitations where id = $1',
      [id],
    )
    expect(invitation?.by).toBe(admin.memberId)
    expect(await change(clinic, otherTrainer, { kind: 'reactivation' })).toEqual({ ok: true })
    expect(await findLogin(otherTrainer.idHash)).toBeNull()
    expect(await stands(otherTrainer)).toMatchObject({ active: true, roles: ['admin', 'trainer'] })
  })

  it('gets a 404 for a member of another clinic, and the same for one who is not there', async () => {
    const elsewhere = await buildClinic(database)
    const member = await acting(clinic.admin)
    for (const memberId of [elsewhere.trainer.memberId, randomUUID()]) {
      const asked = { memberId, standing: 'x', key: randomUUID(), at: new Date(), reauthenticationId: made }
      await expect(changeMember(member, asked, leaves)).rejects.toMatchObject({ status: 404 })
    }
  })
})

describe('straight SQL as the app’s role, in the context of an admin', () => {
  it.each([
    ['writes no member', `update members set deactivated_at = now() where id = $1`],
    [
      'makes no member',
      `insert into members (clinic_id, id, name, email) values (current_clinic(), gen_random_uuid(), 'X', $1::text || '@x.example')`,
    ],
    ['gives no role', `insert into member_roles (clinic_id, member_id, role) values (current_clinic(), $1, 'doctor')`],
    ['takes no role', `delete from member_roles where member_id = $1`],
    ['gives no licence', `update members set licence_number = 'X', licence_valid_until = '2099-01-01' where id = $1`],
    ['changes no change', `update member_changes set reason = '' where member_id = $1`],
    [
      'tells of no lapse',
      `insert into lapse_notices (clinic_id, id, member_id, what, valid_until, days_before, occurred_at) values (current_clinic(), gen_random_uuid(), $1, 'licence', now(), 7, now())`,
    ],
  ])('%s', async (_says, text) => {
    await expect(clinic.sql(clinic.admin, text, [clinic.trainer.memberId])).rejects.toThrow('permission denied')
  })

  it('changes nobody without the password given for exactly that, and nobody twice with it', async () => {
    const { admin, trainer, otherTrainer } = clinic
    const what = roles('trainer', 'admin')
    const standing = await standingOf(clinic, trainer)
    const given = (purpose: string, hash: string, by = admin) => reauthenticate(clinic, by, purpose, hash)
    const hash = memberChangeHash({ memberId: trainer.memberId, standing }, what)
    const row = { kind: 'roles', roles: ['admin', 'trainer'], standing }
    const wrong: [string, Promise<string>][] = [
      ['none', Promise.resolve(made)],
      ['for another purpose', given('member:name', hash)],
      [
        'for other roles',
        given('member:roles', memberChangeHash({ memberId: trainer.memberId, standing }, roles('admin'))),
      ],
      [
        'for another member',
        given('member:roles', memberChangeHash({ memberId: otherTrainer.memberId, standing }, what)),
      ],
      ['by somebody else', given('member:roles', hash, clinic.doctor)],
    ]
    for (const [says, reauthenticationId] of wrong)
      await expect(
        insertChange(clinic, admin, trainer, { ...row, reauthenticationId: await reauthenticationId }),
        says,
      ).rejects.toThrow('no-reauthentication')
    const reauthenticationId = await given('member:roles', hash)
    await insertChange(clinic, admin, trainer, { ...row, reauthenticationId })
    await expect(insertChange(clinic, admin, trainer, { ...row, reauthenticationId })).rejects.toThrow('member-changed')
    const again = { ...row, standing: await standingOf(clinic, trainer), roles: ['admin'], reauthenticationId }
    await expect(insertChange(clinic, admin, trainer, again)).rejects.toThrow('no-reauthentication')
    expect((await stands(trainer))?.roles).toEqual(['admin', 'trainer'])
  })

  it('acts for nobody else, and for nobody who is no admin', async () => {
    const { admin, doctor, trainer } = clinic
    const row = {
      kind: 'deactivation',
      reason: 'x',
      standing: await standingOf(clinic, trainer),
      reauthenticationId: made,
    }
    await expect(insertChange(clinic, doctor, trainer, row)).rejects.toThrow('not-your-role')
    await expect(insertChange(clinic, doctor, trainer, { ...row, changedBy: admin.memberId })).rejects.toThrow(
      'not-your-role',
    )
  })

  it('with the password keeps to what the domain says', async () => {
    const { admin, trainer } = clinic
    await change(clinic, clinic.otherTrainer, roles('trainer', 'admin'))
    const refused = async (whom: Who, what: MemberChange, row: { roles?: string[]; reason?: string }, why: string) => {
      const standing = await standingOf(clinic, whom)
      const hash = memberChangeHash({ memberId: whom.memberId, standing }, what)
      const reauthenticationId = await reauthenticate(clinic, admin, purposeOf(what), hash)
      await expect(
        insertChange(clinic, admin, whom, { kind: what.kind, ...row, standing, reauthenticationId }),
        why,
      ).rejects.toThrow(why)
    }
    await refused(admin, roles('admin', 'trainer'), { roles: ['admin', 'trainer'] }, 'own-roles')
    await refused(admin, { kind: 'licence', licence: null }, {}, 'own-roles')
    await refused(admin, leaves, { reason: 'Moved to another clinic' }, 'own-deactivation')
    await refused(trainer, roles('doctor'), { roles: ['doctor'] }, 'licence-needed')
    await refused(clinic.doctor, { kind: 'licence', licence: null }, {}, 'licence-needed')
    await refused(trainer, { kind: 'deactivation', reason: ' ' }, { reason: ' ' }, 'reason-missing')
    await refused(trainer, { kind: 'reactivation' }, {}, 'nothing-changed')
    await refused(trainer, roles('trainer'), { roles: ['trainer'] }, 'nothing-changed')
  })
})

describe('a signature', () => {
  it('keeps the licence it was signed with', async () => {
    const built = await buildCleared(clinic)
    const licence = { number: 'PT-NEW', state: 'BE', validUntil: '2098-01-01' }
    expect(await change(clinic, clinic.therapist, { kind: 'licence', licence })).toEqual({ ok: true })
    const [decision] = await clinic.sql<{ licence: string }>(
      clinic.admin,
      'select licence_number as licence from decisions where version_id = $1',
      [built.versionId],
    )
    expect(decision?.licence).toBe('PT-1002')
    expect((await stands(clinic.therapist))?.licence).toBe('PT-NEW')
  })
})

describe('the last admin', () => {
  it('keeps the role and stays, by the command, in SQL, and by the owner as well', async () => {
    const { admin } = clinic
    expect(await change(clinic, admin, roles('trainer'))).toEqual({ ok: false, why: 'last-admin' })
    await expect(clinic.owner(`delete from member_roles where member_id = $1`, [admin.memberId])).rejects.toThrow(
      'last-admin',
    )
    await expect(
      clinic.owner('update members set deactivated_at = now() where id = $1', [admin.memberId]),
    ).rejects.toThrow('last-admin')
  })

  it.each([
    ['of two who give the role up at once', (self: Who, _other: Who): [Who, MemberChange] => [self, roles('trainer')]],
    [
      'of two who take it from each other at once',
      (_self: Who, other: Who): [Who, MemberChange] => [other, roles('trainer')],
    ],
    ['of two who deactivate each other at once', (_self: Who, other: Who): [Who, MemberChange] => [other, leaves]],
  ])('%s, one is left', async (_says, act) => {
    const { admin, otherTrainer } = clinic
    await change(clinic, otherTrainer, roles('trainer', 'admin'))
    const outcomes = await Promise.allSettled(
      [admin, otherTrainer].map((by) => {
        const [whom, what] = act(by, by === admin ? otherTrainer : admin)
        return change(clinic, whom, what, by)
      }),
    )
    const went = outcomes.filter((one) => one.status === 'fulfilled' && one.value.ok)
    expect(went).toHaveLength(1)
    const [left] = await clinic.owner<{ n: number }>(
      `select count(*)::int as n from members m where m.deactivated_at is null and has_role(m.id, 'admin')`,
    )
    expect(left?.n).toBe(1)
  })
})

describe('who was deactivated', () => {
  it('makes no template and records no absence, in SQL in their own name', async () => {
    const { therapist } = clinic
    await change(clinic, therapist, leaves)
    await expect(
      clinic.sql(
        therapist,
        `insert into absences (clinic_id, id, member_id, from_day, until_day, recorded_by, occurred_at)
         values ($1, gen_random_uuid(), $2, current_date + 1, current_date + 2, $2, now())`,
        [clinic.id, therapist.memberId],
      ),
    ).rejects.toThrow('member-deactivated')
    await expect(
      clinic.sql(
        therapist,
        `insert into templates (clinic_id, id, version_id, name, made_by, occurred_at) values ($1, gen_random_uuid(), gen_random_uuid(), 'x', $2, now())`,
        [clinic.id, therapist.memberId],
      ),
    ).rejects.toThrow('member-deactivated')
  })
})
