import { describe, expect, it } from 'vitest'
import { addDays } from './calendar-day'
import {
  grantedDays,
  isExtensionInRange,
  lastDayOf,
  maySetWindow,
  openingDay,
  openingDayIfStarted,
  type PastSession,
  programsOfWindow,
  rehabWindow,
  widestWindow,
} from './rehab-window'

const opened = '2026-03-02'

function stands(today: string, { openedOn = opened, extensionDays = 0, settings = widestWindow } = {}) {
  return rehabWindow({ openedOn, extensionDays, settings }, today)
}

/** `A 2026-03-02` is a session of program A on that day. */
function sessions(...lines: string[]): PastSession[] {
  return lines.map((line) => ({ programId: line.slice(0, 1), day: line.slice(2) }))
}

describe('the rehab window', () => {
  it.each([
    ['2026-03-02', { phase: 'open', day: 1, daysLeft: 20 }],
    ['2026-03-15', { phase: 'open', day: 14, daysLeft: 7 }],
    ['2026-03-16', { phase: 'closing', day: 15, daysLeft: 6 }],
    ['2026-03-21', { phase: 'closing', day: 20, daysLeft: 1 }],
    ['2026-03-22', { phase: 'last-day', day: 21, daysLeft: 0 }],
    ['2026-03-23', { phase: 'past', day: 22, daysOver: 1 }],
    ['2026-04-12', { phase: 'past', day: 42, daysOver: 21 }],
  ])('opened on 2 March is on %s: %j', (today, expected) => {
    expect(stands(today)).toEqual(expected)
  })

  it.each([
    ['2026-03-20', { phase: 'closing', day: 19, daysLeft: 9 }],
    ['2026-03-22', { phase: 'last-day', day: 21, daysLeft: 7 }],
    ['2026-03-23', { phase: 'extended', day: 22, daysLeft: 6 }],
    ['2026-03-29', { phase: 'extended', day: 28, daysLeft: 0 }],
    ['2026-03-30', { phase: 'past', day: 29, daysOver: 1 }],
  ])('extended by 7 days is on %s: %j', (today, expected) => {
    expect(stands(today, { extensionDays: 7 })).toEqual(expected)
  })

  it('counts an extension from day 22 however late it is signed', () => {
    const signedOn = addDays(opened, 29)
    expect(stands(signedOn)).toEqual({ phase: 'past', day: 30, daysOver: 9 })
    expect(stands(signedOn, { extensionDays: 14 })).toEqual({ phase: 'extended', day: 30, daysLeft: 5 })
    expect(stands(signedOn, { extensionDays: 5 })).toEqual({ phase: 'past', day: 30, daysOver: 4 })
  })

  it.each([
    ['spring forward in Europe, 29 March 2026', '2026-03-15'],
    ['fall back in America, 1 November 2026', '2026-10-20'],
    ['a leap day', '2028-02-15'],
    ['the turn of the year', '2026-12-20'],
  ])('is 21 calendar days over %s', (_what, start) => {
    const of = { openedOn: start, extensionDays: 0, settings: widestWindow }
    expect(rehabWindow(of, addDays(start, 20)).phase).toBe('last-day')
    expect(rehabWindow(of, addDays(start, 21)).phase).toBe('past')
    expect(lastDayOf({ ...of, windowDays: 21 })).toBe(addDays(start, 20))
  })

  it('reads day 1 when the clock runs some minutes behind the first session', () => {
    expect(stands('2026-03-02', { openedOn: '2026-03-03' })).toEqual({ phase: 'open', day: 1, daysLeft: 20 })
  })

  it('ends on the day its extension says', () => {
    expect(lastDayOf({ openedOn: opened, extensionDays: 0, windowDays: 21 })).toBe('2026-03-22')
    expect(lastDayOf({ openedOn: opened, extensionDays: 21, windowDays: 21 })).toBe('2026-04-12')
    expect(lastDayOf({ openedOn: opened, extensionDays: 0, windowDays: 14 })).toBe('2026-03-15')
  })
})

describe('a clinic that tightens its windows to 14 days, closing from day 10', () => {
  const settings = { ...widestWindow, windowDays: 14, closingFromDay: 10 }

  it.each([
    ['2026-03-10', 0, { phase: 'open', day: 9, daysLeft: 5 }],
    ['2026-03-11', 0, { phase: 'closing', day: 10, daysLeft: 4 }],
    ['2026-03-15', 0, { phase: 'last-day', day: 14, daysLeft: 0 }],
    ['2026-03-16', 0, { phase: 'past', day: 15, daysOver: 1 }],
    ['2026-03-16', 7, { phase: 'extended', day: 15, daysLeft: 6 }],
    ['2026-03-23', 7, { phase: 'past', day: 22, daysOver: 1 }],
  ])('stands on %s with %d days granted as %j', (today, extensionDays, expected) => {
    expect(stands(today, { extensionDays, settings })).toEqual(expected)
  })

  it.each([
    ['the widest', {}, null],
    ['the tightest', { windowDays: 7, closingFromDay: 2, breachEscalationDays: 1 }, null],
    ['a longer window', { windowDays: 22 }, 'window-out-of-range'],
    ['a window of 6 days', { windowDays: 6, closingFromDay: 2 }, 'window-out-of-range'],
    ['half a day', { windowDays: 14.5 }, 'window-out-of-range'],
    ['a later warning', { closingFromDay: 16 }, 'closing-out-of-range'],
    ['closing from the first day', { closingFromDay: 1 }, 'closing-out-of-range'],
    ['closing on the last day', { windowDays: 10, closingFromDay: 10 }, 'closing-after-the-end'],
    ['a later escalation', { breachEscalationDays: 4 }, 'escalation-out-of-range'],
    ['no time to end a breach', { breachEscalationDays: 0 }, 'escalation-out-of-range'],
  ])('may set %s: %j', (_what, asked, why) => {
    expect(maySetWindow({ ...widestWindow, ...asked })).toEqual(why ? { ok: false, why } : { ok: true })
  })
})

