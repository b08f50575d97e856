import { describe, expect, it } from 'vitest'
import { firstWeekOf, weeksOfWork } from './progress-weeks'

// Mondays: 2 November 2026 and every seventh day from there.
const monday = '2026-11-02'
const plan = { from: '2026-11-02', until: null, sessionsPerWeek: 3 }
const planned = (programs: Parameters<typeof weeksOfWork>[1], today = '2026-11-24') =>
  weeksOfWork([], programs, monday, today).map((week) => [week.weekOf, week.planned])

describe('weeks of work', () => {
  it('are those in which something was done or planned', () => {
    const done = [
      { week: 0, volumeG: 900_000, sessions: 2 },
      { week: 2, volumeG: 0, sessions: 1 },
    ]
    expect(weeksOfWork(done, [], monday, '2026-11-24')).toEqual([
      { weekOf: '2026-11-02', volumeG: 900_000, sessions: 2, planned: null },
      { weekOf: '2026-11-16', volumeG: 0, sessions: 1, planned: null },
    ])
    const program = { plans: [{ ...plan, from: '2026-11-09', until: '2026-11-15' }], holds: [] }
    expect(weeksOfWork(done, [program], monday, '2026-11-24').map((week) => [week.planned, week.sessions])).toEqual([
      [null, 2],
      [3, 0],
      [null, 1],
    ])
    expect(weeksOfWork([], [], monday, '2026-11-24')).toEqual([])
  })

  it('plan for a running program to the end of this week, and no further', () => {
    expect(planned([{ plans: [plan], holds: [] }], '2026-11-09')).toEqual([
      ['2026-11-02', 3],
      ['2026-11-09', 3],
    ])
  })

  it('take out the days on hold', () => {
    const holds = [{ from: '2026-11-05', until: '2026-11-16' }]
    // Three of seven days of the first week are open, none of the second, six of the third: 9/7, 0 and 18/7.
    expect(planned([{ plans: [plan], holds }], '2026-11-22')).toEqual([
      ['2026-11-02', 1],
      ['2026-11-09', 0],
      ['2026-11-16', 2],
    ])
  })

  it('share a week between a plan and its step-down, and add up programs side by side', () => {
    const stepped = {
      plans: [
        { from: '2026-11-02', until: '2026-11-04', sessionsPerWeek: 5 },
        { from: '2026-11-05', until: null, sessionsPerWeek: 2 },
      ],
      holds: [],
    }
    // 15/7 and 8/7 are 3.3; rounded apart they would be 2 and 1.
    expect(planned([stepped], '2026-11-08')).toEqual([['2026-11-02', 3]])
    expect(planned([stepped, { plans: [plan], holds: [] }], '2026-11-08')).toEqual([['2026-11-02', 6]])
  })

  it('begin with the first whole week of a range', () => {
    expect(firstWeekOf('2026-11-02')).toBe('2026-11-02')
    expect(firstWeekOf('2026-11-03')).toBe('2026-11-09')
  })
})
