import { describe, expect, it } from 'vitest'
import { adverseEventKinds, adverseEvents, isForClinician, mayRecord, noAfterEffects } from './adverse-events'
import { isRedFlagSign } from './red-flags'

describe('an adverse event', () => {
  it('is recorded without a hold, and is no red flag', () => {
    expect(adverseEventKinds).toEqual([
      'dizziness',
      'soreness-next-day',
      'tingling-during-restriction',
      'small-bruises-under-cuff',
      'after-effects',
    ])
    expect(adverseEventKinds.some(isRedFlagSign)).toBe(false)
  })

  it('dizziness ends the session', () => {
    expect(adverseEvents.dizziness.says).toBe('Deflate, sit down, end the session.')
  })
})

describe('soreness, swelling and less range', () => {
  it.each([
    ['all together', true, true, true, false, true],
    ['two of them', true, true, false, false, false],
    ['soreness alone, growing', true, false, false, true, true],
    ['swelling alone, growing', false, true, false, true, true],
    ['nothing, growing', false, false, false, true, false],
    ['nothing', false, false, false, false, false],
  ])('%s', (_, hasSoreness, hasSwelling, hasLessRange, isGrowing, isTold) => {
    expect(isForClinician({ hasSoreness, hasSwelling, hasLessRange, isGrowing })).toBe(isTold)
  })
})

describe('what is recorded', () => {
  it('after training names a sign, growing or not', () => {
    expect(mayRecord('after-effects', { ...noAfterEffects, hasSwelling: true })).toEqual({ ok: true })
    for (const isGrowing of [true, false]) {
      const nothing = mayRecord('after-effects', { ...noAfterEffects, isGrowing })
      expect(nothing).toEqual({ ok: false, why: 'after-effects-unnamed' })
    }
  })

  it('of any other kind names none', () => {
    expect(mayRecord('dizziness', noAfterEffects)).toEqual({ ok: true })
    const why = 'after-effects-unexpected'
    expect(mayRecord('dizziness', { ...noAfterEffects, hasSoreness: true })).toEqual({ ok: false, why })
    expect(mayRecord('soreness-next-day', { ...noAfterEffects, isGrowing: true })).toEqual({ ok: false, why })
  })
})
