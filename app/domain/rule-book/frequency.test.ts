import { describe, expect, it } from 'vitest'
import { checkOf, facts, ofSchedule, plainLine, verdictOf, version } from './facts.fixture'
import type { Facts, WindowOnRecord } from './rule'

const twiceDaily = { sessionsPerWeek: 14, sessionsPerDay: 2 }
const windowOf = (part: Partial<WindowOnRecord>): WindowOnRecord[] => [
  { limb: 'left-leg', day: 1, planFromDay: 1, grantedDays: 0, ...part },
]

describe('frequency', () => {
  it.each([
    [1, 'advise'],
    [2, 'within'],
    [3, 'within'],
  ])('%s a week, for as long as it takes: %s', (sessionsPerWeek, verdict) => {
    expect(verdictOf('frequency', ofSchedule({ sessionsPerWeek, weeks: 12 }))).toBe(verdict)
  })

  it.each([
    [4, 1, 'within'],
    [7, 1, 'within'],
    [14, 2, 'within'],
    [14, 1, 'within'],
    [15, 1, 'stop'],
    [3, 3, 'stop'],
    [21, 3, 'stop'],
    [3, Number.NaN, 'stop'],
  ])('%s a week, %s a day, for 3 weeks: %s', (sessionsPerWeek, sessionsPerDay, verdict) => {
    expect(verdictOf('frequency', ofSchedule({ sessionsPerWeek, sessionsPerDay, weeks: 3 }))).toBe(verdict)
  })

  it('at high frequency planned for a fourth week: stop', () => {
    expect(verdictOf('frequency', ofSchedule({ sessionsPerWeek: 4, weeks: 3 }))).toBe('within')
    expect(checkOf('frequency', ofSchedule({ sessionsPerWeek: 4, weeks: 4 }))).toMatchObject({
      verdict: 'stop',
      value: '4 sessions a week, to day 28',
    })
    expect(verdictOf('frequency', ofSchedule({ ...twiceDaily, weeks: Number.NaN }))).toBe('stop')
  })

  it.each([
    ['a new program on day 8 of a window carried over, for 2 weeks', { day: 8, planFromDay: 8 }, 2, 'within'],
    ['the same on day 9', { day: 9, planFromDay: 9 }, 2, 'stop'],
    ['an amendment on day 10 of its own window, of 3 weeks in all', { day: 10, planFromDay: 1 }, 3, 'within'],
    ['an amendment on day 21', { day: 21, planFromDay: 1 }, 3, 'within'],
    ['an amendment on day 22', { day: 22, planFromDay: 1 }, 3, 'stop'],
    ['an amendment within what an extension granted', { day: 25, planFromDay: 1, grantedDays: 7 }, 4, 'justify'],
    ['an amendment beyond it', { day: 25, planFromDay: 1, grantedDays: 6 }, 4, 'stop'],
  ] as const)('%s', (_, window, weeks, verdict) => {
    const held = { ...ofSchedule({ ...twiceDaily, weeks }), windows: windowOf(window) }
    expect(verdictOf('frequency', held)).toBe(verdict)
    expect(verdictOf('window', held)).toBe(verdict === 'within' ? 'within' : undefined)
  })

  it('counts the window of its own limbs alone, and of several the worst', () => {
    const held = ofSchedule({ ...twiceDaily, weeks: 1 })
    const elsewhere = windowOf({ limb: 'right-leg', day: 30, planFromDay: 30 })
    expect(verdictOf('frequency', { ...held, windows: elsewhere })).toBe('within')
    const [line] = version.prescriptions
    if (!line) throw new Error('The fixture has a line.')
    const lines = [line, { ...line, id: 'line-3', limb: 'right-leg' as const }]
    const both = { ...held, version: { ...held.version, prescriptions: lines }, windows: elsewhere }
    expect(verdictOf('frequency', both)).toBe('stop')
  })

  it('a limb without a window of its own has no share in what was granted to another', () => {
    const [line] = version.prescriptions
    if (!line) throw new Error('The fixture has a line.')
    const prescriptions = [line, { ...line, id: 'line-3', limb: 'right-leg' as const }]
    const held = ofSchedule({ ...twiceDaily, weeks: 4 }, { prescriptions })
    expect(verdictOf('frequency', { ...held, windows: windowOf({ grantedDays: 7 }) })).toBe('stop')
  })

  it('is no question where no line wears a cuff', () => {
    const plain = ofSchedule({ ...twiceDaily, weeks: 12 }, { prescriptions: [plainLine] })
    expect([checkOf('frequency', plain), checkOf('window', plain)]).toEqual([undefined, undefined])
  })
})

describe('an extension', () => {
  const extension = (extensionDays: number | null, part: Partial<WindowOnRecord> = {}): Facts => ({
    ...ofSchedule({ ...twiceDaily, weeks: 3 }, { kind: 'extension', extensionDays }),
    windows: windowOf({ day: 20, ...part }),
  })

  it.each([
    ['1 day', extension(1), 'justify'],
    ['21 days', extension(21), 'justify'],
    ['22 days', extension(22), 'stop'],
    ['no days at all', extension(null), 'within'],
    ['14 days, signed on day 35, its last', extension(14, { day: 35 }), 'justify'],
    ['14 days, signed on day 36, when they are over', extension(14, { day: 36 }), 'stop'],
    ['a further 7 days after 14 granted', extension(7, { day: 35, grantedDays: 14 }), 'justify'],
  ])('at high frequency, of %s', (_, held, verdict) => {
    expect(verdictOf('frequency', held)).toBe(verdict)
  })

  it('says so in the words a clinician answers, once', () => {
    expect(checkOf('frequency', extension(14))?.says).toBe('past the three weeks in the literature')
    expect(checkOf('window', extension(14))).toBeUndefined()
  })

  it('of a program at 2-3 a week, or without a cuff, is to be justified as well', () => {
    const slow = ofSchedule({}, { kind: 'extension', extensionDays: 14 })
    const plain = ofSchedule({}, { kind: 'extension', extensionDays: 14, prescriptions: [plainLine] })
    for (const held of [slow, plain]) {
      expect(checkOf('window', held)).toMatchObject({
        verdict: 'justify',
        value: '35 days',
        says: 'past the three weeks in the literature',
      })
    }
    expect(verdictOf('frequency', slow)).toBe('within')
  })
})

describe('window', () => {
  it('shows the days of high frequency against the 21', () => {
    expect(checkOf('window', ofSchedule({ ...twiceDaily, weeks: 2 }))).toMatchObject({
      verdict: 'within',
      value: '14 days',
      range: '21 days',
    })
  })

  it('says nothing of 2-3 sessions a week: those are reviewed, not limited', () => {
    expect(checkOf('window', facts)).toBeUndefined()
  })
})
