import { describe, expect, it } from 'vitest'
import type { SessionFacts, SessionLine } from './session'
import { mayStartWith } from './session-lines'

const cuffed = (id: string, changes: Partial<SessionLine> = {}): SessionLine => ({
  id,
  mode: 'bfr-resistance',
  limb: 'left-leg',
  hasFixedMmhg: false,
  lopMeasuredOn: '2026-11-20',
  ...changes,
})
const plain = (id: string): SessionLine => ({
  id,
  mode: 'strength',
  limb: null,
  hasFixedMmhg: false,
  lopMeasuredOn: null,
})

const facts = (lines: SessionLine[], changes: Partial<SessionFacts> = {}): SessionFacts => ({
  today: '2026-11-23',
  program: { status: 'active', hasStarted: true, noMaximalTestBefore: null },
  version: { status: 'cleared', validUntil: '2026-12-20', reviewBy: null, needsDoctor: false },
  openHolds: [],
  screening: { outcome: 'standard', isStale: false, isOutdatedByEvent: false },
  consent: { isOnRecord: true, isMinor: false, isByGuardian: false },
  limbsInBreach: [],
  limbsInUse: [],
  sessionsToday: 0,
  isAnotherRunning: false,
  pressure: { isAsked: false, newest: null },
  lopValidDays: 14,
  lines,
  ...changes,
})

describe('a session starts', () => {
  it('with its cuffed lines when none of them is in the way', () => {
    expect(mayStartWith(facts([cuffed('a'), plain('b')]))).toEqual({ ok: true, isBfr: true })
  })

  it('without a cuff when one cuffed line has no pressure, and a plain line is left', () => {
    const lines = [cuffed('a'), cuffed('b', { limb: 'right-leg', lopMeasuredOn: null }), plain('c')]
    expect(mayStartWith(facts(lines))).toEqual({ ok: true, isBfr: false })
  })

  it('without a cuff in a breach: the plain lines go on', () => {
    const lines = [cuffed('a'), plain('b')]
    expect(mayStartWith(facts(lines, { limbsInBreach: ['left-leg'] }))).toEqual({ ok: true, isBfr: false })
  })

  it('not at all when only cuffed lines are there and one is in the way, and says which', () => {
    const lines = [cuffed('a'), cuffed('b', { limb: 'right-leg', lopMeasuredOn: null })]
    expect(mayStartWith(facts(lines))).toEqual({ ok: false, why: 'lop-missing' })
  })

  it('not at all when something is in the way of the whole of it', () => {
    expect(mayStartWith(facts([plain('a')], { openHolds: ['red-flag'] }))).toEqual({ ok: false, why: 'on-hold' })
    expect(mayStartWith(facts([]))).toEqual({ ok: false, why: 'no-lines' })
  })
})
