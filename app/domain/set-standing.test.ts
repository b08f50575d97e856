import { describe, expect, it } from 'vitest'
import type { LoggedSet } from './deviation'
import { noLimits } from './limits'
import type { Prescription } from './prescription'
import { reasonFor, type SetFacts, standingOfSet } from './set-standing'

const line: Prescription = {
  id: 'line-1',
  position: 1,
  exercise: 'Leg extension',
  mode: 'bfr-resistance',
  limb: 'left-leg',
  load: { kind: 'percent-1rm', percent: 30 },
  reps: [30, 15, 15, 15],
  restSeconds: 45,
  tempoSeconds: null,
  restriction: {
    pressure: { kind: 'percent-lop', percent: 60 },
    cuffWidthCm: 11.5,
    restrictionMinutes: 8,
    reperfusionSeconds: 180,
  },
  aerobic: null,
}

const facts = (changes: Partial<SetFacts> = {}): SetFacts => ({
  session: { kind: 'started', isEnded: false, isBfr: true, isOutsideClearance: false },
  program: { status: 'active', isOnHold: false, isRevoked: false },
  line,
  limits: noLimits,
  oneRmG: 26_000,
  lopMmhg: 168,
  ...changes,
})

const set = (changes: Partial<LoggedSet> = {}): LoggedSet => ({
  exercise: 'Leg extension',
  side: 'left',
  setNumber: 1,
  reps: 30,
  loadG: 7_000,
  rpe: null,
  isRestricted: true,
  restrictionSeconds: 60,
  pressureMmhg: 100,
  ...changes,
})

const kindsOf = (asked: SetFacts, logged = set()) => {
  const standing = standingOfSet(asked, logged)
  return standing.ok ? standing.deviations.map(({ kind }) => kind) : standing.why
}

const session = facts().session
const program = facts().program

describe('a set in its session', () => {
  it('stands without a word when it is as cleared', () => {
    expect(kindsOf(facts())).toEqual([])
  })

  it('is refused once the session was ended, and never in one that is reported', () => {
    expect(kindsOf(facts({ session: { ...session, isEnded: true } }))).toBe('session-over')
    expect(kindsOf(facts({ session: { ...session, kind: 'reported', isEnded: true } }))).toEqual([])
  })

  it('with restriction waits for the cuff where it is live, and is named where it is reported', () => {
    for (const missing of [{ restrictionSeconds: null }, { pressureMmhg: null }]) {
      expect(kindsOf(facts(), set(missing))).toBe('set-before-cuff-on')
      const reported = facts({ session: { ...session, kind: 'reported' } })
      expect(kindsOf(reported, set(missing))).toEqual(['without-cuff-record'])
    }
  })

  it('is a deviation while the program is on hold, after a revocation and after its end', () => {
    expect(kindsOf(facts({ program: { ...program, status: 'on-hold', isOnHold: true } }))).toEqual(['on-hold'])
    expect(kindsOf(facts({ program: { ...program, status: 'stopped' } }))).toEqual(['program-finished'])
    const revoked = facts({ program: { status: 'stopped', isOnHold: false, isRevoked: true } })
    expect(kindsOf(revoked)).toEqual(['clearance-revoked'])
  })

  it('of a reported session is not blamed for a hold, an end or a revocation that came later', () => {
    const reported = { ...session, kind: 'reported' } as const
    expect(kindsOf(facts({ session: reported, program: { ...program, isOnHold: true } }))).toEqual([])
    expect(kindsOf(facts({ session: reported, program: { ...program, status: 'completed' } }))).toEqual([])
    const revoked = { status: 'stopped', isOnHold: false, isRevoked: true } as const
    expect(kindsOf(facts({ session: reported, program: revoked }))).toEqual([])
  })

  it('is a deviation in a session outside clearance, and with a cuff in one that started without', () => {
    expect(kindsOf(facts({ session: { ...session, isOutsideClearance: true }, limits: null }))).toEqual([
      'outside-clearance',
    ])
    expect(kindsOf(facts({ session: { ...session, isBfr: false } }))).toEqual(['restriction-not-in-session'])
  })

  it('is held to the lower of version and limit', () => {
    expect(kindsOf(facts({ limits: { ...noLimits, maxLoadPercent: 20 } }))).toEqual(['load-above'])
  })
})

describe('the reason of a deviation', () => {
  const deviation = (kind: string) => ({ kind, logged: null, cleared: null, says: 'beyond' })
  const told = { reason: '', outsideReason: null, isKept: false }
  const typed = { ...told, reason: ' The 8 kg plate was missing ' }

  it('is what was typed, else that of a session outside clearance, else it is asked for', () => {
    expect(reasonFor(deviation('load-above'), typed)).toBe('The 8 kg plate was missing')
    expect(reasonFor(deviation('outside-clearance'), { ...told, outsideReason: 'Nobody had cleared it' })).toBe(
      'Nobody had cleared it',
    )
    expect(reasonFor(deviation('load-above'), told)).toBeNull()
    expect(reasonFor(deviation('on-hold'), told)).toBeNull()
  })

  it('of a set kept on the phone is never asked for', () => {
    for (const kind of ['load-above', 'on-hold', 'clearance-revoked', 'program-finished']) {
      expect(reasonFor(deviation(kind), { ...told, isKept: true })).toBe('Done while the phone had no connection.')
    }
  })

  it('of a set kept on the phone says of a hold that it may not have been known, and loses nothing that was typed', () => {
    const kept = { ...typed, isKept: true }
    expect(reasonFor(deviation('load-above'), kept)).toBe('The 8 kg plate was missing')
    expect(reasonFor(deviation('on-hold'), kept)).toBe(
      'The 8 kg plate was missing (Done while the phone had no connection.)',
    )
  })
})
