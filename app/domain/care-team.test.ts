import { expect, it } from 'vitest'
import { careGap, mayLeaveCareTeam } from './care-team'

const of = (...roles: Parameters<typeof mayLeaveCareTeam>[0]['by']['roles']) => ({ memberId: 'me', roles })

it('anybody leaves a care team of their own accord', () => {
  expect(mayLeaveCareTeam({ by: of('trainer'), memberId: 'me' })).toEqual({ ok: true })
})

it('a trainer takes nobody else out of it, a clinician and an admin do', () => {
  expect(mayLeaveCareTeam({ by: of('trainer'), memberId: 'you' })).toEqual({ ok: false, why: 'not-a-clinician' })
  expect(mayLeaveCareTeam({ by: of('admin'), memberId: 'you' })).toEqual({ ok: true })
  expect(mayLeaveCareTeam({ by: of('physical-therapist'), memberId: 'you' })).toEqual({ ok: true })
  expect(mayLeaveCareTeam({ by: of('doctor'), memberId: 'you' })).toEqual({ ok: true })
})

const trainer = { isActive: true, roles: ['trainer'] } as const
const therapist = { isActive: true, roles: ['physical-therapist'] } as const
const gone = { isActive: false, roles: ['trainer'] } as const

it.each([
  ['nobody at all', [], 'nobody'],
  ['only somebody who left', [gone], 'nobody'],
  ['a therapist, and a trainer who left', [therapist, gone], 'no-trainer'],
  ['a trainer', [trainer], null],
  ['a trainer, and one who left', [gone, trainer], null],
] as const)('a care team of %s lacks %s', (_says, team, gap) => {
  expect(careGap(team)).toBe(gap)
})
