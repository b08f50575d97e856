import { describe, expect, it } from 'vitest'
import { type Absence, type AbsenceFacts, absencePhase, isAway, mayEndAbsence, mayRecordAbsence } from './absence'
import type { Person, Role } from './member'

const today = '2026-11-26'

function clinician(memberId: string, roles: Role[], part: Partial<Person> = {}): Person {
  return {
    memberId,
    roles,
    licence: { number: memberId, state: 'BE', validUntil: '2027-06-30' },
    isActive: true,
    ...part,
  }
}

const lin = clinician('lin', ['physical-therapist'])
const tove = clinician('tove', ['physical-therapist'])
const osei = clinician('osei', ['doctor'])
const rao = clinician('rao', ['doctor', 'admin'])
const ada = clinician('ada', ['admin'], { licence: null })
const maya = clinician('maya', ['trainer'], { licence: null })
const jo = clinician('jo', ['trainer'], { licence: null })

const week = { from: '2026-12-01', until: '2026-12-07' }
const facts: AbsenceFacts = { by: lin, today, away: lin, delegate: tove, known: [] }

function away(memberId: string, from: string, until: string, lastDay: string | null = null): Absence {
  return { memberId, from, until, lastDay }
}

describe('an absence', () => {
  it.each([
    ['a therapist’s own, with a therapist to stand in', {}, week],
    ['a therapist’s own, with a doctor to stand in', { delegate: osei }, week],
    ['a doctor’s own, with a doctor to stand in', { by: osei, away: osei, delegate: rao }, week],
    ['one with nobody to stand in', { delegate: null }, week],
    ['a trainer’s own, with a trainer to stand in', { by: maya, away: maya, delegate: jo }, week],
    ['a trainer’s, that an admin records', { by: ada, away: maya, delegate: jo }, week],
    ['one that an admin records for somebody', { by: ada }, week],
    ['one that begins today and is over tonight', {}, { from: today, until: today }],
    ['one of 365 days', {}, { from: '2026-12-01', until: '2027-11-30' }],
    ['one after an earlier one', { known: [away('lin', '2026-11-20', '2026-11-30')] }, week],
    [
      'one over days that an early end gave back',
      { known: [away('lin', '2026-11-20', '2026-12-03', '2026-11-30')] },
      week,
    ],
    ['one whose delegate is back the day before', { known: [away('tove', '2026-11-20', '2026-11-30')] }, week],
    ['a delegate licensed to its first day', { delegate: licensedTo('2026-12-01') }, week],
  ] as const)('may be %s', (_says, part, days) => {
    expect(mayRecordAbsence({ ...facts, ...part } as AbsenceFacts, days)).toEqual({ ok: true })
  })

  it.each([
    ['of a colleague, by no admin', { by: tove }, week, 'not-your-role'],
    ['of an admin', { by: ada, away: ada }, week, 'teammate-unfit'],
    ['of a trainer, with a therapist to stand in', { by: maya, away: maya, delegate: tove }, week, 'delegate-unfit'],
    [
      'of a trainer, with a deactivated one to stand in',
      { by: maya, away: maya, delegate: { ...jo, isActive: false } },
      week,
      'delegate-unfit',
    ],
    ['of somebody deactivated', { by: ada, away: { ...lin, isActive: false } }, week, 'teammate-unfit'],
    ['from yesterday', {}, { ...week, from: '2026-11-25' }, 'absence-in-the-past'],
    ['that ends before it begins', {}, { ...week, until: '2026-11-30' }, 'absence-out-of-range'],
    ['of 366 days', {}, { from: '2026-12-01', until: '2027-12-01' }, 'absence-out-of-range'],
    ['on the last day of another', { known: [away('lin', '2026-11-20', '2026-12-01')] }, week, 'absence-overlaps'],
    ['with oneself to stand in', { delegate: lin }, week, 'delegate-unfit'],
    ['with a trainer to stand in', { delegate: maya }, week, 'delegate-unfit'],
    ['of a doctor, with a therapist to stand in', { by: osei, away: osei }, week, 'delegate-unfit'],
    ['with somebody deactivated', { delegate: { ...tove, isActive: false } }, week, 'delegate-unfit'],
    ['with somebody without a licence', { delegate: { ...tove, licence: null } }, week, 'delegate-unfit'],
    ['with a licence that lapses before', { delegate: licensedTo('2026-11-30') }, week, 'delegate-unfit'],
    [
      'with a delegate away on its last day',
      { known: [away('tove', '2026-12-07', '2026-12-20')] },
      week,
      'delegate-away',
    ],
  ] as const)('is refused %s', (_says, part, days, why) => {
    expect(mayRecordAbsence({ ...facts, ...part } as AbsenceFacts, days)).toEqual({ ok: false, why })
  })

  it('makes no circle: who is away stands in for nobody, not for their own delegate either', () => {
    const known = [away('lin', '2026-12-01', '2026-12-07')]
    expect(mayRecordAbsence({ by: tove, today, away: tove, delegate: lin, known }, week)).toEqual({
      ok: false,
      why: 'delegate-away',
    })
  })

  it('of a delegate is recorded all the same: somebody who is ill is not there', () => {
    expect(mayRecordAbsence({ by: tove, today, away: tove, delegate: osei, known: [] }, week)).toEqual({ ok: true })
  })
})

