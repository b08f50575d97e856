import { describe, expect, it } from 'vitest'
import { blockers, mayStart, type SessionFacts, type SessionLine, startableLines } from './session'
import { isOutsideClearance, mayReport, whyOutsideClearance } from './session-report'

const today = '2026-03-10'

const press: SessionLine = {
  id: 'press',
  mode: 'bfr-resistance',
  limb: 'right-leg',
  hasFixedMmhg: false,
  lopMeasuredOn: '2026-03-01',
}
const row: SessionLine = { id: 'row', mode: 'strength', limb: null, hasFixedMmhg: false, lopMeasuredOn: null }
const test: SessionLine = {
  id: 'test',
  mode: 'strength-test',
  limb: 'left-leg',
  hasFixedMmhg: false,
  lopMeasuredOn: null,
}

const standard = { outcome: 'standard', isStale: false, isOutdatedByEvent: false } as const

function facts(changes: Partial<SessionFacts> = {}): SessionFacts {
  return {
    today,
    program: { status: 'active', hasStarted: true, noMaximalTestBefore: null },
    version: { status: 'cleared', validUntil: '2026-03-20', reviewBy: null, needsDoctor: false },
    openHolds: [],
    screening: standard,
    consent: { isOnRecord: true, isMinor: false, isByGuardian: false },
    limbsInBreach: [],
    limbsInUse: [],
    sessionsToday: 0,
    isAnotherRunning: false,
    pressure: { isAsked: false, newest: null },
    lopValidDays: 14,
    lines: [press, row],
    ...changes,
  }
}

function version(changes: Partial<SessionFacts['version']>): Partial<SessionFacts> {
  return { version: { ...facts().version, ...changes } }
}

function program(changes: Partial<SessionFacts['program']>): Partial<SessionFacts> {
  return { program: { ...facts().program, ...changes } }
}

const unstarted = program({ status: 'not-started', hasStarted: false })

