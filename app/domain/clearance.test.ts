import { describe, expect, it } from 'vitest'
import {
  type DecisionAsked,
  type DecisionFacts,
  decide,
  decisionKinds,
  type FindingToAnswer,
  isExpired,
  mayRevoke,
  maySign,
  meanings,
  needsDoctor,
  roleToSignAs,
  validUntil,
} from './clearance'
import type { Person, Role } from './member'
import type { Refusal } from './refusal'
import { type ScreeningOutcome, screeningOutcomes } from './screening'
import { versionStatuses } from './version'

const today = '2026-03-10'

function person(roles: Role[], changes: Partial<Person> = {}): Person {
  const licence = { number: 'PT-4711', state: 'OR', validUntil: '2026-12-31' }
  return { memberId: 'signer', roles, licence, isActive: true, ...changes }
}

const therapist = person(['physical-therapist'])
const doctor = person(['doctor'])

function facts(changes: Partial<DecisionFacts> = {}): DecisionFacts {
  return {
    signer: therapist,
    today,
    programStatus: 'not-started',
    version: { status: 'submitted', kind: 'new', contentHash: 'abc', hasBfr: true, authorIds: ['trainer'] },
    screening: { outcome: 'standard', isStale: false, isOutdatedByEvent: false },
    screeningId: 's1',
    findings: [],
    earlierExtensions: 0,
    clinic: { isDoctorForPrecautions: false, clearanceValidDays: 30 },
    ...changes,
  }
}

function screened(outcome: ScreeningOutcome, changes = {}): DecisionFacts['screening'] {
  return { outcome, isStale: false, isOutdatedByEvent: false, ...changes }
}

function asked(changes: Partial<DecisionAsked> = {}): DecisionAsked {
  return {
    kind: 'cleared',
    contentHash: 'abc',
    readScreeningId: 's1',
    hasLimits: false,
    justification: '',
    reason: '',
    ...changes,
  }
}

function finding(changes: Partial<FindingToAnswer> = {}): FindingToAnswer {
  return { severity: 'justify', why: 'The knee tolerates it.', answer: '', isCured: false, ...changes }
}

function why(given: DecisionFacts, then: DecisionAsked): Refusal | 'ok' {
  const decided = decide(given, then)
  return decided.ok ? 'ok' : decided.why
}

