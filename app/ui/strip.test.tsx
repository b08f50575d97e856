import { render, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { Strip } from './strip'
import { mostOverrunCells, stripCells, stripSentence } from './strip-cells'

const length = { windowDays: 21, closingFromDay: 15 }
const days = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

describe('the strip says in words what it shows', () => {
  test.each([
    [{ day: 9, phase: 'open', sessionDays: days(9) }, 'Day 9 of 21, open, sessions on 9 days.'],
    [{ day: 17, phase: 'closing', sessionDays: [1, 3, 17] }, 'Day 17 of 21, closing, sessions on 3 days.'],
    [{ day: 21, phase: 'last-day', sessionDays: [1] }, 'Day 21 of 21, the last day, sessions on 1 day.'],
    [{ day: 22, phase: 'past', sessionDays: days(22) }, 'Day 22 of 21, 1 day past, sessions on 22 days.'],
    [{ day: 23, phase: 'past', sessionDays: days(19) }, 'Day 23 of 21, 2 days past, sessions on 19 days.'],
    [
      { day: 26, phase: 'extended', sessionDays: days(20), extensionDays: 14 },
      'Day 26 of 21, past the three weeks, extended by 14 days, sessions on 20 days.',
    ],
    [
      { day: 37, phase: 'past', sessionDays: [1], extensionDays: 14 },
      'Day 37 of 21, 2 days past, extended by 14 days, sessions on 1 day.',
    ],
    [
      { day: 16, phase: 'extended', sessionDays: [1], extensionDays: 7, windowDays: 14, closingFromDay: 10 },
      'Day 16 of 14, past the 14 days, extended by 7 days, sessions on 1 day.',
    ],
    [
      { day: 9, phase: 'open', sessionDays: [1], clearedDays: [0, 5], holds: [{ from: 3, until: 5 }] },
      'Day 9 of 21, open, sessions on 1 day, cleared before it opened and on day 5, on hold from day 3 to 5.',
    ],
    [
      { day: 9, phase: 'open', sessionDays: [1], holds: [{ from: 7, until: null }] },
      'Day 9 of 21, open, sessions on 1 day, on hold since day 7.',
    ],
    [{ day: null, phase: 'not-open', sessionDays: [] }, 'The rehab window opens with the first session.'],
  ] as const)('%o', (facts, sentence) => {
    expect(stripSentence({ ...length, ...facts })).toBe(sentence)
  })

  test('and is an image with that name', () => {
    render(<Strip {...length} day={9} phase="open" sessionDays={[1, 2]} />)
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe('Day 9 of 21, open, sessions on 2 days.')
  })
})

describe('the strip has one cell a day', () => {
  test('21 of them before the wall, amber from day 15', () => {
    const { cells } = stripCells({ ...length, day: 3, phase: 'open', sessionDays: [1, 3] })
    expect(cells).toHaveLength(21)
    expect(cells.filter(({ kind }) => kind === 'closing').map(({ day }) => day)).toEqual([15, 16, 17, 18, 19, 20, 21])
    expect(cells.filter(({ isDone }) => isDone).map(({ day }) => day)).toEqual([1, 3])
    expect(cells.filter(({ isToday }) => isToday).map(({ day }) => day)).toEqual([3])
  })

  test('with an extension, red begins after its last day', () => {
    const { cells } = stripCells({ ...length, day: 37, phase: 'past', sessionDays: [], extensionDays: 14 })
    expect(cells.filter(({ kind }) => kind === 'extended').map(({ day }) => day)).toEqual(days(35).slice(21))
    expect(cells.filter(({ kind }) => kind === 'past').map(({ day }) => day)).toEqual([36, 37])
  })

  test('and a long overrun is drawn in part and counted in full', () => {
    const { cells, daysNotShown } = stripCells({ ...length, day: 58, phase: 'past', sessionDays: [] })
    expect(cells).toHaveLength(21 + mostOverrunCells)
    expect(daysNotShown).toBe(58 - 21 - mostOverrunCells)
    render(<Strip {...length} day={58} phase="past" sessionDays={[]} />)
    expect(screen.getByText('+23')).toBeDefined()
  })

  test('as many as the clinic allows, amber from the day it warns', () => {
    const { cells } = stripCells({ day: 9, phase: 'open', sessionDays: [], windowDays: 10, closingFromDay: 8 })
    expect(cells).toHaveLength(10)
    expect(cells.filter(({ kind }) => kind === 'closing').map(({ day }) => day)).toEqual([8, 9, 10])
  })

  test('and marks of clearances and holds within what is drawn', () => {
    const holds = [
      { from: -2, until: 1 },
      { from: 4, until: null },
      { from: 90, until: 95 },
    ]
    const { cleared, held } = stripCells({
      ...length,
      day: 9,
      phase: 'open',
      sessionDays: [],
      clearedDays: [0, 1, 99],
      holds,
    })
    expect(cleared).toEqual([1])
    expect(held).toEqual([
      { from: 1, until: 1 },
      { from: 4, until: 9 },
    ])
  })
})
