import { describe, expect, test } from 'vitest'
import {
  ageOn,
  formatDay,
  formatInstant,
  formatLoad,
  formatPercent,
  formatSeconds,
  formatShortDay,
  formatTime,
  formatWait,
  shortHash,
} from './format'

const berlin = { locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' } as const
const boston = { locale: 'en-US', timeZone: 'America/New_York', units: 'lb' } as const

/** With the spaces that never break shown as plain ones. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('a day', () => {
  test('is the same in every zone', () => {
    expect(formatDay('2026-11-22', berlin)).toBe('22 Nov 2026')
    expect(formatDay('2026-11-22', boston)).toBe('Nov 22, 2026')
    expect(formatShortDay('2026-11-22', berlin)).toBe('22 Nov')
  })
})

describe('an instant', () => {
  test('reads on the clock of the clinic, with its zone', () => {
    expect(formatInstant('2026-11-22T13:06:00Z', berlin)).toBe('22 Nov 2026, 14:06 CET')
    expect(formatInstant(new Date('2026-07-22T13:06:00Z'), berlin)).toBe('22 Jul 2026, 15:06 CEST')
    expect(formatInstant('2026-11-22T13:06:00Z', boston)).toBe('Nov 22, 2026, 08:06 AM EST')
    expect(formatTime('2026-11-22T23:30:00Z', berlin)).toBe('00:30')
  })
})

describe('a load', () => {
  // A pound is 453.59237 g exactly (international yard and pound agreement, 1959).
  test.each([
    [8000, berlin, '8 kg'],
    [8250, berlin, '8.25 kg'],
    [453592, boston, '1,000 lb'],
    [61235, boston, '135 lb'],
  ])('of %i g reads as it was entered', (loadG, format, words) => {
    expect(plain(formatLoad(loadG, format))).toBe(words)
  })

  test('and its unit stay on one line', () => {
    expect(formatLoad(8000, berlin)).toBe('8\u00a0kg')
    expect(formatPercent(30, berlin)).toBe('30\u00a0%')
  })
})

test.each([
  ['1992-11-23', '2026-11-22', 33],
  ['1992-11-22', '2026-11-22', 34],
  ['2008-02-29', '2026-02-28', 17],
  ['2008-02-29', '2026-03-01', 18],
])('somebody born on %s is on %s %i years old', (bornOn, day, years) => {
  expect(ageOn(bornOn, day)).toBe(years)
})

test.each([
  [0, 'just now'],
  [12, '12 min'],
  [180, '3 h'],
  [28 * 60, '1 d 4 h'],
  [48 * 60, '2 d'],
])('%i minutes are a wait of %s', (minutes, words) => {
  expect(plain(formatWait(minutes))).toBe(words)
})

test.each([
  [45, '45 s'],
  [480, '8 min'],
  [90, '1 min 30 s'],
])('%i seconds read %s', (seconds, words) => {
  expect(plain(formatSeconds(seconds))).toBe(words)
})

test('a hash is shortened to what people can compare', () => {
  expect(shortHash('7f3a91c20be4d5e6')).toBe('7f3a·91c2·0be4')
})
