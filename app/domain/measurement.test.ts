import { describe, expect, it } from 'vitest'
import { mayRecordTest, parseGirth, type TestFacts } from './measurement'

describe('a girth', () => {
  it.each([
    ['48', 480, '48'],
    ['48.5', 485, '48.5'],
    ['48,5', 485, '48.5'],
    ['5', 50, '5'],
    ['200', 2000, '200'],
  ])('of %s cm is %i mm', (text, mm, enteredValue) => {
    expect(parseGirth(text)).toEqual({ mm, enteredValue })
  })

  it.each(['', '4.9', '200.1', '48.55', '-48', 'forty', '4 8'])('is not understood as %j', (text) => {
    expect(parseGirth(text)).toBeNull()
  })
})

describe('a maximal test', () => {
  const facts: TestFacts = {
    roles: ['trainer'],
    session: { isTooEarly: false },
    loadG: 30_000,
    lastG: 26_000,
    isConfirmed: false,
  }

  it('by a trainer is taken in a session whose clearance names it', () => {
    expect(mayRecordTest(facts)).toEqual({ ok: true })
  })

  it('by a trainer is refused without one, and before the day the restrictions name', () => {
    expect(mayRecordTest({ ...facts, session: null })).toEqual({ ok: false, why: 'test-not-cleared' })
    expect(mayRecordTest({ ...facts, session: { isTooEarly: true } })).toEqual({ ok: false, why: 'test-too-early' })
  })

  it('is a baseline a clinician may make', () => {
    expect(mayRecordTest({ ...facts, roles: ['doctor'], session: null })).toEqual({ ok: true })
  })

  it('more than 20 % off the last one, up or down, is taken once somebody says it is right', () => {
    for (const loadG of [31_201, 20_799]) {
      expect(mayRecordTest({ ...facts, loadG })).toEqual({ ok: false, why: 'jump-not-confirmed' })
      expect(mayRecordTest({ ...facts, loadG, isConfirmed: true })).toEqual({ ok: true })
    }
    expect(mayRecordTest({ ...facts, loadG: 31_200 })).toEqual({ ok: true })
    expect(mayRecordTest({ ...facts, loadG: 80_000, lastG: null })).toEqual({ ok: true })
  })
})
