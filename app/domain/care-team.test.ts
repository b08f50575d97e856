import { expect, it } from 'vitest'
import { mayLeaveCareTeam } from './care-team'

const of = (...roles: Parameters<typeof mayLeaveCareTeam>[0]['by']['roles']) => ({ memberId: 'me', roles })

it('anybody leaves a care team of their own accord', () => {
  expect(mayLeaveCareTeam({ by: of('trainer'), memberId: 'me' })).toEqual({ ok: true })
})

it('a trainer takes nobody else out of it, a clinician does', () => {
  expect(mayLeaveCareTeam({ by: of('trainer'), memberId: 'you' })).toEqual({ ok: false, why: 'not-a-clinician' })
  expect(mayLeaveCareTeam({ by: of('admin'), memberId: 'you' })).toEqual({ ok: false, why: 'not-a-clinician' })
  expect(mayLeaveCareTeam({ by: of('physical-therapist'), memberId: 'you' })).toEqual({ ok: true })
  expect(mayLeaveCareTeam({ by: of('doctor'), memberId: 'you' })).toEqual({ ok: true })
})
