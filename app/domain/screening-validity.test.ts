import { describe, expect, it } from 'vitest'
import { heldBy, isStaleByTime, needsHigherSigner, screeningEvents } from './screening-validity'

describe('a screening good for 30 days', () => {
  it.each([
    ['on its own day', '2026-11-01', false],
    ['on day 30', '2026-12-01', false],
    ['on day 31', '2026-12-02', true],
    ['before it was taken', '2026-10-31', true],
  ])('%s', (_, today, isStale) => {
    expect(isStaleByTime('2026-11-01', today, 30)).toBe(isStale)
  })
})

describe('an event', () => {
  it('holds every BFR program; a red flag holds the client', () => {
    expect(screeningEvents.map((event) => [event, heldBy(event)])).toEqual([
      ['red-flag', 'all-programs'],
      ['pregnancy', 'bfr-programs'],
      ['surgery', 'bfr-programs'],
      ['blood-clot', 'bfr-programs'],
    ])
  })
})

describe('a later screening asks for a higher signer', () => {
  it.each([
    ['standard', 'physical-therapist', false, false],
    ['precaution', 'physical-therapist', false, false],
    ['precaution', 'physical-therapist', true, true],
    ['precaution', 'doctor', true, false],
    ['elevated', 'physical-therapist', false, true],
    ['elevated', 'doctor', false, false],
    ['no-restriction', 'doctor', false, true],
    ['no-exercise', 'doctor', false, true],
  ] as const)('%s, signed by a %s, doctors for precautions %s: %s', (outcome, role, isForDoctors, expected) => {
    expect(needsHigherSigner(outcome, role, isForDoctors)).toBe(expected)
  })
})
