import { expect, test } from 'vitest'
import { refusals } from '~/domain/refusal'
import { refusalSentences } from './refusals'

test.each(refusals)('the refusal %s is a sentence a person can act on', (refusal) => {
  const sentence = refusalSentences[refusal]
  expect(sentence).toMatch(/^[A-Z].*\.$/)
  expect(sentence).not.toContain(refusal.includes('-') ? refusal : `${refusal}:`)
  expect(sentence.length).toBeLessThan(160)
})

test('no two refusals read the same', () => {
  expect(new Set(Object.values(refusalSentences)).size).toBe(refusals.length)
})
