import { expect, test } from 'vitest'
import { agreementOf, sampleEstimate } from '~/domain/setting-effects'
import { type Formula, formulas } from '~/domain/strength'
import { effectWords } from './setting-effect-words'
import { changeWords } from './setting-words'

/** Worked out apart from this code by the formulas of clinical-rules.md for 80 kg × 8. */
test.each<[Formula, number]>([
  ['epley', 101.3],
  ['brzycki', 99.3],
  ['lombardi', 98.5],
  ['oconner', 96],
  ['wathan', 102.1],
  ['mayhew', 101],
  ['lander', 100.1],
])('by %s, 80 kg × 8 is %d kg', (formula, kg) => {
  expect(sampleEstimate(formula, 'kg')).toBe(kg)
})

test('all seven are shown', () => {
  expect(formulas).toHaveLength(7)
})

test('another formula says what it makes of the same set, before it is saved', () => {
  const effect = { kind: 'formula-changes', from: 'epley', to: 'brzycki' } as const
  expect(effectWords(effect, 'kg').says).toBe('80 kg × 8: 101.3 kg by Epley, 99.3 kg by Brzycki.')
  // 175 × (1 + 8/30) and 175 ÷ 0.8054.
  expect(effectWords(effect, 'lb').says).toBe('175 lb × 8: 221.7 lb by Epley, 217.3 lb by Brzycki.')
  expect(agreementOf([effect, { kind: 'windows-past', count: 2 }])).toBe('formula-changes=epley-brzycki windows-past=2')
})

test('the audit says what it was and what it is', () => {
  const change = { setting: 'oneRmFormula', before: 'epley', after: 'lander' } as const
  expect(changeWords(change, 'kg')).toEqual({ term: 'A maximum is estimated by', before: 'Epley', after: 'Lander' })
})
