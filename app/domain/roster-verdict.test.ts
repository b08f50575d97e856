import { expect, it } from 'vitest'
import type { Identity } from './client-likeness'
import { verdictOn } from './roster-verdict'

const row = {
  recordNumber: 'R-1',
  givenName: 'Anna',
  familyName: 'Lindqvist',
  birthDate: '1990-04-05',
  sex: 'female',
} as const
const refused = { is: 'refused', why: 'number-of-another' }

it.each([
  ['the same number and person', { recordNumber: 'R-1' }, { is: 'known' }],
  ['the same number, a letter wrong', { recordNumber: 'R-1', familyName: 'Lindkvist' }, { is: 'known' }],
  ['the same number, day and month swapped', { recordNumber: 'R-1', birthDate: '1990-05-04' }, { is: 'known' }],
  ['the same number, somebody else', { recordNumber: 'R-1', givenName: 'Bo', familyName: 'Berg' }, refused],
  ['the same person without a number of their own', { recordNumber: 'CW-12345678' }, { is: 'known' }],
  ['the same person under another number', { recordNumber: 'R-2' }, { is: 'alike' }],
  ['a letter wrong under another number', { recordNumber: 'R-2', familyName: 'Lindkvist' }, { is: 'alike' }],
  ['somebody else', { recordNumber: 'R-2', birthDate: '1991-01-01' }, { is: 'taken' }],
] as [string, Partial<Identity>, object][])('beside %s', (_says, changes, verdict) => {
  const present = [{ ...row, ...changes, isVisible: true }]
  expect(verdictOn(row, present, false)).toEqual(verdict)
  expect(verdictOn(row, present, true).is).toBe(
    verdict === refused ? 'refused' : ({ known: 'known' }[String((verdict as { is: string }).is)] ?? 'taken'),
  )
})

it('beside somebody like them whom the member may not see is taken, for they are not told who is here', () => {
  const alike = { ...row, recordNumber: 'R-2', familyName: 'Lindkvist' }
  expect(verdictOn(row, [{ ...alike, isVisible: false }], false)).toEqual({ is: 'taken' })
})

it('whoever is known is not asked about again because of somebody like them', () => {
  const present = [
    { ...row, recordNumber: 'R-2', familyName: 'Lindkvist', isVisible: true },
    { ...row, isVisible: true },
  ]
  expect(verdictOn(row, present, false)).toEqual({ is: 'known' })
})

it('without a number the same name and birthday is the same person', () => {
  expect(verdictOn({ ...row, recordNumber: null }, [{ ...row, isVisible: false }], true)).toEqual({ is: 'known' })
})
