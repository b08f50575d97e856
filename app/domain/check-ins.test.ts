import { describe, expect, it } from 'vitest'
import { followed, missedHours, openCheckIn, type PastSession } from './check-ins'

const hours = (count: number) => count * 3_600_000
const at = Date.parse('2026-03-02T09:00:00Z')

const session = (id: string, day: number, changes: Partial<PastSession> = {}): PastSession => ({
  id,
  programId: 'knee',
  at: at + hours(24 * day),
  isStruck: false,
  hasDeviation: false,
  ...changes,
})
const idsOf = (sessions: PastSession[]) => followed(sessions).map(({ id }) => id)

describe('a session is followed', () => {
  it.each([
    ['when it is the first of its program', [session('b', 2), session('a', 0)], ['a']],
    [
      'when it has a deviation, whichever it is',
      [session('a', 0), session('b', 2), session('c', 4, { hasDeviation: true })],
      ['a', 'c'],
    ],
    [
      'as the first, once the one before is struck through',
      [session('a', 0, { isStruck: true }), session('b', 2)],
      ['b'],
    ],
    [
      'no more, once it is struck through itself',
      [session('a', 0), session('b', 2, { hasDeviation: true, isStruck: true })],
      ['a'],
    ],
    ['for each program', [session('a', 0), session('b', 1, { programId: 'wrist' })], ['a', 'b']],
    ['as the first, when it was reported after a later one', [session('a', 0), session('z', -1)], ['z']],
  ])('%s', (_case, sessions, expected) => {
    expect(idsOf(sessions)).toEqual(expected)
  })
})

describe('a check-in', () => {
  // By hand: due at 24, 48 and 72 hours, missed a day after each; the newest that is due is asked for.
  it.each([
    [23, null],
    [24, { hour: 24, isMissed: false, missed: [] }],
    [47, { hour: 24, isMissed: false, missed: [] }],
    [48, { hour: 48, isMissed: false, missed: [24] }],
    [71, { hour: 48, isMissed: false, missed: [24] }],
    [72, { hour: 72, isMissed: false, missed: [24, 48] }],
    [95, { hour: 72, isMissed: false, missed: [24, 48] }],
    [96, { hour: 72, isMissed: true, missed: [24, 48, 72] }],
    [335, { hour: 72, isMissed: true, missed: [24, 48, 72] }],
    [336, null],
  ])('after %i hours without an answer: %j', (since, expected) => {
    const open = openCheckIn({ at, answeredHours: [] }, at + hours(since))
    expect(open && { hour: open.hour, isMissed: open.isMissed, missed: open.missed }).toEqual(expected)
    expect(missedHours({ at, answeredHours: [] }, at + hours(since))).toEqual(expected?.missed ?? [])
  })

  it.each([
    [[24], 47, null],
    [[24], 48, 48],
    [[48], 49, null],
    [[48], 72, 72],
    [[72], 300, null],
  ])('answered for %j, after %i hours asks for %s: an answer closes those before it', (answeredHours, since, hour) => {
    expect(openCheckIn({ at, answeredHours }, at + hours(since))?.hour ?? null).toBe(hour)
  })

  it('counts hours, not days of a clock: due 24 hours on, over the night the clocks change as well', () => {
    const saturdayAtNine = Date.parse('2026-03-28T09:00:00+01:00')
    const open = openCheckIn({ at: saturdayAtNine, answeredHours: [] }, Date.parse('2026-03-29T10:00:00+02:00'))
    expect(open?.dueAt).toBe(Date.parse('2026-03-29T10:00:00+02:00'))
    expect(openCheckIn({ at: saturdayAtNine, answeredHours: [] }, Date.parse('2026-03-29T09:59:59+02:00'))).toBeNull()
  })
})
