import { expect, it } from 'vitest'
import { historyOf, minutesSinceRaised, type RedFlagRecord } from './red-flag-record'

const flag: RedFlagRecord = {
  id: 'flag',
  clientId: 'client',
  sign: 'calf-pain',
  raisedAt: '2026-03-10T10:00:00+00:00',
  raisedBy: 'Maya',
  needsAssessment: true,
  told: [],
  acknowledgements: [{ name: 'Lin', at: '2026-03-10T10:41:00+00:00', isOwn: false }],
  escalatedAt: '2026-03-10T10:30:20+00:00',
  escalateAfterMinutes: 30,
  details: [{ id: 'd', says: 'Left calf', limb: 'left-leg', since: '', by: 'Maya', at: '2026-03-10T11:05:00+01:00' }],
  held: [
    {
      programId: 'p',
      name: 'Knee',
      isFinished: false,
      holdId: 'h',
      lift: { by: 'Amara', at: '2026-03-12T08:00:00+00:00', reason: 'No clot' },
    },
    { programId: 'q', name: 'Arms', isFinished: false, holdId: 'i', lift: null },
  ],
  isScreenedSince: true,
}

it('the history of a red flag is told in its order, whatever zone its times are written in', () => {
  expect(historyOf(flag).map(({ kind, by, what }) => [kind, by, what])).toEqual([
    ['raised', 'Maya', ''],
    ['detail', 'Maya', 'Left calf'],
    ['escalated', null, ''],
    ['seen', 'Lin', ''],
    ['lifted', 'Amara', 'Knee'],
  ])
})

it.each([
  ['2026-03-10T09:59:00Z', 0],
  ['2026-03-10T10:29:59Z', 29],
  ['2026-03-10T10:30:00Z', 30],
])('at %s it is %i minutes old', (now, minutes) => {
  expect(minutesSinceRaised(flag, now)).toBe(minutes)
})
