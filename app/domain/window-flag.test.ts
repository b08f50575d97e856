import { describe, expect, it } from 'vitest'
import { addDays } from './calendar-day'
import type { Person } from './member'
import { rehabWindow, widestWindow } from './rehab-window'
import {
  type ContinueFacts,
  type Frequency,
  flagOf,
  isHighFrequency,
  mayContinueUnchanged,
  mayReview,
  nextReviewOn,
  resolutionsOf,
  reviewByStepDown,
} from './window-flag'

const opened = '2026-03-02'

/** Session days as days of the window, `[1, 1, 3]`: two on the first day and one on the third. */
function done(...days: number[]): string[] {
  return days.map((day) => addDays(opened, day - 1))
}

function frequency(changes: Partial<Frequency> = {}): Frequency {
  return { sessionsPerWeek: 3, sessionDays: [], steppedDownOn: null, ...changes }
}

describe('high frequency', () => {
  it.each([
    [0, false],
    [2, false],
    [3, false],
    [4, true],
    [14, true],
  ])('is more than 3 BFR sessions planned a week: %d', (sessionsPerWeek, expected) => {
    expect(isHighFrequency(frequency({ sessionsPerWeek }))).toBe(expected)
  })

  it.each([
    ['3 in a week', [1, 3, 5], false],
    ['3 a week for three weeks', [1, 3, 5, 8, 10, 12, 15, 17, 19], false],
    ['4 in 7 days', [1, 3, 5, 7], true],
    ['4 in 8 days', [1, 3, 5, 8], false],
    ['4 over a weekend that no calendar week holds', [12, 13, 14, 16], true],
    ['twice a day for two days', [9, 9, 10, 10], true],
    ['5 a week', [1, 2, 3, 4, 5], true],
    ['6 a week', [1, 2, 3, 4, 5, 6], true],
  ] as const)('is more than 3 done in any 7 days: %s', (_what, days, expected) => {
    expect(isHighFrequency(frequency({ sessionDays: done(...days) }))).toBe(expected)
  })

  it('is seen whatever the order of logging', () => {
    expect(isHighFrequency(frequency({ sessionDays: done(7, 1, 5, 3) }))).toBe(true)
  })

  it('done before a step-down was cleared is not held against what follows it', () => {
    const sessionDays = done(1, 2, 3, 4, 5, 8, 10, 12)
    expect(isHighFrequency(frequency({ sessionDays }))).toBe(true)
    expect(isHighFrequency(frequency({ sessionDays, steppedDownOn: addDays(opened, 4) }))).toBe(false)
    expect(isHighFrequency(frequency({ sessionDays: done(5, 5, 8, 10), steppedDownOn: addDays(opened, 4) }))).toBe(
      false,
    )
    const again = done(1, 2, 3, 4, 5, 8, 9, 10, 11)
    expect(isHighFrequency(frequency({ sessionDays: again, steppedDownOn: addDays(opened, 4) }))).toBe(true)
  })

  it('planned is high after a step-down as well', () => {
    expect(isHighFrequency(frequency({ sessionsPerWeek: 5, steppedDownOn: opened }))).toBe(true)
  })
})

describe('a flag', () => {
  const on = (day: number, extension = 0) => {
    const today = addDays(opened, day - 1)
    const window = rehabWindow({ openedOn: opened, extensionDays: extension, settings: widestWindow }, today)
    return { today, window, nextReviewOn: null, frequency: frequency() }
  }
  const high = frequency({ sessionsPerWeek: 5 })

  it('stands from day 22, and not on the last day', () => {
    expect(flagOf(on(21))).toBeNull()
    expect(flagOf(on(22))).toBe('review-due')
    expect(flagOf({ ...on(21), frequency: high })).toBeNull()
    expect(flagOf({ ...on(22), frequency: high })).toBe('breach')
  })

  it('stands for no program that had no session', () => {
    expect(flagOf({ ...on(40), window: null, frequency: high })).toBeNull()
  })

  it('rests during an extension and stands again after it', () => {
    expect(flagOf({ ...on(28, 7), frequency: high })).toBeNull()
    expect(flagOf({ ...on(29, 7), frequency: high })).toBe('breach')
  })

  it('of a review rests until the next review day', () => {
    const due = { ...on(30), nextReviewOn: addDays(opened, 29) }
    expect(flagOf({ ...due, today: addDays(opened, 28) })).toBeNull()
    expect(flagOf(due)).toBe('review-due')
  })

  it('of a breach rests for no review', () => {
    expect(flagOf({ ...on(30), frequency: high, nextReviewOn: '2026-12-01' })).toBe('breach')
  })

  it('ends by completion, stop, step-down or extension, and "continue unchanged" only for a review', () => {
    expect(resolutionsOf('breach')).toEqual(['completed', 'stopped', 'step-down', 'extension'])
    expect(resolutionsOf('review-due')).toContain('continued-unchanged')
  })
})

