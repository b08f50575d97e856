import { describe, expect, it } from 'vitest'
import { aerobicLine, checkOf, ofLine, passiveLine, plainLine, verdictOf } from './facts.fixture'

const ids = ['set-count', 'rest-between-sets', 'rep-tempo']

describe('set-count', () => {
  it.each([
    [[], 'justify', 'no sets'],
    [[30], 'justify', '30'],
    [[30, 15], 'within', '30-15'],
    [[30, 15, 15, 15], 'within', '30-15-15-15'],
    [[30, 15, 15, 15, 15], 'justify', '30-15-15-15-15'],
  ])('%o: %s', (reps, verdict, value) => {
    expect(checkOf('set-count', ofLine({ reps }))).toMatchObject({ verdict, value, range: '2-4 sets' })
  })
})

describe('rest-between-sets', () => {
  it.each([
    [29, 'justify'],
    [30, 'within'],
    [60, 'within'],
    [61, 'justify'],
    [null, 'justify'],
  ])('%s s: %s', (restSeconds, verdict) => {
    expect(verdictOf('rest-between-sets', ofLine({ restSeconds }))).toBe(verdict)
  })
})

describe('rep-tempo', () => {
  it.each([
    [0.9, 'advise'],
    [1, 'within'],
    [2, 'within'],
    [2.1, 'advise'],
    [null, undefined],
  ])('%s s a repetition: %s', (tempoSeconds, verdict) => {
    expect(verdictOf('rep-tempo', ofLine({ tempoSeconds }))).toBe(verdict)
  })
})

it('these hold for BFR resistance lines alone', () => {
  for (const line of [aerobicLine, passiveLine, plainLine]) {
    for (const id of ids) expect(checkOf(id, ofLine({ ...line, tempoSeconds: 9 }))).toBeUndefined()
  }
})
