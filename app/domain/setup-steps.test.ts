import { describe, expect, it } from 'vitest'
import { nextSetupStep, saysMistakes } from './setup-steps'

describe('the next step of the setup', () => {
  it.each([
    ['clinic', 'floor', [], 'floor', false],
    // What was not asked yet is not wrong yet.
    ['clinic', 'floor', ['emergencyNumber', 'adminName', 'password'], 'floor', false],
    ['clinic', 'floor', ['name'], 'clinic', true],
    ['floor', 'rules', ['emergencyNumber', 'password'], 'floor', true],
    ['rules', 'you', ['adviceWillBeRead'], 'rules', true],
    ['you', 'made', [], 'made', false],
    ['you', 'made', ['password'], 'you', true],
    // Wrong input in an earlier step leads there.
    ['you', 'made', ['timeZone', 'password'], 'clinic', true],
    ['you', 'made', ['onCallNumber'], 'floor', true],
    // Back is always possible, and blames nobody.
    ['you', 'rules', ['adminName', 'password'], 'rules', false],
    ['floor', 'clinic', ['name'], 'clinic', false],
    // A step is not left out.
    ['clinic', 'made', ['emergencyNumber'], 'floor', true],
  ] as const)('from %s to %s with mistakes in %j is %s', (from, to, faulty, shown, isSaid) => {
    expect(nextSetupStep({ from, to }, faulty)).toBe(shown)
    if (shown !== 'made') expect(saysMistakes({ from, to }, shown)).toBe(isSaid)
  })
})
