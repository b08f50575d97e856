import { describe, expect, it } from 'vitest'
import { type Action, actions, can, canOnClient, seesAllClients } from './access'
import { type Role, roles } from './member'

// By hand, from product.md, "Roles": t trainer, p physical therapist, d doctor, a admin.
const expected: Record<Action, string> = {
  'client:read': 'tpd',
  'client:create': 'tpd',
  'client:download': 'tpd',
  'care-team:change': 'tpd',
  'care-team:manage': 'pda',
  'emergency:open': 't',
  'emergency:review': 'a',
  'client:import': 'tpd',
  'client:archive': 'tpd',
  'roster:import': 'tpda',
  'screening:record': 'tpd',
  'event:note': 'tpd',
  'program:read': 'tpd',
  'program:raise': 'tpd',
  'program:submit': 'tpd',
  'program:withdraw': 'tpd',
  'program:amend': 'tpd',
  'template:make': 'tpd',
  'template:read': 'tpd',
  'template:retire': 'tpd',
  'program:decide': 'pd',
  'program:hold': 'tpd',
  'program:lift': 'tpd',
  'program:complete': 't',
  'program:stop': 'tpd',
  'program:revoke': 'pd',
  'consent:record': 'tpd',
  'lop:measure': 'tpd',
  'session:start': 't',
  'session:report': 't',
  'session:log': 't',
  'check-in:answer': 'tpd',
  'entry:correct': 'tpd',
  'deviation:review': 'pd',
  'red-flag:raise': 'tpd',
  'red-flag:acknowledge': 'pd',
  'adverse-event:record': 'tpd',
  'measurement:record': 'tpd',
  'strength:import': 'tpd',
  'one-rm:import': 'pd',
  'goal:set': 'tpd',
  'report:send': 'pd',
  'worklist:read': 'pd',
  'absence:record': 'tpda',
  'window:read': 'tpda',
  'window:acknowledge': 'tpd',
  'window:continue': 'pd',
  'register:read': 'pda',
  'clearance:audit': 'a',
  'audit:read': 'a',
  'audit:verify': 'a',
  'export:register': 'a',
  'client:export': 'pda',
  'client:erase': 'a',
  'member:manage': 'a',
  'clinic:settings': 'a',
}

const letters: Record<Role, string> = { trainer: 't', 'physical-therapist': 'p', doctor: 'd', admin: 'a' }

describe('the access table', () => {
  it.each(actions)('gives %s to the roles that have it and to no other', (action) => {
    const given = roles.filter((role) => can({ roles: [role] }, action)).map((role) => letters[role])
    expect(given.join('')).toBe(expected[action])
  })

  it('gives nothing to a member without a role', () => {
    expect(actions.filter((action) => can({ roles: [] }, action))).toEqual([])
  })

  it('adds up the roles of a member', () => {
    const both = { roles: ['trainer', 'admin'] as const }
    expect(can(both, 'session:start')).toBe(true)
    expect(can(both, 'audit:read')).toBe(true)
    expect(can(both, 'program:decide')).toBe(false)
  })
})

describe('a client', () => {
  const serves = { isInCareTeam: true }
  const doesNotServe = { isInCareTeam: false }

  it('is seen by a trainer of the care team and by no other trainer', () => {
    expect(canOnClient({ roles: ['trainer'] }, 'client:read', serves)).toBe(true)
    for (const action of actions) expect(canOnClient({ roles: ['trainer'] }, action, doesNotServe)).toBe(false)
  })

  it('is seen by every clinician of the clinic', () => {
    expect(canOnClient({ roles: ['physical-therapist'] }, 'client:read', doesNotServe)).toBe(true)
    expect(canOnClient({ roles: ['doctor'] }, 'program:decide', doesNotServe)).toBe(true)
    expect(seesAllClients({ roles: ['trainer', 'doctor'] })).toBe(true)
    expect(seesAllClients({ roles: ['trainer', 'admin'] })).toBe(false)
  })

  it('is not read by an admin, whose care team or not', () => {
    expect(canOnClient({ roles: ['admin'] }, 'client:read', serves)).toBe(false)
    expect(canOnClient({ roles: ['admin', 'trainer'] }, 'client:read', doesNotServe)).toBe(false)
  })

  it('that an emergency opened is read, and what happened to them written down; nothing else', () => {
    const opened = { isInCareTeam: false, hasEmergencyAccess: true }
    const may = (roles: readonly Role[]) => actions.filter((action) => canOnClient({ roles }, action, opened))
    expect(may(['trainer'])).toEqual(['client:read', 'program:read', 'red-flag:raise', 'adverse-event:record'])
    expect(may(['admin'])).toEqual(actions.filter((action) => can({ roles: ['admin'] }, action)))
    expect(canOnClient({ roles: ['admin'] }, 'client:read', opened)).toBe(false)
    expect(canOnClient({ roles: ['trainer'] }, 'session:start', { ...opened, isInCareTeam: true })).toBe(true)
  })

  it('is trained only by trainers of the care team, also where they are clinicians besides', () => {
    const both = { roles: ['trainer', 'physical-therapist'] as const }
    expect(canOnClient(both, 'session:start', doesNotServe)).toBe(false)
    expect(canOnClient(both, 'session:start', serves)).toBe(true)
  })
})
