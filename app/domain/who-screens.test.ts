import { describe, expect, it } from 'vitest'
import { mayScreen } from './who-screens'

const calm = { hasRedFlagHold: false, hasRedFlagSince: false }
const needsClinician = { ok: false, why: 'screening-needs-clinician' }

describe('a screening', () => {
  it.each([['trainer'], ['physical-therapist'], ['doctor']] as const)('is recorded by a %s', (role) => {
    expect(mayScreen({ roles: [role], ...calm })).toEqual({ ok: true })
  })

  it('is not recorded by an admin, before or after a red flag', () => {
    expect(mayScreen({ roles: ['admin'], ...calm })).toEqual({ ok: false, why: 'not-your-role' })
    expect(mayScreen({ roles: [], ...calm })).toEqual({ ok: false, why: 'not-your-role' })
  })

  it.each([
    ['while a red flag holds a program', { ...calm, hasRedFlagHold: true }],
    ['after a red flag that had no program to hold', { ...calm, hasRedFlagSince: true }],
  ])('needs a clinician %s', (_when, facts) => {
    expect(mayScreen({ roles: ['trainer'], ...facts })).toEqual(needsClinician)
    expect(mayScreen({ roles: ['trainer', 'admin'], ...facts })).toEqual(needsClinician)
    expect(mayScreen({ roles: ['trainer', 'physical-therapist'], ...facts })).toEqual({ ok: true })
    expect(mayScreen({ roles: ['doctor'], ...facts })).toEqual({ ok: true })
  })
})
