import { describe, expect, it } from 'vitest'
import { daysOf, reasonsOf, rowsOfNames } from './strength-log-summary'

describe('what stands in a log', () => {
  it('is told by reasons, skipped first, each with its first five lines', () => {
    const timers = [3, 5, 7, 9, 11, 13].map((line) => ({ line, outcome: 'skipped', reason: 'rest-timer' }) as const)
    const rows = [
      { line: 2, outcome: 'refused', reason: 'load-not-understood' } as const,
      ...timers,
      { line: 4, outcome: 'skipped', reason: 'note' } as const,
    ]
    expect(reasonsOf(rows)).toEqual([
      { outcome: 'skipped', reason: 'rest-timer', rows: 6, lines: [3, 5, 7, 9, 11] },
      { outcome: 'skipped', reason: 'note', rows: 1, lines: [4] },
      { outcome: 'refused', reason: 'load-not-understood', rows: 1, lines: [2] },
    ])
    expect(reasonsOf([])).toEqual([])
  })

  it('is counted by the names as they are written', () => {
    const named = ['Squat', 'squat', 'Squat'].map((exercise) => ({ exercise }))
    expect([...rowsOfNames(named)]).toEqual([
      ['Squat', 2],
      ['squat', 1],
    ])
  })

  it('goes from its first day to its last, in whatever order it comes, and from none where there is no set', () => {
    const at = (performedAtLocal: string) => ({ performedAtLocal })
    const sets = [at('2025-06-30T19:56'), at('2024-01-02T07:00:10'), at('2025-07-01T00:00')]
    expect(daysOf(sets)).toEqual({ from: '2024-01-02', to: '2025-07-01' })
    expect(daysOf([])).toBeNull()
  })
})