function licensedTo(validUntil: string): Person {
  return clinician('tove', ['physical-therapist'], { licence: { number: 'x', state: 'BE', validUntil } })
}

describe('somebody is away', () => {
  it.each([
    ['on the first day', null, '2026-12-01', true],
    ['on the last day', null, '2026-12-07', true],
    ['not the day before', null, '2026-11-30', false],
    ['not the day after', null, '2026-12-08', false],
    ['on the last day before an early end', '2026-12-03', '2026-12-03', true],
    ['not from the day of an early end', '2026-12-03', '2026-12-04', false],
    ['never, where it was ended before it began', '2026-11-28', '2026-12-01', false],
  ])('%s', (_says, lastDay, day, is) => {
    expect(isAway(away('lin', week.from, week.until, lastDay), { from: day, until: day })).toBe(is)
  })

  it('in no span around one that was ended before it began', () => {
    const never = away('lin', week.from, week.until, '2026-11-28')
    expect(isAway(never, { from: '2026-11-01', until: '2026-12-31' })).toBe(false)
  })
})

describe('the early end of an absence', () => {
  const running = away('lin', '2026-11-20', '2026-12-07')
  it.each([
    ['is theirs', lin, running, null],
    ['is an admin’s', ada, running, null],
    ['may come before it began', lin, away('lin', '2026-12-01', '2026-12-07'), null],
    ['is no colleague’s', tove, running, 'not-your-role'],
    ['comes once', lin, { ...running, lastDay: '2026-11-24' }, 'absence-over'],
    ['comes too late after its last day', lin, away('lin', '2026-11-20', '2026-11-25'), 'absence-over'],
  ])('%s', (_says, by, absence, why) => {
    expect(mayEndAbsence({ by, today, absence })).toEqual(why ? { ok: false, why } : { ok: true })
  })
})

describe('an absence is', () => {
  it.each([
    ['coming before its first day', away('lin', '2026-11-27', '2026-12-07'), 'coming'],
    ['running on its first day', away('lin', '2026-11-26', '2026-12-07'), 'running'],
    ['running on its last day', away('lin', '2026-11-20', '2026-11-26'), 'running'],
    ['over after it', away('lin', '2026-11-20', '2026-11-25'), 'over'],
    ['over after an early end', away('lin', '2026-11-20', '2026-12-07', '2026-11-25'), 'over'],
    ['one that never was', away('lin', '2026-12-01', '2026-12-07', '2026-11-25'), 'never'],
  ])('%s', (_says, absence, phase) => {
    expect(absencePhase(absence, today)).toBe(phase)
  })
})
