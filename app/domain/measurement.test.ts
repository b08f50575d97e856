import { describe, expect, it } from 'vitest'
import { isEffort, mayRecordTest, measurementKinds, parseGirth, type TestFacts } from './measurement'

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

const facts: TestFacts = {
  kind: 'one-rm',
  roles: ['trainer'],
  session: { isTooEarly: false },
  maximumG: 30_000,
  lastG: 26_000,
  isConfirmed: false,
}

describe.each(['one-rm', 'rep-max', 'isometric-force'] as const)('a maximal test, %s,', (kind) => {
  it('by a trainer is taken in a session whose clearance names it', () => {
    expect(mayRecordTest({ ...facts, kind })).toEqual({ ok: true })
  })

  it('by a trainer is refused without one, and before the day the restrictions name', () => {
    const refused = (part: Partial<TestFacts>) => mayRecordTest({ ...facts, kind, ...part })
    expect(refused({ session: null })).toEqual({ ok: false, why: 'test-not-cleared' })
    expect(refused({ session: { isTooEarly: true } })).toEqual({ ok: false, why: 'test-too-early' })
  })

  it('is a baseline a clinician may make', () => {
    for (const role of ['doctor', 'physical-therapist'] as const) {
      expect(mayRecordTest({ ...facts, kind, roles: [role], session: null })).toEqual({ ok: true })
    }
    expect(mayRecordTest({ ...facts, kind, roles: ['admin'], session: null })).toMatchObject({ ok: false })
  })

  it('more than 20 % off the last one, up or down, is taken once somebody says it is right', () => {
    for (const maximumG of [31_201, 20_799]) {
      expect(mayRecordTest({ ...facts, kind, maximumG })).toEqual({ ok: false, why: 'jump-not-confirmed' })
      expect(mayRecordTest({ ...facts, kind, maximumG, isConfirmed: true })).toEqual({ ok: true })
    }
    expect(mayRecordTest({ ...facts, kind, maximumG: 31_200 })).toEqual({ ok: true })
    expect(mayRecordTest({ ...facts, kind, maximumG: 80_000, lastG: null })).toEqual({ ok: true })
    expect(mayRecordTest({ ...facts, kind, maximumG: null })).toEqual({ ok: true })
  })
})

describe('repetitions at a load', () => {
  const counted: TestFacts = { ...facts, kind: 'endurance', maximumG: null, lastG: null }

  it('by a trainer are of a session of that day that has the exercise, maximal tests allowed or not', () => {
    expect(mayRecordTest({ ...counted, session: { isTooEarly: true } })).toEqual({ ok: true })
    expect(mayRecordTest({ ...counted, session: null })).toEqual({ ok: false, why: 'exercise-not-trained' })
    expect(mayRecordTest({ ...counted, session: null, roles: ['physical-therapist'] })).toEqual({ ok: true })
  })
})

it('girth, motion, pain and scores ask nobody to exert themselves', () => {
  const easy = measurementKinds.filter((kind) => !isEffort(kind))
  expect(easy).toEqual(['girth', 'range-of-motion', 'pain', 'score'])
})
