import { describe, expect, it } from 'vitest'
import {
  type ClearanceRules,
  type ClinicFacts,
  changesIn,
  loosensSignIn,
  maySetClearance,
  maySetClinic,
  maySetSignIn,
  settingsOf,
} from './clinic-settings'

const told = (why: string | null) => (why ? { ok: false, why } : { ok: true })

it('each setting is in one place', () => {
  const all = Object.values(settingsOf).flat()
  expect(new Set(all).size).toBe(all.length)
})

describe('the clinic', () => {
  const usual: ClinicFacts = { name: 'Riverside', timeZone: 'Europe/Berlin', locale: 'en-GB', units: 'kg' }
  it.each([
    [{}, null],
    [{ name: ' ' }, 'clinic-name-missing'],
    [{ name: 'x'.repeat(200) }, null],
    [{ name: 'x'.repeat(201) }, 'clinic-name-missing'],
    // An abbreviation is hours without a summer to PostgreSQL, and no place.
    [{ timeZone: 'CET' }, 'time-zone-unknown'],
    [{ timeZone: 'UTC' }, null],
    [{ locale: 'en-US' }, null],
    [{ locale: 'tlh' }, 'locale-unknown'],
  ] as const)('with %o is refused: %s', (part, why) => {
    expect(maySetClinic({ ...usual, ...part }, ['Europe/Berlin', 'UTC'])).toEqual(told(why))
  })
})

/** product.md: a clearance that was not started within 30 days at most expires. */
describe('clearances', () => {
  const usual: ClearanceRules = {
    clearanceValidDays: 30,
    screeningValidDays: 28,
    decisionTargetHours: 48,
    doctorForPrecautions: false,
  }
  it.each([
    [{}, null],
    [{ clearanceValidDays: 31 }, 'clearance-days-out-of-range'],
    [{ clearanceValidDays: 1 }, null],
    [{ clearanceValidDays: 0 }, 'clearance-days-out-of-range'],
    [{ screeningValidDays: 365 }, null],
    [{ screeningValidDays: 366 }, 'screening-days-out-of-range'],
    [{ screeningValidDays: 13.5 }, 'screening-days-out-of-range'],
    [{ decisionTargetHours: 0 }, 'target-out-of-range'],
    [{ decisionTargetHours: 720 }, null],
    [{ decisionTargetHours: 721 }, 'target-out-of-range'],
    [{ doctorForPrecautions: true }, null],
  ] as const)('with %o are refused: %s', (part, why) => {
    expect(maySetClearance({ ...usual, ...part })).toEqual(told(why))
  })
})

/** trust.md: idle 15 minutes, a clinic setting, at most 60. */
describe('how people sign in', () => {
  const now = { idleMinutes: 15, secondFactorDemanded: false }
  const demanded = { idleMinutes: 15, secondFactorDemanded: true }
  it.each([
    [now, { ...now, idleMinutes: 60 }, false, null, true],
    [now, { ...now, idleMinutes: 61 }, false, 'idle-time-out-of-range', true],
    [now, { ...now, idleMinutes: 1 }, false, null, false],
    [now, { ...now, idleMinutes: 0 }, false, 'idle-time-out-of-range', false],
    [now, now, false, null, false],
    [now, demanded, false, 'own-second-factor-missing', false],
    [now, demanded, true, null, false],
    [demanded, now, true, null, true],
    [demanded, demanded, false, null, false],
    [demanded, { idleMinutes: 20, secondFactorDemanded: true }, true, null, true],
  ] as const)('from %o to %o, factor %s: refused %s, loosened %s', (before, asked, hasSecondFactor, why, isLooser) => {
    expect(maySetSignIn(before, asked, { hasSecondFactor })).toEqual(told(why))
    expect(loosensSignIn(before, asked)).toBe(isLooser)
  })
})

it('what changed meanwhile is told by setting, and what a page did not say as well', () => {
  const before = { name: 'Riverside', timeZone: 'Europe/Berlin', locale: 'en-GB' }
  const after = { name: 'Riverside', timeZone: 'Europe/Paris', locale: 'en-GB', units: 'kg', idleMinutes: 5 }
  expect(changesIn('clinic', before, after)).toEqual([
    { setting: 'timeZone', before: 'Europe/Berlin', after: 'Europe/Paris' },
    { setting: 'units', before: null, after: 'kg' },
  ])
})
