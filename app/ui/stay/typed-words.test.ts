import { expect, it } from 'vitest'
import { exactTime } from './time-words'
import { placeWords, typedWords } from './typed-words'

const id = '0190f3a4-1111-7abc-8def-000000000001'

it.each([
  [`/clients/${id}/screening/new`, 'Clients, Screening, New'],
  [`/programs/${id}/versions/${id}/clearance?step=2`, 'Programs, Versions, Clearance'],
  [`/clients/${id}/adverse-event/new`, 'Clients, Adverse event, New'],
  ['/', 'The front page'],
])('%s is told as %s', (path, words) => expect(placeWords(path)).toBe(words))

it('shows what somebody typed, and neither keys nor what stayed empty', () => {
  expect(
    typedWords([
      ['key', id],
      ['__intent__', 'x'],
      ['reason', ''],
      ['lines[0].restSeconds', '45'],
      ['askedAboutEveryLine', 'on'],
      ['diagnosis', 'ACL <b>\nleft'],
    ]),
  ).toEqual([
    { label: 'Lines 1, rest seconds', value: '45' },
    { label: 'Asked about every line', value: 'ticked' },
    { label: 'Diagnosis', value: 'ACL <b>\nleft' },
  ])
})

it.each([
  [120, '2 min'],
  [105, '1 min 45 s'],
  [59, '59 s'],
  [0, '0 s'],
])('%i seconds are %s', (seconds, words) => expect(exactTime(seconds)).toBe(words))