describe('a session', () => {
  it('starts when the program is cleared, consented, screened, not held and not in breach', () => {
    expect(mayStart(facts())).toEqual({ ok: true })
    expect(mayStart(facts(unstarted))).toEqual({ ok: true })
    expect(blockers(facts())).toEqual([])
  })

  it.each([
    ['a draft', version({ status: 'draft' }), 'not-cleared', 'trainer'],
    ['a submitted version', version({ status: 'submitted' }), 'not-cleared', 'clinician'],
    [
      'a submitted version that only a doctor clears',
      version({ status: 'submitted', needsDoctor: true }),
      'not-cleared',
      'doctor',
    ],
    ['changes requested', version({ status: 'changes-requested' }), 'not-cleared', 'trainer'],
    ['a declined version', version({ status: 'declined' }), 'not-cleared', 'trainer'],
    ['a withdrawn version', version({ status: 'withdrawn' }), 'not-cleared', 'trainer'],
    ['a superseded version', version({ status: 'superseded' }), 'not-the-cleared-version', 'trainer'],
    ['an expired clearance', version({ status: 'expired' }), 'clearance-expired', 'trainer'],
    ['a revoked clearance', version({ status: 'revoked' }), 'clearance-revoked', 'trainer'],
    ['a look of the clinician that is overdue', version({ reviewBy: '2026-03-09' }), 'clearance-expired', 'clinician'],
    ['a completed program', program({ status: 'completed' }), 'program-finished', 'trainer'],
    ['a stopped program', program({ status: 'stopped' }), 'program-finished', 'trainer'],
    ['a hold by its trainer', { openHolds: ['trainer'] }, 'on-hold', 'trainer'],
    ['a hold by a clinician', { openHolds: ['clinician'] }, 'on-hold', 'clinician'],
    ['a hold by a red flag beside one by a trainer', { openHolds: ['trainer', 'red-flag'] }, 'on-hold', 'clinician'],
    ['a program that is on hold', program({ status: 'on-hold' }), 'on-hold', 'trainer'],
    ['no screening', { screening: null }, 'screening-missing', 'trainer'],
    [
      'a screening before a pregnancy',
      { screening: { ...standard, isOutdatedByEvent: true } },
      'screening-outdated-by-event',
      'clinician',
    ],
    ['an outcome of no exercise', { screening: { ...standard, outcome: 'no-exercise' } }, 'no-exercise', 'doctor'],
    [
      'a blood pressure of 180 today',
      { pressure: { isAsked: false, newest: { systolic: 180, diastolic: 70 } } },
      'no-exercise',
      'doctor',
    ],
    [
      'a lower number of 110 today',
      { pressure: { isAsked: true, newest: { systolic: 150, diastolic: 110 } } },
      'no-exercise',
      'doctor',
    ],
    [
      'no blood pressure, where the screening asks for it',
      { pressure: { isAsked: true, newest: null } },
      'pressure-not-taken',
      'trainer',
    ],
    ['no consent', { consent: { isOnRecord: false, isMinor: false, isByGuardian: false } }, 'no-consent', 'client'],
    [
      'a minor without a guardian',
      { consent: { isOnRecord: true, isMinor: true, isByGuardian: false } },
      'guardian-missing',
      'client',
    ],
    ['two sessions on this day', { sessionsToday: 2 }, 'two-sessions-a-day', 'tomorrow'],
    ['another session running', { isAnotherRunning: true }, 'session-running', 'trainer'],
    ['no line', { lines: [] }, 'no-lines', 'trainer'],
  ] as [string, Partial<SessionFacts>, string, string][])('does not start with %s', (_case, changes, why, waitsOn) => {
    expect(mayStart(facts(changes))).toEqual({ ok: false, why })
    expect(blockers(facts(changes))).toEqual([{ why, waitsOn, lineIds: null }])
    expect(startableLines(facts(changes))).toEqual([])
  })

  it('starts with a blood pressure just below the stop value, and without any where none is asked for', () => {
    const pressure = { isAsked: true, newest: { systolic: 179, diastolic: 109 } }
    expect(mayStart(facts({ pressure })).ok).toBe(true)
    expect(mayStart(facts({ pressure: { isAsked: false, newest: null } })).ok).toBe(true)
  })

  it('starts a second time on a day, and for a minor with a guardian', () => {
    expect(mayStart(facts({ sessionsToday: 1 })).ok).toBe(true)
    expect(mayStart(facts({ consent: { isOnRecord: true, isMinor: true, isByGuardian: true } })).ok).toBe(true)
  })

  it('starts for the first time up to the last day of the clearance, whether or not it was marked expired', () => {
    expect(mayStart(facts({ ...unstarted, ...version({ validUntil: today }) })).ok).toBe(true)
    const late = facts({ ...unstarted, ...version({ validUntil: '2026-03-09' }) })
    expect(mayStart(late)).toEqual({ ok: false, why: 'clearance-expired' })
    expect(mayStart(facts(version({ validUntil: '2026-03-09' }))).ok).toBe(true)
    const never = facts({ ...unstarted, ...version({ validUntil: null }) })
    expect(mayStart(never)).toEqual({ ok: false, why: 'clearance-expired' })
  })

  it('goes on up to the day a clinician looks again', () => {
    expect(mayStart(facts(version({ reviewBy: today }))).ok).toBe(true)
  })

  it('is stopped by a screening out of date at the first start only', () => {
    const stale = { screening: { ...standard, isStale: true } }
    expect(mayStart(facts({ ...unstarted, ...stale }))).toEqual({ ok: false, why: 'screening-stale' })
    expect(mayStart(facts(stale)).ok).toBe(true)
  })

  it('names all that stands in its way, the gravest first', () => {
    const found = blockers(
      facts({
        openHolds: ['red-flag'],
        screening: { ...standard, isOutdatedByEvent: true },
        consent: { isOnRecord: false, isMinor: false, isByGuardian: false },
        limbsInBreach: ['right-leg'],
      }),
    )
    expect(found.map(({ why }) => why)).toEqual(['on-hold', 'screening-outdated-by-event', 'no-consent', 'in-breach'])
  })
})

describe('the lines that may be trained', () => {
  it('are none under a hold, whatever else stands in the way of some', () => {
    expect(startableLines(facts({ openHolds: ['red-flag'], limbsInBreach: ['right-leg'] }))).toEqual([])
    expect(startableLines(facts())).toEqual(['press', 'row'])
  })
})

