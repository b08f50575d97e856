import { describe, expect, it } from 'vitest'
import { goalDistance } from './goal-distance'
import type { Reading } from './measured-words'

const kg = { unit: 'kg', digits: 1 }
const goal = { setOn: '2026-11-03', setBy: 'Ada Novak' }

function distance(target: number, values: number[], more: { isUp?: boolean; whose?: string; startedAt?: number } = {}) {
  const readings = values.map(
    (value, index): Reading => ({ on: `2026-11-${String(index * 7 + 1).padStart(2, '0')}`, value }),
  )
  const { isReached, sentence } = goalDistance({ goal, target, readings, amounts: kg, locale: 'en-GB', ...more })
  return [isReached, sentence.replaceAll('\u00a0', ' ')]
}

describe('a goal', () => {
  it('says how far it is, and who set it when', () => {
    expect(distance(80, [60, 68])).toEqual([false, '12 kg to the goal of 80 kg, set on 3 Nov 2026 by Ada Novak.'])
  })

  it('is reached at its value and past it', () => {
    expect(distance(80, [60, 80])).toEqual([true, 'Reached: the goal of 80 kg, set on 3 Nov 2026 by Ada Novak.'])
    expect(distance(80, [60, 84])[0]).toBe(true)
  })

  it('is never rounded to be reached', () => {
    expect(distance(80, [60, 79.98])).toEqual([
      false,
      'Just short of the goal of 80 kg, set on 3 Nov 2026 by Ada Novak.',
    ])
  })

  it('below where it began is reached by going down', () => {
    expect(distance(40, [48, 44])[1]).toContain('4 kg to the goal')
    expect(distance(40, [48, 39])[0]).toBe(true)
  })

  it('is meant the way from where it was set, though that lies before what is shown', () => {
    expect(distance(50, [51, 52])[0]).toBe(false)
    expect(distance(50, [51, 52], { startedAt: 47 })[0]).toBe(true)
  })

  it('is meant as its kind means it where that is known', () => {
    expect(distance(2, [1], { isUp: false })[0]).toBe(true)
    expect(distance(2, [1], { isUp: true })[0]).toBe(false)
  })

  it('counts pain in points', () => {
    const of10 = { unit: 'of 10', digits: 0, difference: 'points', differenceOfOne: 'point' }
    const readings = [{ on: '2026-11-01', value: 2 }]
    const { sentence } = goalDistance({ goal, target: 1, readings, amounts: of10, locale: 'en-GB', isUp: false })
    expect(sentence.replaceAll('\u00a0', ' ')).toBe('1 point to the goal of 1 of 10, set on 3 Nov 2026 by Ada Novak.')
  })

  it('names its side where a chart has two, and says where nothing was measured', () => {
    expect(distance(80, [68], { whose: 'Left' })[1]).toBe(
      'Left: 12 kg to the goal of 80 kg, set on 3 Nov 2026 by Ada Novak.',
    )
    expect(distance(80, [], { whose: 'Left' })).toEqual([
      null,
      'Left: goal of 80 kg, set on 3 Nov 2026 by Ada Novak; nothing measured to hold against it here.',
    ])
  })
})
