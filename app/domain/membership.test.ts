import { describe, expect, it } from 'vitest'
import type { Licence, Role } from './member'
import {
  changed,
  invitationState,
  isAboutToExpire,
  type MemberAsTheyStand,
  type MemberChange,
  mayChangeMember,
  mayInvite,
} from './membership'

const licence: Licence = { number: 'PT-1', state: 'BE', validUntil: '2099-12-31' }
const someone = (roles: Role[], over: Partial<MemberAsTheyStand> = {}): MemberAsTheyStand => ({
  memberId: 'someone',
  name: 'Jo Okafor',
  roles,
  licence: null,
  bfrCredentialValidUntil: null,
  isActive: true,
  ...over,
})
const ada = { memberId: 'ada', roles: ['admin'] as Role[] }
const ask = (member: MemberAsTheyStand, change: MemberChange, by = ada, otherAdmins = 1) => {
  const verdict = mayChangeMember({ by, member, otherAdmins }, change)
  return verdict.ok ? 'ok' : verdict.why
}
const roles = (...given: Role[]): MemberChange => ({ kind: 'roles', roles: given, licence: null })
const leaves: MemberChange = { kind: 'deactivation', reason: 'moved away' }

describe('an admin', () => {
  it.each([
    ['renames a member', someone(['trainer']), { kind: 'name', name: 'Jo Berg' }, 'ok'],
    ['does not take a name away', someone(['trainer']), { kind: 'name', name: ' ' }, 'name-missing'],
    ['makes a trainer an admin too', someone(['trainer']), roles('trainer', 'admin'), 'ok'],
    ['leaves nobody without a role', someone(['trainer']), roles(), 'roles-missing'],
    ['makes no doctor without a licence', someone(['trainer']), roles('doctor'), 'licence-needed'],
    ['makes a doctor with a licence', someone(['trainer']), { kind: 'roles', roles: ['doctor'], licence }, 'ok'],
    ['makes a doctor of who has one', someone(['trainer'], { licence }), roles('doctor'), 'ok'],
    [
      'takes no licence from a doctor',
      someone(['doctor'], { licence }),
      { kind: 'licence', licence: null },
      'licence-needed',
    ],
    [
      'takes the licence of a trainer away',
      someone(['trainer'], { licence }),
      { kind: 'licence', licence: null },
      'ok',
    ],
    ['saves nothing where nothing changes', someone(['trainer']), roles('trainer'), 'nothing-changed'],
    ['deactivates a member with a reason', someone(['trainer']), leaves, 'ok'],
    ['deactivates nobody without one', someone(['trainer']), { kind: 'deactivation', reason: ' ' }, 'reason-missing'],
    ['deactivates nobody twice', someone(['trainer'], { isActive: false }), leaves, 'nothing-changed'],
    ['has one who left come back', someone(['trainer'], { isActive: false }), { kind: 'reactivation' }, 'ok'],
    ['reactivates nobody who is there', someone(['trainer']), { kind: 'reactivation' }, 'nothing-changed'],
  ] as [string, MemberAsTheyStand, MemberChange, string][])('%s', (_says, member, change, says) => {
    expect(ask(member, change)).toBe(says)
  })

  it.each(['trainer', 'physical-therapist', 'doctor'] as Role[])('is who may, a %s is not', (role) => {
    expect(ask(someone(['trainer']), leaves, { memberId: 'x', roles: [role] })).toBe('not-your-role')
  })
})

describe('the last admin', () => {
  it.each([
    ['is not deactivated', leaves, 'last-admin'],
    ['does not lose the role', roles('trainer'), 'last-admin'],
    ['may be given more roles', roles('admin', 'trainer'), 'ok'],
  ] as [string, MemberChange, string][])('%s', (_says, change, says) => {
    expect(ask(someone(['admin']), change, ada, 0)).toBe(says)
  })

  it('may be an admin no more once there is another', () => {
    expect(ask(someone(['admin', 'trainer']), roles('trainer'), ada, 1)).toBe('ok')
  })
})

describe('oneself', () => {
  const self = someone(['admin', 'trainer'], { memberId: 'ada', licence })
  it.each([
    ['no new role', { kind: 'roles', roles: ['admin', 'trainer', 'doctor'], licence: null }, 'own-roles', 'ok'],
    [
      'no licence with a role',
      { kind: 'roles', roles: ['admin', 'trainer'], licence: { ...licence, number: 'X' } },
      'own-roles',
      'ok',
    ],
    ['no licence', { kind: 'licence', licence: { ...licence, number: 'X' } }, 'own-roles', 'ok'],
    ['no credential', { kind: 'credential', validUntil: '2030-01-01' }, 'own-roles', 'ok'],
    ['a role less', roles('admin'), 'ok', 'ok'],
    ['another name', { kind: 'name', name: 'Ada B' }, 'ok', 'ok'],
    ['no leave', leaves, 'own-deactivation', 'own-deactivation'],
  ] as [string, MemberChange, string, string][])(
    'is given %s, where there is another admin; else as it must be',
    (_says, change, withAnother, alone) => {
      expect([ask(self, change, ada, 1), ask(self, change, ada, 0)]).toEqual([withAnother, alone])
    },
  )
})

it('a member is after a change what the change says, and all else as before', () => {
  const before = someone(['trainer'], { licence })
  expect(changed(before, roles('trainer', 'admin'))).toEqual({ ...before, roles: ['admin', 'trainer'] })
  expect(changed(before, { kind: 'licence', licence: null })).toEqual({ ...before, licence: null })
})

describe('an invitation', () => {
  const at = new Date('2026-11-26T12:00:00Z')
  const life = (days: number) => ({
    expiresAt: new Date(at.getTime() + days * 86_400_000),
    acceptedAt: null,
    revokedAt: null,
  })
  it('is open until the moment it expires, unless it was taken or taken back', () => {
    expect(invitationState(life(0.001), at)).toBe('open')
    expect(invitationState(life(0), at)).toBe('expired')
    expect(invitationState({ ...life(1), acceptedAt: at }, at)).toBe('accepted')
    expect(invitationState({ ...life(1), revokedAt: at }, at)).toBe('revoked')
  })

  it('is about to expire in its last two days', () => {
    expect([life(2.1), life(2), life(0.1), life(-1)].map((one) => isAboutToExpire(one, at))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  const asked = { name: 'Ines Duarte', roles: ['trainer'] as Role[], licence: null }
  const facts = { by: ada, isMember: false, isInvited: false }
  it.each([
    ['by an admin', facts, asked, 'ok'],
    ['by a doctor', { ...facts, by: { roles: ['doctor'] as Role[] } }, asked, 'not-your-role'],
    ['without a name', facts, { ...asked, name: '' }, 'name-missing'],
    ['without a role', facts, { ...asked, roles: [] }, 'roles-missing'],
    ['of a therapist without a licence', facts, { ...asked, roles: ['physical-therapist'] }, 'licence-needed'],
    ['of a therapist with one', facts, { ...asked, roles: ['physical-therapist'], licence }, 'ok'],
    ['to the address of a member', { ...facts, isMember: true }, asked, 'member-already'],
    ['to an address that is invited', { ...facts, isInvited: true }, asked, 'invited-already'],
  ] as [string, Parameters<typeof mayInvite>[0], Parameters<typeof mayInvite>[1], string][])(
    '%s',
    (_says, given, what, says) => {
      const verdict = mayInvite(given, what)
      expect(verdict.ok ? 'ok' : verdict.why).toBe(says)
    },
  )
})
