import { describe, expect, it } from 'vitest'
import { addDays } from './calendar-day'
import { noticesDue, type WindowFacts, whoIsToldOfWindow } from './window-notices'

const openedOn = '2026-11-02'
const dayOf = (day: number) => addDays(openedOn, day - 1)
const usual = { closingFromDay: 15, breachEscalationDays: 3 }
const nothingTold = { calledOn: null, isFlagged: false, breachSince: null, isEscalated: false }
type Told = Partial<WindowFacts['told']>

function due(day: number, { told = {}, windowDays = 21, severity = 'breach', settings = usual, extension = 0 }: Asked) {
  const facts = {
    openedOn,
    reviewOn: dayOf(windowDays + extension + 1),
    severity,
    told: { ...nothingTold, ...told },
  } as const
  return noticesDue(facts, settings, dayOf(day)).map(
    ({ kind, dueOn, hasMail }) => `${kind} of ${dueOn}${hasMail ? ' by mail' : ''}`,
  )
}
type Asked = {
  told?: Told
  windowDays?: number
  extension?: number
  severity?: 'breach' | 'review-due'
  settings?: typeof usual
}

// Day 1 is Monday the 2nd, so day 15 is the 16th, day 20 the 21st, day 22 the 23rd and day 25 the 26th.
const first = 'window-closing of 2026-11-16 by mail'
const last = 'window-closing of 2026-11-21 by mail'
const breach = 'window-past of 2026-11-23 by mail'
const escalation = 'window-escalation of 2026-11-26 by mail'

describe('a high-frequency window, of which nothing was told yet', () => {
  it.each([
    [14, []],
    [15, [first]],
    [16, [first]],
    [19, [first]],
    [20, [last]],
    [21, [last]],
    [22, [breach]],
    [23, [breach]],
    [24, [breach]],
    [25, [breach, escalation]],
  ])('on day %i', (day, expected) => expect(due(day, {})).toEqual(expected))
})

describe('a high-frequency window, told on each day as it should be', () => {
  const firstTold = { calledOn: dayOf(15) }
  const lastTold = { calledOn: dayOf(20) }
  const flagged = { ...lastTold, isFlagged: true, breachSince: dayOf(22) }
  it.each<[number, Told, string[]]>([
    [15, firstTold, []],
    [19, firstTold, []],
    [20, firstTold, [last]],
    [20, lastTold, []],
    [21, lastTold, []],
    [22, lastTold, [breach]],
    [22, flagged, []],
    [24, flagged, []],
    [25, flagged, [escalation]],
    [25, { ...flagged, isEscalated: true }, []],
    [40, { ...flagged, isEscalated: true }, []],
  ])('on day %i after %o', (day, told, expected) => expect(due(day, { told })).toEqual(expected))
})

describe('a window a clinic tightened to 14 days, closing from day 10, escalated after one', () => {
  const tight = { windowDays: 14, settings: { closingFromDay: 10, breachEscalationDays: 1 } }
  it.each<[number, Told, string[]]>([
    [9, {}, []],
    [10, {}, ['window-closing of 2026-11-11 by mail']],
    [12, { calledOn: dayOf(10) }, []],
    [13, { calledOn: dayOf(10) }, ['window-closing of 2026-11-14 by mail']],
    [14, { calledOn: dayOf(13) }, []],
    [15, {}, ['window-past of 2026-11-16 by mail']],
    [16, { isFlagged: true, breachSince: dayOf(15) }, ['window-escalation of 2026-11-17 by mail']],
  ])('on day %i after %o', (day, told, expected) => expect(due(day, { ...tight, told })).toEqual(expected))

  it('that closes from the day before its last is called once', () => {
    const settings = { closingFromDay: 6, breachEscalationDays: 3 }
    expect(due(6, { windowDays: 7, settings })).toEqual(['window-closing of 2026-11-07 by mail'])
    expect(due(7, { windowDays: 7, settings, told: { calledOn: dayOf(6) } })).toEqual([])
  })
})

describe('an extension', () => {
  it('of 7 days signed after both calls moves the last to the day before its own end', () => {
    const told = { calledOn: dayOf(20) }
    expect(due(26, { extension: 7, told })).toEqual([])
    expect(due(27, { extension: 7, told })).toEqual(['window-closing of 2026-11-28 by mail'])
    expect(due(29, { extension: 7, told: { calledOn: dayOf(27) } })).toEqual(['window-past of 2026-11-30 by mail'])
  })
})

describe('all else past its window', () => {
  it('is told in the inbox alone, once, and never before', () => {
    const severity = 'review-due'
    expect(due(20, { severity })).toEqual([])
    expect(due(22, { severity })).toEqual(['reviews-due of 2026-11-23'])
    expect(due(40, { severity, told: { isFlagged: true } })).toEqual([])
  })

  it('that became a breach on day 30 is escalated three days after that', () => {
    const told = { isFlagged: true, breachSince: dayOf(30) }
    expect(due(32, { told })).toEqual([])
    expect(due(33, { told })).toEqual(['window-escalation of 2026-12-04 by mail'])
  })
})

describe('who is told', () => {
  const audience = {
    raisedBy: 'trainer',
    clearance: { signer: 'therapist', delegate: null },
    clinicianIds: ['therapist', 'doctor'],
    everyoneInCharge: ['admin', 'therapist', 'doctor', 'away'],
  }
  const away = { signer: null, delegate: 'doctor' }
  const unreachable = { signer: null, delegate: null }
  it.each([
    ['who raised it and who signed it', audience, ['trainer', 'therapist']],
    ['whoever stands in for the signer', { ...audience, clearance: away }, ['trainer', 'doctor']],
    ['every clinician where nobody does', { ...audience, clearance: unreachable }, ['trainer', 'therapist', 'doctor']],
    ['one person once', { ...audience, raisedBy: 'therapist' }, ['therapist']],
    ['nobody who is deactivated', { ...audience, raisedBy: null }, ['therapist']],
  ])('%s', (_says, given, expected) => {
    for (const kind of ['window-closing', 'window-past', 'reviews-due'] as const) {
      expect(whoIsToldOfWindow(kind, given)).toEqual(expected)
    }
  })

  it('of three days unresolved: admins and all clinicians, away or not', () => {
    expect(whoIsToldOfWindow('window-escalation', audience)).toEqual(['admin', 'therapist', 'doctor', 'away'])
  })
})
