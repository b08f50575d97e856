import { describe, expect, it } from 'vitest'
import { type HoldCause, holdCauses, type LiftAsked, type LiftFacts, mayLift } from './hold'
import type { Person, Role } from './member'

function person(roles: Role[], changes: Partial<Person> = {}): Person {
  const licence = { number: '1', state: 'OR', validUntil: '2026-12-31' }
  return { memberId: 'lifter', roles, licence, isActive: true, ...changes }
}

const trainer = person(['trainer'], { licence: null })
const therapist = person(['physical-therapist'])
const doctor = person(['doctor'])

function facts(cause: HoldCause, by: Person, changes: Partial<LiftFacts> = {}): LiftFacts {
  return {
    by,
    today: '2026-03-10',
    hold: { cause, heldBy: 'somebody', needsAssessment: false },
    program: { authorIds: ['author'], hasBfr: true, clearedAs: 'physical-therapist', isDoctorForPrecautions: false },
    screening: { outcome: 'standard', isStale: false, isOutdatedByEvent: false, isAfterHold: true },
    ...changes,
  }
}

function asked(changes: Partial<LiftAsked> = {}): LiftAsked {
  return { reason: 'Seen and well.', assessment: null, citesAssessment: false, ...changes }
}

const assessment = { by: 'Dr Ito', on: '2026-03-09', result: 'Ultrasound: no clot.' }

describe('a trainer', () => {
  it('lifts a hold of their own, without more ado', () => {
    const own = facts('trainer', trainer, { hold: { cause: 'trainer', heldBy: 'lifter', needsAssessment: false } })
    expect(mayLift(own, asked({ reason: '' }))).toEqual({ ok: true, role: null })
  })

  it.each([
    ['trainer', 'hold-not-yours'],
    ['clinician', 'hold-not-yours'],
    ['red-flag', 'hold-by-red-flag'],
    ['screening', 'hold-by-screening'],
    ['event', 'hold-by-screening'],
  ] as const)('does not lift the hold of a %s', (cause, why) => {
    expect(mayLift(facts(cause, trainer), asked())).toEqual({ ok: false, why })
  })

  it.each(['red-flag', 'screening', 'event'] as const)('does not lift a hold by %s that they raised', (cause) => {
    const raised = facts(cause, trainer, { hold: { cause, heldBy: 'lifter', needsAssessment: false } })
    expect(mayLift(raised, asked()).ok).toBe(false)
  })

  it('who was deactivated lifts nothing, nor does an admin', () => {
    const own = { cause: 'trainer', heldBy: 'lifter', needsAssessment: false } as const
    const gone = facts('trainer', { ...trainer, isActive: false }, { hold: own })
    expect(mayLift(gone, asked())).toEqual({ ok: false, why: 'member-deactivated' })
    expect(mayLift(facts('trainer', person(['admin']), { hold: own }), asked())).toEqual({
      ok: false,
      why: 'not-your-role',
    })
  })
})

describe('a clinician', () => {
  it.each(holdCauses)('lifts the hold of a %s, with a reason', (cause) => {
    expect(mayLift(facts(cause, therapist), asked())).toEqual({ ok: true, role: 'physical-therapist' })
    expect(mayLift(facts(cause, therapist), asked({ reason: ' ' }))).toEqual({ ok: false, why: 'reason-missing' })
  })

  it('whose licence expired lifts nothing', () => {
    const lapsed = person(['doctor'], { licence: { number: '1', state: 'OR', validUntil: '2026-03-09' } })
    expect(mayLift(facts('clinician', lapsed), asked())).toEqual({ ok: false, why: 'licence-expired' })
  })

  it.each(['red-flag', 'event'] as const)('lifts a hold by %s only after a new screening', (cause) => {
    const stale = { outcome: 'standard', isStale: false, isOutdatedByEvent: false, isAfterHold: false } as const
    const why = 'hold-needs-new-screening'
    expect(mayLift(facts(cause, doctor, { screening: stale }), asked())).toEqual({ ok: false, why })
    expect(mayLift(facts(cause, doctor, { screening: null }), asked())).toEqual({ ok: false, why })
  })

  it('lifts a hold by a screening on that screening itself', () => {
    const itself = { outcome: 'precaution', isStale: false, isOutdatedByEvent: false, isAfterHold: false } as const
    expect(mayLift(facts('screening', therapist, { screening: itself }), asked()).ok).toBe(true)
  })

  it.each([
    ['no-exercise', true, 'no-exercise'],
    ['no-exercise', false, 'no-exercise'],
    ['no-restriction', true, 'no-restriction'],
  ] as const)('lifts no hold over an outcome of %s', (outcome, hasBfr, why) => {
    const screening = { outcome, isStale: false, isOutdatedByEvent: false, isAfterHold: true }
    const program = { ...facts('red-flag', doctor).program, hasBfr }
    expect(mayLift(facts('red-flag', doctor, { screening, program }), asked())).toEqual({ ok: false, why })
  })

  it('lifts the hold of a plain program over an outcome that prohibits restriction', () => {
    const screening = {
      outcome: 'no-restriction',
      isStale: false,
      isOutdatedByEvent: false,
      isAfterHold: true,
    } as const
    const program = { ...facts('red-flag', doctor).program, hasBfr: false }
    expect(mayLift(facts('red-flag', doctor, { screening, program }), asked()).ok).toBe(true)
  })

  it('lifts nothing on a screening that something overtook since', () => {
    const screening = { outcome: 'standard', isStale: false, isOutdatedByEvent: true, isAfterHold: true } as const
    const why = 'screening-outdated-by-event'
    expect(mayLift(facts('red-flag', doctor, { screening }), asked())).toEqual({ ok: false, why })
  })
})