describe('a clearance', () => {
  it('by a physical therapist records who, as what, with which licence, what it means and how long it waits', () => {
    expect(decide(facts(), asked())).toEqual({
      ok: true,
      decision: {
        kind: 'cleared',
        move: 'clear',
        to: 'cleared',
        signedBy: 'signer',
        role: 'physical-therapist',
        licence: { number: 'PT-4711', state: 'OR', validUntil: '2026-12-31' },
        meaning: 'I clear this program to start',
        contentHash: 'abc',
        validUntil: '2026-04-09',
      },
    })
  })

  it('is refused to whoever raised, wrote or amended the program, whatever their roles', () => {
    const both = person(['trainer', 'physical-therapist', 'doctor'])
    const version = { ...facts().version, authorIds: ['trainer', 'signer'] }
    for (const kind of decisionKinds) {
      expect(why(facts({ signer: both, version }), asked({ kind, reason: 'x', hasLimits: true }))).toBe('own-program')
    }
  })

  it.each([
    ['a trainer', person(['trainer']), 'not-a-clinician'],
    ['an admin', person(['admin']), 'not-a-clinician'],
    ['a therapist without a licence', person(['physical-therapist'], { licence: null }), 'licence-missing'],
    [
      'a therapist whose licence lapsed yesterday',
      person(['physical-therapist'], { licence: { number: '1', state: 'OR', validUntil: '2026-03-09' } }),
      'licence-expired',
    ],
    ['a deactivated doctor', person(['doctor'], { isActive: false }), 'member-deactivated'],
  ] as const)('is refused to %s', (_who, signer, expected) => {
    expect(why(facts({ signer }), asked())).toBe(expected)
  })

  it('is good on the last day of a licence', () => {
    const signer = person(['physical-therapist'], { licence: { number: '1', state: 'OR', validUntil: today } })
    expect(maySign(signer, today)).toEqual({ ok: true })
  })

  it('is refused when what was read is not what is stored', () => {
    expect(why(facts(), asked({ contentHash: 'abd' }))).toBe('content-changed')
  })

  it.each(versionStatuses.filter((status) => status !== 'submitted'))(
    'is refused on a version that is %s',
    (status) => {
      const version = { ...facts().version, status }
      const expected = status === 'draft' || status === 'withdrawn' ? 'not-submitted' : 'already-decided'
      expect(why(facts({ version }), asked())).toBe(expected)
    },
  )

  it.each(['completed', 'stopped'] as const)('is refused when the program is %s', (programStatus) => {
    expect(why(facts({ programStatus }), asked())).toBe('program-finished')
  })

  it('is refused without a confirmation that the screening was read', () => {
    expect(why(facts(), asked({ readScreeningId: null }))).toBe('screening-not-confirmed')
  })

  it('is refused when a newer screening was recorded than the one that was read', () => {
    expect(why(facts({ screeningId: 's2' }), asked())).toBe('screening-replaced')
    expect(why(facts({ screeningId: 's2' }), asked({ kind: 'declined', reason: 'x' }))).toBe('ok')
  })

  it.each([
    ['none', null, 'screening-missing'],
    ['one out of date', screened('standard', { isStale: true }), 'screening-stale'],
    ['one before a red flag', screened('standard', { isOutdatedByEvent: true }), 'screening-outdated-by-event'],
    ['one that prohibits exercise', screened('no-exercise'), 'no-exercise'],
    ['one that prohibits restriction', screened('no-restriction'), 'no-restriction'],
  ] as const)('is refused on a screening: %s, to a doctor as well', (_case, screening, expected) => {
    expect(why(facts({ signer: doctor, screening }), asked({ justification: 'All the same.' }))).toBe(expected)
  })

  it('of plain lines may rest on a screening that prohibits restriction, with a reason', () => {
    const version = { ...facts().version, hasBfr: false }
    const given = facts({ version, screening: screened('no-restriction') })
    expect(why(given, asked())).toBe('justification-missing')
    expect(why(given, asked({ justification: 'No cuff is worn.' }))).toBe('ok')
  })

  it('of a precaution needs a written reason, and a doctor only where the clinic says so', () => {
    const given = facts({ screening: screened('precaution') })
    expect(why(given, asked({ justification: '  ' }))).toBe('justification-missing')
    expect(why(given, asked({ justification: 'Age 64, no further risk.' }))).toBe('ok')
    const strict = { ...given, clinic: { isDoctorForPrecautions: true, clearanceValidDays: 30 } }
    expect(why(strict, asked({ justification: 'Age 64.' }))).toBe('needs-doctor')
    expect(why({ ...strict, signer: doctor }, asked({ justification: 'Age 64.' }))).toBe('ok')
  })

  it('where a relative contraindication stands is a doctor to give, in writing', () => {
    const given = facts({ screening: screened('elevated') })
    expect(why(given, asked({ justification: 'Treated, 128/78.' }))).toBe('needs-doctor')
    expect(why({ ...given, signer: doctor }, asked())).toBe('justification-missing')
    expect(why({ ...given, signer: doctor }, asked({ justification: 'Treated, 128/78.' }))).toBe('ok')
  })

  it('of a further extension is a doctor to give, of a first one is not', () => {
    const version = { ...facts().version, kind: 'extension' as const }
    expect(why(facts({ version }), asked())).toBe('ok')
    expect(why(facts({ version, earlierExtensions: 1 }), asked())).toBe('needs-doctor')
    expect(why(facts({ version, earlierExtensions: 1, signer: doctor }), asked())).toBe('ok')
  })
})

describe('a finding', () => {
  it('to justify is answered in writing or cured by a limit', () => {
    expect(why(facts({ findings: [finding()] }), asked())).toBe('findings-unanswered')
    expect(why(facts({ findings: [finding({ answer: 'Agreed for two weeks.' })] }), asked())).toBe('ok')
    const cured = facts({ findings: [finding({ isCured: true })] })
    expect(why(cured, asked({ kind: 'cleared-with-limits', hasLimits: true }))).toBe('ok')
  })

  it('to justify is not answered by blanks, and every one of them counts', () => {
    const findings = [finding({ answer: 'Agreed.' }), finding({ answer: ' ' })]
    expect(why(facts({ findings }), asked())).toBe('findings-unanswered')
  })

  it('to justify needs the why of the trainer first', () => {
    expect(why(facts({ findings: [finding({ why: '', answer: 'Agreed.' })] }), asked())).toBe('why-missing')
  })

  it('that stops is cleared by nobody', () => {
    const findings = [finding({ severity: 'stop', answer: 'Agreed.', isCured: true })]
    expect(why(facts({ findings, signer: doctor }), asked())).toBe('stop-finding')
  })

  it('that advises asks for nothing', () => {
    expect(why(facts({ findings: [finding({ severity: 'advise', why: '' })] }), asked())).toBe('ok')
  })
})

