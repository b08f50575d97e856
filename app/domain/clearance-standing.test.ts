import { describe, expect, it } from 'vitest'
import { type ClearanceFacts, clearanceStanding, isInForce, standings } from './clearance-standing'

const cleared: ClearanceFacts = {
  today: '2026-11-26',
  versionStatus: 'cleared',
  programStatus: 'active',
  isStarted: true,
  openHolds: 0,
  validUntil: '2026-11-20',
  reviewBy: null,
  isContentWhole: true,
}
const standing = (change: Partial<ClearanceFacts>) => clearanceStanding({ ...cleared, ...change })

describe('a clearance', () => {
  it.each<[string, Partial<ClearanceFacts>, string]>([
    ['of a program that runs, though its day to start has passed', {}, 'in-force'],
    [
      'not started on its last day',
      { isStarted: false, programStatus: 'not-started', validUntil: '2026-11-26' },
      'in-force',
    ],
    [
      'not started the day after',
      { isStarted: false, programStatus: 'not-started', validUntil: '2026-11-25' },
      'expired',
    ],
    ['marked as run out', { isStarted: false, versionStatus: 'expired' }, 'expired'],
    ['to be looked at again by today', { reviewBy: '2026-11-26' }, 'in-force'],
    ['to be looked at again by yesterday', { reviewBy: '2026-11-25' }, 'review-passed'],
    ['under an open hold', { openHolds: 1, programStatus: 'on-hold' }, 'on-hold'],
    ['after the next version was cleared', { versionStatus: 'superseded' }, 'superseded'],
    ['revoked, its program stopped by that', { versionStatus: 'revoked', programStatus: 'stopped' }, 'revoked'],
    ['of a program that is completed', { programStatus: 'completed' }, 'program-over'],
    ['of a program that was stopped under a hold', { programStatus: 'stopped', openHolds: 1 }, 'program-over'],
    ['whose content was changed behind it', { isContentWhole: false }, 'not-whole'],
    ['revoked, whatever else', { versionStatus: 'revoked', isContentWhole: false }, 'revoked'],
  ])('%s: %o is %s', (_, change, expected) => {
    expect(standing(change)).toBe(expected)
  })

  it('is in force only as it stands or under a hold', () => {
    expect(standings.filter(isInForce)).toEqual(['in-force', 'on-hold'])
  })
})
