import { describe, expect, it } from 'vitest'
import { beyondWeek } from './session-week'

describe('one more session in a week', () => {
  it.each([
    [{ done: 0, most: 3 }, null],
    [{ done: 2, most: 3 }, null],
    [
      { done: 3, most: 3 },
      { logged: 4, cleared: 3 },
    ],
    [
      { done: 5, most: 2 },
      { logged: 6, cleared: 2 },
    ],
  ])('after %o is %o', (week, beyond) => {
    const found = beyondWeek(week)
    expect(found && { logged: found.logged, cleared: found.cleared }).toEqual(beyond)
  })
})
