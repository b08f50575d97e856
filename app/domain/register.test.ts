import { expect, it } from 'vitest'
import { knownFilter, mayExportRegister, type RegisterFilter, registerLists } from './register'

const everything: RegisterFilter = {
  outcome: null,
  risk: null,
  signerId: null,
  ruleId: null,
  override: null,
  from: null,
  until: null,
  isPastWindow: false,
  isOutsideClearance: false,
}

it.each<[Partial<RegisterFilter>, string[]]>([
  [{}, ['all']],
  [{ from: '2026-01-01', until: '2026-01-31' }, ['all']],
  [{ outcome: 'declined' }, ['outcome:declined']],
  [{ ruleId: 'pressure' }, ['rule:pressure']],
  [{ ruleId: 'pressure', override: 'cured' }, ['cured:pressure']],
  [{ override: 'written' }, ['written']],
  [
    { risk: 'elevated', signerId: 's1', isPastWindow: true, isOutsideClearance: true },
    ['outside-clearance', 'past-window', 'signer:s1', 'risk:elevated'],
  ],
])('a filter by %j asks for the lists %j', (changes, lists) => {
  expect(registerLists({ ...everything, ...changes })).toEqual(lists)
})

it('a signer or a rule nobody knows is left out of the filter', () => {
  const asked = { ...everything, signerId: 'nobody', ruleId: 'no-such-rule', outcome: 'revoked' } as const
  const choices = { signers: [{ id: 's1', name: 'Lin Chen' }], ruleIds: ['pressure'] }
  expect(knownFilter(asked, choices)).toEqual({ ...everything, outcome: 'revoked' })
  expect(knownFilter({ ...asked, signerId: 's1', ruleId: 'pressure' }, choices)).toMatchObject({
    signerId: 's1',
    ruleId: 'pressure',
  })
})

it('the register leaves the house only with a reason', () => {
  expect(mayExportRegister({ reason: ' ' })).toEqual({ ok: false, why: 'reason-missing' })
  expect(mayExportRegister({ reason: 'Audit by the insurer' })).toEqual({ ok: true })
})
