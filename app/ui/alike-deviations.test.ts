import { describe, expect, it } from 'vitest'
import { alikeDeviations, timesWords } from './alike-deviations'

const load = { says: 'load above the cleared one', reason: 'The pin stuck.', sessionId: 'a' }

describe('deviations on a page', () => {
  it('that say the same of the same session for the same reason are one line', () => {
    const [first, second] = alikeDeviations([load, { ...load, reason: 'Miscounted.' }, load, load])
    expect([first?.times, second?.times]).toEqual([3, 1])
  })

  it('of two sessions stay two', () => {
    expect(alikeDeviations([load, { ...load, sessionId: 'b' }])).toHaveLength(2)
  })

  it('say how often only where it is more than once', () => {
    expect([timesWords(1), timesWords(2)]).toEqual(['', ', 2 times'])
  })
})
