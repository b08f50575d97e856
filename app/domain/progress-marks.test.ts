import { describe, expect, it } from 'vitest'
import { axisMarks } from './progress-marks'

describe('the time axis', () => {
  it('carries clearances, holds and windows in the order of their days', () => {
    const marks = axisMarks({
      redFlags: [],
      clearedOn: ['2026-11-01'],
      holds: [
        { from: '2026-11-10', until: '2026-11-12' },
        { from: '2026-11-20', until: null },
      ],
      windows: [{ openedOn: '2026-11-02', extensionDays: 0, windowDays: 21 }],
    })
    expect(marks).toEqual([
      { kind: 'clearance', on: '2026-11-01', label: 'cleared' },
      { kind: 'window', from: '2026-11-02', until: '2026-11-22', label: 'rehab window, 21 days' },
      { kind: 'hold', from: '2026-11-10', until: '2026-11-12', label: 'hold, 2 days' },
      { kind: 'hold', from: '2026-11-20', until: null, label: 'on hold' },
    ])
  })

  it('shows an extension in the length of its window', () => {
    const [mark] = axisMarks({
      redFlags: [],
      clearedOn: [],
      holds: [],
      windows: [{ openedOn: '2026-11-02', extensionDays: 7, windowDays: 21 }],
    })
    expect(mark).toEqual({ kind: 'window', from: '2026-11-02', until: '2026-11-29', label: 'rehab window, 28 days' })
  })

  it('calls a hold lifted the same day one day', () => {
    const [mark] = axisMarks({
      redFlags: [],
      clearedOn: [],
      holds: [{ from: '2026-11-10', until: '2026-11-10' }],
      windows: [],
    })
    expect(mark?.label).toBe('hold, 1 day')
  })
})