describe('limits', () => {
  it('are set where a clearance says so, and only there', () => {
    expect(why(facts(), asked({ kind: 'cleared-with-limits' }))).toBe('limits-missing')
    expect(why(facts(), asked({ hasLimits: true }))).toBe('limits-unexpected')
    expect(why(facts(), asked({ kind: 'declined', reason: 'No.', hasLimits: true }))).toBe('limits-unexpected')
  })

  it('are named in the meaning of the signature', () => {
    const decided = decide(facts(), asked({ kind: 'cleared-with-limits', hasLimits: true }))
    expect(decided.ok && decided.decision.meaning).toBe(meanings['cleared-with-limits'])
  })
})

describe('a version sent back', () => {
  it.each(['changes-requested', 'declined'] as const)('is %s with a reason, and clears nothing', (kind) => {
    expect(why(facts(), asked({ kind }))).toBe('reason-missing')
    const decided = decide(facts(), asked({ kind, reason: 'Two sets are enough to begin with.' }))
    expect(decided.ok && decided.decision).toMatchObject({ to: kind, validUntil: null, meaning: meanings[kind] })
  })

  it('needs neither a screening in date nor answers: that is how they are asked for', () => {
    const given = facts({ screening: screened('standard', { isStale: true }), findings: [finding()] })
    expect(why(given, asked({ kind: 'changes-requested', reason: 'Screen again.', readScreeningId: null }))).toBe('ok')
  })

  it('under a relative contraindication is a doctor to decide as well', () => {
    const given = facts({ screening: screened('elevated') })
    expect(why(given, asked({ kind: 'declined', reason: 'Too early.' }))).toBe('needs-doctor')
  })
})

describe('a doctor', () => {
  it.each(screeningOutcomes)('is needed for an elevated outcome and no other: %s', (outcome) => {
    const demands = { outcome, kind: 'new', earlierExtensions: 0, isDoctorForPrecautions: false } as const
    expect(needsDoctor(demands)).toBe(outcome === 'elevated')
  })

  it('who is a therapist as well signs as the role that was needed', () => {
    const both = person(['physical-therapist', 'doctor'])
    expect(roleToSignAs(both, false)).toBe('physical-therapist')
    expect(roleToSignAs(both, true)).toBe('doctor')
    expect(roleToSignAs(doctor, false)).toBe('doctor')
    expect(roleToSignAs(therapist, true)).toBeNull()
    expect(roleToSignAs(person(['trainer']), false)).toBeNull()
  })

  it('is recorded as the one who signed', () => {
    const given = facts({ signer: doctor, screening: screened('elevated') })
    const decided = decide(given, asked({ justification: 'Treated.' }))
    expect(decided.ok && decided.decision.role).toBe('doctor')
  })
})

describe('a revocation', () => {
  const given = {
    signer: therapist,
    today,
    programStatus: 'active' as const,
    versionStatus: 'cleared' as const,
    reason: 'A clot was found.',
  }

  it('is any clinician to make, with a reason', () => {
    expect(mayRevoke(given)).toEqual({ ok: true })
    expect(mayRevoke({ ...given, reason: ' ' })).toEqual({ ok: false, why: 'reason-missing' })
    expect(mayRevoke({ ...given, signer: person(['trainer']) })).toEqual({ ok: false, why: 'not-a-clinician' })
  })

  it('needs a clearance to revoke', () => {
    expect(mayRevoke({ ...given, versionStatus: 'submitted' })).toEqual({ ok: false, why: 'not-cleared' })
    expect(mayRevoke({ ...given, versionStatus: 'revoked' })).toEqual({ ok: false, why: 'clearance-revoked' })
  })
})

describe('the validity of a clearance', () => {
  it('is what the clinic set, and never more than 30 days', () => {
    expect(validUntil('2026-03-10', 14)).toBe('2026-03-24')
    expect(validUntil('2026-03-10', 90)).toBe('2026-04-09')
  })

  it('includes its last day, over the change to daylight-saving time too', () => {
    expect(isExpired('2026-04-09', '2026-04-09')).toBe(false)
    expect(isExpired('2026-04-09', '2026-04-10')).toBe(true)
  })
})