describe('the next review', () => {
  it('follows the latest look since the window opened', () => {
    const reviews = [
      { on: '2026-04-20', reviewDays: 42 },
      { on: '2026-03-23', reviewDays: 21 },
      { on: '2026-02-01', reviewDays: 42 },
    ]
    expect(nextReviewOn(opened, reviews)).toBe('2026-06-01')
    expect(nextReviewOn(opened, reviews.slice(1))).toBe('2026-04-13')
    expect(nextReviewOn(opened, reviews.slice(2))).toBeNull()
  })

  it('is the sooner one after two looks on one day', () => {
    const twice = [
      { on: '2026-03-25', reviewDays: 42 },
      { on: '2026-03-25', reviewDays: 7 },
    ]
    expect(nextReviewOn(opened, twice)).toBe('2026-04-01')
    expect(nextReviewOn(opened, [...twice].reverse())).toBe('2026-04-01')
  })

  it('follows a look on the very day the window opened', () => {
    expect(nextReviewOn(opened, [{ on: opened, reviewDays: 21 }])).toBe('2026-03-23')
  })

  it('is due 21 days after a step-down was cleared', () => {
    expect(nextReviewOn(opened, [reviewByStepDown('2026-03-25')])).toBe('2026-04-15')
  })
})

describe('"continue unchanged"', () => {
  const therapist: Person = {
    memberId: 'therapist',
    roles: ['physical-therapist'],
    licence: { number: '1', state: 'OR', validUntil: '2026-12-31' },
    isActive: true,
  }
  const due: ContinueFacts = {
    by: therapist,
    today: '2026-03-25',
    authorIds: ['trainer'],
    flags: ['review-due'],
    isPlainStandard: true,
  }
  const alone = (changes: Partial<ContinueFacts> = {}) => mayContinueUnchanged({ ...due, ...changes }, false)

  it('is a clinician to write who neither raised nor wrote the program', () => {
    expect(alone()).toEqual({ ok: true })
    expect(alone({ authorIds: ['trainer', 'therapist'] })).toEqual({ ok: false, why: 'own-program' })
    const trainer: Person = { ...therapist, roles: ['trainer'] }
    expect(alone({ by: trainer })).toEqual({ ok: false, why: 'not-a-clinician' })
  })

  it('needs a licence that is valid on the day', () => {
    expect(alone({ today: '2026-12-31' })).toEqual({ ok: true })
    expect(alone({ today: '2027-01-01' })).toEqual({ ok: false, why: 'licence-expired' })
    expect(alone({ by: { ...therapist, licence: null } })).toEqual({ ok: false, why: 'licence-missing' })
    expect(alone({ by: { ...therapist, isActive: false } })).toEqual({ ok: false, why: 'member-deactivated' })
  })

  it('resolves no breach, and nothing that is not past', () => {
    expect(alone({ flags: ['breach'] })).toEqual({ ok: false, why: 'in-breach' })
    expect(alone({ flags: ['review-due', 'breach'] })).toEqual({ ok: false, why: 'in-breach' })
    expect(alone({ flags: [null] })).toEqual({ ok: false, why: 'window-not-past' })
    expect(alone({ flags: [] })).toEqual({ ok: false, why: 'window-not-past' })
    expect(alone({ flags: [null, 'review-due'] })).toEqual({ ok: true })
  })

  it('goes through with many others only for a plain program of standard outcome', () => {
    const other = { ...due, isPlainStandard: false }
    expect(mayContinueUnchanged(due, true)).toEqual({ ok: true })
    expect(mayContinueUnchanged(other, true)).toEqual({ ok: false, why: 'review-by-itself' })
    expect(mayContinueUnchanged(other, false)).toEqual({ ok: true })
  })

  it.each([
    [0, false],
    [1, true],
    [42, true],
    [43, false],
    [1.5, false],
  ])('sets the next review 1 to 42 days on: %d', (reviewDays, isOk) => {
    const expected = isOk ? { ok: true } : { ok: false, why: 'review-day-out-of-range' }
    expect(mayReview({ reason: 'Goes well', reviewDays })).toEqual(expected)
  })

  it('says why', () => {
    expect(mayReview({ reason: '  ', reviewDays: 21 })).toEqual({ ok: false, why: 'reason-missing' })
  })
})
