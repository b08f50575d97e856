import { describe, expect, it } from 'vitest'
import { idleWarning, standingOfLogin } from './time-left'

describe('the warning before a login goes idle', () => {
  it.each([
    [1, 30],
    [2, 60],
    [3, 90],
    [4, 120],
    [5, 120],
    [15, 120],
    [60, 120],
  ])('of %i minutes comes %i seconds before', (minutes, seconds) => expect(idleWarning(minutes)).toBe(seconds))
})

describe('a login that idles after 15 minutes and ends after 12 hours', () => {
  const hours = 3_600
  it.each([
    // idle seconds, end seconds, passed since they were asked for
    [900, 12 * hours, 0, { is: 'quiet' }],
    [900, 12 * hours, 779, { is: 'quiet' }],
    [900, 12 * hours, 780, { is: 'idle-soon', seconds: 120 }],
    [900, 12 * hours, 898.5, { is: 'idle-soon', seconds: 2 }],
    [900, 12 * hours, 900, { is: 'over' }],
    [900, 12 * hours, 90_000, { is: 'over' }],
    [900, 601, 0, { is: 'quiet' }],
    [900, 600, 0, { is: 'end-soon', seconds: 600 }],
    [900, 600, 599, { is: 'end-soon', seconds: 1 }],
    [900, 600, 600, { is: 'over' }],
    // In its last ten minutes it goes idle as ever; where the end comes first, staying would change nothing.
    [100, 400, 0, { is: 'idle-soon', seconds: 100 }],
    [100, 100, 0, { is: 'end-soon', seconds: 100 }],
    [100, 60, 0, { is: 'end-soon', seconds: 60 }],
    [0, 400, 0, { is: 'over' }],
  ] as const)('with %i s to idle, %i s to its end and %f s later', (idleSeconds, endSeconds, passed, standing) => {
    expect(standingOfLogin({ idleMinutes: 15, idleSeconds, endSeconds }, passed)).toEqual(standing)
  })

  it('is warned of half way where it idles after a minute', () => {
    const left = { idleMinutes: 1, idleSeconds: 60, endSeconds: 40_000 }
    expect(standingOfLogin(left, 29)).toEqual({ is: 'quiet' })
    expect(standingOfLogin(left, 30)).toEqual({ is: 'idle-soon', seconds: 30 })
  })
})
