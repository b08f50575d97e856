import { describe, expect, it } from 'vitest'
import { instrumentNamed, instruments, parseScale, scaleOf } from './measurement-instruments'
import { forceMovements, motionMovements, movements } from './measurement-movements'
import { leastDegrees, mostDegrees } from './measurement-values'

describe('the movements of a joint', () => {
  it('have each a name of their own, and an end that could be measured', () => {
    expect(new Set(forceMovements).size).toBe(forceMovements.length)
    for (const { usualEnd } of movements) {
      expect(usualEnd).toBeGreaterThanOrEqual(leastDegrees)
      expect(usualEnd).toBeLessThanOrEqual(mostDegrees)
    }
    expect(movements.find(({ name }) => name === 'Knee flexion')).toEqual({ name: 'Knee flexion', usualEnd: 140 })
  })

  it('are all tried for force, and a grip is for force alone', () => {
    expect(forceMovements).toEqual(expect.arrayContaining([...motionMovements, 'Grip']))
    expect(motionMovements).not.toContain('Grip')
  })
})

describe('a questionnaire', () => {
  it.each([
    ['LEFS', 0, 8_000, true],
    ['DASH', 0, 10_000, false],
    ['TSK-17', 1_700, 6_800, false],
    ['Oxford Knee Score', 0, 4_800, true],
  ])('%s goes from %i to %i hundredths', (name, low, high, isHigherBetter) => {
    const found = instrumentNamed(` ${name.toLowerCase()} `)
    expect(found && scaleOf(found)).toEqual({ low, high, isHigherBetter })
  })

  it('stands once on the list, with a range', () => {
    expect(new Set(instruments.map(({ name }) => name.toLowerCase())).size).toBe(instruments.length)
    for (const { low, high } of instruments) expect(low).toBeLessThan(high)
    expect(instrumentNamed('Something else')).toBeNull()
  })

  it('of no list is taken with two ends, the lower one first', () => {
    expect(parseScale('-10', '12.5')).toEqual({ low: -1_000, high: 1_250 })
    for (const [low, high] of [
      ['10', '10'],
      ['20', '10'],
      ['', '10'],
      ['0', 'ten'],
    ] as const) {
      expect(parseScale(low, high)).toBeNull()
    }
  })
})
