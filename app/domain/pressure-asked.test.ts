import { describe, expect, it } from 'vitest'
import { conditionCodes, conditionOf } from './conditions'
import { asksPressure, conditionsAskingPressure } from './pressure-asked'
import { groups } from './screening-questions'

const calm = { systolic: 129, diastolic: 79 }

describe('a blood pressure is taken before each session', () => {
  it.each([
    ['129/79 and nothing else', [calm], false],
    ['130/79', [{ systolic: 130, diastolic: 79 }], true],
    ['129/80', [{ systolic: 129, diastolic: 80 }], true],
    [
      'a first reading of 150/76 that fell to 120/70 after rest',
      [
        { systolic: 150, diastolic: 76 },
        { systolic: 120, diastolic: 70 },
      ],
      true,
    ],
    ['no reading at all', [], false],
  ])('with %s at the screening: %s', (_case, bloodPressures, isAsked) => {
    expect(asksPressure({ conditions: [], bloodPressures })).toBe(isAsked)
  })

  it('with high blood pressure and with whatever is wrong with heart or vessels, and with nothing else', () => {
    const asking = conditionCodes.filter((code) => asksPressure({ conditions: [{ code }], bloodPressures: [calm] }))
    expect(asking.sort()).toEqual([...conditionsAskingPressure].sort())
    const heart = groups.find(({ name }) => name === 'Heart')?.codes ?? []
    expect(heart.filter((code) => !asking.includes(code))).toEqual([])
    const others = conditionCodes.filter((code) => !asking.includes(code))
    expect(
      others.filter((code) => /pressure|heart|vascular|stroke|arter|circulation|vein/i.test(conditionOf(code).name)),
    ).toEqual(['vascular-graft'])
  })
})
