import { describe, expect, it } from 'vitest'
import { firstSteps, isUnderWay, type NewClinic, stepsOf } from './first-steps'

const empty: NewClinic = {
  hasSecondFactor: false,
  hasClinician: false,
  hasTrainer: false,
  hasClients: false,
  isSecondFactorDemanded: false,
  hasMailServer: false,
}

describe('the first steps', () => {
  it('of a new clinic are all to do, but what no record can say', () => {
    expect(stepsOf(empty).map(({ isDone }) => isDone)).toEqual([false, false, false, null, false, false, false])
    expect(stepsOf(empty).map(({ step }) => step)).toEqual(firstSteps)
  })

  it.each([
    ['hasSecondFactor', 'second-factor'],
    ['hasClinician', 'clinician'],
    ['hasTrainer', 'trainer'],
    ['hasClients', 'clients'],
    ['isSecondFactorDemanded', 'demand'],
    ['hasMailServer', 'mail'],
  ] as const)('%s does “%s” and nothing else', (fact, step) => {
    const done = stepsOf({ ...empty, [fact]: true }).filter(({ isDone }) => isDone)
    expect(done).toEqual([{ step, isDone: true }])
  })

  it('are over once somebody can raise, somebody can clear, and a client is there', () => {
    const people = { hasClinician: true, hasTrainer: true, hasClients: true }
    expect(isUnderWay(people)).toBe(true)
    for (const missing of Object.keys(people)) expect(isUnderWay({ ...people, [missing]: false })).toBe(false)
  })
})