describe('an outcome that needs a higher signer than the clearance had', () => {
  const screening = { outcome: 'elevated', isStale: false, isOutdatedByEvent: false, isAfterHold: true } as const
  const { program } = facts('screening', doctor)

  it('is a doctor to lift over, who did not write the program', () => {
    expect(mayLift(facts('screening', therapist, { screening }), asked())).toEqual({ ok: false, why: 'needs-doctor' })
    expect(mayLift(facts('screening', doctor, { screening }), asked())).toEqual({ ok: true, role: 'doctor' })
    const own = { ...program, authorIds: ['lifter'] }
    const lifted = mayLift(facts('screening', doctor, { screening, program: own }), asked())
    expect(lifted).toEqual({ ok: false, why: 'own-program' })
  })

  it('is any clinician to lift over when a doctor had cleared it', () => {
    const byDoctor = { ...program, clearedAs: 'doctor' as const, authorIds: ['lifter'] }
    expect(mayLift(facts('red-flag', therapist, { screening, program: byDoctor }), asked()).ok).toBe(true)
  })

  it('asks no doctor to lift what a member held by hand', () => {
    expect(mayLift(facts('clinician', therapist, { screening }), asked()).ok).toBe(true)
  })
})

describe('a sign of clot, rhabdomyolysis, chest, breathlessness, stroke or fainting', () => {
  const grave = { cause: 'red-flag', heldBy: 'somebody', needsAssessment: true } as const

  it.each([
    ['none', null],
    ['nobody named', { ...assessment, by: '' }],
    ['no day', { ...assessment, on: null }],
    ['no result', { ...assessment, result: ' ' }],
  ])('asks for a medical assessment: %s', (_what, given) => {
    const lifted = mayLift(
      facts('red-flag', doctor, { hold: grave }),
      asked({ assessment: given, citesAssessment: true }),
    )
    expect(lifted).toEqual({ ok: false, why: 'hold-needs-assessment' })
  })

  it('is signed by a doctor, or by a physical therapist who cites the assessment', () => {
    expect(mayLift(facts('red-flag', doctor, { hold: grave }), asked({ assessment })).ok).toBe(true)
    const byTherapist = facts('red-flag', therapist, { hold: grave })
    expect(mayLift(byTherapist, asked({ assessment }))).toEqual({ ok: false, why: 'needs-doctor' })
    expect(mayLift(byTherapist, asked({ assessment, citesAssessment: true })).ok).toBe(true)
  })

  it('that turned out to be a clot is lifted for a plain program alone', () => {
    const confirmed = asked({ assessment, isClotConfirmed: true })
    const program = { ...facts('red-flag', doctor).program, hasBfr: false }
    expect(mayLift(facts('red-flag', doctor, { hold: grave, program }), confirmed).ok).toBe(true)
    const withCuff = mayLift(facts('red-flag', doctor, { hold: grave }), confirmed)
    expect(withCuff).toEqual({ ok: false, why: 'clot-confirmed' })
  })

  it('confirms no clot where no assessment was asked for', () => {
    const lifted = mayLift(facts('red-flag', doctor), asked({ isClotConfirmed: true }))
    expect(lifted).toEqual({ ok: false, why: 'hold-needs-assessment' })
  })
})
