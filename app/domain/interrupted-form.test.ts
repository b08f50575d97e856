import { describe, expect, it } from 'vitest'
import { isKeptPath, withoutSecrets } from './interrupted-form'

describe('a form that arrives once its login is over', () => {
  it.each([
    '/clients/0190/screening/new',
    '/programs/0190/versions/0191/clearance',
    '/sessions/0190/sets',
    '/settings/floor',
    '/members/new',
  ])('is kept when it went to %s', (path) => expect(isKeptPath(path)).toBe(true))

  it.each([
    '/',
    '/login',
    '/login/second-factor',
    '/logout',
    '/setup/token',
    '/forgotten-password',
    '/password-reset/token',
    '/invitation/token',
    '/account/password',
    '/kept-forms',
    '/kept-forms/0190/removal',
    '/interrupted-forms/0190',
    '/login-state',
    '/clients/import',
    '/clients/0190/strength/import',
    '/sessions/0190/entries',
  ])('is not kept when it went to %s', (path) => expect(isKeptPath(path)).toBe(false))

  it('keeps every field in its order, but none that proves who one is', () => {
    expect(
      withoutSecrets([
        ['key', '1'],
        ['limbs', 'left-leg'],
        ['limbs', 'right-leg'],
        ['password', 'x'],
        ['passwordAgain', 'x'],
        ['newPassword', 'x'],
        ['code', '123456'],
        ['confirmation.code', '123456'],
        ['recoveryCode', 'x'],
        ['codeword', 'kept'],
        ['reason', ''],
      ]),
    ).toEqual([
      ['key', '1'],
      ['limbs', 'left-leg'],
      ['limbs', 'right-leg'],
      ['codeword', 'kept'],
      ['reason', ''],
    ])
  })
})
