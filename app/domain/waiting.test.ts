import { describe, expect, it } from 'vitest'
import type { Person } from './member'
import { inOrder, isTheirs, riskOf, type Waiting } from './waiting'

const today = '2026-11-22'
const clinic = { isDoctorForPrecautions: false, clearanceValidDays: 30 }
const licence = { number: 'PT-1', state: 'BE', validUntil: '2027-06-30' }
const therapist: Person = { memberId: 'lin', roles: ['physical-therapist'], licence, isActive: true }
const doctor: Person = { memberId: 'amara', roles: ['doctor'], licence, isActive: true }

const submitted: Waiting = {
  id: 'a',
  programId: 'p',
  asks: 'new',
  since: new Date('2026-11-21T10:00:00Z'),
  programStatus: 'not-started',
  hasBfr: true,
  outcome: 'standard',
  isOutdatedByEvent: false,
  authorIds: ['maya'],
  isInBreach: false,
  earlierExtensions: 0,
  toJustify: 0,
  hold: null,
}
const byRedFlag: Waiting = {
  ...submitted,
  asks: 'lift',
  programStatus: 'on-hold',
  hold: {
    cause: 'red-flag',
    heldBy: 'maya',
    needsAssessment: true,
    isScreenedSince: false,
    clearedAs: 'physical-therapist',
  },
}
const byScreening: Waiting = { ...byRedFlag, hold: byRedFlag.hold && { ...byRedFlag.hold, cause: 'screening' } }

describe('the risk of what waits', () => {
  it.each([
    ['a hold by a red flag', byRedFlag, 'red-flag'],
    ['an extension asked for in a breach', { ...submitted, asks: 'extension', isInBreach: true }, 'breach'],
    ['a relative contraindication', { ...submitted, outcome: 'elevated', toJustify: 2 }, 'doctor'],
    ['a further extension', { ...submitted, asks: 'extension', earlierExtensions: 1, toJustify: 1 }, 'doctor'],
    ['a hold by a screening for a doctor', { ...byScreening, outcome: 'elevated' }, 'doctor'],
    ['a hold by a screening, cleared by a doctor before', cleared('doctor'), 'held'],
    ['a finding to justify', { ...submitted, toJustify: 1 }, 'justify'],
    ['a precaution', { ...submitted, outcome: 'precaution' }, 'justify'],
    ['nothing to say', submitted, 'standard'],
  ] as const)('with %s', (_says, waiting, risk) => {
    expect(riskOf(waiting, clinic)).toBe(risk)
  })

  it('with a precaution is for a doctor where the clinic says so', () => {
    expect(riskOf({ ...submitted, outcome: 'precaution' }, { isDoctorForPrecautions: true })).toBe('doctor')
  })

  function cleared(clearedAs: 'doctor'): Waiting {
    return { ...byScreening, outcome: 'elevated', hold: byScreening.hold && { ...byScreening.hold, clearedAs } }
  }
})

describe('the order of the list', () => {
  it('is by risk, then by age, then by id', () => {
    const at = (hour: number) => new Date(Date.UTC(2026, 10, 21, hour))
    const rows = [
      { risk: 'standard', since: at(1), id: 'a' },
      { risk: 'red-flag', since: at(9), id: 'b' },
      { risk: 'justify', since: at(3), id: 'd' },
      { risk: 'justify', since: at(3), id: 'c' },
      { risk: 'breach', since: at(8), id: 'e' },
      { risk: 'breach', since: at(2), id: 'f' },
      { risk: 'doctor', since: at(0), id: 'g' },
    ] as const
    expect([...rows].sort(inOrder).map(({ id }) => id)).toEqual(['b', 'f', 'e', 'g', 'c', 'd', 'a'])
  })
})

describe('what waits', () => {
  it('is any clinician’s when nothing grave stands', () => {
    expect(isTheirs(submitted, therapist, today, clinic)).toEqual({ ok: true })
    expect(isTheirs(submitted, doctor, today, clinic)).toEqual({ ok: true })
  })

  it('is a doctor’s alone with a relative contraindication', () => {
    const elevated: Waiting = { ...submitted, outcome: 'elevated' }
    expect(isTheirs(elevated, therapist, today, clinic)).toEqual({ ok: false, why: 'needs-doctor' })
    expect(isTheirs(elevated, doctor, today, clinic)).toEqual({ ok: true })
  })

  it('is never that of whoever wrote any of it', () => {
    const own: Waiting = { ...submitted, authorIds: ['maya', 'lin'] }
    expect(isTheirs(own, therapist, today, clinic)).toEqual({ ok: false, why: 'own-program' })
  })

  it('is nobody’s whose licence has run out', () => {
    const lapsed = { ...therapist, licence: { ...licence, validUntil: '2026-11-21' } }
    expect(isTheirs(submitted, lapsed, today, clinic)).toEqual({ ok: false, why: 'licence-expired' })
    expect(isTheirs(byRedFlag, lapsed, today, clinic)).toEqual({ ok: false, why: 'licence-expired' })
  })

  it('is a hold of theirs although the new screening is yet to be taken', () => {
    expect(isTheirs(byRedFlag, therapist, today, clinic)).toEqual({ ok: true })
    expect(isTheirs({ ...byRedFlag, outcome: null }, therapist, today, clinic)).toEqual({ ok: true })
  })

  it('is a hold for a doctor once the new screening asks for one', () => {
    const graver: Waiting = { ...byRedFlag, outcome: 'elevated' }
    expect(isTheirs(graver, therapist, today, clinic)).toEqual({ ok: false, why: 'needs-doctor' })
    expect(isTheirs({ ...graver, authorIds: ['amara'] }, doctor, today, clinic)).toEqual({
      ok: false,
      why: 'own-program',
    })
  })
})
