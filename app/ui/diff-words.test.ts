import { describe, expect, it } from 'vitest'
import type { Change } from '~/domain/version-diff'
import { changeWords, diffWords, fromTo } from './diff-words'

const change = (changes: Partial<Change>): Change => ({
  kind: 'changed',
  lineId: 'a',
  where: 'Leg extension, left leg',
  field: 'Load',
  before: '30 % of 1RM',
  after: '40 % of 1RM',
  ruleIds: [],
  ...changes,
})

describe('a change in few words', () => {
  it.each([
    ['30 % of 1RM', '40 % of 1RM', '30 → 40 % of 1RM'],
    ['50 % LOP', '120 mmHg', '50 % LOP → 120 mmHg'],
    ['3', '4', '3 → 4'],
    ['RPE 6 at most', 'RPE 7 at most', 'RPE 6 → RPE 7 at most'],
  ])('from %s to %s is %s', (before, after, said) => {
    expect(fromTo(before, after)).toBe(said)
  })

  it.each([
    [change({}), 'load 30 → 40 % of 1RM'],
    [change({ before: null }), 'load 40 % of 1RM is new'],
    [change({ after: null }), 'load no longer set'],
    [change({ kind: 'added' }), 'adds Leg extension, left leg'],
    [change({ kind: 'removed' }), 'takes out Leg extension, left leg'],
  ])('%#', (given, said) => {
    expect(changeWords(given)).toBe(said)
  })

  it('says a line that is new once, however many fields it has, and counts what it leaves out', () => {
    const added = ['Load', 'Mode', 'Limb'].map((field) => change({ kind: 'added', field, before: null }))
    expect(diffWords(added)).toBe('adds Leg extension, left leg')
    const pressure = change({ field: 'Pressure', before: '50 % LOP', after: '60 % LOP' })
    expect(diffWords([...added, change({}), pressure])).toBe(
      'adds Leg extension, left leg, load 30 → 40 % of 1RM, 1 more',
    )
  })
})