describe('a line with a cuff', () => {
  it.each([
    ['in a breach of its limb', { limbsInBreach: ['right-leg'] }, 'in-breach'],
    ['where restriction is prohibited', { screening: { ...standard, outcome: 'no-restriction' } }, 'no-restriction'],
    ['without an LOP', { lines: [{ ...press, lopMeasuredOn: null }, row] }, 'lop-missing'],
    ['with an LOP of 15 days ago', { lines: [{ ...press, lopMeasuredOn: '2026-02-23' }, row] }, 'lop-missing'],
  ] as [string, Partial<SessionFacts>, string][])('does not start %s; the plain lines do', (_case, changes, why) => {
    expect(mayStart(facts(changes))).toEqual({ ok: false, why })
    expect(startableLines(facts(changes))).toEqual(['row'])
    expect(mayStart(facts({ ...changes, lines: [row] }))).toEqual({ ok: true })
  })

  it('on a limb of another active program keeps the whole session from starting: the program would take the limb', () => {
    const inUse = facts({ limbsInUse: ['right-leg'] })
    expect(mayStart(inUse)).toEqual({ ok: false, why: 'limb-in-use' })
    expect(startableLines(inUse)).toEqual([])
    expect(mayStart(facts({ limbsInUse: ['right-leg'], lines: [row] }))).toEqual({ ok: true })
  })

  it('starts on an LOP of 14 days ago, or on a pressure fixed in mmHg', () => {
    expect(mayStart(facts({ lines: [{ ...press, lopMeasuredOn: '2026-02-24' }] })).ok).toBe(true)
    expect(mayStart(facts({ lines: [{ ...press, lopMeasuredOn: null, hasFixedMmhg: true }] })).ok).toBe(true)
  })

  it('needs an LOP when it is aerobic or passive too', () => {
    for (const mode of ['bfr-aerobic', 'bfr-passive'] as const) {
      const lines = [{ ...press, mode, lopMeasuredOn: null }]
      expect(mayStart(facts({ lines }))).toEqual({ ok: false, why: 'lop-missing' })
    }
  })

  it('is not stopped by a breach or a program of another limb', () => {
    expect(mayStart(facts({ limbsInBreach: ['left-leg'], limbsInUse: ['left-arm'] })).ok).toBe(true)
  })
})

describe('a maximal test', () => {
  const lines = [test, row]

  it('waits for the day the restrictions name', () => {
    const given = { lines, ...program({ noMaximalTestBefore: '2026-03-11' }) }
    expect(mayStart(facts(given))).toEqual({ ok: false, why: 'test-too-early' })
    expect(startableLines(facts(given))).toEqual(['row'])
    expect(mayStart(facts({ lines, ...program({ noMaximalTestBefore: today }) })).ok).toBe(true)
    expect(mayStart(facts({ lines: [row], ...program({ noMaximalTestBefore: '2026-03-11' }) })).ok).toBe(true)
  })
})

describe('a reported session', () => {
  const reported = (changes: Partial<SessionFacts>, reason = '') =>
    mayReport({ facts: facts(changes), isInTheFuture: false, reason })

  it('is taken without a word when it was under clearance', () => {
    expect(reported({})).toEqual({ ok: true, isOutsideClearance: false })
  })

  it.each([
    ['before it was cleared', version({ status: 'submitted' })],
    ['after the revocation', version({ status: 'revoked' })],
    ['under an older version', version({ status: 'superseded' })],
    ['on hold', { openHolds: ['red-flag'] }],
    ['after the end', program({ status: 'stopped' })],
    ['in a breach', { limbsInBreach: ['right-leg'] }],
    ['prohibited', { screening: { ...standard, outcome: 'no-restriction' } }],
    ['without consent', { consent: { isOnRecord: false, isMinor: false, isByGuardian: false } }],
  ] as [string, Partial<SessionFacts>][])('outside clearance is taken with a reason: %s', (_case, changes) => {
    expect(reported(changes)).toEqual({ ok: false, why: 'outside-clearance-needs-reason' })
    expect(reported(changes, 'Trained at home from the old sheet.')).toEqual({ ok: true, isOutsideClearance: true })
  })

  it('is inside clearance, though it could not have been started so, with an old LOP or a third on the day', () => {
    expect(isOutsideClearance(facts({ lines: [{ ...press, lopMeasuredOn: null }] }))).toBe(false)
    expect(isOutsideClearance(facts({ sessionsToday: 2 }))).toBe(false)
    expect(whyOutsideClearance(facts({ sessionsToday: 2, openHolds: ['trainer'] }))).toEqual(['on-hold'])
  })

  it('has its true time behind it', () => {
    const ahead = mayReport({ facts: facts(), isInTheFuture: true, reason: '' })
    expect(ahead).toEqual({ ok: false, why: 'in-the-future' })
  })
})
