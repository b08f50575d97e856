import { describe, expect, it } from 'vitest'
import { mayMakeTemplate, mayRetireTemplate } from './template'
import { versionStatuses } from './version'

describe('a template', () => {
  it('is made of what was submitted, whatever became of it, and never of a draft', () => {
    const refused = versionStatuses.filter((status) => !mayMakeTemplate({ status }).ok)
    expect(refused).toEqual(['draft'])
  })

  it.each([
    ['who made it', 'maya', ['trainer'], false, { ok: true }],
    ['another trainer', 'jo', ['trainer'], false, { ok: false, why: 'template-not-yours' }],
    ['a therapist', 'lin', ['physical-therapist'], false, { ok: true }],
    ['a doctor', 'amara', ['doctor'], false, { ok: true }],
    ['a second time, nobody', 'maya', ['trainer'], true, { ok: false, why: 'template-retired' }],
  ] as const)('is retired by %s: %s', (_, memberId, roles, isRetired, verdict) => {
    expect(mayRetireTemplate({ by: { memberId, roles }, template: { madeBy: 'maya', isRetired } })).toEqual(verdict)
  })
})