describe('the opening day', () => {
  it('is the first session of the program, in whatever order they were logged', () => {
    expect(openingDay(sessions('A 2026-03-09', 'A 2026-03-02', 'A 2026-03-05'), 'A')).toBe('2026-03-02')
  })

  it('is none before the first session', () => {
    expect(openingDay([], 'A')).toBeNull()
    expect(openingDay(sessions('B 2026-03-02'), 'A')).toBeNull()
  })

  it('is shared within one program, however long it pauses', () => {
    expect(openingDay(sessions('A 2026-01-05', 'A 2026-03-02'), 'A')).toBe('2026-01-05')
  })

  it.each([
    ['the same day', '2026-03-20', '2026-03-01'],
    ['20 days between', '2026-04-10', '2026-03-01'],
    ['21 days between', '2026-04-11', '2026-04-11'],
    ['22 days between', '2026-04-12', '2026-04-12'],
  ])('carries over into a next program unless 21 days without BFR lie between: %s', (_gap, next, expected) => {
    expect(openingDay(sessions('A 2026-03-01', 'A 2026-03-20', `B ${next}`), 'B')).toBe(expected)
  })

  it('is not reset by completing and raising again, three times over', () => {
    const done = sessions('A 2026-03-01', 'A 2026-03-18', 'B 2026-03-25', 'B 2026-04-10', 'C 2026-04-20')
    expect(openingDay(done, 'C')).toBe('2026-03-01')
  })

  it('carries the start of the program before, also of one that paused in between', () => {
    expect(openingDay(sessions('A 2026-01-05', 'A 2026-03-20', 'B 2026-04-01'), 'B')).toBe('2026-01-05')
  })

  it('carries over from the last rest onwards only', () => {
    const done = sessions('A 2026-01-05', 'B 2026-03-01', 'C 2026-03-10')
    expect(openingDay(done, 'C')).toBe('2026-03-01')
  })

  it('carries over between two programs trained on one day', () => {
    expect(openingDay(sessions('A 2026-03-01', 'A 2026-03-20', 'B 2026-03-20', 'B 2026-03-24'), 'B')).toBe('2026-03-01')
  })

  it('keeps each its own where programs interleave, by what came before its first session', () => {
    const done = sessions('A 2026-03-01', 'B 2026-03-30', 'A 2026-04-04', 'B 2026-04-08', 'C 2026-04-10')
    expect(openingDay(done, 'A')).toBe('2026-03-01')
    expect(openingDay(done, 'B')).toBe('2026-03-30')
    expect(openingDay(done, 'C')).toBe('2026-03-01')
    expect(openingDay([...done].reverse(), 'C')).toBe('2026-03-01')
  })

  it('is that of the longest standing of two programs before, though the other was trained last', () => {
    const done = sessions('A 2026-01-01', 'A 2026-03-20', 'B 2026-03-01', 'B 2026-03-25', 'C 2026-03-30')
    expect(openingDay(done, 'C')).toBe('2026-01-01')
    expect(openingDay(done, 'B')).toBe('2026-03-01')
  })

  it('is left alone by what comes later', () => {
    expect(openingDay(sessions('A 2026-03-01', 'B 2026-03-10'), 'A')).toBe('2026-03-01')
  })

  it('is known before a next program has its first session', () => {
    const done = sessions('A 2026-03-01', 'A 2026-03-20')
    expect(openingDayIfStarted(done, 'B', '2026-03-25')).toBe('2026-03-01')
    expect(openingDayIfStarted(done, 'B', '2026-05-01')).toBe('2026-05-01')
    expect(openingDayIfStarted(done, 'A', '2026-05-01')).toBe('2026-03-01')
    expect(openingDayIfStarted([], 'A', '2026-05-01')).toBe('2026-05-01')
  })
})

describe('an extension', () => {
  it.each([
    [0, false],
    [1, true],
    [21, true],
    [22, false],
    [7.5, false],
  ])('of %d days is in range: %s', (days, expected) => {
    expect(isExtensionInRange(days)).toBe(expected)
  })

  it('adds to the one before', () => {
    const extensions = [
      { programId: 'A', days: 7 },
      { programId: 'A', days: 14 },
    ]
    expect(grantedDays(['A'], extensions)).toBe(21)
    expect(grantedDays(['A'], [])).toBe(0)
  })

  it('counts for the window of the limb: in the next program as well, and not after 21 days without BFR', () => {
    const done = sessions('A 2026-03-02', 'A 2026-03-20', 'B 2026-03-30', 'C 2026-05-01')
    const extensions = [{ programId: 'A', days: 14 }]
    expect(grantedDays(programsOfWindow(done, 'B'), extensions)).toBe(14)
    expect(grantedDays(programsOfWindow(done, 'C'), extensions)).toBe(0)
    expect(programsOfWindow(done, 'A')).toEqual(['A', 'B'])
  })
})
