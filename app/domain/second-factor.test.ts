import { describe, expect, it } from 'vitest'
import type { Role } from './member'
import { isCodeDue, mayResetFactor, mustHaveSecondFactor } from './second-factor'

describe('a clinic that demands a second factor', () => {
  it.each<[Role[], boolean]>([
    [['trainer'], false],
    [['physical-therapist'], true],
    [['doctor'], true],
    [['admin'], true],
    [['trainer', 'doctor'], true],
    [[], false],
  ])('of %j: %s', (roles, must) => {
    expect(mustHaveSecondFactor(roles, { isDemanded: true })).toBe(must)
    expect(mustHaveSecondFactor(roles, { isDemanded: false })).toBe(false)
  })
})

describe('the code of a signature', () => {
  const at = (time: string) => new Date(`2026-11-26T${time}Z`)

  it('is due at the first one of a login', () => expect(isCodeDue(true, null, at('10:00:00'))).toBe(true))

  it.each([
    ['10:00:01', false],
    ['10:14:59.999', false],
    ['10:15:00', true],
    ['13:00:00', true],
  ])('after a signature at 10:00 is due at %s: %s', (now, isDue) => {
    expect(isCodeDue(true, at('10:00:00'), at(now))).toBe(isDue)
  })

  it('is never due without a second factor', () => expect(isCodeDue(false, null, at('10:00:00'))).toBe(false))
})

describe('an admin who resets a second factor', () => {
  const asked = { isOwn: false, hasFactor: true, reason: 'Lost the phone, seen in person.' }

  it('gives a reason', () => {
    expect(mayResetFactor(asked)).toEqual({ ok: true })
    expect(mayResetFactor({ ...asked, reason: ' ' })).toEqual({ ok: false, why: 'reason-missing' })
  })

  it('does not reset their own, nor one that is not there', () => {
    expect(mayResetFactor({ ...asked, isOwn: true })).toEqual({ ok: false, why: 'own-second-factor' })
    expect(mayResetFactor({ ...asked, hasFactor: false })).toEqual({ ok: false, why: 'no-second-factor' })
  })
})
