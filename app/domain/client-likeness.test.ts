import { describe, expect, it } from 'vitest'
import { type Identity, likenessOf, swapped } from './client-likeness'

const person = (changes: Partial<Identity> = {}): Identity => ({
  givenName: 'Anna',
  familyName: 'Lindqvist',
  birthDate: '1990-04-05',
  recordNumber: null,
  ...changes,
})

describe('somebody who may be here already', () => {
  it.each([
    [
      'the same number, whatever the name',
      { recordNumber: 'R-1', givenName: 'Bo', birthDate: '1950-01-01' },
      'same-number',
    ],
    ['the same in everything', {}, 'same-details'],
    ['accents and capitals aside', { givenName: 'ANNÁ' }, 'same-details'],
    ['the names the other way round', { givenName: 'Lindqvist', familyName: 'Anna' }, 'same-details'],
    ['one letter wrong', { familyName: 'Lindkvist' }, 'similar-name'],
    ['a second given name', { givenName: 'Anna Maria' }, 'similar-name'],
    ['another family name', { familyName: 'Berg' }, 'similar-name'],
    ['a twin', { givenName: 'Elsa' }, null],
    ['day and month swapped', { birthDate: '1990-05-04' }, 'swapped-birthday'],
    ['day and month swapped, and a letter wrong', { birthDate: '1990-05-04', familyName: 'Lindkvist' }, null],
    ['another birthday', { birthDate: '1990-04-06' }, null],
    ['another number alone', { recordNumber: 'R-2', birthDate: '1990-04-06' }, null],
  ] as [string, Partial<Identity>, string | null][])('%s', (_says, changes, likeness) => {
    const asked = person({ recordNumber: 'R-1' })
    expect(likenessOf(asked, person(changes))).toBe(likeness)
    expect(likenessOf(person(changes), asked)).toBe(likeness)
  })

  it('two without a number do not have the same one', () => {
    expect(likenessOf(person(), person({ birthDate: '1980-01-01' }))).toBeNull()
  })
})

it.each([
  ['1990-04-05', '1990-05-04'],
  ['1990-04-13', null],
  ['1990-04-04', null],
])('%s swapped is %s', (day, other) => {
  expect(swapped(day)).toBe(other)
})
