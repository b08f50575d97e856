import { describe, expect, it } from 'vitest'
import { adherence, adherenceSentence, mondayOf, weeklyVolume } from './progress-work'

describe('volume', () => {
  it('is added up by the week from Monday to Sunday, weeks of nothing included', () => {
    const sets = [
      { on: '2026-11-22', loadG: 20_000, reps: 10 },
      { on: '2026-11-02', loadG: 22_500, reps: 30 },
      { on: '2026-11-08', loadG: 22_500, reps: 15 },
      { on: '2026-11-08', loadG: null, reps: 40 },
    ]
    expect(weeklyVolume(sets)).toEqual([
      { weekFrom: '2026-11-02', volumeKg: 1012.5, sets: 3, setsWithoutLoad: 1 },
      { weekFrom: '2026-11-09', volumeKg: 0, sets: 0, setsWithoutLoad: 0 },
      { weekFrom: '2026-11-16', volumeKg: 200, sets: 1, setsWithoutLoad: 0 },
    ])
    expect(weeklyVolume([])).toEqual([])
  })

  it('knows the Monday of any day, also before 1970', () => {
    expect(mondayOf('2026-11-23')).toBe('2026-11-23')
    expect(mondayOf('2026-11-29')).toBe('2026-11-23')
    expect(mondayOf('1969-12-31')).toBe('1969-12-29')
  })
})

const plan = { from: '2026-11-01', until: null, sessionsPerWeek: 3 }

describe('adherence', () => {
  it('counts weeks from the plan’s own first day, and the running one apart', () => {
    const done = ['2026-11-01', '2026-11-03', '2026-11-07', '2026-11-08', '2026-11-16']
    const found = adherence([plan], done, [], '2026-11-16')
    expect(found.weeks).toEqual([
      { from: '2026-11-01', until: '2026-11-07', planned: 3, done: 3, isOver: true },
      { from: '2026-11-08', until: '2026-11-14', planned: 3, done: 1, isOver: true },
      { from: '2026-11-15', until: '2026-11-21', planned: 3, done: 1, isOver: false },
    ])
    expect(found).toMatchObject({ planned: 6, kept: 4, extra: 0 })
    expect(adherenceSentence(found)).toBe('4 of 6 planned sessions; 1 of 3 so far this week.')
  })

  it('ends a week with its last day, not on it', () => {
    expect(adherence([plan], [], [], '2026-11-07').planned).toBe(0)
    expect(adherence([plan], [], [], '2026-11-08').planned).toBe(3)
  })

  it('lets no week of extra sessions make up for a missed one', () => {
    const done = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05']
    const found = adherence([{ ...plan, until: '2026-11-14' }], done, [], '2026-11-30')
    expect(found).toMatchObject({ planned: 6, kept: 3, extra: 2 })
    expect(adherenceSentence(found)).toBe('3 of 6 planned sessions, and 2 more than planned.')
  })

  it('plans nothing for days on hold, however many holds there were', () => {
    const holds = [
      { from: '2026-11-03', until: '2026-11-05' },
      { from: '2026-11-04', until: '2026-11-06' },
      { from: '2026-11-10', until: null },
    ]
    const found = adherence([{ ...plan, sessionsPerWeek: 7 }], [], holds, '2026-11-15')
    expect(found.weeks.map(({ planned }) => planned)).toEqual([3, 2, 0])
  })

  it('leaves out weeks that began before it is asked for', () => {
    const found = adherence([plan], ['2026-11-09'], [], '2026-11-30', '2026-11-02')
    expect(found.weeks.map(({ from }) => from)).toEqual(['2026-11-08', '2026-11-15', '2026-11-22', '2026-11-29'])
    expect(found).toMatchObject({ planned: 9, kept: 1, extra: 0 })
  })

  it('follows a step-down', () => {
    const plans = [
      { from: '2026-11-01', until: '2026-11-07', sessionsPerWeek: 14 },
      { from: '2026-11-08', until: null, sessionsPerWeek: 2 },
    ]
    const found = adherence(plans, ['2026-11-01', '2026-11-01', '2026-11-09'], [], '2026-11-15')
    expect(found.weeks.map(({ planned, done }) => [planned, done])).toEqual([
      [14, 2],
      [2, 1],
      [2, 0],
    ])
  })

  it('counts part of a week in part', () => {
    const found = adherence([{ ...plan, until: '2026-11-11', sessionsPerWeek: 4 }], [], [], '2026-11-30')
    expect(found.weeks.map(({ until, planned }) => [until, planned])).toEqual([
      ['2026-11-07', 4],
      ['2026-11-11', 2],
    ])
  })

  it('speaks of the week that runs in every program, and not of one that is wholly on hold', () => {
    const weeksOf = (days: string[], holds: Parameters<typeof adherence>[2] = []) =>
      adherence([plan], days, holds, '2026-11-10')
    const [knee, arm] = [weeksOf(['2026-11-03', '2026-11-09']), weeksOf(['2026-11-08', '2026-11-09'])]
    const both = { ...knee, weeks: [...knee.weeks, ...arm.weeks] }
    expect(adherenceSentence(both)).toBe('1 of 3 planned sessions; 3 of 6 so far this week.')
    const held = weeksOf(['2026-11-03'], [{ from: '2026-11-08', until: null }])
    expect(adherenceSentence(held)).toBe('1 of 3 planned sessions.')
  })

  it('has nothing to say before anything was due', () => {
    expect(adherenceSentence(adherence([], [], [], '2026-11-15'))).toBe('Nothing was planned yet.')
    expect(adherence([plan], [], [], '2026-10-01').weeks).toEqual([])
    expect(adherenceSentence(adherence([plan], ['2026-11-01'], [], '2026-11-02'))).toBe('1 of 3 so far this week.')
  })
})
